"""The cells of the portfolio: a short text, the shape of its state, and the reasons.

What is not on record is said to be so: that it cannot be told is a state of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alliance87.core.dates import write_day
from monitoring.enums import Assessment, ReviewState
from monitoring.figures.days import time_left
from monitoring.models.review import ASSESSMENT_TONES
from pathfinders.enums import Stage
from pathfinders.selectors import figures
from pathfinders.selectors.figures import SPACE, written
from pathfinders.selectors.money import Money
from pathfinders.selectors.standing import RoadmapStanding, Standing
from pathfinders.tones import STAGE_TONES

STAGE, DAYS, ROADMAP, REVIEWS = "stage", "days", "roadmap", "reviews"
MONEY, DATA, EVIDENCE, DEADLINE = "money", "data", "evidence", "deadline"
COLUMNS = {
    STAGE: gettext_lazy("Stage"),
    DAYS: gettext_lazy("Days in stage"),
    ROADMAP: gettext_lazy("Roadmap actions done"),
    REVIEWS: gettext_lazy("Annual reviews"),
    MONEY: gettext_lazy("Money found"),
    DATA: gettext_lazy("Newest prevalence data"),
    EVIDENCE: gettext_lazy("Newest values with a document"),
    DEADLINE: gettext_lazy("Next deadline"),
}
# Countries that owe an annual review.
REVIEWED = {Stage.PATHFINDER, Stage.ON_HOLD}
SOON_DAYS = 30


# The name of an address, and its parts.
Place = tuple[str, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: a short text with the shape of its state, and its reasons.

    `sort` orders the column; None comes last. `tells` gives the reasons and `place`
    names the page where it is kept: few of many cells are asked for them.
    """

    text: str
    tone: str = ""
    note: str = ""
    tells: Callable[[], Sequence[str]] = tuple
    place: Place | None = None
    sort: float | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(self.tells())

    @property
    def url(self) -> str:
        if self.place is None:
            return ""
        name, keys = self.place
        return reverse(name, kwargs=keys)


class Review(NamedTuple):
    year: int
    assessment: str
    state: str


class Due(NamedTuple):
    """What a country owes next, and until when."""

    on: date
    year: int


@dataclass(slots=True)
class Facts:
    """What the cells are made of, by the key of the country."""

    on: date
    reviews: dict[int, list[Review]] = field(default_factory=dict)
    newest: dict[int, int] = field(default_factory=dict)
    proved: dict[int, tuple[int, int]] = field(default_factory=dict)
    due: dict[int, Due] = field(default_factory=dict)


def _cannot_tell(
    tells: Callable[[], Sequence[str]], place: Place | None = None
) -> Cell:
    """Return that it cannot be told, which is a state of its own, and why."""
    return Cell(_("No record"), "none", tells=tells, place=place)


def _page(name: str, standing: Standing, **keys: int) -> Place:
    return name, {"iso3": standing.pathfinder.country.slug, **keys}


def _stage(standing: Standing, _facts: Facts) -> Cell:
    since = standing.since
    return Cell(
        str(standing.stage.label),
        STAGE_TONES[standing.stage],
        str(since.when) if since else "",
        lambda: _stage_reasons(standing),
        _page("country", standing),
        list(Stage).index(standing.stage),
    )


def _stage_reasons(standing: Standing) -> Iterator[str]:
    yield _stage_reason(standing)
    if standing.since and standing.since.source:
        yield _("Source: %(source)s") % {"source": standing.since.source}


def _stage_reason(standing: Standing) -> str:
    if standing.since is None:
        return _(
            "The stage follows from the furthest step on record. No record gives the "
            "day of this one."
        )
    words = {"step": standing.since.label, "when": standing.since.when}
    return _("It follows from this step on record: %(step)s (%(when)s).") % words


