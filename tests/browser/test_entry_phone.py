"""The entry grid with the keyboard alone on a phone, and what stands beside fields."""

from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from monitoring.enums import SourceKind, ValueState, ValueType
from pathfinders.enums import RatificationStatus
from tests import factories
from tests.browser.entry_grid import (
    CHILDREN,
    HAZARDOUS,
    PHONE,
    field,
    line,
    make_ana,
    open_grid,
    open_two_indicators,
    state,
    values,
)
from tests.browser.watch import is_wider_than_its_window
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import YEAR

TREATIES = "Conventions ratified"
MOST_TABS = 40


@pytest.fixture
def submission(transactional_db):
    ratified = make_definition(
        make_indicator(code="PC-CL-L1"),
        value_type=ValueType.INSTRUMENTS,
        label_en=TREATIES,
        computed_from="priority_instruments",
    )
    return open_two_indicators(ratified)


@pytest.fixture
def opened(submission, live_server, page):
    """Return a function that opens the grid as a contributor, at some width."""

    def opened(viewport: dict | None = None) -> Page:
        if viewport:
            page.set_viewport_size(viewport)
        open_grid(page, live_server.url, make_ana(submission), submission)
        return page

    return opened


def tab_to(page: Page, target: Locator) -> None:
    for _each in range(MOST_TABS):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("The keyboard does not reach it.")


def test_a_phone_is_filled_with_the_keyboard_alone(opened):
    page = opened(PHONE)

    tab_to(page, field(page, CHILDREN, "Number"))
    page.keyboard.type("214 000")
    tab_to(page, page.get_by_role("button", name="Next", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, field(page, HAZARDOUS, "Number"))
    page.keyboard.type("9000")
    page.keyboard.press("Enter")

    expect(state(page, HAZARDOUS)).to_contain_text("Saved")
    expect(page.locator("#entry-all")).to_have_text("Everything is saved")
    assert sorted(each.quantity for each in values()) == [
        Decimal(9000),
        Decimal(214_000),
    ]


def test_why_there_is_no_number_is_asked_where_it_can_be_seen(opened):
    page = opened()
    why = field(page, HAZARDOUS, "Why there is none")
    expect(why).to_be_hidden()
    number = field(page, HAZARDOUS, "Number")
    number.fill("Not available")
    number.press("Control+s")

    expect(line(page, HAZARDOUS).locator(".entry__note")).to_contain_text(
        "Why there is none: Say why there is no value."
    )
    expect(why).to_be_visible()
    why.fill("Out in May")
    why.press("Control+s")
    expect(state(page, HAZARDOUS)).to_contain_text("Saved")
    expect(field(page, HAZARDOUS, "If there is no number")).to_have_value(
        "not_available"
    )

    field(page, HAZARDOUS, "If there is no number").select_option("")
    expect(why).to_be_hidden()
    number.fill("12")
    number.press("Control+s")

    expect(state(page, HAZARDOUS)).to_contain_text("understood: 12")
    assert [(each.quantity, each.empty_reason) for each in values()] == [
        (Decimal(12), "")
    ]


def test_what_is_typed_while_a_refusal_is_on_its_way_is_sent_after_it(opened):
    page = opened()
    number = field(page, HAZARDOUS, "Number")
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        held.append(route)

    page.route("**/reporting/**", hold_the_first)
    number.fill("about 10")
    number.press("Control+s")
    expect(state(page, HAZARDOUS)).to_contain_text("Saving")
    number.fill("10")
    number.press("Control+s")
    held[0].continue_()

    expect(state(page, HAZARDOUS)).to_contain_text("understood: 10")
    expect(page.locator("#entry-errors")).to_be_hidden()
    assert [each.quantity for each in values()] == [Decimal(10)]


def test_what_was_typed_before_the_scripts_came_is_saved_too(opened):
    page = opened()
    held = []
    page.route("**/js/entry-line.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    field(page, HAZARDOUS, "Number").fill("77")
    field(page, CHILDREN, "Percent").focus()
    held[0].continue_()

    expect(state(page, HAZARDOUS)).to_contain_text("understood: 77")
    assert [each.quantity for each in values()] == [Decimal(77)]


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_what_is_computed_and_what_others_state_has_no_barriers(
    viewport, opened, submission, axe
):
    instrument = factories.make_instrument(themes=["child_labour"], is_priority=True)
    factories.make_ratification(
        submission.pathfinder,
        instrument=instrument,
        status=RatificationStatus.IN_FORCE,
    )
    for name, kind in (
        ("SDG database", SourceKind.GLOBAL_DATABASE),
        ("Report on all countries", SourceKind.REPORT),
    ):
        source = make_source(name=name, kind=kind)
        for each in submission.round.indicator_set.entries.all():
            observation = make_observation(
                submission.pathfinder,
                each.definition.indicator,
                year=YEAR,
                source=source,
            )
            if not each.definition.is_computed:
                make_value(observation, state=ValueState.PUBLISHED)
    page = opened(viewport)

    shown = line(page, CHILDREN)
    expect(shown).to_contain_text("SDG database")
    expect(shown).to_contain_text("Report on all countries")
    assert axe(page) == []
    assert not is_wider_than_its_window(page)
    page.locator(".entry-jump > summary").click()
    page.locator(".entry-jump").get_by_role("link", name="PC-CL-L1").click()
    expect(line(page, TREATIES)).to_contain_text("1 of 1 ratified")
    expect(line(page, TREATIES)).to_contain_text("As of today. Nothing to type.")
    assert axe(page) == []
