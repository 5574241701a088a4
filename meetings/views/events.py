"""The calendar for everybody: what is ahead, what was, one event, one series."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import rules
from meetings.enums import EventLanguage, EventState
from meetings.forms.events import CalendarFilters
from meetings.models import Event, EventSeries, Paper, own_groups
from meetings.selectors import calendar, events
from meetings.selectors.calendar import Happening
from meetings.workflow.event import EVENT
from pathfinders.views.frame import Line, moves_open_to_reader

ROWS_PER_PAGE = 50


def list_url() -> str:
    return reverse("meetings:event-list")


def way_to(*lines: Line) -> list[Line]:
    """Return the way from the calendar to a page."""
    return [Line(_("Home"), url="/"), Line(_("Calendar"), url=list_url()), *lines]


def by_month(rows: list[Happening]) -> list[tuple[str, list[Happening]]]:
    """Return rows under the month in which they begin, in their order."""
    return [
        (month, list(found)) for month, found in groupby(rows, lambda row: row.month)
    ]


# --- The list -------------------------------------------------------------------------


@login_not_required
@require_safe
def event_list(request):
    """Show what is ahead, soonest first; with `?when=past` what was, newest first."""
    filters = CalendarFilters(request.GET, user=request.user)
    is_past = request.GET.get("when") == "past"
    today = timezone.localdate()
    chosen = filters.chosen()
    if is_past:
        found = calendar.entries_for(request.user, **chosen)
        rows = [each for each in reversed(found) if calendar.is_over(each, today)]
    else:
        rows = calendar.entries_for(request.user, from_day=today, **chosen)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "is_past": is_past,
        "is_filtered": any(chosen.values()),
        "query": _query(request, without="page"),
        "list_url": f"{list_url()}?when=past" if is_past else list_url(),
        "tabs": _tabs(request, is_past),
        "page": page,
        "months": by_month(list(page)),
        "series": EventSeries.objects.visible_to(request.user),
        "may_keep": rules.may_keep_events(request.user),
        "breadcrumbs": [Line(_("Home"), url="/"), Line(_("Calendar"))],
    }
    return render(request, "meetings/event_list.html", context)


def _query(request, *, without: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(without, None)
    return query.urlencode()


def _tabs(request, is_past: bool) -> list[Line]:
    """Return both halves of the calendar, with the filters kept."""
    query = _query(request, without="when")
    ahead = f"{list_url()}?{query}" if query else list_url()
    past = f"{list_url()}?when=past" + (f"&{query}" if query else "")
    return [
        Line(_("Ahead"), url=ahead, is_current=not is_past),
        Line(_("Past"), url=past, is_current=is_past),
    ]


# --- One event ------------------------------------------------------------------------


def find_event(request, pk: int) -> Event:
    """Return the event, or answer 404 to those who may not know it."""
    return get_object_or_404(events.events_of(request.user), pk=pk)


def event_url(event: Event, name: str) -> str:
    return reverse(f"meetings:event-{name}", kwargs={"pk": event.pk})


@login_not_required
@require_safe
def event_detail(request, pk):
    """Show one event: when, where, who speaks, how to take part, how it went."""
    event, user = find_event(request, pk), request.user
    may_keep = rules.may_keep_events(user)
    line = calendar.happening_of(event)
    papers = Paper.objects.visible_to(user).filter(alliance_events=event)
    context = {
        "event": event,
        "tone": line.tone,
        "state_label": line.state_label,
        "facts": _facts(event),
        "speakers": events.speakers_of(event),
        "papers": papers,
        "join_url": event.online_url if _may_join(user, event) else "",
        "is_ahead": event.state in (EventState.TENTATIVE, EventState.CONFIRMED),
        "why_cancelled": events.why_cancelled(event)
        if event.state == EventState.CANCELLED
        else "",
        "may_keep": may_keep,
        "moves": _moves(event, user) if may_keep else [],
        "ics_url": event_url(event, "ics"),
        "breadcrumbs": way_to(Line(event.title)),
    }
    return render(request, "meetings/event_detail.html", context)


def _may_join(user, event: Event) -> bool:
    if rules.may_read_papers(user):
        return True
    return own_groups(user).filter(pk=event.group_id).exists()


def _moves(event: Event, user) -> list[Line]:
    return moves_open_to_reader(
        EVENT.options(event, user), lambda verb: event_url(event, verb)
    )


def _facts(event: Event) -> list[Line]:
    series, group = event.series, event.group
    facts = [
        Line(_("When"), event.when_words),
        Line(_("Where"), event.place),
        Line(_("Languages"), languages_of(event)),
        Line(_("Hosts"), ", ".join(str(host) for host in event.hosts.all())),
        Line(_("For whom"), event.audience),
        Line(_("Expected"), expected_of(event)),
        Line(_("People who came"), event.attended),
        Line(
            _("Series"),
            str(series or ""),
            url=series.get_absolute_url() if series else "",
        ),
        Line(
            _("Group"), str(group or ""), url=group.get_absolute_url() if group else ""
        ),
        Line(_("Source"), event.source, url=event.source_url),
    ]
    return [fact for fact in facts if fact.value not in ("", None)]


def languages_of(event: Event) -> str:
    return ", ".join(str(EventLanguage(code).label) for code in event.languages)


def expected_of(event: Event) -> str:
    """Return how many people are expected: 50 to 75, at least 50, at most 75."""
    low, high = event.expected_min, event.expected_max
    if low is not None and high is not None and low != high:
        return _("%(low)s to %(high)s people") % {"low": low, "high": high}
    if low is not None and high is not None:
        return _("%(number)s people") % {"number": low}
    if low is not None:
        return _("at least %(number)s people") % {"number": low}
    if high is not None:
        return _("at most %(number)s people") % {"number": high}
    return ""


# --- One series -----------------------------------------------------------------------


def find_series(request, slug: str) -> EventSeries:
    """Return the series, or answer 404 when all its events are hidden."""
    rows = EventSeries.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(rows, slug=slug)


@login_not_required
@require_safe
def series_detail(request, slug):
    """Show a series: what is ahead, then what was, newest first."""
    series = find_series(request, slug)
    rows = calendar.entries_of_series(request.user, series)
    today = timezone.localdate()
    past = [each for each in reversed(rows) if calendar.is_over(each, today)]
    page = Paginator(past, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "series": series,
        "ahead": [each for each in rows if not calendar.is_over(each, today)],
        "page": page,
        "may_keep": rules.may_keep_events(request.user),
        "breadcrumbs": way_to(Line(str(series))),
    }
    return render(request, "meetings/event_series.html", context)
