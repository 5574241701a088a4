"""Annual reviews, and the decisions that rest on them, page by page."""

from datetime import date

from django.utils import timezone

from tests.browser.path_to_status import COUNTRY, open_desk
from tests.browser.walker import Walker


def write_review(focal_point: Walker, year: int) -> None:
    focal_point.follow("My country", within=focal_point.frame)
    focal_point.follow(f"Start the annual review {timezone.localdate().year}")
    focal_point.select("Year", str(year))
    focal_point.press("Start the review")
    focal_point.fill(
        {
            "Progress in the year": f"What was done in {year}.",
            "Next steps": "Inspect the remaining farms.",
        }
    )
    focal_point.press("Save and check the report")
    focal_point.press("Submit the report")
    focal_point.reads("The report is submitted. The secretariat reads it now.")


def open_review(person: Walker, year: int) -> None:
    open_desk(person)
    person.follow(f"Review of {year}")


def assess(officer: Walker, year: int, assessment: str) -> None:
    open_review(officer, year)
    officer.follow("Write the assessment")
    officer.choose("How far did the country come in the year?", assessment)
    officer.fill({"Reasons for the assessment": "No inspection took place."})
    officer.press("Save")
    officer.follow("Share the assessment with the country")
    officer.press("Share the assessment with the country")
    officer.reads("The focal point can read the assessment now.")


def answer(focal_point: Walker, year: int) -> None:
    focal_point.follow("My country", within=focal_point.frame)
    todo = focal_point.page.get_by_role("region", name="What to do now")
    focal_point.follow(f"Annual review {year}", within=todo)
    focal_point.fill(
        {
            "The country’s answer": "The ministry was reorganized.",
            "Reasons for little progress": "There was no budget.",
        }
    )
    focal_point.press("Save")
    focal_point.reads("Your answer is saved.")


def table(officer: Walker, year: int, meeting: str) -> None:
    open_review(officer, year)
    officer.follow("Table it at a meeting of the Group")
    officer.fill({"Meeting": meeting})
    officer.press("Table it at a meeting of the Group")
    officer.reads("The review is tabled.")


def record_outcome(administrator: Walker, year: int, verdict: str) -> None:
    open_review(administrator, year)
    administrator.follow("Record the outcome")
    administrator.choose("Reasons for little progress", verdict)
    administrator.press("Record the outcome")
    administrator.reads("The outcome is recorded.")


def publish(officer: Walker, year: int) -> bytes:
    """Publish the review and return its PDF."""
    open_review(officer, year)
    officer.follow("Publish the review")
    officer.press("Publish the review")
    officer.reads("The review is published.")
    return officer.download("Download as PDF")


def put_on_hold(chair: Walker, *, on: date, decision: str) -> None:
    open_desk(chair)
    chair.follow("Put the status on hold")
    chair.reads("What the annual reviews say", "What happens")
    chair.fill({"With effect from": on.isoformat(), "Decision": decision})
    chair.press("Put the status on hold")
    chair.reads(f"The status of {COUNTRY} is on hold.")


def reinstate(chair: Walker, *, on: date, decision: str) -> None:
    open_desk(chair)
    chair.follow("Reinstate the status")
    chair.fill({"With effect from": on.isoformat(), "Decision": decision})
    chair.press("Reinstate the status")
    chair.reads(f"The status of {COUNTRY} is reinstated.")