def _days(standing: Standing, facts: Facts) -> Cell:
    place = _page("country", standing)
    if standing.since is None:
        why = _("The day on which this stage began is not on record.")
        return _cannot_tell(lambda: (why,), place)
    count = written(standing.days)
    text = count if standing.is_exact else _("at least %(count)s") % {"count": count}
    return Cell(
        text,
        tells=lambda: (_days_reason(standing, facts.on, count),),
        place=place,
        sort=standing.days,
    )


def _days_reason(standing: Standing, on: date, count: str) -> str:
    words = {"step": standing.since.label, "when": standing.since.when}
    words |= {"day": write_day(on), "count": count}
    if standing.is_exact:
        return _("From %(when)s (%(step)s) to %(day)s: %(count)s days.") % words
    reason = _(
        "The day is known roughly (%(step)s: %(when)s). Up to %(day)s it is at least "
        "%(count)s days."
    )
    return reason % words


def _roadmap(standing: Standing, _facts: Facts) -> Cell:
    roadmap = standing.roadmap
    if roadmap is None:
        return _cannot_tell(_without_roadmap)
    place = _progress(standing)

    def tells():
        title = _("Roadmap, version %(number)s") % {"number": roadmap.roadmap.number}
        return (f"{title}: {roadmap.sum.text}",)

    share = figures.share(roadmap.done, roadmap.counted)
    if roadmap.sum.value is None:
        return Cell(roadmap.sum.shown, "none", tells=tells, place=place)
    text = _("%(done)s of %(count)s") % {
        "done": roadmap.done,
        "count": roadmap.counted,
    }
    tone = "good" if roadmap.done == roadmap.counted else "half"
    return Cell(text, tone, _left_out(roadmap), tells, place, share)


def _left_out(roadmap: RoadmapStanding) -> str:
    if not roadmap.cancelled:
        return ""
    words = ngettext(
        "%(count)s cancelled, not counted",
        "%(count)s cancelled, not counted",
        roadmap.cancelled,
    )
    return words % {"count": roadmap.cancelled}


def _without_roadmap() -> tuple[str]:
    return (_("No roadmap was published by this day."),)


def _progress(standing: Standing) -> Place:
    number = standing.roadmap.roadmap.number
    return _page("pathfinders:progress", standing, number=number)


def _review(standing: Standing, facts: Facts) -> Cell:
    reviews = facts.reviews.get(standing.pathfinder.pk, [])
    if not reviews:
        if standing.stage in REVIEWED:
            why = _("No annual review was published by this day.")
            return _cannot_tell(lambda: (why,))
        reason = _("Annual reviews begin once a country has its status.")
        return Cell(_("Not yet due"), "na", tells=lambda: (reason,))
    newest = reviews[0]
    said = Assessment(newest.assessment).label if newest.assessment else ""
    return Cell(
        f"{newest.year}: {said}" if said else str(newest.year),
        ASSESSMENT_TONES.get(newest.assessment, "none"),
        _on_record(len(reviews)),
        lambda: map(_of_review, reviews),
        _page("monitoring:review-list", standing),
        newest.year,
    )


def _on_record(count: int) -> str:
    words = ngettext("%(count)s review on record", "%(count)s reviews on record", count)
    return words % {"count": count}


def _of_review(review: Review) -> str:
    words = {"year": review.year}
    words["state"] = ReviewState(review.state).label
    if not review.assessment:
        return _("Review %(year)s (%(state)s): no assessment.") % words
    words["assessment"] = Assessment(review.assessment).label
    return _("Review %(year)s (%(state)s): %(assessment)s.") % words


