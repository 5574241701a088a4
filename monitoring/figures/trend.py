"""Which way a series went, as a shape and a word.

From the oldest to the newest of the years that may be compared with each other, as
`comparable.segments` finds them: across a change of what is measured there is no trend.
Whether a way is better is said by colour only, and only where one is.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from monitoring.enums import Direction
from monitoring.figures import sentences
from monitoring.figures.comparable import compare_points, segments
from monitoring.figures.points import Point, Series

BETTER, WORSE = "good", "watch"
TOWARDS = {sentences.ROSE: Direction.UP, sentences.FELL: Direction.DOWN}


@dataclass(frozen=True, slots=True)
class Trend:
    """`change` as in `sentences`, or empty where no two years can be compared.

    `points` are the comparable years, oldest first; `tone` is empty where neither way
    is better. `note` warns of what sets the two years apart.
    """

    change: str
    words: str
    tone: str = ""
    note: str = ""
    points: tuple[Point, ...] = ()


def trend_of(series: Series) -> Trend | None:
    """Return the trend of a series; None where it has no number."""
    if not series.points:
        return None
    parts = segments(series)
    points = parts[-1]
    first, last = points[0], points[-1]
    if first is last and len(parts) == 1:
        return Trend("", _("One figure only: no trend"))
    if first is last:
        words = _("Measured differently before %(year)s: no trend")
        return Trend("", words % {"year": last.year})
    change = sentences.change_between(series, first, last)
    return Trend(
        change=change,
        words=WORDS[change]() % {"year": first.year},
        tone=_tone(change, series.direction),
        note=_note(first, last),
        points=points,
    )


def _tone(change: str, direction: str) -> str:
    if direction == Direction.NONE or change not in TOWARDS:
        return ""
    return BETTER if TOWARDS[change] == direction else WORSE


def _note(first: Point, last: Point) -> str:
    reasons = compare_points(first, last, across=False).reasons
    return " ".join(each.words for each in reasons)


WORDS = {
    sentences.ROSE: lambda: _("Higher than in %(year)s"),
    sentences.FELL: lambda: _("Lower than in %(year)s"),
    sentences.EQUAL: lambda: _("As in %(year)s"),
    sentences.UNSURE: lambda: _("No clear change since %(year)s"),
    sentences.UNTOLD: lambda: _("Change since %(year)s cannot be told"),
}
