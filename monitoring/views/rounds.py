"""The reporting rounds on the desk of the secretariat: what came in, who was told."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.outbox import ATTEMPTS
from alliance87.core.spreadsheets import csv_response
from monitoring import rules
from monitoring.enums import SubmissionState
from monitoring.forms.rounds import ReminderFilters, RoundFilters
from monitoring.models import Reminder, ReportingRound
from monitoring.reminders import STEPS, As, step_in_words
from monitoring.rounds import lacking, why_closed
from monitoring.selectors.rounds import (
    RoundRow,
    countries_of,
    phase_of,
    reminder_log,
    round_rows,
    rounds,
)
from pathfinders.views.frame import Line

PAGE_ROWS = 50
TONES = {
    SubmissionState.SUBMITTED: "info",
    SubmissionState.RETURNED: "watch",
    SubmissionState.APPROVED: "good",
    SubmissionState.PUBLISHED: "done",
}


def only_those_who_run(request) -> None:
    if not rules.may_run_rounds(request.user):
        raise PermissionDenied


def find_round(request, year: int) -> ReportingRound:
    """Return the round of a year to those who run it; 403 for all others."""
    only_those_who_run(request)
    return get_object_or_404(
        ReportingRound.objects.select_related("indicator_set"), year=year
    )


def way_to(reporting_round: ReportingRound | None, *lines: Line) -> list[Line]:
    """Return the way from the list of rounds to a page."""
    way = [Line(_("Reporting rounds"), url=reverse("monitoring:rounds"))]
    if reporting_round is not None:
        url = reporting_round.get_absolute_url()
        way.append(Line(str(reporting_round), url=url))
    return [*way, *lines]


# --- The list of rounds ---------------------------------------------------------------


@require_safe
def round_list(request):
    """List the rounds, the latest year first."""
    only_those_who_run(request)
    today = timezone.localdate()
    page = Paginator(rounds(), PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, *phase_of(each, today)) for each in page],
    }
    return render(request, "monitoring/round_list.html", context)


# --- One round ------------------------------------------------------------------------


@require_safe
def round_detail(request, year):
    """Show each country of a round: how far it is, how long it has, who was told."""
    found = find_round(request, year)
    today = timezone.localdate()
    is_closed = bool(why_closed(found, today))
    filters = RoundFilters(request.GET)
    rows = round_rows(found, request.user, filters.chosen(), today=today)
    real = [row for row in rows if not row.submission.pathfinder.is_example]
    query = _query_of(request)
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "round": found,
        "phase": phase_of(found, today),
        "filters": filters,
        "is_filtered": bool(query),
        "query": query,
        "page": page,
        "rows": [_drawn(row) for row in page],
        "total": len(real),
        "open": sum(row.is_open for row in real),
        "late": sum(row.is_late for row in real),
        "lacking": [] if is_closed else list(map(_marked, lacking(found))),
        "is_closed": is_closed,
        "breadcrumbs": way_to(None, Line(str(found))),
    }
    return render(request, "monitoring/round_detail.html", context)


def _marked(pathfinder) -> str:
    """Return the name of a country; an example says that it is one."""
    if pathfinder.is_example:
        return _("%(country)s (example)") % {"country": pathfinder}
    return str(pathfinder)


def _query_of(request) -> str:
    """Return the filters of an address, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _drawn(row: RoundRow) -> dict:
    """Return a row with the words and shapes that its cells show."""
    submission = row.submission
    tone, state = _state_of(row)
    return {
        "row": row,
        "submission": submission,
        "country": submission.pathfinder,
        "tone": tone,
        "state": state,
        "answered": answered(row),
        "review_url": _review_url(row) if row.submission.submitted_at else "",
        "step": "" if row.newest_step is None else step_in_words(row.newest_step),
    }


def _review_url(row: RoundRow) -> str:
    submission = row.submission
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    return reverse("monitoring:review-desk", kwargs=keys)


