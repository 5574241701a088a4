"""How progress was computed, step by step, for readers who want to check it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_number
from monitoring.enums import BandHidden, Direction, ProgressStatus, Untold
from monitoring.figures.points import Point
from monitoring.figures.progress import Progress
from monitoring.figures.projection import LAST_YEAR, Projection
from monitoring.figures.writing import write_percent

MINUS = "\N{MINUS SIGN}"
# What makes a class, in words.
WHY = {
    ProgressStatus.REACHED: gettext_lazy("The newest value is at the target."),
    ProgressStatus.ON_COURSE: gettext_lazy(
        "The share of the way is at least the share of the time."
    ),
    ProgressStatus.TOO_SLOW: gettext_lazy(
        "The share of the way is less than the share of the time."
    ),
    ProgressStatus.NO_CHANGE: gettext_lazy(
        "The change is less than a tenth of what the time asks for, or no larger than "
        "survey errors may make it."
    ),
    ProgressStatus.AWAY: gettext_lazy(
        "The newest value is further from the target than the first."
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the computation: what, how in words, with which numbers, result.

    `points` are the values it rests on: each number leads to its address.
    """

    label: str
    words: str
    numbers: str
    result: str
    points: tuple[Point, ...] = ()


def steps(progress: Progress, projection: Projection | None = None) -> tuple[Step, ...]:
    """Return the computation in order, in the reader's language.

    Where it cannot be told how a series stands, the last step says why.
    """
    found = []
    if progress.is_measured:
        found += [*_values(progress), *_shares(progress), *_paces(progress)]
    found.append(_verdict(progress))
    if projection is not None and progress.is_measured:
        found += _ahead(progress, projection)
    return tuple(found)


def written(value: Decimal, unit: str) -> str:
    """Write a value of a series as it was given, with its unit."""
    language = get_language() or "en"
    if unit == "%":
        return write_percent(value, language=language)
    text = write_number(value.normalize(), language=language)
    return f"{text} {unit}".strip()


def rounded(value: Decimal, digits: int = 2) -> Decimal:
    """Return a computed number with as many digits as help: 3.9, 0.77, 1,234."""
    places = max(digits - 1 - value.adjusted(), 0)
    return round(value, places).normalize()


def share(value: Decimal) -> str:
    """Write a share of the way or of the time in whole percent."""
    text = write_percent(
        (value * 100).quantize(Decimal(1)), language=get_language() or "en"
    )
    return text.replace("-", MINUS)


def per_year(pace: Decimal, unit: str) -> str:
    """Write a pace: percentage points a year, or of what is counted."""
    facts = {"amount": _plain(pace), "unit": unit}
    if unit == "%":
        return _("%(amount)s percentage points a year") % facts
    if not unit:
        return _("%(amount)s a year") % facts
    return _("%(amount)s %(unit)s a year") % facts


def _plain(value: Decimal) -> str:
    text = write_number(rounded(value), language=get_language() or "en")
    return text.replace("-", MINUS)


def _near(value: Decimal, unit: str) -> str:
    """Write a computed value: percent with one digit after the mark."""
    is_plain = unit == "%" and value >= 1
    short = value.quantize(Decimal("0.1")) if is_plain else rounded(value, 3)
    return written(short, unit)


def _difference(minuend: Decimal, subtrahend: Decimal, unit: str) -> str:
    return f"({written(minuend, unit)} {MINUS} {written(subtrahend, unit)})"


def _years(count: int) -> str:
    words = ngettext("%(count)d year", "%(count)d years", count)
    return words % {"count": count}


def _values(progress: Progress) -> list[Step]:
    labels = (_("First comparable value"), _("Newest comparable value"))
    ends = (progress.first, progress.last)
    found = [
        Step(label, "", str(point.year), written(point.value, progress.unit), (point,))
        for label, point in zip(labels, ends, strict=True)
    ]
    target = progress.target
    aim = written(target.value, progress.unit)
    return [*found, Step(_("Target"), "", write_day(target.on), aim)]


def _gained(progress: Progress) -> str:
    ends = (progress.first.value, progress.last.value)
    ends = ends[::-1] if progress.direction == Direction.UP else ends
    return _difference(*ends, progress.unit)


