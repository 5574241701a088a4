"""A line as small as a word: values by year; years without one stay empty."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import amount, at, finite, frame, width_of

WIDTH, HEIGHT, EDGE = 112, 32, 4
SIZE = 13

Point = tuple[int, Decimal | None]


class _Plane:
    """Where a year and a value lie; zero is always on it."""

    def __init__(self, years: Sequence[int], values: Sequence[Decimal]) -> None:
        self.first, self.last = min(years), max(years)
        self.step = (WIDTH - 2 * EDGE) / max(1, self.last - self.first)
        self.low = min([Decimal(0), *values])
        self.span = (max([Decimal(0), *values]) - self.low) or Decimal(1)

    def x(self, year: int) -> float:
        if self.first == self.last:
            return WIDTH / 2
        return EDGE + (year - self.first) * self.step

    def y(self, value: Decimal) -> float:
        share = float((value - self.low) / self.span)
        return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)


def sparkline(
    points: Sequence[Point],
    *,
    title: str,
    prefix: str = "spark",
    unit: str = "",
) -> SafeString:
    """Return a small line from zero; a gap is an empty band and is never joined.

    None means no data for that year. A year that is not in the points at all is a
    gap too. The last value stands beside the line.
    """
    known = _by_year(points)
    values = {year: value for year, value in known.items() if value is not None}
    plane = _Plane(list(known), list(values.values()))
    newest = max(values, default=None)
    said = _said(values, newest, plane.last, unit)
    context = frame(prefix, title=title, description=_words(known, unit)) | {
        "size": SIZE,
        "width": at(WIDTH + 6 + max(24, width_of(said, size=SIZE) * 1.1)),
        "height": at(HEIGHT),
        "zero": at(plane.y(Decimal(0))),
        "right": at(WIDTH),
        "said": said,
        "said_x": at(WIDTH + 6),
        "said_y": at(20.5),
    }
    return render_to_string(
        "charts/sparkline.svg", context | _drawn(plane, values, newest)
    )


def _drawn(plane: _Plane, values: dict[int, Decimal], newest: int | None) -> dict:
    """Return the runs as lines, the lonely years as dots, the empty ones as bands."""

    def place(year: int) -> tuple[str, str]:
        return at(plane.x(year)), at(plane.y(values[year]))

    runs = _runs(sorted(values))
    return {
        "gaps": [
            {
                "x": at(max(0.0, plane.x(year) - plane.step / 2)),
                "width": at(plane.step),
            }
            for year in range(plane.first, plane.last + 1)
            if year not in values
        ],
        "lines": [" ".join(map(",".join, map(place, r))) for r in runs if len(r) > 1],
        "dots": [place(run[0]) for run in runs if len(run) == 1],
        "last": None if newest is None else place(newest),
    }


def _by_year(points: Sequence[Point]) -> dict[int, Decimal | None]:
    if not points:
        raise ValueError("A line needs at least one year")
    known = {
        year: None if value is None else finite(value)
        for year, value in sorted(points, key=lambda point: point[0])
    }
    if len(known) != len(points):
        raise ValueError("A year has more than one value")
    return known


def _runs(years: Sequence[int]) -> list[list[int]]:
    """Return the years in runs without a gap."""
    runs = [[year] for year in years[:1]]
    for before, year in pairwise(years):
        if year == before + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _said(values: dict[int, Decimal], newest: int | None, last: int, unit: str) -> str:
    """Return the last value, with its year where it is not the last of the line."""
    if newest is None:
        return _("no data")
    value = _with_unit(amount(values[newest]), unit)
    return value if newest == last else f"{value} ({newest})"


def _with_unit(text: str, unit: str) -> str:
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def _words(known: dict[int, Decimal | None], unit: str) -> str:
    return "; ".join(
        f"{year}: "
        + (_("no data") if value is None else _with_unit(amount(value), unit))
        for year, value in known.items()
    )