def _state_of(row: RoundRow) -> tuple[str, str]:
    """Return tone and words of the state; a report not sent yet is begun or not."""
    state = SubmissionState(row.submission.state)
    if state == SubmissionState.OPEN and row.done.filled:
        return "half", _("Begun")
    if state == SubmissionState.OPEN:
        return "todo", _("Not started")
    return TONES[state], state.label


def answered(row: RoundRow) -> str:
    counts = {"filled": row.done.filled, "asked": row.done.asked}
    return _("%(filled)d of %(asked)d") % counts


@require_safe
def round_csv(request, year):
    """Deliver the same rows as a spreadsheet, all pages of them."""
    found = find_round(request, year)
    chosen = RoundFilters(request.GET).chosen()
    rows = round_rows(found, request.user, chosen, today=timezone.localdate())
    header = [
        *(_("Code"), _("Country"), _("Example"), _("Year"), _("State")),
        *(_("Answered"), _("Asked"), _("Due"), _("Time left"), _("Sent in")),
        *(_("Last activity"), _("More time until"), _("Why"), _("Reminders")),
    ]
    return csv_response(f"reporting-round-{year}", header, map(_csv_row, rows))


def _csv_row(row: RoundRow) -> list:
    submission = row.submission
    country = submission.pathfinder.country
    return [
        country.iso3,
        str(country),
        _("yes") if country.is_example else _("no"),
        submission.round.year,
        submission.get_state_display(),
        row.done.filled,
        row.done.asked,
        row.due_on.isoformat(),
        row.time_left,
        _moment(submission.submitted_at),
        _moment(row.active_at),
        submission.extended_to.isoformat() if submission.extended_to else "",
        submission.extension_reason,
        row.reminders,
    ]


def _moment(at) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if at else ""


# --- The log of reminders -------------------------------------------------------------


@require_safe
def reminders(request, year):
    """Show who was reminded of what, and when."""
    found, filters, log = _log(request, year)
    query = _query_of(request)
    page = Paginator(log, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "round": found,
        "filters": filters,
        "is_filtered": bool(query),
        "query": query,
        "page": page,
        "rows": [_logged(each) for each in page],
        "breadcrumbs": way_to(found, Line(_("Reminders"))),
    }
    return render(request, "monitoring/round_reminders.html", context)


@require_safe
def reminders_csv(request, year):
    """Deliver the log as a spreadsheet, all pages of it."""
    _found, _filters, log = _log(request, year)
    header = [
        *(_("At (UTC)"), _("Code"), _("Country"), _("Person"), _("Address")),
        *(_("As"), _("From the due day"), _("Days"), _("Sent")),
    ]
    rows = ([*_csv_reminder(each)] for each in log)
    return csv_response(f"reminders-{year}", header, rows)


def _log(request, year: int) -> tuple:
    found = find_round(request, year)
    steps = [(str(step), step_in_words(step)) for step in STEPS]
    countries = [(each.iso3, str(each)) for each in countries_of(found)]
    filters = ReminderFilters(request.GET, countries=countries, steps=steps)
    return found, filters, reminder_log(found, filters.chosen())


def _logged(reminder: Reminder) -> dict:
    """Return a line of the log; a mail that failed for good says so."""
    mail = reminder.mail
    tone, state = "half", _("Waiting")
    if mail.sent_at:
        tone, state = "done", _("Sent")
    elif mail.attempts >= ATTEMPTS:
        tone, state = "stop", _("Could not be delivered")
    elif mail.error:
        tone, state = "watch", _("Not delivered yet")
    return {
        "reminder": reminder,
        "country": reminder.submission.pathfinder,
        "role": As(reminder.role).label,
        "step": step_in_words(reminder.step),
        "tone": tone,
        "state": state,
    }


def _csv_reminder(reminder: Reminder) -> tuple:
    country = reminder.submission.pathfinder.country
    return (
        _moment(reminder.at),
        country.iso3,
        str(country),
        str(reminder.person or ""),
        reminder.address,
        As(reminder.role).label,
        step_in_words(reminder.step),
        reminder.step,
        _moment(reminder.mail.sent_at),
    )
