"""A roadmap from a pasted table to its second version, page by page."""

import re
from datetime import date, timedelta
from io import BytesIO

from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.cell import Cell
from playwright.sync_api import Locator, expect

from tests.browser.walker import Walker, exactly

COUNTRY = "Ruritania"
TITLE = "Roadmap of Ruritania"
# The official headings, and what each column is taken for.
COLUMNS = {
    "Priorities": "Priority",
    "Actions": "Action",
    "Partners": "Partners",
    "Timeline": "Timeline in words",
    "Budget": "Budget in words",
    "Link to A8.7 action group": "Link to an action group",
    "Monitoring progress": "Monitoring progress",
}
PLAN = {
    "Safe work on farms": (
        "Inspect every farm of the eastern province",
        "Train forty inspectors",
        "Open a telephone line for complaints",
        "Publish the findings each spring",
    ),
    "Schools within reach": (
        "Build twelve village schools",
        "Pay a monthly grant to poor families",
        "Bring back pupils who left for the harvest",
        "Employ teachers for the dry season",
    ),
    "Laws that are applied": (
        "Write the list of hazardous work",
        "Raise the fines for recruiters",
        "Train judges and clerks",
        "Name a prosecutor in each province",
    ),
}


def pasted(*, budget: str = "120 000 USD") -> str:
    """Return the table as Word puts it on the clipboard; `budget` is of action 1.2."""
    lines = ["\t".join(COLUMNS)]
    for title, actions in PLAN.items():
        for number, action in enumerate(actions):
            money = budget if action == PLAN["Safe work on farms"][1] else "From taxes"
            first = title if number == 0 else ""
            cells = (first, action, "Farmers’ union", "First year", money, "", "Begun")
            lines.append("\t".join(cells))
    return "\n".join(lines)


# --- Finding the way ------------------------------------------------------------------


def open_roadmap(person: Walker) -> None:
    """Go to the country's own page of the roadmap that is in preparation."""
    person.follow("My country", within=person.frame)
    person.follow(TITLE)
    person.arrives(TITLE)


def open_table(person: Walker) -> None:
    open_roadmap(person)
    person.follow("Edit priorities and actions")
    person.arrives("Priorities and actions")
    # A long table is shown while it still arrives; who counts its rows waits for all.
    person.page.wait_for_load_state()


def open_on_desk(officer: Walker, version: int) -> None:
    officer.follow("Path board", within=officer.frame)
    officer.follow(COUNTRY)
    officer.follow(f"Version {version}: {TITLE}")
    officer.arrives(TITLE)


# --- Bringing a table -----------------------------------------------------------------


def start(focal_point: Walker) -> None:
    year = timezone.localdate().year
    focal_point.follow("My country", within=focal_point.frame)
    focal_point.follow("Start a roadmap")
    focal_point.fill(
        {
            "Title": TITLE,
            "Period from": f"{year}-01-01",
            "Period until": f"{year + 3}-12-31",
        }
    )
    focal_point.press("Start a roadmap")
    focal_point.reads("Version 1 is open as a draft.", "No priority yet")


def paste(person: Walker, text: str) -> None:
    """Paste the table, and check what its columns are taken for."""
    person.fill({"Paste the table here": text})
    person.press("Read the table")
    person.arrives("What is in the columns")
    for letter, (heading, meaning) in zip("ABCDEFG", COLUMNS.items(), strict=True):
        column = person.field(f"Column {letter} “{heading}”")
        expect(column.locator("option:checked")).to_have_text(meaning)
    person.press("Show the rows")


def rows_of_preview(person: Walker) -> Locator:
    return person.page.get_by_role("main").locator("ol.exchange-rows > li")


def apply(person: Walker) -> None:
    person.follow("Apply")
    person.arrives("Apply the table to the roadmap")
    person.press("Apply all rows")
    person.reads("The table is applied. You can undo it on this page.")


# --- Cells and rows of the table ------------------------------------------------------


def row(person: Walker, name: str) -> Locator:
    """Return a row by its name: "Action 1.2", "Priority 3"."""
    return person.page.get_by_label(name, exact=True)


def cell(person: Walker, name: str, label: str) -> Locator:
    return row(person, name).get_by_label(label, exact=True)


def state(person: Walker, name: str, label: str) -> Locator:
    """Return the words beside a cell that say whether it is stored."""
    return cell(person, name, label).locator("xpath=..").locator(".cell__state")


def type_into(person: Walker, name: str, label: str, text: str) -> Locator:
    """Write into a cell and leave it; return its state."""
    control = cell(person, name, label)
    control.fill(text)
    control.blur()
    return state(person, name, label)


def write(person: Walker, name: str, label: str, text: str) -> None:
    expect(type_into(person, name, label, text)).to_have_text("Saved")


def shows(person: Walker, name: str, label: str, text: str) -> None:
    expect(cell(person, name, label)).to_have_value(text)


def actions(person: Walker) -> int:
    """Count the actions of the table that is open."""
    rows = person.page.get_by_role("row", name=re.compile(r"^Action [\d.]+$"))
    return rows.count()


def open_tools(person: Walker, name: str) -> Locator:
    tools = row(person, name)
    tools.locator("summary", has_text="More").click()
    return tools


def duplicate(person: Walker, name: str) -> None:
    tools = open_tools(person, name)
    tools.get_by_role("button", name=exactly("Duplicate")).click()
    person.reads("The copy stands below the row.")


