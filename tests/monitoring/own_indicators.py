"""A country with a priority, and what it defines for it."""

from datetime import date
from decimal import Decimal

from monitoring.catalogue import define_indicator
from monitoring.catalogue.customized import Wording
from monitoring.enums import ValueType
from monitoring.models import Definition
from pathfinders.models import Priority
from tests.factories import make_priority, make_roadmap

# Columns of permissions.csv that may define indicators of the country.
MAY = {"FP=", "SO", "SA"}


def make_school_priority(pathfinder) -> Priority:
    """Make a priority of a draft, so only the country and the secretariat know it."""
    return make_priority(
        make_roadmap(pathfinder),
        title="Schools first",
        indicator="Children in school",
        objective="All children learn.",
        unit="children",
        themes=["child_labour"],
        baseline=Decimal("84000.5"),
        baseline_year=2022,
        target=Decimal(42000),
        target_on=date(2028, 12, 31),
    )


def defined(priority, by, **fields) -> Definition:
    wording = {"label_en": "Schools", "value_type": ValueType.NUMBER} | fields
    return define_indicator(
        priority.roadmap.pathfinder,
        priority_key=priority.key,
        theme="child_labour",
        wording=Wording(**wording),
        by=by,
    )