def _way(start: Point, progress: Progress) -> str:
    """Write what lies between a value and the target."""
    ends = (start.value, progress.target.value)
    ends = ends[::-1] if progress.direction == Direction.UP else ends
    return _difference(*ends, progress.unit)


def _shares(progress: Progress) -> list[Step]:
    if progress.covered is None:
        return []
    ends = (progress.first, progress.last)
    is_up = progress.direction == Direction.UP
    words = (
        _("(newest − first) ÷ (target − first)")
        if is_up
        else _("(first − newest) ÷ (first − target)")
    )
    numbers = f"{_gained(progress)} ÷ {_way(progress.first, progress)}"
    covered = share(progress.covered)
    found = [Step(_("Share of the way covered"), words, numbers, covered, ends)]
    if progress.elapsed is not None:
        first, last, goal = (*(point.year for point in ends), progress.target.on.year)
        elapsed = share(progress.elapsed)
        ratio = _plain(progress.covered / progress.elapsed)
        found += [
            Step(
                _("Share of the time used"),
                _("years between the values ÷ years from the first to the target"),
                f"({last} {MINUS} {first}) ÷ ({goal} {MINUS} {first})",
                elapsed,
                ends,
            ),
            Step(
                _("Way against time"),
                _("share of the way ÷ share of the time; 1 is just in time"),
                f"{covered} ÷ {elapsed}",
                ratio,
                ends,
            ),
        ]
    return found


def _paces(progress: Progress) -> list[Step]:
    first, last, target = progress.first, progress.last, progress.target
    found = [
        Step(
            _("Pace achieved"),
            _("change towards the target ÷ years between the values"),
            f"{_gained(progress)} ÷ {_years(last.year - first.year)}",
            per_year(progress.pace, progress.unit),
            (first, last),
        )
    ]
    if progress.pace_needed is not None and progress.pace_needed > 0:
        found.append(
            Step(
                _("Pace needed from the newest value on"),
                _("what is left to the target ÷ years left from the newest value"),
                f"{_way(last, progress)} ÷ {_years(target.on.year - last.year)}",
                per_year(progress.pace_needed, progress.unit),
                (last,),
            )
        )
    return found


def _verdict(progress: Progress) -> Step:
    passed = ""
    if progress.date_passed:
        day = {"day": write_day(progress.target.on)}
        passed = _("The target date, %(day)s, has passed.") % day
    why = Untold(progress.reason).label if progress.reason else WHY[progress.status]
    if progress.status == ProgressStatus.TOO_SLOW and progress.elapsed is None:
        why = _("The target date was over before the first value.")
    result = str(progress.status.label)
    return Step(_("Progress"), str(why), passed, result, progress.points)


def _ahead(progress: Progress, projection: Projection) -> list[Step]:
    ends = (progress.first, progress.last)
    found = []
    if projection.hidden:
        why = str(BandHidden(projection.hidden).label)
        found.append(Step(_("Years to come"), why, "", _("No band"), ends))
    for band in projection.bands:
        low, middle, high = (
            _near(each, progress.unit) for each in (band.low, band.middle, band.high)
        )
        found.append(
            Step(
                _("%(year)s on present pace") % {"year": band.year},
                _least() if projection.is_least else _drawn(),
                _("between %(low)s and %(high)s") % {"low": low, "high": high},
                middle,
                ends,
            )
        )
    if projection.not_before is not None:
        found.append(_threshold(progress, projection))
    return found


def _drawn() -> str:
    return _("80% of the ways on that were drawn; not a forecast of policy")


def _least() -> str:
    return _(
        "80% of the ways on that were drawn, from survey errors alone; the band may be "
        "wider; not a forecast of policy"
    )


def _threshold(progress: Progress, projection: Projection) -> Step:
    named = {"value": written(projection.threshold, progress.unit)}
    label = (
        _("%(value)s, which counts as next to none") % named
        if projection.is_next_to_none
        else _("%(value)s, the target") % named
    )
    year = {"year": projection.not_before}
    result = (
        _("not before %(year)s; nothing is said of later years") % year
        if projection.not_before == LAST_YEAR
        else _("not before %(year)s") % year
    )
    words = (
        _("the same change each year")
        if projection.hidden not in {"", BandHidden.NO_YEARS}
        else _("the same change each year, with survey errors at their better edge")
    )
    return Step(label, words, "", result, (progress.first, progress.last))