def split(person: Walker, name: str, first: str, second: str) -> None:
    person.follow("Split", within=open_tools(person, name))
    person.fill(
        {"Text of the first action": first, "Text of the second action": second}
    )
    person.press("Split it")
    person.reads("There are two actions now.")


def join(person: Walker, name: str, other: str, together: str) -> None:
    person.follow("Join with another", within=open_tools(person, name))
    person.select("Join it with", other)
    person.press("See what they become together")
    person.fill({"Text of the action": together})
    person.press("Join them")
    person.reads("The two actions are one now.")


def delete(person: Walker, name: str) -> None:
    person.follow("Delete", within=open_tools(person, name))
    person.press("Delete the action")
    person.reads("It is deleted.")


def undo_deletion(person: Walker, title: str) -> None:
    person.reads(f"“{title}” is deleted.")
    person.press("Undo the deletion")
    person.reads_not(f"“{title}” is deleted.")


def add_action(person: Walker, priority: int, title: str) -> None:
    person.fill({f"New action under priority {priority}": title})
    person.press(f"Add the action to priority {priority}")
    person.reads("The action is added.")


def move_down(person: Walker, name: str) -> None:
    """Move a row with the keyboard from its text."""
    with person.page.expect_navigation():
        cell(person, name, "Action").press("Alt+ArrowDown")
    person.reads("The order is changed.")


# --- Decisions ------------------------------------------------------------------------


def submit(focal_point: Walker) -> None:
    open_roadmap(focal_point)
    focal_point.follow("Check and submit")
    focal_point.press("Submit the roadmap")
    focal_point.reads("The roadmap is with the secretariat. You hear from them next.")


def commented(person: Walker, title: str) -> Locator:
    """Return the row with this title on the page of comments."""
    return person.page.get_by_role("article", name=re.compile(re.escape(title)))


def comment(officer: Walker, title: str, text: str) -> None:
    officer.follow("Check the roadmap")
    place = commented(officer, title)
    place.locator("summary", has_text="Write a comment").click()
    officer.fill({"Comment": text}, place)
    place.get_by_role("button", name="Save the comment").click()
    officer.reads("The comment is saved.", text)


def send_back(officer: Walker, text: str) -> None:
    officer.follow("Return it with a comment")
    officer.reads("Comments that go with it", text)
    officer.press("Return it with a comment")
    officer.reads("The roadmap is with the country again.")


def settle(person: Walker, name: str, text: str) -> None:
    """Settle a comment at its row in the table that is open."""
    place = row(person, name)
    place.get_by_role("button", name=exactly(f"Mark as settled: {text}")).click()
    expect(place.get_by_text("Settled", exact=True)).to_be_visible()


def accept(officer: Walker) -> None:
    officer.follow("Accept the roadmap")
    officer.press("Accept the roadmap")
    officer.reads("The roadmap is accepted. Present it to the Group next.")


def present(officer: Walker, *, on: date, meeting: str) -> None:
    officer.follow("Record that it was presented to the Group")
    officer.fill({"Presented on": on.isoformat(), "Meeting": meeting})
    officer.press("Record the presentation")
    officer.reads("The presentation is on record. Publish it when it may be public.")


def publish(officer: Walker) -> None:
    officer.follow("Publish the roadmap")
    officer.press("Publish the roadmap")
    officer.reads("The roadmap is public.")


def open_as_visitor(visitor: Walker) -> None:
    visitor.open("/")
    visitor.follow("Countries", within=visitor.frame)
    visitor.follow(COUNTRY)
    visitor.follow("Full table of actions, partners and money")
    visitor.arrives(TITLE)


# --- Progress -------------------------------------------------------------------------


def open_progress(person: Walker) -> None:
    person.follow("My country", within=person.frame)
    person.follow("Progress on the roadmap")
    person.arrives("Progress on the roadmap")


def report(person: Walker, number: str, status: str, share: str, note: str) -> None:
    person.follow(f"Report on action {number}")
    yesterday = timezone.localdate() - timedelta(days=1)
    person.select("State of the action", status)
    person.fill(
        {
            "As of": yesterday.isoformat(),
            "Share done, in percent": share,
            "Note": note,
        }
    )
    person.press("Save the report")
    person.reads("The report is saved. It counts from now on.", note)


# --- The spreadsheet ------------------------------------------------------------------


class Workbook:
    """The file on somebody's desk; cells are found by the words beside them."""

    def __init__(self, content: bytes):
        self.book = load_workbook(BytesIO(content))

    def cell(self, sheet: str, words: str, heading: str) -> Cell:
        rows = list(self.book[sheet].iter_rows())
        at = [each.value for each in rows[0]].index(heading)
        found = (line for line in rows if words in {each.value for each in line})
        return next(found)[at]

    @property
    def content(self) -> bytes:
        written = BytesIO()
        self.book.save(written)
        return written.getvalue()


def take_away(person: Walker) -> Workbook:
    person.follow("Edit in a spreadsheet")
    with person.page.expect_download() as waiting:
        person.press("Download the file")
    return Workbook(waiting.value.path().read_bytes())


def bring_back(person: Walker, workbook: Workbook) -> None:
    upload = {
        "name": "plan.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": workbook.content,
    }
    person.field("Or choose a file").set_input_files(upload)
    person.press("Read the table")
    person.arrives("plan.xlsx")


def undo_import(person: Walker, name: str) -> None:
    person.follow("Imports so far")
    person.follow(f"Undo {name}")
    person.press("Undo the import")
    person.reads("The import is undone: the rows are as they were before.")
