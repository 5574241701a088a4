"""The steps of a country from its first interest to status, page by page."""

from datetime import date

from tests.browser.walker import Walker

COUNTRY = "Ruritania"
SIGNED = "The signed confirmation letter is missing."
STEPS = (
    "Observed a meeting of the Group",
    "Expression of interest",
    "Senior official named",
    "Strategic planning workshop",
    "Roadmap",
    "Reported back to the Group",
)


def missing(*steps: str) -> list[str]:
    return [f"The step “{step}” is not on record." for step in steps]


def open_desk(person: Walker) -> None:
    person.follow("Path board", within=person.frame)
    person.follow(COUNTRY)
    person.arrives("Decisions on status")


def in_the_way(chair: Walker) -> list[str]:
    open_desk(chair)
    return chair.items_under("What stands in the way of status")


def add_to_path(officer: Walker) -> None:
    officer.follow("Path board", within=officer.frame)
    officer.follow("Add a country")
    officer.select("Country", COUNTRY)
    officer.fill({"Entered on": "2020-03-02"})
    officer.select("Procedure", "Procedure as amended in 2019")
    officer.press("Put it on the path")
    officer.reads("The country is on the path.", "Procedure as amended in 2019")


def record_interest(officer: Walker) -> None:
    open_desk(officer)
    officer.follow("Add a record: Observed a meeting of the Group")
    officer.select("Step", "Informal interest")
    officer.fill_date("Date", 14, 1, 2020)
    officer.fill({"Source": "Note of the regional office"})
    officer.press("Put it on record")
    officer.reads("The step is on record.")


def record_observed_meeting(officer: Walker) -> None:
    open_desk(officer)
    officer.follow("Add a record: Observed a meeting of the Group")
    officer.fill_date("Date", 3, 2, 2020)
    officer.fill({"Meeting": "7th meeting of the Global Coordinating Group"})
    officer.attach("New evidence", "list-of-participants.pdf")
    officer.select("Who may read the new evidence", "The secretariat")
    officer.press("Put it on record")
    officer.reads("The step is on record.")


def express_interest(focal_point: Walker) -> None:
    focal_point.follow("My country", within=focal_point.frame)
    focal_point.follow("Write the expression of interest")
    focal_point.fill_date("Date of the letter", 2, 3, 2020)
    focal_point.fill(
        {
            "Who signed the letter?": "Ada Minister",
            "Ministry": "Ministry of Labour",
            "Senior official named": "Omar Official",
            "Post of the official": "Director of Labour",
        }
    )
    focal_point.choose("Did a minister sign the letter?", "Yes")
    focal_point.choose("To whom is the letter addressed?", "ILO Director-General")
    focal_point.attach("Scan of the letter", "letter.pdf")
    focal_point.press("Save and continue")
    focal_point.press("Submit the expression of interest")
    focal_point.reads("Submitted. The secretariat checks the letter now.")


def accept_interest(officer: Walker) -> None:
    open_desk(officer)
    officer.follow("2 March 2020")
    officer.follow("Accept the expression of interest")
    officer.press("Accept it")
    officer.reads("Enter the day on which the letter was received.")
    officer.fill({"Received on": "2020-03-05", "Acknowledged on": "2020-03-06"})
    officer.press("Accept it")
    officer.reads("Accepted. The steps it proves are on record.")


def record_workshop(officer: Walker) -> None:
    open_desk(officer)
    officer.follow("Record a workshop")
    officer.fill_date("First day", 8, 9, 2020)
    officer.fill(
        {
            "Title": "Planning workshop of Ruritania",
            "Last day": "2020-09-10",
            "Place": "Strelsau",
            "Participants in total": 60,
            "Ministries and public bodies": 25,
            "Workers’ organizations": 10,
            "Source": "Report of the workshop",
        }
    )
    officer.press("Save the workshop")
    officer.reads("Saved.", "Strelsau")


def write_roadmap(focal_point: Walker) -> None:
    focal_point.follow("My country", within=focal_point.frame)
    todo = focal_point.page.get_by_role("region", name="What to do now")
    focal_point.follow("Start a roadmap", within=todo)
    focal_point.fill(
        {
            "Title": "Roadmap of Ruritania",
            "Period from": "2021-01-01",
            "Period until": "2024-12-31",
        }
    )
    focal_point.press("Start a roadmap")
    focal_point.follow("Add a priority")
    focal_point.fill({"Priority": "Safe work on farms"})
    focal_point.press("Save the priority")
    _add_action(focal_point)


def _add_action(focal_point: Walker) -> None:
    focal_point.follow("Add with all fields to priority 1")
    focal_point.fill(
        {
            "Action": "Inspect every farm of the eastern province",
            "Responsible body": "Labour inspectorate",
            "Start": "2021-02-01",
            "End": "2022-12-31",
        }
    )
    money = focal_point.group("Line 1")
    focal_point.select("What it is", "Needed", money)
    focal_point.fill({"Amount": "250 000", "Currency": "USD"}, money)
    focal_point.press("Save the action")
    focal_point.reads("The action is saved.", "Needed 250")


def submit_roadmap(focal_point: Walker) -> None:
    focal_point.follow("My country", within=focal_point.frame)
    focal_point.follow("Roadmap of Ruritania")
    focal_point.follow("Check and submit")
    focal_point.press("Submit the roadmap")
    focal_point.reads("The roadmap is with the secretariat. You hear from them next.")


def accept_roadmap(officer: Walker) -> None:
    open_desk(officer)
    officer.follow("Version 1: Roadmap of Ruritania")
    officer.follow("Check the roadmap")
    officer.follow("Accept the roadmap")
    officer.press("Accept the roadmap")
    officer.reads("The roadmap is accepted. Present it to the Group next.")


def present_roadmap(officer: Walker) -> None:
    """Record the presentation, and the report back with it as the page offers."""
    officer.follow("Record that it was presented to the Group")
    officer.fill(
        {
            "Presented on": "2021-05-20",
            "Meeting": "10th meeting of the Global Coordinating Group",
        }
    )
    officer.press("Record the presentation")
    officer.reads("The presentation is on record. Publish it when it may be public.")


def publish_roadmap(officer: Walker) -> bytes:
    """Publish it and return the PDF that everyone can download now."""
    officer.follow("Publish the roadmap")
    officer.press("Publish the roadmap")
    officer.reads("The roadmap is public.")
    return officer.download("PDF")


def prepare_letter(officer: Walker) -> None:
    open_desk(officer)
    officer.follow("Prepare a letter")
    officer.follow("Confirmation letter")
    officer.fill(
        {
            "Number": "A87/2021/07",
            "Date of the letter": "2021-06-01",
            "To whom": "Ada Minister",
            "Who signs": "Carla Chair",
        }
    )
    officer.press("Save the draft")
    officer.reads("The draft is saved.")


def sign_letter(officer: Walker) -> bytes:
    """File the signed scan and return the letter as PDF."""
    officer.follow("File the signed letter")
    officer.attach("Scan of the signed letter", "signed.pdf")
    officer.press("File the signed letter")
    officer.reads("The signed letter is on file.")
    return officer.download("Letter (PDF)")


def send_letter(chair: Walker, *, on: date) -> None:
    open_desk(chair)
    chair.reads("Nothing is missing.")
    chair.follow("Confirm pathfinder status")
    chair.follow("Record that the letter was sent")
    chair.reads("Sending gives Ruritania pathfinder status from this date.")
    chair.fill({"Sent on": on.isoformat()})
    chair.press("Record that it was sent")
    chair.reads("The letter is recorded as sent.")
