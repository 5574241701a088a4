"""By which axes the newest public values of countries are broken down."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Func, TextField, Value

from monitoring.enums import Axis
from monitoring.models import ObservationVersion
from monitoring.selectors.values import public

Cell = tuple[int, int]
FIELDS = ("pathfinder_id", "indicator_id", "year", "axes")


def axes_by_cell(
    newest: Iterable[tuple[int, int, int]], *, as_of: date | None = None
) -> dict[Cell, list[Axis]]:
    """Return the axes by (country, indicator), for cells with their year (1 query).

    A part counts whether or not its number is shown: small counts are withheld, but
    that they were collected is no secret. Words in place of a value are none.
    """
    years = {(country, indicator): year for country, indicator, year in newest}
    if not years:
        return {}
    countries, indicators = (set(keys) for keys in zip(*years, strict=True))
    rows = public(
        ObservationVersion.objects.filter(
            pathfinder__in=countries,
            indicator__in=indicators,
            year__in=set(years.values()),
            empty="",
        ),
        as_of=as_of,
    ).exclude(breakdown="")
    found: dict[Cell, set[str]] = {}
    for country, indicator, year, axes in (
        rows.annotate(axes=_axes()).order_by().values_list(*FIELDS).distinct()
    ):
        if years.get((country, indicator)) == year:
            found.setdefault((country, indicator), set()).update(axes.split(";"))
    return {
        cell: [axis for axis in Axis if axis in axes] for cell, axes in found.items()
    }


def _axes() -> Func:
    """Return the key of a part without its codes: `age=5-11;sex=F` is `age;sex`."""
    return Func(
        *(F("breakdown"), Value("=[^;]*"), Value(""), Value("g")),
        function="regexp_replace",
        output_field=TextField(),
    )
