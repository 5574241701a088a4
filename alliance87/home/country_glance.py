"""What a reader must know of a country in one minute: one tile for each question.

Each tile says what is known, what it rests on, and leads to its reason. That nothing is
on record is a state of its own and no reproach.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.home.country_roadmap import RoadmapProgress
from monitoring import rules
from monitoring.enums import OPEN_SUBMISSION_STATES
from monitoring.figures.days import time_left
from monitoring.models import AnnualReview, Submission
from monitoring.models.review import ASSESSMENT_TONES
from pathfinders.enums import Status
from pathfinders.models import Pathfinder
from pathfinders.selectors import figures
from pathfinders.selectors.figures import written
from pathfinders.selectors.path import stage_of
from pathfinders.selectors.public import latest_step
from pathfinders.tones import STATUS_TONES

# The last day of SDG target 8.7 that is still to come.
LAST_TARGET = date(2030, 12, 31)
SOON_DAYS = 30
# Days are counted where they are few enough to mean something.
NEAR_DAYS = 400


@dataclass(frozen=True, slots=True)
class Tile:
    """One question: `label`, its answer, a second line, and where the reason stands.

    `tone` is the shape before the answer, `is_absent` that nothing is on record.
    """

    key: str
    label: str
    text: str
    note: str
    url: str
    tone: str = ""
    is_absent: bool = False


def glance(
    pathfinder: Pathfinder,
    status: Status,
    progress: RoadmapProgress | None,
    dues: Iterable[tuple],
    *,
    on: date,
) -> tuple[Tile, ...]:
    """Return the tiles in the order in which they are read; `dues` as `due_rows`."""
    return (
        _status(pathfinder, status),
        _stage(pathfinder, status),
        _roadmap(progress),
        _review(pathfinder),
        _money(progress),
        _deadline(pathfinder, progress, dues, on),
    )


def _status(pathfinder: Pathfinder, status: Status) -> Tile:
    events = list(pathfinder.status_events.all())
    since = _("No decision on the status is on record.")
    if events:
        since = _("Since %(when)s") % {"when": events[-1].date_text}
    tone = STATUS_TONES[status]
    label = str(status.label)
    return Tile("status", _("Status"), label, since, "#status", tone)


def _stage(pathfinder: Pathfinder, status: Status) -> Tile:
    """Return the stage; where it is the status, the latest step says more."""
    stage = stage_of(pathfinder, status=status)
    latest = latest_step(pathfinder)
    if stage.value == status.value and latest:
        label = _("Latest step")
        return Tile("stage", label, latest.label, str(latest.when), "#milestones")
    note = _("No dated step is on record.")
    if latest:
        words = {"step": latest.label, "when": latest.when}
        note = _("Latest step: %(step)s (%(when)s)") % words
    return Tile("stage", _("Stage"), str(stage.label), note, "#path")


def _roadmap(progress: RoadmapProgress | None) -> Tile:
    label = _("Roadmap")
    if progress is None:
        return _absent("roadmap", label, _("No roadmap is published here."), "#roadmap")
    whole = progress.whole
    if not whole.is_told:
        return _absent("roadmap", label, whole.sum.text, "#roadmap", whole.sum.shown)
    facts = {"done": whole.done, "count": whole.counted}
    text = _("%(done)s of %(count)s actions done") % facts
    tone = "good" if whole.done == whole.counted else "half"
    period = progress.roadmap.period or _("Period not stated")
    return Tile("roadmap", label, text, str(period), "#roadmap", tone)


def _review(pathfinder: Pathfinder) -> Tile:
    label = _("Latest annual review")
    reviews: list[AnnualReview] = list(pathfinder.reviews.all())
    if not reviews:
        why = _("No annual review is published here.")
        return _absent("review", label, why, "#reviews")
    newest = max(reviews, key=lambda each: each.year)
    tone = ASSESSMENT_TONES.get(newest.assessment, "none")
    text = newest.get_assessment_display() or _("No assessment")
    note = _("Annual review %(year)s") % {"year": newest.year}
    return Tile("review", label, text, note, "#reviews", _calm(tone))


def _calm(tone: str) -> str:
    """Public pages do not alarm: the stop colour is for those who must act."""
    return "watch" if tone == "stop" else tone


def _money(progress: RoadmapProgress | None) -> Tile:
    label = _("Money of the roadmap")
    if progress is None:
        return _absent("money", label, _("No roadmap is published here."), "#roadmap")
    stated = next((each for each in progress.sums if each.needed), None)
    if stated is None:
        return _absent("money", label, _("No amount is public."), "#roadmap")
    needed = written(stated.needed, stated.currency)
    if stated.available is None:
        text = _("%(amount)s needed") % {"amount": needed}
        note = _("What was found is not stated.")
        return Tile("money", label, text, note, "#roadmap")
    share = figures.share(int(stated.available), int(stated.needed)) or 0
    text = _("%(share)s%% of %(amount)s found") % {"share": share, "amount": needed}
    note = ""
    if stated.disbursed is not None:
        spent = written(stated.disbursed, stated.currency)
        note = _("%(amount)s disbursed") % {"amount": spent}
    tone = "good" if stated.available >= stated.needed else "half"
    return Tile("money", label, text, note, "#roadmap", tone)


def _absent(key: str, label: str, note: str, url: str, text: str = "") -> Tile:
    return Tile(key, label, text or _("No record"), note, url, "none", is_absent=True)


# --- The next deadline ----------------------------------------------------------------


def _deadline(
    pathfinder: Pathfinder,
    progress: RoadmapProgress | None,
    dues: Iterable[tuple],
    on: date,
) -> Tile:
    """Return what is due next: a report for those who wait for it, else the roadmap.

    The public reads the dates of the roadmap and of the Goals.
    """
    day, what, url = (LAST_TARGET, _("Last date of target 8.7"), "#indicators")
    if progress and progress.next_end:
        day, title = progress.next_end
        what = _("End of an action: %(title)s") % {"title": title}
        url = _progress_url(pathfinder, progress)
    if due := _report_due(dues):
        day, year = due
        what = _("Report for %(year)s") % {"year": year}
        url = reverse("monitoring:values", args=[pathfinder.country.slug])
    left = (day - on).days
    tone = "watch" if left <= SOON_DAYS else ""
    if left <= NEAR_DAYS:
        facts = {"what": what, "left": time_left(day, on)}
        what = _("%(what)s, %(left)s") % facts
    return Tile("deadline", _("Next deadline"), write_day(day), what, url, tone)


def _progress_url(pathfinder: Pathfinder, progress: RoadmapProgress) -> str:
    keys = {"iso3": pathfinder.country.slug, "number": progress.roadmap.number}
    return reverse("pathfinders:progress", kwargs=keys)


def due_rows(pathfinder: Pathfinder, user, on: date) -> QuerySet:
    """Return the reports that this person knows to be asked for, unread.

    What a country owes the secretariat is between them and the Group.
    """
    may_know = rules.may_see_portfolio(user) or rules.may_see_work(user, pathfinder)
    rows = Submission.objects.filter(
        pathfinder=pathfinder,
        state__in=OPEN_SUBMISSION_STATES,
        round__opens_on__lte=on,
    )
    rows = rows if may_know else rows.none()
    return rows.values_list("extended_to", "round__due_on", "round__year")


def _report_due(dues: Iterable[tuple]) -> tuple[date, int] | None:
    """Return until when the next report is asked for, and its year."""
    return min(((extended or due, year) for extended, due, year in dues), default=None)
