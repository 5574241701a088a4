"""The entry grid in a real browser: saving, asking, losing the line, keys, phones."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from monitoring.enums import SourceKind, ValueState, ValueType
from monitoring.models import CheckAnswer
from tests import factories
from tests.browser.entry_grid import (
    CHILDREN,
    HAZARDOUS,
    PHONE,
    field,
    line,
    make_ana,
    open_grid,
    open_parts,
    open_two_indicators,
    state,
    values,
)
from tests.browser.walker import Walker
from tests.browser.watch import Watch, is_wider_than_its_window
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import YEAR, address


@pytest.fixture
def submission(transactional_db):
    return open_two_indicators()


@pytest.fixture
def at_the_grid(submission, live_server):
    """Return a function that signs somebody in and opens the grid."""

    def opened(page: Page, user, *, data: int | None = None) -> Walker:
        return open_grid(page, live_server.url, user, submission, data=data)

    return opened


@pytest.fixture
def ana(submission):
    return make_ana(submission)


def test_a_line_is_saved_when_it_is_left_and_what_was_understood_is_said(
    submission, page, at_the_grid, live_server
):
    watch = Watch(page.context, live_server.url)
    country = submission.pathfinder.country
    claire = factories.make_contributor(country, language="en")
    walker = at_the_grid(page, claire)
    type(claire).objects.filter(pk=claire.pk).update(language="fr")
    walker.open(address(submission))
    percent = page.locator("#entry input[name$='-percent']").first
    box = page.locator("#entry .entry__state").first

    percent.fill("12,4")
    expect(box).to_have_attribute("data-state", "watch")
    page.locator("#entry input[name$='-quantity']").first.focus()
    assert values() == []
    page.locator("#entry input[name$='-quantity']").last.focus()

    expect(box).to_have_attribute("data-state", "done")
    expect(box).to_contain_text("12,4")
    assert [each.percent for each in values()] == [Decimal("12.4")]
    assert page.evaluate("Object.keys(localStorage)") == []
    assert watch.found == []


def test_what_can_mean_two_numbers_is_asked_and_answered(page, at_the_grid, ana):
    at_the_grid(page, ana)
    number = field(page, HAZARDOUS, "Number")
    number.fill("1,234")
    field(page, CHILDREN, "Percent").focus()

    note = line(page, HAZARDOUS).locator(".entry__note")
    expect(note).to_contain_text("Which one do you mean?")
    expect(state(page, HAZARDOUS)).to_contain_text("Not saved")
    expect(number).to_have_value("1,234")
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#entry [aria-invalid]")).to_have_count(1)
    summary = page.locator("#entry-errors")
    expect(summary).to_contain_text("There is a problem with 1 line")
    summary.get_by_role("link").click()
    expect(number).to_be_focused()
    assert values() == []

    note.get_by_role("button").first.click()

    expect(state(page, HAZARDOUS)).to_contain_text("Saved")
    expect(summary).to_be_hidden()
    expect(page.locator("#entry [aria-invalid]")).to_have_count(0)
    assert [each.quantity for each in values()] == [Decimal(1234)]


def test_an_odd_value_is_explained_in_its_line(page, at_the_grid, ana, submission):
    at_the_grid(page, ana)
    field(page, CHILDREN, "Number").fill("1000")
    open_parts(page)
    field(page, "Girls", "Number").fill("400")
    field(page, "Boys", "Number").fill("300")
    field(page, "Boys", "Number").press("Control+s")

    total = line(page, CHILDREN)
    expect(total.locator(".entry__sums")).to_contain_text("300 less than the total")
    expect(state(page, CHILDREN)).to_contain_text("Saved, explain")
    why = total.get_by_label("If it is right, explain it to the reviewer").first
    why.fill("300 did not say.")
    why.press("Enter")

    expect(total.locator(".entry__note").first).to_contain_text(
        "Explained by Ana: 300 did not say."
    )
    assert CheckAnswer.objects.get().text == "300 did not say."


def test_without_a_connection_the_text_is_kept_and_sent_again(page, at_the_grid, ana):
    at_the_grid(page, ana)
    page.context.set_offline(True)
    field(page, HAZARDOUS, "Number").fill("77")
    field(page, CHILDREN, "Percent").focus()

    box = state(page, HAZARDOUS)
    expect(box).to_contain_text("Kept in this browser, not saved yet")
    expect(line(page, HAZARDOUS)).to_contain_text("No connection to the server.")
    expect(page.get_by_role("button", name="Send all again")).to_be_visible()

    page.context.set_offline(False)

    expect(box).to_contain_text("Saved")
    expect(page.locator("#entry-all")).to_have_text("Everything is saved")
    assert [each.quantity for each in values()] == [Decimal(77)]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_after_an_ended_session_nothing_is_lost(page, at_the_grid, ana):
    walker = at_the_grid(page, ana)
    page.context.clear_cookies()
    field(page, HAZARDOUS, "Number").fill("77")
    field(page, CHILDREN, "Percent").focus()
    expect(line(page, HAZARDOUS)).to_contain_text("You are signed out.")
    expect(state(page, HAZARDOUS)).to_contain_text("Kept in this browser")
    sign_in = line(page, HAZARDOUS).get_by_role("link", name="Sign in (another tab)")
    expect(sign_in).to_be_visible()

    other = Walker(page.context.new_page(), walker.base_url)
    other.sign_in(ana)
    line(page, HAZARDOUS).get_by_role("button", name="Send again").click()

    expect(state(page, HAZARDOUS)).to_contain_text("Saved")
    assert [each.quantity for each in values()] == [Decimal(77)]


def without_it(page):
    """Close a page at once, and open another with a connection in the same browser.

    A page that is only left may still hear that there is a connection, and save.
    """
    context = page.context
    page.close()
    context.set_offline(False)
    return context.new_page()


def test_what_was_typed_is_offered_when_the_page_opens_again(
    page, at_the_grid, ana, submission
):
    walker = at_the_grid(page, ana)
    page.context.set_offline(True)
    field(page, HAZARDOUS, "Number").fill("77")
    field(page, CHILDREN, "Percent").focus()
    expect(state(page, HAZARDOUS)).to_contain_text("Kept in this browser")
    page = without_it(page)

    Walker(page, walker.base_url).open(address(submission))

    offer = page.locator("#entry-found")
    expect(offer).to_contain_text("PR-CL-4: 77")
    offer.get_by_role("button", name="Put them back and save").click()
    expect(state(page, HAZARDOUS)).to_contain_text("Saved")
    assert [each.quantity for each in values()] == [Decimal(77)]


def test_another_person_at_the_same_browser_is_offered_nothing(
    page, at_the_grid, ana, submission
):
    walker = at_the_grid(page, ana)
    page.context.set_offline(True)
    field(page, HAZARDOUS, "Number").fill("77")
    page = without_it(page)
    page.context.clear_cookies()

    walker = Walker(page, walker.base_url)
    walker.sign_in(factories.make_focal_point(submission.pathfinder.country))
    walker.open(address(submission))

    expect(page.locator("#entry-found")).to_be_hidden()
    expect(field(page, HAZARDOUS, "Number")).to_have_value("")


def test_two_people_in_one_line_choose_and_nothing_is_lost(
    page, browser, at_the_grid, ana, submission
):
    at_the_grid(page, ana)
    second = browser.new_page()
    country = submission.pathfinder.country
    at_the_grid(second, factories.make_focal_point(country, language="en"))
    field(page, HAZARDOUS, "Number").fill("20")
    field(page, HAZARDOUS, "Number").press("Control+s")
    expect(state(page, HAZARDOUS)).to_contain_text("Saved")

    field(second, HAZARDOUS, "Number").fill("30")
    field(second, HAZARDOUS, "Number").press("Control+s")

    told = line(second, HAZARDOUS).locator(".entry__note")
    expect(told).to_contain_text("somebody else changed this meanwhile")
    expect(told).to_contain_text("Stored now, by Ana")
    assert [each.quantity for each in values()] == [Decimal(20)]
    told.get_by_role("button", name="Save mine instead").click()
    expect(state(second, HAZARDOUS)).to_contain_text("Saved")
    assert [each.quantity for each in values()] == [Decimal(30)]

    field(page, HAZARDOUS, "Number").fill("40")
    field(page, HAZARDOUS, "Number").press("Control+s")
    told = line(page, HAZARDOUS).locator(".entry__note")
    told.get_by_role("button", name="Keep what is stored").click()
    expect(field(page, HAZARDOUS, "Number")).to_have_value("30")
    assert [each.quantity for each in values()] == [Decimal(30)]
    second.context.close()


def test_the_grid_is_filled_with_the_keyboard_alone(page, at_the_grid, ana):
    at_the_grid(page, ana)
    field(page, CHILDREN, "Number").focus()
    page.keyboard.type("214 000")
    page.keyboard.press("ArrowDown")
    expect(field(page, HAZARDOUS, "Number")).to_be_focused()
    page.keyboard.type("9000")
    page.keyboard.press("ArrowUp")
    expect(field(page, CHILDREN, "Number")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page, HAZARDOUS, "Number")).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Control+s")

    expect(page.locator("#entry-all")).to_have_text("Everything is saved")
    expect(page.locator("#entry-live")).to_contain_text("Everything is saved")
    assert sorted(each.quantity for each in values()) == [
        Decimal(1),
        Decimal(214_000),
    ]


def test_the_value_of_a_database_is_confirmed_or_set_apart(
    page, at_the_grid, ana, submission
):
    database = make_source(name="SDG Global Database", kind=SourceKind.GLOBAL_DATABASE)
    for entry in submission.round.indicator_set.entries.all():
        observation = make_observation(
            submission.pathfinder,
            entry.definition.indicator,
            year=YEAR,
            source=database,
        )
        make_value(observation, state=ValueState.PUBLISHED)
    at_the_grid(page, ana)

    line(page, HAZARDOUS).get_by_role("button", name="Confirm 12").click()
    expect(field(page, HAZARDOUS, "Number")).to_have_value("12")
    expect(line(page, HAZARDOUS)).to_contain_text("Same as yours")
    expect(state(page, HAZARDOUS)).to_contain_text("Saved")

    children = line(page, CHILDREN)
    children.get_by_text("Not comparable").click()
    children.get_by_label("Why the two cannot be compared").fill("Other ages")
    children.get_by_role("button", name="Say so").click()
    expect(children).to_contain_text("Not comparable: Other ages")
    assert [each.observation.source for each in values() if each.confirms] == [None]


def test_another_source_takes_total_and_parts_along(page, at_the_grid, ana, submission):
    make_source(pathfinder=submission.pathfinder, name="Household survey 2024")
    at_the_grid(page, ana)
    field(page, CHILDREN, "Number").fill("100")
    open_parts(page)
    field(page, "Girls", "Number").fill("60")
    field(page, "Girls", "Number").press("Control+s")
    expect(page.locator("#entry-all")).to_have_text("Everything is saved")

    field(page, CHILDREN, "Source").select_option(label="Household survey 2024")
    expect(page.locator("#entry-all")).to_have_text("Everything is saved")
    field(page, "Girls", "Number").fill("61")
    field(page, "Girls", "Number").press("Control+s")
    expect(state(page, "Girls")).to_contain_text("61")

    found = {(each.observation.source.name, each.quantity) for each in values()}
    assert found == {
        ("Household survey 2024", Decimal(100)),
        ("Household survey 2024", Decimal(61)),
    }


def test_on_a_phone_one_indicator_stands_at_a_time(page, at_the_grid, ana, axe):
    page.set_viewport_size(PHONE)
    at_the_grid(page, ana)

    expect(line(page, CHILDREN)).to_be_visible()
    expect(line(page, HAZARDOUS)).to_be_hidden()
    assert not is_wider_than_its_window(page)
    assert axe(page) == []
    page.get_by_role("button", name="Next", exact=True).click()
    expect(line(page, HAZARDOUS)).to_be_visible()
    expect(line(page, CHILDREN)).to_be_hidden()
    page.get_by_text("PR-CL-4 (2 of 2)").click()
    page.get_by_role("link", name="PR-CL-1").click()
    expect(line(page, CHILDREN)).to_be_visible()


def test_the_grid_has_no_barriers_with_faults_and_warnings(
    page, at_the_grid, ana, axe, submission
):
    entries = submission.round.indicator_set.entries.all()
    share = next(
        each.definition
        for each in entries
        if each.definition.value_type == ValueType.SHARE
    )
    for part, number in (("", 1000), ("sex=F", 400), ("sex=M", 300)):
        observation = make_observation(
            submission.pathfinder, share.indicator, year=YEAR, breakdown=part
        )
        make_value(observation, quantity=Decimal(number))
    at_the_grid(page, ana)
    field(page, HAZARDOUS, "Number").fill("1,234")
    field(page, HAZARDOUS, "Number").press("Control+s")
    expect(page.locator("#entry-errors")).to_be_visible()
    open_parts(page)

    assert axe(page) == []
    assert not is_wider_than_its_window(page)


def test_the_page_is_one_form_without_javascript(browser, live_server, ana, submission):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walker = Walker(page, live_server.url)
    walker.sign_in(ana)
    walker.open(address(submission))
    field(page, CHILDREN, "Number").fill("214 000")
    field(page, HAZARDOUS, "Number").fill("about 10")

    page.get_by_role("button", name="Save everything").click()

    expect(page.locator(".error-summary").first).to_contain_text("PR-CL-4")
    expect(field(page, HAZARDOUS, "Number")).to_have_value("about 10")
    assert [each.quantity for each in values()] == [Decimal(214_000)]
    context.close()
