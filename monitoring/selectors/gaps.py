"""How old the newest values are: countries by indicators, for a table of many cells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.charts import HeatCell, HeatColumn, HeatRow, HeatTable, HeatTone
from monitoring.enums import Axis
from monitoring.figures.shown import SUPPRESSED, reason_words
from monitoring.models import Definition
from monitoring.selectors.across import ON_RECORD, newest_of
from monitoring.selectors.disaggregated import axes_by_cell
from monitoring.selectors.portfolio_cells import age_tone
from monitoring.selectors.series import series_of
from pathfinders.models import Pathfinder
from pathfinders.selectors.public import plain

TONES = {
    "good": HeatTone.FULL,
    "watch": HeatTone.MIDDLE,
    "stop": HeatTone.PALE,
}


@dataclass(frozen=True, slots=True)
class Missing:
    """Of how many countries an indicator has no value, in words.

    `parts` says how many break their newest value down, by which axis; or is empty.
    """

    definition: Definition
    words: str
    parts: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """The table, and what is missing in each of its columns. Examples are left out."""

    on: date
    table: HeatTable
    missing: tuple[Missing, ...]


def gaps(
    definitions: Iterable[Definition],
    countries: Iterable[Pathfinder],
    user,
    *,
    as_of: date | None = None,
) -> Gaps | None:
    """Return how old values are, as known now or on a day; None: nothing to show.

    A computed indicator has no values of its own and no column.
    """
    on = as_of or timezone.localdate()
    asked = [each for each in definitions if not each.is_computed]
    pathfinders = [each for each in countries if not each.is_example]
    pathfinders.sort(key=lambda each: plain(str(each)))
    if not asked or not pathfinders:
        return None
    found = series_of(pathfinders, asked, user, as_of=as_of)
    query = f"?as_of={as_of.isoformat()}" if as_of else ""
    axes = axes_by_cell(
        ((*cell, newest_of(series)[0]) for cell, series in found.items()), as_of=as_of
    )
    said = cache(partial(_said, on))
    rows = tuple(_row(each, asked, found, axes, said, query) for each in pathfinders)
    table = HeatTable(
        caption=_("Age of the newest value, in years"),
        corner=_("Country"),
        columns=tuple(_column(each, query) for each in asked),
        rows=rows,
        keys=_keys(),
    )
    missing = (
        Missing(
            each,
            _missing([row.cells[place] for row in rows]),
            _parts([own for key, own in axes.items() if key[1] == each.indicator_id]),
        )
        for place, each in enumerate(asked)
    )
    return Gaps(on, table, tuple(missing))


def _column(definition: Definition, query: str) -> HeatColumn:
    code = definition.indicator.code
    url = reverse("monitoring:across", kwargs={"code": code}) + query
    return HeatColumn(code, full=f"{code}: {definition.label}", url=url)


def _row(pathfinder, asked, found, axes, said, query: str) -> HeatRow:
    slug = pathfinder.country.slug
    cells = []
    for each in asked:
        place = (pathfinder.pk, each.indicator_id)
        series = found.get(place)
        keys = {"iso3": slug, "code": each.indicator.code}
        url = reverse("monitoring:course", kwargs=keys) + query if series else ""
        year, _point, gap = newest_of(series)
        cell = said(year, gap, tuple(axes.get(place, ())))
        cells.append(replace(cell, url=url) if url else cell)
    return HeatRow(str(pathfinder), tuple(cells), pathfinder.get_absolute_url())


def _said(on: date, year: int | None, gap: str, axes: Sequence[Axis]) -> HeatCell:
    """Return what a cell says, without its address: hundreds say the same."""
    if year is None:
        return HeatCell(_("no data"), HeatTone.NONE)
    age = max(0, on.year - year)
    words = ngettext("%(count)s year", "%(count)s years", age) % {"count": age}
    tone = TONES[age_tone(age)]
    if gap == SUPPRESSED or (gap and gap not in ON_RECORD):
        words, tone = reason_words(gap), HeatTone.NONE
    more = _("%(words)s (%(year)s)") % {"words": words, "year": year}
    if axes:
        by = ", ".join(str(axis.label).lower() for axis in axes)
        more = _("%(words)s, broken down by: %(axes)s") % {"words": more, "axes": by}
    brief = _("withheld") if gap == SUPPRESSED else words.lower()
    return HeatCell(brief, tone, more=more)


def _keys() -> tuple[tuple[HeatTone, str], ...]:
    fresh, old = settings.DATA_FRESH_YEARS, settings.DATA_OLD_YEARS
    newest = ngettext("up to %(count)s year", "up to %(count)s years", fresh)
    between = _("%(first)s to %(last)s years") % {"first": fresh + 1, "last": old - 1}
    oldest = ngettext("%(count)s year and more", "%(count)s years and more", old)
    return (
        (HeatTone.FULL, newest % {"count": fresh}),
        (HeatTone.MIDDLE, between),
        (HeatTone.PALE, oldest % {"count": old}),
        (HeatTone.NONE, _("no data, or words in place of a value")),
    )


def _parts(cells: Sequence[Sequence[Axis]]) -> str:
    """Say how many countries break the newest value down, by each axis."""
    counts = Counter(axis for axes in cells for axis in axes)
    said = [
        _("%(axis)s (%(count)s)") % {"axis": str(axis.label).lower(), "count": count}
        for axis in Axis
        if (count := counts[axis])
    ]
    if not said:
        return ""
    return _("Broken down by: %(axes)s.") % {"axes": ", ".join(said)}


def _missing(cells: list[HeatCell]) -> str:
    """Say of how many countries nothing, or no value, is public."""
    silent = sum(not cell.url for cell in cells)
    in_words = sum(bool(cell.url) and cell.tone == HeatTone.NONE for cell in cells)
    total = ngettext("%(count)s country", "%(count)s countries", len(cells))
    facts = {
        "silent": silent,
        "words": in_words,
        "total": total % {"count": len(cells)},
    }
    if in_words:
        text = _(
            "No data: %(silent)s of %(total)s. Words in place of a value: %(words)s."
        )
        return text % facts
    return _("No data: %(silent)s of %(total)s.") % facts
