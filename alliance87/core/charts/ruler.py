"""The ruler of a cover: the years of the Goals and the period of one document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import NARROW, WIDE, at, frame

FIRST_YEAR, LAST_YEAR = 2015, 2030
TARGETS = (2025, 2030)


@dataclass(frozen=True, slots=True)
class _Form:
    """One of the drawings: its name, width and size of text in the same units."""

    name: str
    width: float
    size: float


PRINT = _Form("print", 459.2, 7.5)  # 162 mm, the width of a document's text
FORMS = (_Form("wide", WIDE, 13), _Form("narrow", NARROW, 13))


def ruler(
    start_year: int,
    end_year: int,
    *,
    targets: Sequence[int] = TARGETS,
    notes: Mapping[int, str] | None = None,
    prefix: str = "ruler",
    for_print: bool = False,
) -> SafeString:
    """Return one cell a year, the period in the accent colour, target years in bold.

    Notes stand under a target year and say what is due by its end. The axis grows
    when the period leaves 2015–2030.
    """
    if start_year > end_year:
        raise ValueError("A period cannot end before it begins")
    notes = notes or {}
    if set(notes) - set(targets):
        raise ValueError("Only a target year can have a note")
    first = min(FIRST_YEAR, start_year, *targets)
    last = max(LAST_YEAR, end_year, *targets)
    text = {
        "title": _title(start_year, end_year),
        "description": _about(first, last, targets, notes),
    }
    drawings = [
        render_to_string(
            "charts/ruler.svg",
            frame(f"{prefix}-{form.name}", **text)
            | _axis(form, first, last, period=(start_year, end_year))
            | _years(form, first, last, targets, notes),
        )
        for form in ((PRINT,) if for_print else FORMS)
    ]
    return mark_safe("".join(drawings))  # noqa: S308 -- rendered templates


def _axis(form: _Form, first: int, last: int, *, period: tuple[int, int]) -> dict:
    cell = (form.width - 1) / (last + 1 - first)
    start, end = period
    return {
        "form": form.name,
        "size": at(form.size),
        "end": at(form.width),
        "period": {
            "x": at(0.5 + (start - first) * cell),
            "width": at((end + 1 - start) * cell),
        },
        "ticks": [at(0.5 + i * cell) for i in range(last + 2 - first)],
    }


def _years(
    form: _Form,
    first: int,
    last: int,
    targets: Sequence[int],
    notes: Mapping[int, str],
) -> dict:
    """Return the named years, and one line for each note so that none collide."""
    cell = (form.width - 1) / (last + 1 - first)
    named = {first, *targets, *(y for y in range(first, last + 1) if y % 5 == 0)}
    base = 12 + form.size * 1.35
    line = form.size * 1.35

    def place(year: int) -> dict:
        if year == first:
            return {"x": at(0), "anchor": "start"}
        if year == last:
            return {"x": at(form.width), "anchor": "end"}
        return {"x": at(0.5 + (year - first + 0.5) * cell), "anchor": "middle"}

    return {
        "base": at(base),
        "height": at(base + 4 + line * len(notes)),
        "targets": [at(0.5 + (year + 1 - first) * cell) for year in sorted(targets)],
        "years": [
            place(year) | {"year": str(year), "is_target": year in targets}
            for year in sorted(named)
        ],
        "notes": [
            {
                "text": f"{year}: {notes[year]}",
                "x": at(0.5 + (year + 1 - first) * cell),
                "y": at(base + line * i),
            }
            for i, year in enumerate(sorted(notes), start=1)
        ],
    }


def _title(start_year: int, end_year: int) -> str:
    if start_year == end_year:
        return _("The year %(year)s among the years of the Goals") % {
            "year": start_year
        }
    return _("The period %(start)s–%(end)s among the years of the Goals") % {
        "start": start_year,
        "end": end_year,
    }


def _about(
    first: int, last: int, targets: Sequence[int], notes: Mapping[int, str]
) -> str:
    due = ", ".join(
        f"{year} ({notes[year]})" if year in notes else str(year)
        for year in sorted(targets)
    )
    return _("A ruler of the years %(first)s to %(last)s. Target years: %(due)s.") % {
        "first": first,
        "last": last,
        "due": due,
    }
