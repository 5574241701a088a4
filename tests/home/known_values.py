"""A country with public values, for the tests of its page and its profile."""

from datetime import UTC, datetime
from decimal import Decimal

from monitoring.enums import Dimension, Direction, IndicatorTheme, ValueState, ValueType
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_value

EARLY = datetime(2024, 1, 1, tzinfo=UTC)
FEW = {"threshold": 11, "threshold_reason": "Few"}


def indicator(code: str, *, theme="child_labour", dimension="prevalence", **fields):
    """Make a definition in its place of the framework: a share that should fall."""
    values = {
        "value_type": ValueType.SHARE,
        "direction": Direction.DOWN,
        "label_en": f"Name of {code}",
    }
    found = make_indicator(
        code=code, theme=IndicatorTheme(theme), dimension=Dimension(dimension)
    )
    return make_definition(found, **(values | fields))


def public_value(country, definition, year=2021, percent=None, *, part="", **fields):
    """Publish a value; `percent` is short for the share it states."""
    source = fields.pop("source", None)
    observation = make_observation(
        country, definition.indicator, year=year, source=source, breakdown=part
    )
    stated = {"percent": Decimal(str(percent))} if percent is not None else {}
    stated |= {"state": ValueState.PUBLISHED, "definition": definition, "at": EARLY}
    return make_value(observation, **(stated | fields))
