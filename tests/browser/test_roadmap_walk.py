"""A roadmap that a ministry works with: from its table in Word to the second version.

Through the pages alone, by the people whose work it is, each in a browser of their own.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser import roadmap_steps as steps
from tests.browser.walker import PATIENCE, Walker, pdf_text
from tests.browser.watch import Watch, is_wider_than_its_window

FARMS, SCHOOLS, LAWS = steps.PLAN
INSPECT, TRAIN, *_ = steps.PLAN[FARMS]
REMARK = "Say which ministry pays for the schools."
NOTE = "Half of the inspectors are trained."
MEETING = "19th meeting of the Global Coordinating Group"
# What the browser says of an answer that asks the person to choose.
CHOICE_ASKED = "status of 409"


@pytest.fixture
def people(live_server, new_context):
    """Two people of a country, one of the secretariat, and a visitor."""
    country = factories.make_country(
        iso3="RUR", iso2="RU", name_en=steps.COUNTRY, name_fr="Ruritanie"
    )
    factories.make_pathfinder(country=country)
    accounts = {
        "focal_point": factories.make_focal_point(country, name="Fatou Focal"),
        "contributor": factories.make_contributor(country, name="Ana Author"),
        "officer": factories.make_officer(name="Olga Officer"),
        "visitor": None,
    }
    walkers, watches = {}, {}
    for name, account in accounts.items():
        context = new_context()
        context.set_default_timeout(PATIENCE)
        watches[name] = Watch(context, live_server.url, requests=False)
        walkers[name] = Walker(context.new_page(), live_server.url)
        if account:
            walkers[name].sign_in(account)
    yield SimpleNamespace(**walkers)
    asked = [line for line in watches["contributor"].found if CHOICE_ASKED in line]
    assert len(asked) == 2
    watches["contributor"].found = []
    assert [line for watch in watches.values() for line in watch.found] == []


def test_a_roadmap_grows_from_a_pasted_table_to_its_second_version(people):
    _paste(people.focal_point)
    _edit_together(people)
    _shape_rows(people.focal_point)
    _decide(people)
    _read_in_public(people.visitor)
    _report(people)
    _write_second_version(people.focal_point)
    _compare(people.focal_point)
    _edit_in_a_spreadsheet(people)


# --- The table of the ministry --------------------------------------------------------


def _paste(focal_point):
    steps.start(focal_point)
    focal_point.follow("Bring a table")
    steps.paste(focal_point, steps.pasted(budget="120 000 USD and 90 000 EUR"))
    focal_point.reads(
        "1 fault in the table",
        "Row 3, column E “Budget”: The cell holds two currencies. Write each amount "
        "in a row of its own.",
    )
    focal_point.follow("Bring another table")
    steps.paste(focal_point, steps.pasted())

    focal_point.reads_not("fault in the table")
    rows = steps.rows_of_preview(focal_point)
    expect(rows).to_have_count(3 + 12)
    expect(rows.get_by_text("New", exact=True)).to_have_count(3 + 12)
    titles = [each.strip() for each in rows.get_by_role("heading").all_inner_texts()]
    assert titles == [
        text for title, actions in steps.PLAN.items() for text in (title, *actions)
    ]
    steps.apply(focal_point)
    focal_point.follow("Go to the rows")
    expect(steps.cell(focal_point, "Action 3.4", "Action")).to_be_visible()
    assert steps.actions(focal_point) == 12


# --- Two people at once ---------------------------------------------------------------


def _edit_together(people):
    first, second = people.focal_point, people.contributor
    steps.open_table(first)
    steps.open_table(second)
    steps.write(first, "Action 1.1", "Responsible body", "Labour inspectorate")
    steps.write(second, "Action 1.1", "In words", "Spring and autumn")

    steps.write(first, "Action 1.1", "Action", "Inspect every farm by day")
    told = steps.type_into(second, "Action 1.1", "Action", "Inspect each farm at night")
    expect(told).to_contain_text("Not saved: somebody else changed this meanwhile.")
    expect(told).to_contain_text("Stored now, by Fatou Focal")
    expect(told).to_contain_text("Inspect every farm by day")
    expect(told).to_contain_text("Inspect each farm at night")
    told.get_by_role("button", name="Save mine instead").click()
    expect(told).to_have_text("Saved")

    steps.write(first, "Action 1.2", "Action", "Train fifty inspectors")
    told = steps.type_into(second, "Action 1.2", "Action", "Train sixty inspectors")
    told.get_by_role("button", name="Keep what is stored").click()
    steps.shows(second, "Action 1.2", "Action", "Train fifty inspectors")

    steps.open_table(first)
    steps.shows(first, "Action 1.1", "Action", "Inspect each farm at night")
    steps.shows(first, "Action 1.1", "Responsible body", "Labour inspectorate")
    steps.shows(first, "Action 1.1", "In words", "Spring and autumn")
    steps.shows(first, "Action 1.2", "Action", "Train fifty inspectors")


def _shape_rows(focal_point):
    steps.move_down(focal_point, "Action 2.1")
    steps.shows(focal_point, "Action 2.2", "Action", steps.PLAN[SCHOOLS][0])

    steps.duplicate(focal_point, "Action 1.4")
    steps.shows(focal_point, "Action 1.5", "Action", f"{steps.PLAN[FARMS][3]} (copy)")
    steps.write(focal_point, "Action 1.5", "Action", "Answer the findings")
    steps.split(focal_point, "Action 3.3", "Train judges", "Train clerks")
    steps.shows(focal_point, "Action 3.4", "Action", "Train clerks")
    assert steps.actions(focal_point) == 14
    other = steps.PLAN[SCHOOLS][1]
    steps.join(focal_point, "Action 2.2", other, "Build schools and pay grants")
    steps.shows(focal_point, "Action 2.1", "Action", "Build schools and pay grants")
    assert steps.actions(focal_point) == 13


# --- Decisions ------------------------------------------------------------------------


def _decide(people):
    focal_point, officer = people.focal_point, people.officer
    steps.submit(focal_point)
    steps.open_on_desk(officer, 1)
    steps.comment(officer, "Build schools and pay grants", REMARK)
    steps.send_back(officer, REMARK)

    steps.open_roadmap(focal_point)
    focal_point.reads("The secretariat returned this roadmap.")
    focal_point.follow("1 open comment")
    focal_point.follow("Edit priorities and actions")
    row = steps.row(focal_point, "Action 2.1")
    expect(row.get_by_text(REMARK, exact=True)).to_be_visible()
    steps.write(focal_point, "Action 2.1", "Responsible body", "Ministry of Education")
    steps.settle(focal_point, "Action 2.1", REMARK)
    steps.submit(focal_point)

    steps.open_on_desk(officer, 1)
    officer.follow("Check the roadmap")
    officer.reads("0 open comments", "Settled by Fatou Focal")
    steps.accept(officer)
    yesterday = timezone.localdate() - timedelta(days=1)
    steps.present(officer, on=yesterday, meeting=MEETING)
    steps.publish(officer)


def _read_in_public(visitor):
    steps.open_as_visitor(visitor)
    visitor.reads("Ministry of Education", "Build schools and pay grants")
    visitor.reads_not(REMARK)
    printed = " ".join(pdf_text(visitor.download("PDF")).split())
    assert steps.TITLE in printed
    assert "Inspect each farm at night" in printed
    visitor.follow("Progress")
    visitor.arrives("Progress on the roadmap")
    visitor.reads(
        "Actions implemented", "The state of none of the 13 actions is stated."
    )


def _report(people):
    steps.open_progress(people.focal_point)
    steps.report(people.focal_point, "1.1", "Done", "", "All farms were inspected.")
    steps.open_progress(people.focal_point)
    steps.report(people.focal_point, "1.2", "Under way", "50", NOTE)
    steps.open_as_visitor(people.visitor)
    people.visitor.follow("Progress")
    people.visitor.reads("1 of 13 actions", "50% done")
    people.visitor.reads_not(NOTE)


# --- The second version ---------------------------------------------------------------


def _write_second_version(focal_point):
    focal_point.follow("My country", within=focal_point.frame)
    focal_point.follow("Start the next version")
    focal_point.press("Start the next version")
    focal_point.reads("Version 2 is open as a draft.")
    steps.write(focal_point, "Action 1.2", "Action", "Train eighty inspectors")
    steps.add_action(focal_point, 3, "Publish the judgments")
    steps.shows(focal_point, "Action 3.6", "Action", "Publish the judgments")
    steps.delete(focal_point, "Action 1.5")
    steps.undo_deletion(focal_point, "Answer the findings")
    steps.shows(focal_point, "Action 1.5", "Action", "Answer the findings")
    steps.delete(focal_point, "Action 1.5")
    assert steps.actions(focal_point) == 13


def _compare(focal_point):
    steps.open_roadmap(focal_point)
    focal_point.follow("Compare with version 1")
    focal_point.arrives("Version 1 and version 2")
    focal_point.reads("1 row added", "1 row removed", "1 row changed")
    focal_point.reads("Publish the judgments", "Answer the findings")
    changed = focal_point.page.get_by_role("row", name="Action Train fifty inspectors")
    expect(changed.get_by_role("deletion")).to_have_text("fifty")
    expect(changed.get_by_role("insertion")).to_have_text("eighty")
    printed = " ".join(pdf_text(focal_point.download("PDF")).split())
    for words in ("Publish the judgments", "Answer the findings", "eighty"):
        assert words in printed


# --- The spreadsheet ------------------------------------------------------------------


def _edit_in_a_spreadsheet(people):
    focal_point, contributor = people.focal_point, people.contributor
    steps.open_table(focal_point)
    workbook = steps.take_away(focal_point)
    title = "Train eighty inspectors"
    workbook.cell("Actions", title, "Responsible body").value = "Ministry of Labour"
    workbook.cell("Actions", "Train judges", "Output").value = "Sixty judges"
    steps.open_table(contributor)
    steps.write(contributor, "Action 1.2", "Responsible body", "Inspectorate")
    steps.write(contributor, "Action 1.3", "Responsible body", "Ombudsman")

    focal_point.follow("Back to the rows")
    focal_point.follow("Bring a table")
    steps.bring_back(focal_point, workbook)
    focal_point.reads("1 conflict waits for your decision.")
    conflict = focal_point.page.get_by_role("group", name="Responsible body: both of")
    expect(conflict).to_contain_text("Ministry of Labour")
    expect(conflict).to_contain_text("Inspectorate")
    conflict.get_by_role("radio", name="Yours, in the file").check()
    focal_point.press("Save my decisions")
    focal_point.reads("All conflicts are decided.")
    steps.apply(focal_point)

    focal_point.follow("Go to the rows")
    steps.shows(focal_point, "Action 1.2", "Responsible body", "Ministry of Labour")
    steps.shows(focal_point, "Action 1.3", "Responsible body", "Ombudsman")
    focal_point.reads("Output: Sixty judges")
    steps.undo_import(focal_point, "plan.xlsx")
    focal_point.follow("Go to the rows")
    steps.shows(focal_point, "Action 1.2", "Responsible body", "Inspectorate")
    steps.shows(focal_point, "Action 1.3", "Responsible body", "Ombudsman")
    focal_point.reads_not("Output: Sixty judges")


# --- By keyboard, on a phone ----------------------------------------------------------

LONG_PLAN = {
    f"Priority of chapter {chapter}": [f"Do part {part}" for part in range(1, 11)]
    for chapter in range(1, 7)
}
STOPS_MAX = 80
IS_FOCUSED = "(control) => control === document.activeElement"
FOCUSED = "() => document.activeElement.id"
HAS_OUTLINE = "(control) => getComputedStyle(control).outlineStyle !== 'none'"


@pytest.fixture
def author(transactional_db, page, live_server):
    """Somebody at a phone-sized window, with the table of sixty actions open."""
    country = factories.make_country(iso3="RUR", iso2="RU", name_en=steps.COUNTRY)
    pathfinder = factories.make_pathfinder(country=country)
    factories.make_roadmap(pathfinder, title=steps.TITLE, rows=LONG_PLAN)
    page.set_viewport_size({"width": 390, "height": 844})
    author = Walker(page, live_server.url)
    author.sign_in(factories.make_contributor(country))
    steps.open_table(author)
    return author


def tab_to(author, control) -> None:
    """Press Tab until the control has the focus, and check that one sees it."""
    for _stop in range(STOPS_MAX):
        author.page.keyboard.press("Tab")
        if control.evaluate(IS_FOCUSED):
            assert control.evaluate(HAS_OUTLINE)
            expect(control).to_be_in_viewport()
            return
    pytest.fail(f"Tab does not reach {control} in {STOPS_MAX} stops.")


def test_sixty_actions_are_edited_on_a_phone_by_keyboard_alone(author):
    page, keyboard = author.page, author.page.keyboard
    assert steps.actions(author) == 60
    assert not is_wider_than_its_window(page)

    tab_to(author, steps.cell(author, "Action 1.2", "Action"))
    keyboard.press("ControlOrMeta+A")
    keyboard.type("Do the second part by hand")
    keyboard.press("Tab")
    next_stop = page.evaluate(FOCUSED)
    expect(steps.state(author, "Action 1.2", "Action")).to_have_text("Saved")
    assert page.evaluate(FOCUSED) == next_stop

    status = steps.cell(author, "Action 1.2", "State")
    tab_to(author, status)
    keyboard.type("Under")
    expect(steps.state(author, "Action 1.2", "State")).to_have_text("Saved")
    expect(status).to_be_focused()

    tab_to(author, steps.cell(author, "Action 1.3", "Action"))
    with page.expect_navigation():
        keyboard.press("Alt+ArrowUp")
    moved = steps.cell(author, "Action 1.2", "Action")
    expect(moved).to_have_value("Do part 3")
    expect(moved).to_be_focused()
    steps.shows(author, "Action 1.3", "Action", "Do the second part by hand")
    expect(steps.cell(author, "Action 1.3", "State")).to_have_value("under_way")
    assert not is_wider_than_its_window(page)


def test_sixty_actions_have_no_barriers(author, axe):
    assert axe(author.page) == []
    author.page.set_viewport_size({"width": 1280, "height": 900})
    assert not is_wider_than_its_window(author.page)
    assert axe(author.page) == []
