"""The entry grid as a person finds it: its lines, fields and states by their words."""

from playwright.sync_api import Page

from monitoring.enums import ValueState, ValueType
from monitoring.models import ObservationVersion, Submission
from tests import factories
from tests.browser.walker import Walker
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
)
from tests.monitoring.entry_forms import address, open_round

PHONE = {"width": 390, "height": 844}
CHILDREN, HAZARDOUS = "Children in child labour", "Children in hazardous work"


def open_two_indicators(*others) -> Submission:
    """Open a round of Peru on a share by sex, a number, and other definitions."""
    country = factories.make_country(iso3="PER", iso2="PE", name_en="Peru")
    make_axis_item("sex", "F", name_en="Girls", name_fr="Filles")
    make_axis_item("sex", "M", name_en="Boys", name_fr="Garçons")
    share = make_definition(
        make_indicator(code="PR-CL-1"),
        value_type=ValueType.SHARE,
        label_en=CHILDREN,
        axes={"sex": ["F", "M"]},
    )
    count = make_definition(make_indicator(code="PR-CL-4"), label_en=HAZARDOUS)
    return open_round(share, count, *others, country=country)


def make_ana(submission: Submission):
    country = submission.pathfinder.country
    return factories.make_contributor(country, name="Ana", language="en")


def open_grid(page: Page, base_url: str, user, submission, *, data=None) -> Walker:
    """Sign somebody in and open the grid."""
    walker = Walker(page, base_url)
    walker.sign_in(user)
    walker.open(address(submission, data=data))
    return walker


def line(page: Page, label: str):
    return page.get_by_role("group", name=label, exact=True)


def field(page: Page, label: str, name: str):
    return line(page, label).get_by_label(name, exact=True).first


def state(page: Page, label: str):
    return line(page, label).locator(".entry__state").first


def open_parts(page: Page) -> None:
    line(page, CHILDREN).locator(".entry__parts > summary").click()


def values() -> list[ObservationVersion]:
    rows = ObservationVersion.objects.exclude(
        state__in=[ValueState.SUPERSEDED, ValueState.DISCARDED]
    )
    return list(rows.order_by("pk"))
