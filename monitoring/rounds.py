"""Verbs that open and keep the reporting round of a year."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import write_day
from alliance87.core.exceptions import Blocked
from monitoring import rules
from monitoring.enums import OPEN_SUBMISSION_STATES
from monitoring.models import IndicatorSet, ReportingRound, Submission
from pathfinders.enums import Status
from pathfinders.models import Pathfinder

# Who reports: also while the status is on hold, since reports are the way back.
REPORTING_STATUSES = (Status.PATHFINDER, Status.ON_HOLD)


@transaction.atomic
def open_round(
    *,
    year: int,
    indicator_set: IndicatorSet,
    opens_on: date,
    due_on: date,
    closes_on: date,
    by,
    message: str = "",
    on: date | None = None,
) -> ReportingRound:
    """Open the round of a year, with a submission for each country that reports.

    `on` is the day of opening (default today); a round from before this system names
    its own. Opened again with the same facts, it only adds the countries that lack.
    Raises Blocked when the days do not fit or the year has another round.
    """
    _only_those_who_may(by)
    days = {"opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
    _refuse(_wrong_days(**days, today=on or timezone.localdate()))
    facts = days | {"indicator_set": indicator_set}
    found, is_new = ReportingRound.objects.get_or_create(
        year=year, defaults=facts | {"message": message.strip(), "created_by": by}
    )
    if any(getattr(found, name) != fact for name, fact in facts.items()):
        sentence = _("There is a round for %(year)s already, with other days or set.")
        raise Blocked([sentence % {"year": year}])
    if is_new:
        record("round.opened", found, by=by, reason=found.message)
    for pathfinder in lacking(found):
        add_submission(found, pathfinder, by=by, on=on)
    return found


@transaction.atomic
def change_round(
    reporting_round: ReportingRound,
    *,
    indicator_set: IndicatorSet,
    opens_on: date,
    due_on: date,
    closes_on: date,
    message: str,
    expected: int,
    by,
) -> ReportingRound:
    """Move the days of a round, or change its set before it opens.

    `expected` is the version that was read; raises StaleVersion when somebody else
    saved first, and Blocked when the round is closed or the days do not fit. More
    time that one country was given ends with the round when that lasts longer now.
    """
    _only_those_who_may(by)
    stored = ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
    today = timezone.localdate()
    days = {"opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
    _refuse(why_closed(stored, today))
    _refuse(_wrong_days(**days, today=today, before=stored))
    if indicator_set != stored.indicator_set and stored.opens_on <= today:
        _refuse([_("The round is open: its set of indicators stays as it is.")])
    was = _in_words(stored)
    stored.indicator_set, stored.message = indicator_set, message.strip()
    for name, day in days.items():
        setattr(stored, name, day)
    stored.save_checked(expected=expected)
    record("round.changed", stored, by=by, was=was, now=_in_words(stored))
    _end_extensions(stored, by=by)
    return stored


@transaction.atomic
def add_submission(
    reporting_round: ReportingRound, pathfinder: Pathfinder, *, by, on=None
) -> Submission:
    """Let a country report that joined after the opening; twice changes nothing.

    Raises Blocked when the round is closed or the country does not report.
    """
    _only_those_who_may(by)
    _refuse(why_closed(reporting_round, on or timezone.localdate()))
    if pathfinder.status not in REPORTING_STATUSES:
        sentence = _("%(country)s does not report: it is no pathfinder country.")
        raise Blocked([sentence % {"country": pathfinder}])
    submission, is_new = Submission.objects.get_or_create(
        round=reporting_round, pathfinder=pathfinder, defaults={"created_by": by}
    )
    if is_new:
        record("submission.added", submission, by=by, country=pathfinder.country)
    return submission


@transaction.atomic
def extend_submission(
    submission: Submission, *, until: date, reason: str, by
) -> Submission:
    """Give one country more time, also after the round has closed.

    Raises Blocked with a sentence for each thing that stands against it.
    """
    _only_those_who_may(by)
    rows = Submission.objects.select_for_update(of=("self",))
    stored = rows.select_related("round", "pathfinder__country").get(pk=submission.pk)
    _refuse(_against_extension(stored, until, reason))
    was, stored.extended_to = stored.closes_on, until
    stored.extension_reason = reason.strip()
    stored.save_checked(expected=stored.version)
    record(
        "submission.extended",
        stored,
        by=by,
        country=stored.pathfinder.country,
        was=was.isoformat(),
        now=until.isoformat(),
        reason=stored.extension_reason,
    )
    return stored


def lacking(reporting_round: ReportingRound):
    """Return the countries that report but have no submission in the round."""
    rows = Pathfinder.objects.filter(status__in=REPORTING_STATUSES)
    return (
        rows.exclude(submissions__round=reporting_round)
        .select_related("country")
        .by_name()
    )


# --- What stands against it -------------------------------------------------------


def _only_those_who_may(by) -> None:
    if not rules.may_run_rounds(by):
        raise PermissionDenied


def _refuse(sentences: list[str]) -> None:
    if sentences:
        raise Blocked(sentences)


def why_closed(reporting_round: ReportingRound, today: date) -> list[str]:
    """Say when a round has closed; empty while it runs."""
    if reporting_round.closes_on >= today:
        return []
    sentence = _("The round closed on %(day)s. A single country can get more time.")
    return [sentence % {"day": write_day(reporting_round.closes_on)}]


def _wrong_days(*, opens_on, due_on, closes_on, today, before=None) -> list[str]:
    """Say what is wrong with the days; those that stay as they were may be over."""
    if not opens_on <= due_on <= closes_on:
        return [_("A round opens first, is due then, and closes last.")]
    wrong = []
    if due_on < today and (before is None or due_on != before.due_on):
        wrong.append(_("The day it is due is over. Choose today or a later day."))
    if closes_on < today:
        wrong.append(_("The day it closes is over. Choose today or a later day."))
    return wrong


def _against_extension(stored: Submission, until: date, reason: str) -> list[str]:
    against = []
    if stored.state not in OPEN_SUBMISSION_STATES:
        state = stored.get_state_display()
        sentence = _("The report is “%(state)s” and needs no more time.")
        against.append(sentence % {"state": state})
    if until <= stored.round.closes_on:
        day = write_day(stored.round.closes_on)
        sentence = _("The round closes on %(day)s. Choose a later day.")
        against.append(sentence % {"day": day})
    if until < timezone.localdate():
        against.append(_("This day is over. Choose today or a later day."))
    if not reason.strip():
        against.append(_("Say why more time is given."))
    return against


def _end_extensions(stored: ReportingRound, *, by) -> None:
    """Drop the extensions that would now end before the round does."""
    rows = Submission.objects.select_for_update(of=("self",))
    overtaken = rows.filter(round=stored, extended_to__lte=stored.closes_on)
    for submission in overtaken.select_related("pathfinder__country"):
        was, submission.extended_to = submission.extended_to, None
        submission.extension_reason = ""
        submission.save_checked(expected=submission.version)
        record(
            "submission.extension_ended",
            submission,
            by=by,
            country=submission.pathfinder.country,
            was=str(was),
            now=str(stored.closes_on),
        )


def _in_words(stored: ReportingRound) -> str:
    days = (stored.opens_on, stored.due_on, stored.closes_on)
    return " / ".join(day.isoformat() for day in days)
