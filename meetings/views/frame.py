"""What the pages of one meeting share: finding it, its tabs, the way back."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import rules
from meetings.models import Meeting
from meetings.selectors import meetings as reads
from meetings.selectors.meeting_page import MeetingPage
from meetings.selectors.packs import may_open_packs
from pathfinders.views.frame import Line

PAGE_ROWS = 50


def list_context(request, filters, rows) -> dict:
    """Return what the template of a filtered list needs, with the page asked for."""
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "filters": filters,
        "is_filtered": bool(filters.chosen()),
        "query": query.urlencode(),
        "page": Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page")),
    }


def find_meeting(request, pk: int) -> Meeting:
    """Return the meeting, or answer 404 when the reader may not know of it."""
    return get_object_or_404(reads.meetings_of(request.user), pk=pk)


def find_run_meeting(request, pk: int) -> Meeting:
    """Return a meeting to those who run it; 403 to those who only may read it."""
    meeting = find_meeting(request, pk)
    if not rules.may_run_meeting(request.user, meeting):
        raise PermissionDenied
    return meeting


def hidden() -> None:
    """Answer as if it did not exist."""
    raise Http404


def way_to(meeting: Meeting | None, *lines: Line) -> list[Line]:
    """Return the way from the list of meetings to a page."""
    way = [Line(_("Meetings"), url=reverse("meetings:meetings"))]
    if meeting is not None:
        url = meeting.get_absolute_url() if lines else ""
        way.append(Line(str(meeting), url=url))
    return [*way, *lines]


def way_to_desk(meeting: Meeting, *lines: Line) -> list[Line]:
    url = reverse("meetings:desk", kwargs={"pk": meeting.pk}) if lines else ""
    return way_to(meeting, Line(_("Desk"), url=url), *lines)


def tabs(
    user, meeting: Meeting, current: str, known: MeetingPage | None = None
) -> list[Line]:
    """Return the pages of a meeting that this person may open."""
    has_report = known.has_report if known else reads.has_report(user, meeting)
    has_packs = bool(known and meeting.group_id and known.packs)
    wanted = [
        ("meeting", _("Agenda"), True),
        ("participants", _("Participants"), reads.may_see_names(user, meeting)),
        ("report", _("Report"), has_report),
        ("packs", _("Briefing pack"), has_packs or may_open_packs(user, meeting)),
        ("desk", _("Desk"), rules.may_run_meeting(user, meeting)),
    ]
    return [
        Line(
            label,
            url=reverse(f"meetings:{name}", kwargs={"pk": meeting.pk}),
            is_current=name == current,
        )
        for name, label, may in wanted
        if may
    ]


def frame(
    user,
    meeting: Meeting,
    current: str,
    *lines: Line,
    known: MeetingPage | None = None,
) -> dict:
    """Return what every page of a meeting shows around its content.

    `known` is what was read of it already.
    """
    return {
        "meeting": meeting,
        "tone": reads.TONES[meeting.state],
        "chair": reads.chair_of(meeting),
        "tabs": tabs(user, meeting, current, known),
        "breadcrumbs": way_to(meeting, *lines),
        "is_example": meeting.is_example,
        "may_run": rules.may_run_meeting(user, meeting),
    }
