"""The roadmap's table in a real browser: cells, two people, keyboard, no JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from pathfinders.models import Action, Priority
from tests import factories
from tests.browser.walker import Walker
from tests.browser.watch import Watch, is_wider_than_its_window


@pytest.fixture
def draft(transactional_db):
    country = factories.make_country(iso3="PER", iso2="PE", name_en="Peru")
    pathfinder = factories.make_pathfinder(country=country)
    return factories.make_roadmap(
        pathfinder, rows={"Mines": ["Inspect mines", "Train"], "Laws": ["Draft"]}
    )


@pytest.fixture
def at_the_table(draft, live_server):
    """Return a function that signs somebody in and opens the table."""

    def opened(page: Page, user) -> Walker:
        walker = Walker(page, live_server.url)
        walker.sign_in(user)
        walker.open("/pathfinders/per/roadmaps/1/rows/")
        return walker

    return opened


def cell(page: Page, row: str, label: str):
    """Return the control of a cell: cell(page, "Action 1.2", "Start")."""
    return page.get_by_label(row, exact=True).get_by_label(label, exact=True)


def state(page: Page, row: str, label: str):
    box = cell(page, row, label).locator("xpath=..")
    return box.locator(".cell__state")


def drag(page: Page, grip, target) -> None:
    """Drag in small steps: a single jump is no dragging for the browser."""
    grip.scroll_into_view_if_needed()
    places = [each.bounding_box() for each in (grip, target)]
    start, end = [(box["x"] + 10, box["y"] + 10) for box in places]
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 20, start[1] + 20, steps=5)
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def titles() -> list[str]:
    rows = Action.objects.order_by("priority__position", "position")
    return list(rows.values_list("title", flat=True))


def test_a_cell_is_saved_in_words_and_announced(draft, page, at_the_table, live_server):
    watch = Watch(page.context, live_server.url)
    at_the_table(page, factories.make_contributor(draft.pathfinder.country))
    title = cell(page, "Action 1.1", "Action")

    title.fill("Inspect all mines")
    expect(state(page, "Action 1.1", "Action")).to_have_text("Not saved yet")
    title.blur()

    expect(state(page, "Action 1.1", "Action")).to_have_text("Saved")
    live = page.get_by_role("status")
    expect(live).to_have_text("Action 1.1, Action: Saved")
    assert titles()[0] == "Inspect all mines"
    cell(page, "Action 1.1", "State").select_option(label="Done")
    expect(state(page, "Action 1.1", "State")).to_have_text("Saved")
    assert Action.objects.filter(status="done").count() == 1
    assert watch.found == []


def test_a_refused_cell_keeps_the_text_and_says_where_and_why(
    draft, page, at_the_table
):
    at_the_table(page, factories.make_contributor(draft.pathfinder.country))
    end = cell(page, "Action 1.2", "End")

    end.fill("2030-01-01")
    end.blur()

    told = state(page, "Action 1.2", "End")
    expect(told).to_contain_text(
        "Not saved. Action 1.2, End: This action ends on 1 January 2030 but the "
        "roadmap ends on 31 December 2024."
    )
    expect(end).to_have_value("2030-01-01")
    end.fill("2024-01-01")
    told.get_by_role("button", name="Try again").or_(end).last.blur()
    expect(told).to_have_text("Saved")


def test_no_connection_is_told_and_the_text_is_sent_again(draft, page, at_the_table):
    at_the_table(page, factories.make_contributor(draft.pathfinder.country))
    page.context.set_offline(True)
    title = cell(page, "Action 1.1", "Action")
    title.fill("Inspect by night")
    title.blur()
    told = state(page, "Action 1.1", "Action")
    expect(told).to_contain_text("Not saved: no connection to the server.")

    page.context.set_offline(False)
    told.get_by_role("button", name="Try again").click()

    expect(told).to_have_text("Saved")
    assert titles()[0] == "Inspect by night"


def test_an_ended_session_is_told_and_nothing_is_lost_after_signing_in_again(
    draft, page, at_the_table
):
    ana = factories.make_contributor(draft.pathfinder.country)
    walker = at_the_table(page, ana)
    page.context.clear_cookies()
    title = cell(page, "Action 1.1", "Action")
    title.fill("Inspect by night")
    title.blur()
    told = state(page, "Action 1.1", "Action")
    expect(told).to_contain_text("Not saved: you are signed out.")

    other = Walker(page.context.new_page(), walker.base_url)
    other.sign_in(ana)
    told.get_by_role("button", name="Try again").click()

    expect(told).to_have_text("Saved")
    assert titles()[0] == "Inspect by night"


def test_two_people_in_one_cell_choose_and_nothing_is_lost(
    draft, page, browser, at_the_table
):
    country = draft.pathfinder.country
    at_the_table(page, factories.make_contributor(country, name="Ana"))
    second = browser.new_page()
    at_the_table(second, factories.make_focal_point(country, name="Beata"))
    cell(page, "Action 1.1", "Action").fill("Inspect by night")
    cell(page, "Action 1.1", "Action").blur()
    expect(state(page, "Action 1.1", "Action")).to_have_text("Saved")

    theirs = cell(second, "Action 1.1", "Action")
    theirs.fill("Inspect by day")
    theirs.blur()

    told = state(second, "Action 1.1", "Action")
    expect(told).to_contain_text("somebody else changed this meanwhile")
    expect(told).to_contain_text(re.compile(r"Stored now, by Ana, .* ago"))
    expect(told).to_contain_text("Inspect by night")
    expect(told).to_contain_text("Inspect by day")
    assert titles()[0] == "Inspect by night"
    told.get_by_role("button", name="Save mine instead").click()
    expect(told).to_have_text("Saved")
    assert titles()[0] == "Inspect by day"

    cell(page, "Action 1.1", "Action").fill("Inspect at dawn")
    cell(page, "Action 1.1", "Action").blur()
    first = state(page, "Action 1.1", "Action")
    first.get_by_role("button", name="Keep what is stored").click()
    expect(cell(page, "Action 1.1", "Action")).to_have_value("Inspect by day")
    assert titles()[0] == "Inspect by day"
    second.context.close()


def test_rows_move_by_keyboard_and_the_focus_goes_along(draft, page, at_the_table):
    at_the_table(page, factories.make_contributor(draft.pathfinder.country))
    title = cell(page, "Action 1.1", "Action")
    title.fill("Inspect by night")
    with page.expect_navigation():
        title.press("Alt+ArrowDown")

    expect(cell(page, "Action 1.2", "Action")).to_have_value("Inspect by night")
    expect(cell(page, "Action 1.2", "Action")).to_be_focused()
    assert titles() == ["Train", "Inspect by night", "Draft"]
    down = page.get_by_label("Action 1.2", exact=True).get_by_role(
        "button", name="Down action 1.2"
    )
    down.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(cell(page, "Action 2.1", "Action")).to_have_value("Inspect by night")
    moved = page.get_by_label("Action 2.1", exact=True)
    expect(moved.get_by_role("button", name="Down action 2.1")).to_be_focused()


def test_rows_are_dragged_to_another_priority(draft, page, at_the_table):
    at_the_table(page, factories.make_contributor(draft.pathfinder.country))
    page.set_viewport_size({"width": 1280, "height": 1600})
    grip = page.get_by_label("Action 1.1", exact=True).locator("td .editor__grip")
    target = page.get_by_label("Action 2.1", exact=True).locator("td").nth(1)

    with page.expect_navigation():
        drag(page, grip, target)

    assert titles() == ["Train", "Inspect mines", "Draft"]
    assert Priority.objects.get(title="Laws").actions.count() == 2


def test_leaving_with_an_unsaved_cell_is_warned_about(draft, page, at_the_table):
    asked = []
    at_the_table(page, factories.make_contributor(draft.pathfinder.country))
    cell(page, "Action 1.1", "Action").press_sequentially("!")

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]


def test_the_secretariat_writes_its_reason_once(draft, page, at_the_table):
    at_the_table(page, factories.make_officer())
    title = cell(page, "Action 1.1", "Action")
    title.fill("Office")
    title.blur()
    told = state(page, "Action 1.1", "Action")
    expect(told).to_contain_text("Write the reason: it stays in the trail.")

    page.get_by_label("Reason for the changes").fill("Typing")
    told.get_by_role("button", name="Try again").click()

    expect(told).to_have_text("Saved")
    with page.expect_navigation():
        page.get_by_role("button", name="Down action 1.1").click()
    assert titles() == ["Train", "Office", "Draft"]
    expect(page.get_by_label("Reason for the changes")).to_have_value("Typing")


def test_the_table_has_no_barriers_and_fits_a_phone(draft, page, at_the_table, axe):
    page.set_viewport_size({"width": 390, "height": 844})
    at_the_table(page, factories.make_contributor(draft.pathfinder.country))

    assert not is_wider_than_its_window(page)
    assert axe(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert axe(page) == []


# --- Without JavaScript -------------------------------------------------------------


@pytest.fixture
def plain(browser, at_the_table):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript_a_row_is_one_form(draft, plain, at_the_table):
    walker = at_the_table(plain, factories.make_contributor(draft.pathfinder.country))
    cell(plain, "Action 1.2", "Action").fill("Train inspectors")
    cell(plain, "Action 1.2", "In words").fill("Spring")
    plain.get_by_role("button", name="Save the row action 1.2").click()

    walker.reads("The row is saved.")
    expect(cell(plain, "Action 1.2", "Action")).to_have_value("Train inspectors")
    assert titles() == ["Inspect mines", "Train inspectors", "Draft"]


def test_without_javascript_both_texts_are_shown_to_choose(draft, plain, at_the_table):
    walker = at_the_table(plain, factories.make_contributor(draft.pathfinder.country))
    Action.objects.filter(title="Train").update(title="Train them")
    cell(plain, "Action 1.2", "Action").fill("Train inspectors")
    plain.get_by_role("button", name="Save the row action 1.2").click()
    walker.reads("Somebody else changed “Action” meanwhile. Choose:", "Train them")

    plain.get_by_label("Keep what is stored").check()
    walker.press("Save the row")

    walker.reads("The row is saved.")
    assert titles()[1] == "Train them"


def test_what_is_typed_before_the_script_is_there_is_saved(draft, page, live_server):
    """On a slow line a cell can be left before anybody listens."""
    walker = Walker(page, live_server.url)
    walker.sign_in(factories.make_contributor(draft.pathfinder.country))
    page.route("**/js/editor*.js", lambda route: None)
    address = f"{live_server.url}/pathfinders/per/roadmaps/1/rows/"
    with page.expect_request("**/js/editor.js"):
        page.goto(address, wait_until="commit")
    title = cell(page, "Action 1.1", "Action")
    title.fill("Inspect all mines")
    title.blur()

    page.unroute("**/js/editor*.js")  # lets go of what was held

    expect(state(page, "Action 1.1", "Action")).to_have_text("Saved")
    assert titles()[0] == "Inspect all mines"
