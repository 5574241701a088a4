"""What the rows of a file are held against: countries, indicators, parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from monitoring.enums import Axis
from monitoring.models import AxisItem, Definition, Indicator
from monitoring.recording import current_definition


@dataclass(frozen=True)
class Catalogue:
    """Countries by ISO3 and indicators with their definition by code.

    `ages` gives the ages of parts by code and `names` what parts are called, by axis
    and code. `stranger` is the name of the one country whose values are taken, so
    that rows about others are refused by name.
    """

    countries: Mapping[str, int]
    definitions: Mapping[str, Definition]
    ages: Mapping[str, tuple[int, int | None]]
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    stranger: str = ""


def catalogue_for(countries: Mapping[str, int], *, pathfinder=None) -> Catalogue:
    """Read what rows are held against; `countries` maps ISO3 to keys of pathfinders.

    With a pathfinder its own indicators count beside the standard ones. Three queries.
    """
    asked = Q(pathfinder__isnull=True)
    if pathfinder is not None:
        asked |= Q(pathfinder=pathfinder)
    definitions = {}
    rows = Indicator.objects.filter(asked, definitions__isnull=False).distinct()
    for indicator in rows.prefetch_related("definitions"):
        definition = current_definition(indicator)
        definition.indicator = indicator
        if not definition.is_computed:
            definitions[indicator.code] = definition
    items = list(AxisItem.objects.all())
    return Catalogue(
        countries=countries,
        definitions=definitions,
        ages={
            each.code: (each.from_age, each.to_age)
            for each in items
            if each.axis == Axis.AGE and each.from_age is not None
        },
        names={(each.axis, each.code): each.name for each in items},
        stranger=str(pathfinder) if pathfinder else "",
    )
