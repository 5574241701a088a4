"""Reads of the reporting rounds, for the desk of the secretariat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.models import Country
from monitoring.enums import OPEN_SUBMISSION_STATES, SubmissionState
from monitoring.figures.days import time_left
from monitoring.models import ObservationVersion, Reminder, ReportingRound, Submission
from monitoring.selectors.completeness import Completeness, completeness

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class RoundRow:
    """What one country has sent in so far, and what it was reminded of.

    `active_at` is when somebody last wrote a value or sent the report in.
    """

    submission: Submission
    done: Completeness
    today: date
    active_at: datetime | None
    reminders: int
    newest_step: int | None

    @property
    def is_open(self) -> bool:
        return self.submission.state in OPEN_SUBMISSION_STATES

    @property
    def due_on(self) -> date:
        return self.submission.due_on

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < self.today

    @property
    def is_due_soon(self) -> bool:
        last = self.today + timedelta(days=SOON_DAYS)
        return self.is_open and self.today <= self.due_on <= last

    @property
    def time_left(self) -> str:
        """How long the country has, in words; empty once it has sent its report."""
        return time_left(self.due_on, self.today) if self.is_open else ""


def rounds() -> QuerySet[ReportingRound]:
    """Return all rounds, the latest first, with how many real countries are how far.

    `countries`, `sent_in` and `published` count submissions; examples do not count.
    """
    real = Q(submissions__pathfinder__country__is_example=False)
    is_sent = ~Q(submissions__state__in=OPEN_SUBMISSION_STATES)
    is_public = Q(submissions__state=SubmissionState.PUBLISHED)
    rows = ReportingRound.objects.select_related("indicator_set").annotate(
        countries=Count("submissions", filter=real),
        sent_in=Count("submissions", filter=real & is_sent),
        published=Count("submissions", filter=real & is_public),
    )
    return rows.order_by("-year")


def phase_of(reporting_round: ReportingRound, today: date) -> tuple[str, str]:
    """Return the tone and the words for where a round stands on a day."""
    if today < reporting_round.opens_on:
        words = _("Opens on %(day)s")
        return "todo", words % {"day": write_day(reporting_round.opens_on)}
    if today <= reporting_round.due_on:
        left = time_left(reporting_round.due_on, today)
        return "half", _("Open, due %(when)s") % {"when": left}
    if today <= reporting_round.closes_on:
        left = time_left(reporting_round.closes_on, today)
        return "watch", _("Due day over, closes %(when)s") % {"when": left}
    return "lock", _("Closed")


def round_rows(
    reporting_round: ReportingRound, user, chosen: Mapping[str, str], *, today: date
) -> list[RoundRow]:
    """Return the countries of a round that the filters leave (four queries)."""
    submissions: list[Any] = list(_submissions(reporting_round, user, chosen))
    for each in submissions:
        each.round = reporting_round
    done = completeness(submissions)
    rows = [
        RoundRow(
            submission=each,
            done=done[each.pk],
            today=today,
            active_at=each.active_at,
            reminders=each.reminders_total,
            newest_step=each.newest_step,
        )
        for each in submissions
    ]
    match chosen.get("time"):
        case "late":
            rows = [row for row in rows if row.is_late]
        case "soon":
            rows = [row for row in rows if row.is_due_soon]
    return _sorted(rows, chosen.get("sort", ""))


def _submissions(reporting_round, user, chosen) -> QuerySet[Submission]:
    written = (
        ObservationVersion.objects.filter(
            pathfinder=OuterRef("pathfinder"), year=reporting_round.year
        )
        .order_by()
        .values("pathfinder")
        .annotate(latest=Max("recorded_at"))
        .values("latest")
    )
    rows = (
        Submission.objects.visible_to(user)
        .filter(round=reporting_round)
        .select_related("pathfinder__country")
        .annotate(
            reminders_total=Count("reminders"),
            newest_step=Max("reminders__step"),
            active_at=Greatest(Subquery(written), "submitted_at"),
        )
    )
    if state := chosen.get("state"):
        rows = rows.filter(state=state)
    if q := chosen.get("q"):
        rows = rows.filter(_named(q))
    return rows


def _named(text: str) -> Q:
    """Match the name of a country in any of the languages, or its code."""
    names = Q(pathfinder__country__iso3__iexact=text)
    for field in ("name_en", "name_fr", "name_es"):
        names |= Q(**{f"pathfinder__country__{field}__icontains": text})
    return names


def _sorted(rows: list[RoundRow], order: str) -> list[RoundRow]:
    """Sort by name unless asked otherwise; examples stand last in any order."""
    rows = sorted(rows, key=lambda row: str(row.submission.pathfinder))
    keys = {
        "left": lambda row: (not row.is_open, row.due_on),
        "done": lambda row: row.done.share or 0,
        "quiet": lambda row: row.active_at.timestamp() if row.active_at else 0,
    }
    if key := keys.get(order):
        rows.sort(key=key)
    return sorted(rows, key=lambda row: row.submission.pathfinder.is_example)


def reminder_log(
    reporting_round: ReportingRound, chosen: Mapping[str, str]
) -> QuerySet[Reminder]:
    """Return who was reminded of what in a round, the newest first."""
    rows = Reminder.objects.filter(submission__round=reporting_round).select_related(
        "submission__pathfinder__country", "person", "mail"
    )
    if iso3 := chosen.get("country"):
        rows = rows.filter(submission__pathfinder__country__iso3=iso3)
    if step := chosen.get("step"):
        rows = rows.filter(step=int(step))
    if q := chosen.get("q"):
        rows = rows.filter(Q(person__name__icontains=q) | Q(address__icontains=q))
    return rows


def countries_of(reporting_round: ReportingRound) -> list[Country]:
    """Return the countries of a round by name in the reader's language."""
    rows = Country.objects.filter(pathfinder__submissions__round=reporting_round)
    return list(rows.by_name())
