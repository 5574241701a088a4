"""Countries with values of one indicator, for tests of the pages across countries."""

from datetime import UTC, datetime
from decimal import Decimal

from monitoring.enums import SourceKind, ValueState
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value

EARLY = datetime(2024, 5, 1, 12, tzinfo=UTC)
LATE = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEW = {"threshold": 11, "threshold_reason": "Few people"}
SNA = {"boundary": "sna", "ages": "5–17"}


def make_share(code: str = "X-1", **fields):
    """Define a share of children that is better when lower."""
    stated = {
        "value_type": "share",
        "label_en": "Child labour",
        "direction": "down",
        "unit_en": "% of children",
    }
    return make_definition(make_indicator(code=code), **(stated | fields))


def make_land(iso3: str, name: str, **fields):
    country = factories.make_country(iso3=iso3, name_en=name, **fields)
    return factories.make_pathfinder(country=country, is_public=True)


def put(pathfinder, definition, year: int, percent=None, **fields):
    """Publish a value of a year, on EARLY unless told; from a survey of its own."""
    source = fields.pop("source", None) or make_source(kind=SourceKind.SURVEY)
    observation = make_observation(
        pathfinder,
        definition.indicator,
        year=year,
        source=source,
        breakdown=fields.pop("breakdown", ""),
    )
    stated = {"definition": definition, "state": ValueState.PUBLISHED, "at": EARLY}
    if not fields.get("empty"):
        stated |= SNA
    if percent is not None:
        stated["percent"] = Decimal(str(percent))
    return make_value(observation, **(stated | fields))