def _money(standing: Standing, _facts: Facts) -> Cell:
    roadmap = standing.roadmap
    if roadmap is None:
        return _cannot_tell(_without_roadmap)
    place = _progress(standing)
    sums = (roadmap.total,) if roadmap.total else roadmap.totals
    whole = next((each for each in sums if each.gap is not None and each.needed), None)
    if whole is None:
        why = _("The roadmap does not state both what is needed and what is available.")
        return _cannot_tell(lambda: (why, *map(_of_money, sums)), place)
    share = figures.share(int(whole.available), int(whole.needed)) or 0
    words = {"share": share, "needed": written(whole.needed, whole.currency)}
    note = ""
    if whole.disbursed is not None:
        spent = written(whole.disbursed, whole.currency)
        note = _("%(amount)s disbursed") % {"amount": spent}
    tone = "good" if whole.available >= whole.needed else "half"
    text = _("%(share)s%% of %(needed)s") % words
    return Cell(text, tone, note, lambda: map(_of_money, sums), place, share)


def _of_money(money: Money) -> str:
    """Return the amounts of one currency in a sentence; what nobody stated is said."""
    none = _("not stated")
    amounts = {
        name: none if value is None else written(value, money.currency)
        for name, value in (
            *(("needed", money.needed), ("available", money.available)),
            *(("allocated", money.allocated), ("disbursed", money.disbursed)),
        )
    }
    return (
        _(
            "Needed: %(needed)s. Available: %(available)s. Allocated: %(allocated)s. "
            "Disbursed: %(disbursed)s."
        )
        % amounts
    )


def _data(standing: Standing, facts: Facts) -> Cell:
    place = _page("monitoring:values", standing)
    year = facts.newest.get(standing.pathfinder.pk)
    if year is None:
        why = _("No value on how widespread it is was public by this day.")
        return Cell(_("No data"), "none", tells=lambda: (why,), place=place)
    age = max(0, facts.on.year - year)
    words = ngettext("%(count)s year", "%(count)s years", age) % {"count": age}
    tells = partial(_data_reasons, year)
    return Cell(words, age_tone(age), str(year), tells, place, age)


def _data_reasons(year: int) -> Iterator[str]:
    yield _(
        "The newest value is of %(year)s. Up to %(fresh)s years it counts as up to "
        "date, from %(old)s years as too old."
    ) % {
        "year": year,
        "fresh": settings.DATA_FRESH_YEARS,
        "old": settings.DATA_OLD_YEARS,
    }


def age_tone(age: int) -> str:
    """Return the tone of data of so many years: up to date, a look, too old."""
    if age <= settings.DATA_FRESH_YEARS:
        return "good"
    return "stop" if age >= settings.DATA_OLD_YEARS else "watch"


def _evidence(standing: Standing, facts: Facts) -> Cell:
    place = _page("monitoring:values", standing)
    proved, total = facts.proved.get(standing.pathfinder.pk, (0, 0))
    words = {"proved": proved, "total": total}
    if not total:
        why = _("No value was public by this day.")
        return _cannot_tell(lambda: (why,), place)
    reason = _(
        "%(proved)s of %(total)s indicators have a document as proof of their newest "
        "value."
    )
    tone = "good" if proved == total else "half" if proved else "todo"
    text = _("%(proved)s of %(total)s") % words
    share = proved / total
    return Cell(text, tone, "", lambda: (reason % words,), place, share)


def _deadline(standing: Standing, facts: Facts) -> Cell:
    due = facts.due.get(standing.pathfinder.pk)
    if due is None:
        return Cell(_("None set"), tells=lambda: (_("No report is asked for."),))
    left = (due.on - facts.on).days
    tone = "stop" if left < 0 else "watch" if left <= SOON_DAYS else "half"
    words = {"year": due.year, "day": write_day(due.on)}
    reason = _("The report for %(year)s is due on %(day)s.")
    text = time_left(due.on, facts.on)
    return Cell(
        text[:1].upper() + text[1:],
        tone,
        words["day"].replace(" ", SPACE),
        lambda: (reason % words,),
        sort=left,
    )


CELLS: dict[str, Callable[[Standing, Facts], Cell]] = {
    STAGE: _stage,
    DAYS: _days,
    ROADMAP: _roadmap,
    REVIEWS: _review,
    MONEY: _money,
    DATA: _data,
    EVIDENCE: _evidence,
    DEADLINE: _deadline,
}
