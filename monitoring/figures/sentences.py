"""Sentences from numbers: for alternative texts, captions, mails and documents.

The only place that words a number in a sentence. Nothing is drawn up freely: each
sentence is one text with named places, translated whole, and the same numbers give the
same sentence. It keeps the keys of the values it states, so that each number leads to
its address. Words are in the active language, numbers as everywhere on the site.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from alliance87.core.enums import Empty
from alliance87.core.numbers import write_number
from monitoring.figures.comparable import (
    Comparison,
    compare_facts,
    compare_in,
    segments,
)
from monitoring.figures.points import Point, Series
from monitoring.figures.shown import SUPPRESSED, WORDS
from monitoring.figures.writing import write_bounded, write_percent

# Two figures of surveys differ when zero lies outside of the interval of 95 percent of
# their difference: 1.96 standard errors to each side.
DEVIATIONS = Decimal("1.96")
# Signs that no script uses stand around a number: of which value it is, and its words.
NUMBER = "\ue000{version}\ue001{words}\ue002"
MARKED = re.compile("\ue000([0-9]+)\ue001(.*?)\ue002")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it states: numbers and years in the order of the text.

    `versions` are the keys of the values that the numbers are of; in `marked` each of
    them stands beside its number.
    """

    marked: str
    numbers: tuple[Decimal, ...] = ()
    years: tuple[int, ...] = ()
    versions: tuple[int, ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return MARKED.sub(r"\2", self.marked)

    def linked(self, addresses: Mapping[int, str]) -> SafeString:
        """Return the sentence with each number leading to its value, by version."""
        pieces = MARKED.split(self.marked)
        plain, versions, words = pieces[::3], pieces[1::3], pieces[2::3]
        numbers = [
            _link(addresses.get(int(version), ""), said)
            for version, said in zip(versions, words, strict=True)
        ]
        return format_html_join("", "{}{}", zip(plain, [*numbers, ""], strict=True))


def _link(url: str, words: str) -> str:
    return format_html('<a href="{}">{}</a>', url, words) if url else words


# --- One series -----------------------------------------------------------------------


def describe(series: Series) -> tuple[Sentence, ...]:
    """Return all there is to say of a series: its course, its breaks and its gaps."""
    return (course(series), *breaks(series), *gaps(series))


def course(series: Series) -> Sentence:
    """Say from where to where a series went, as far as its years can be compared.

    Only of the years that measure the same as the newest. The first and the last count:
    what lies between is in the table.
    """
    if not series.points:
        text = _("%(label)s: there is no number to show.")
        return Sentence(text % {"label": series.label})
    part = segments(series)[-1]
    first, last = part[0], part[-1]
    if first is last:
        return level(series, last)
    numbers, facts = _both(series, first, last)
    facts["label"] = series.label
    years = (first.year, last.year)
    versions = (first.version, last.version)
    text = _COURSES[change_between(series, first, last)]() % facts
    return Sentence(text, numbers, years, versions)


def level(series: Series, point: Point) -> Sentence:
    """Say what a series states in one year."""
    text = _("%(label)s stood at %(value)s in %(year)s.") % {
        "label": series.label,
        "value": _marked(point, figure(point, series.unit)),
        "year": point.year,
    }
    return Sentence(text, (point.value,), (point.year,), (point.version,))


def of_country(series: Series, sentence: Sentence) -> Sentence:
    """Put the country before a sentence, where the page does not name it."""
    facts = {"country": series.country, "sentence": sentence.marked}
    return replace(sentence, marked=_("%(country)s. %(sentence)s") % facts)


def breaks(series: Series) -> tuple[Sentence, ...]:
    """Say from which years on it was measured differently, with the reasons."""
    found = []
    parts = segments(series)
    for before, after in zip(parts, parts[1:], strict=False):
        year = after[0].year
        text = _(
            "It was measured differently before %(year)s, so earlier years are not "
            "compared with later ones."
        )
        found.append(Sentence(text % {"year": year}, years=(year,)))
        reason = _why(series, before, after)
        found += [Sentence(each.words) for each in reason.reasons if each.separates]
    return tuple(found)


def _why(series: Series, before: Sequence[Point], after: Sequence[Point]) -> Comparison:
    """Return the comparison that parts two runs of years, the nearest years first."""
    found = (compare_in(series, each, series, after[0]) for each in reversed(before))
    return next(each for each in found if each.is_refused)


def notes(series: Series) -> tuple[Sentence, ...]:
    """Say what to keep in mind of the years that `course` compares."""
    if not series.points:
        return ()
    part = segments(series)[-1]
    if len(part) == 1:
        return ()
    found = compare_in(series, part[0], series, part[-1])
    return tuple(Sentence(each.words) for each in found.reasons)


def gaps(series: Series) -> tuple[Sentence, ...]:
    """Say of which years there is no number, and why: one sentence for each reason."""
    by_reason = defaultdict(list)
    for year, reason in series.gaps:
        by_reason[reason].append(year)
    return tuple(
        Sentence(
            _GAPS[reason](len(years)) % {"years": _listed(years)}, years=tuple(years)
        )
        for reason, years in by_reason.items()
    )


def _listed(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


_GAPS = {
    SUPPRESSED: lambda n: ngettext(
        "The number of %(years)s is withheld: it is about few people.",
        "The numbers of %(years)s are withheld: they are about few people.",
        n,
    ),
    WORDS: lambda n: ngettext(
        "What was stated for %(years)s is no number in this unit.",
        "What was stated for %(years)s are no numbers in this unit.",
        n,
    ),
    Empty.NOT_AVAILABLE: lambda n: ngettext(
        "For %(years)s there is no number: it is not available.",
        "For %(years)s there are no numbers: they are not available.",
        n,
    ),
    Empty.NOT_COLLECTED: lambda n: ngettext(
        "For %(years)s there is no number: it was not collected.",
        "For %(years)s there are no numbers: they were not collected.",
        n,
    ),
    Empty.NOT_APPLICABLE: lambda n: ngettext(
        "For %(years)s there is no number: it does not apply.",
        "For %(years)s there are no numbers: they do not apply.",
        n,
    ),
    Empty.WITHHELD: lambda n: ngettext(
        "The number of %(years)s is withheld for the safety of people.",
        "The numbers of %(years)s are withheld for the safety of people.",
        n,
    ),
}


# --- How it changed -------------------------------------------------------------------

ROSE, FELL, EQUAL, UNSURE, UNTOLD = "rose", "fell", "equal", "unsure", "untold"
_COURSES = {
    ROSE: lambda: _("%(label)s rose from %(first)s in %(from)s to %(last)s in %(to)s."),
    FELL: lambda: _("%(label)s fell from %(first)s in %(from)s to %(last)s in %(to)s."),
    EQUAL: lambda: _(
        "%(label)s did not change: %(first)s in %(from)s and %(last)s in %(to)s."
    ),
    UNSURE: lambda: _(
        "%(label)s stood at %(first)s in %(from)s and at %(last)s in %(to)s: no change "
        "that the surveys could show."
    ),
    UNTOLD: lambda: _(
        "%(label)s stood at %(first)s in %(from)s and at %(last)s in %(to)s: whether "
        "it changed cannot be told."
    ),
}


def change_between(series: Series, first: Point, last: Point) -> str:
    """Return how the later figure stands to the earlier, as far as they can tell."""
    if first.bound or last.bound:
        return UNTOLD
    if first.value == last.value or is_alike_as_written(first.value, last.value):
        return EQUAL
    if _is_within_error(first, last):
        return UNSURE
    return ROSE if last.value > first.value else FELL


def is_alike_as_written(one: Decimal, two: Decimal) -> bool:
    """Whether a figure with more digits rounds to the other: 15.47 and 15.5 do.

    A whole number counts as exact: 24 may have been written for 24.0.
    """
    places = [max(0, -each.normalize().as_tuple().exponent) for each in (one, two)]
    fewest = min(places)
    if fewest == 0 or places[0] == places[1]:
        return False
    return round(one, fewest) == round(two, fewest)


def _is_within_error(first: Point, last: Point) -> bool:
    errors = (_error(first), _error(last))
    if None in errors:
        return False
    difference = abs(last.value - first.value)
    return difference <= DEVIATIONS * sum(each * each for each in errors).sqrt()


def _error(point: Point) -> Decimal | None:
    """Return the standard error of a figure, also from its interval."""
    if point.standard_error is not None:
        return point.standard_error
    if point.low is None or point.high is None:
        return None
    return (point.high - point.low) / (2 * DEVIATIONS)


# --- Many countries -------------------------------------------------------------------


def spread(label: str, newest: Iterable[tuple[Series, Point]]) -> tuple[Sentence, ...]:
    """Say between which figures countries lie; no country is put before another.

    Of each country one point of its series, all in one unit. The second sentence says
    whether they may be compared at all.
    """
    rows = sorted(newest, key=lambda row: (row[1].value, row[0].country))
    if not rows:
        return (
            Sentence(_("%(label)s: there is no number to show.") % {"label": label}),
        )
    (series, low), (other, high) = rows[0], rows[-1]
    numbers, facts = _both(series, low, high)
    facts = {
        "label": label,
        "n": len(rows),
        "low": facts["first"],
        "high": facts["last"],
        "lowest": series.country,
        "low_year": low.year,
        "highest": other.country,
        "high_year": high.year,
    }
    if len(rows) == 1:
        text = _("%(label)s: only %(lowest)s has a number, %(low)s in %(low_year)s.")
        found = Sentence(text % facts, numbers[:1], (low.year,), (low.version,))
        return (found,)
    text = ngettext(
        "%(label)s: in %(n)s country, from %(low)s in %(lowest)s (%(low_year)s) to "
        "%(high)s in %(highest)s (%(high_year)s).",
        "%(label)s: in %(n)s countries, from %(low)s in %(lowest)s (%(low_year)s) to "
        "%(high)s in %(highest)s (%(high_year)s).",
        len(rows),
    )
    years, versions = (low.year, high.year), (low.version, high.version)
    first = Sentence(text % facts, (Decimal(len(rows)), *numbers), years, versions)
    return (first, *_unlike(point for _series, point in rows))


def _unlike(points: Iterable[Point]) -> tuple[Sentence, ...]:
    """Warn where the figures of countries do not all measure the same."""
    kinds = list({replace(each.facts, source=None, variant="") for each in points})
    is_alike = not any(
        compare_facts(one, two, across=True).is_refused
        for at, one in enumerate(kinds)
        for two in kinds[at:]
    )
    if is_alike:
        return ()
    return (Sentence(_("They are not all measured in the same way.")),)


def told(label: str, *, shown: int, withheld: int, missing: int) -> Sentence:
    """Describe a map or a table of many countries: of how many it shows a number."""
    facts = {"label": label, "shown": _count(shown)}
    facts |= {"withheld": _count(withheld), "missing": _count(missing)}
    numbers = (Decimal(shown), Decimal(withheld), Decimal(missing))
    if withheld:
        text = ngettext(
            "%(label)s: %(shown)s country with a number; withheld: %(withheld)s; "
            "without a number: %(missing)s.",
            "%(label)s: %(shown)s countries with a number; withheld: %(withheld)s; "
            "without a number: %(missing)s.",
            shown,
        )
        return Sentence(text % facts, numbers)
    text = ngettext(
        "%(label)s: %(shown)s country with a number; without a number: %(missing)s.",
        "%(label)s: %(shown)s countries with a number; without a number: %(missing)s.",
        shown,
    )
    return Sentence(text % facts, (numbers[0], numbers[2]))


# --- Progress -------------------------------------------------------------------------


def pace(share: Decimal, year: int, versions: tuple[int, ...]) -> Sentence:
    """Say which part of the pace needed was reached; `share` in percent."""
    text = _("That is %(share)s of the pace needed for zero in %(year)s.")
    facts = {"share": write_percent(share, language=_language()), "year": year}
    return Sentence(text % facts, (share,), (year,), versions)


# --- Numbers --------------------------------------------------------------------------


def figure(point: Point, unit: str, *, places: int = 0) -> str:
    """Return the number of a point with its unit and limit, as pages print it."""
    language = _language()
    if unit.startswith("%"):
        text = write_percent(point.value, language=language, places=places)
        text += unit.removeprefix("%")
        return write_bounded(text, point.bound, is_count=False)
    text = write_number(point.value.normalize(), language=language, places=places)
    text = write_bounded(text, point.bound, is_count=True)
    return f"{text} {unit}".strip()


def _both(series: Series, first: Point, last: Point) -> tuple[tuple, dict]:
    """Return two points as numbers and as texts; both with a digit when one has."""
    points = (first, last)
    has_digits = any(each.value != each.value.to_integral_value() for each in points)
    texts = [
        _marked(each, figure(each, series.unit, places=int(has_digits)))
        for each in points
    ]
    facts = {"first": texts[0], "last": texts[1]}
    facts |= {"from": first.year, "to": last.year}
    return (first.value, last.value), facts


def _marked(point: Point, words: str) -> str:
    return NUMBER.format(version=point.version, words=words)


def _count(number: int) -> str:
    return write_number(Decimal(number), language=_language())


def _language() -> str:
    return get_language() or "en"
