"""Meetings of which a step is late, as their desks say it, in one query."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from meetings.enums import AHEAD, MeetingState, PackState, ReportState
from meetings.models import AgendaPaper, BriefingPack, Meeting, MeetingReport
from meetings.selectors.desk import (
    INVITATIONS_BEFORE,
    PACK_BEFORE,
    REPORT_AFTER,
    SAVE_THE_DATE_BEFORE,
)

NOT_CONVENED = (MeetingState.PLANNED, MeetingState.ANNOUNCED)


def late_meetings() -> QuerySet[Meeting]:
    """Return meetings that are not announced, convened, held or reported in time, or
    whose papers or pack are late; the next one first."""
    now = timezone.now()
    packs = BriefingPack.objects.filter(meeting=OuterRef("pk"), state=PackState.ISSUED)
    papers = AgendaPaper.objects.filter(item__meeting=OuterRef("pk"), version=None)
    reports = MeetingReport.objects.filter(
        meeting=OuterRef("pk"),
        state__in=(ReportState.CIRCULATED, ReportState.ADOPTED),
    )
    late = (
        Q(state=MeetingState.PLANNED, starts_at__lt=now + SAVE_THE_DATE_BEFORE)
        | Q(state__in=NOT_CONVENED, starts_at__lt=now + INVITATIONS_BEFORE)
        | Q(state__in=AHEAD, ends_at__lt=now)
        | Q(state__in=AHEAD, starts_at__lt=now + PACK_BEFORE) & ~Exists(packs)
        | Q(state__in=AHEAD, papers_by__lt=now) & Exists(papers)
        | Q(state=MeetingState.HELD, ends_at__lt=now - REPORT_AFTER) & ~Exists(reports)
    )
    return Meeting.objects.filter(late, is_example=False).order_by("on", "pk")
