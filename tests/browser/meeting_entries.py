"""What the secretariat enters of a meeting, page by page."""

from tests.browser import meeting_steps as steps
from tests.browser.walker import Walker
from tests.factories.meetings import in_days

GENEVA = "Geneva"
SIXTH = "6th Meeting of the Global Coordinating Group"


def plan(
    officer: Walker,
    title: str,
    date: tuple[int, int, int],
    hours: tuple[str, str] = ("", ""),
    *,
    zone: str = GENEVA,
    answer_by: str = "",
    texts: dict[str, str] | None = None,
    **choices: str,
) -> None:
    """Plan a meeting on a date; `choices` are those of the lists, by their labels."""
    officer.follow("Meetings", within=officer.frame)
    officer.follow("Plan a meeting")
    officer.fill({"Title": title, "From": hours[0], "To": hours[1]} | (texts or {}))
    officer.fill_date("Date", *date)
    officer.select("Time zone", zone, officer.page.locator("#div_id_time_zone"))
    for label, option in choices.items():
        officer.select(label.replace("_", " "), option)
    if answer_by:
        group = officer.group("Answer until")
        officer.fill({"Day": answer_by, "Hour": "18:00"}, group)
        officer.select("Time zone", zone, group)
    officer.press("Plan the meeting")
    officer.reads("The meeting is planned.")


def plan_the_sixth(officer: Walker) -> None:
    """Plan the 6th meeting of the Group, in two months."""
    day = in_days(60)
    plan(
        officer,
        SIXTH,
        (day.day, day.month, day.year),
        ("09:30", "13:00"),
        answer_by=in_days(30).isoformat(),
        texts={"Number": "6"},
    )


def move(officer: Walker, title: str, verb: str) -> None:
    """Move a meeting on from its desk."""
    steps.open_part(officer, title, "Desk")
    officer.follow(verb)
    officer.press(verb)
    officer.reads(f"Done: {verb}.")


# --- The agenda -----------------------------------------------------------------------


def add_session(
    officer: Walker, starts: str, ends: str, title: str = "", *, is_break: bool = False
) -> None:
    officer.follow("Add a session or a break")
    officer.fill({"From": starts, "To": ends, "Title": title})
    officer.field("Break").set_checked(is_break)
    officer.press("Save")
    officer.reads("The session was saved.")


def add_item(officer: Walker, texts: dict[str, str], **choices: str) -> None:
    """Add an item on the first level."""
    officer.follow("Add an item")
    _save_item(officer, texts, choices)


def add_below(officer: Walker, above: str, title: str) -> None:
    steps.do_with_item(officer, above, "Add below")
    _save_item(officer, {"Title": title}, {})


def _save_item(officer: Walker, texts: dict[str, str], choices: dict[str, str]) -> None:
    officer.fill(texts)
    for label, option in choices.items():
        officer.select(label, option)
    officer.press("Add the item")
    officer.reads("The item was added.")


def numbers_of(person: Walker) -> dict[str, str]:
    """Return the numbers of the items on the page by their titles."""
    found = {}
    articles = person.page.get_by_role("article")
    articles.first.wait_for()
    for article in articles.all():
        title = article.get_by_role("heading").inner_text()
        found[title] = article.inner_text().split()[0]
    return found


# --- Who took part --------------------------------------------------------------------


def add_participant(officer: Walker, texts: dict[str, str], **choices: str) -> None:
    """Put somebody on the list whose page is open."""
    officer.follow("Add somebody")
    officer.fill(texts)
    for label, option in choices.items():
        officer.select(label, option)
    officer.press("Add")
    officer.reads("The person is on the list.")


# --- Papers ---------------------------------------------------------------------------


def open_paper(person: Walker, title: str) -> None:
    person.follow("Meetings", within=person.frame)
    person.follow("Toolkit and papers")
    person.follow("All papers")
    person.follow(title)
    person.arrives(title)


def file_version(officer: Walker, content: bytes) -> None:
    """File a PDF as the next version of the paper whose page is open."""
    officer.follow("Add a version")
    file = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": content}
    officer.field("File").set_input_files(file)
    officer.press("File the version")
    officer.reads("The version is filed as a draft.")


def table_version(officer: Walker, title: str, number: int) -> None:
    """Put a version of a paper forward for decision."""
    open_paper(officer, title)
    officer.follow(f"Version {number}, English")
    officer.follow("Put it forward for decision")
    officer.press("Put it forward for decision")
    officer.reads("The version waits for the decision of the Group.")
