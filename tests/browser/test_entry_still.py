"""«Still so» in a real browser: one press, by keyboard and on a phone."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from monitoring.enums import ValueState
from monitoring.models import ObservationVersion
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
)
from tests.browser.watch import Watch, is_wider_than_its_window
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import YEAR


@pytest.fixture
def submission(transactional_db):
    return open_two_indicators()


@pytest.fixture
def survey(submission):
    return make_source(pathfinder=submission.pathfinder, name="Household survey")


@pytest.fixture(autouse=True)
def last(submission, survey):
    """Last year's share with its girls, and last year's number, of one survey."""
    entries = submission.round.indicator_set.entries.order_by("position")
    share, count = (each.definition for each in entries)
    for definition, part, fields in (
        (share, "", {"percent": Decimal("12.4")}),
        (share, "sex=F", {"percent": Decimal("9.5")}),
        (count, "", {"quantity": Decimal(800)}),
    ):
        observation = make_observation(
            submission.pathfinder,
            definition.indicator,
            year=YEAR - 1,
            breakdown=part,
            source=survey,
        )
        make_value(observation, state=ValueState.PUBLISHED, **fields)


def of_the_year() -> list[tuple]:
    rows = ObservationVersion.objects.in_work().filter(year=YEAR)
    rows = rows.order_by("indicator__code", "breakdown", "pk")
    return list(rows.values_list("breakdown", "percent", "quantity", "confirms__year"))


def test_one_press_of_a_key_confirms_and_the_source_comes_along(
    submission, survey, page: Page, live_server
):
    watch = Watch(page.context, live_server.url)
    open_grid(page, live_server.url, make_ana(submission), submission)
    button = line(page, CHILDREN).get_by_role("button", name="Still so 12.4").first

    button.focus()
    page.keyboard.press("Enter")

    expect(state(page, CHILDREN)).to_contain_text("Saved")
    expect(state(page, CHILDREN)).to_contain_text(f"Confirms the value of {YEAR - 1}")
    expect(button).to_have_count(0)
    expect(field(page, CHILDREN, "Percent")).to_be_focused()
    expect(field(page, CHILDREN, "Percent")).to_have_value("12.4")
    expect(field(page, CHILDREN, "Source")).to_have_value(str(survey.pk))
    assert of_the_year() == [("", Decimal("12.4"), None, YEAR - 1)]

    open_parts(page)
    line(page, CHILDREN).get_by_role("button", name="Still so 9.5").click()
    expect(page.locator(".entry__part .entry__state").first).to_contain_text("Saved")
    field(page, CHILDREN, "Percent").fill("13")
    field(page, HAZARDOUS, "Number").focus()
    expect(state(page, CHILDREN)).to_contain_text("understood: 13")
    expect(state(page, CHILDREN)).not_to_contain_text("Confirms")

    assert of_the_year() == [
        ("", Decimal(13), None, None),
        ("sex=F", Decimal("9.5"), None, YEAR - 1),
    ]
    sources = ObservationVersion.objects.filter(year=YEAR)
    assert set(sources.values_list("observation__source", flat=True)) == {survey.pk}
    expect(page.locator("#entry-all")).to_contain_text("Everything is saved")
    assert watch.found == []


def test_a_part_confirmed_first_takes_the_source_of_the_block(
    submission, survey, page: Page, live_server
):
    open_grid(page, live_server.url, make_ana(submission), submission)
    open_parts(page)

    line(page, CHILDREN).get_by_role("button", name="Still so 9.5").click()
    expect(page.locator(".entry__part .entry__state").first).to_contain_text("Saved")
    expect(field(page, CHILDREN, "Source")).to_have_value(str(survey.pk))
    line(page, CHILDREN).get_by_role("button", name="Still so 12.4").click()
    expect(state(page, CHILDREN)).to_contain_text("Saved")

    assert [row[:2] for row in of_the_year()] == [
        ("", Decimal("12.4")),
        ("sex=F", Decimal("9.5")),
    ]


def test_on_a_phone_the_button_is_large_and_the_page_does_not_scroll_sideways(
    submission, page: Page, live_server, axe
):
    page.set_viewport_size(PHONE)
    open_grid(page, live_server.url, make_ana(submission), submission)
    button = line(page, CHILDREN).get_by_role("button", name="Still so 12.4").first

    box = button.bounding_box()
    assert (box["height"] >= 44, box["width"] >= 44) == (True, True)
    assert not is_wider_than_its_window(page)
    assert axe(page) == []
    button.click()

    expect(state(page, CHILDREN)).to_contain_text("Saved")
    assert of_the_year() == [("", Decimal("12.4"), None, YEAR - 1)]
