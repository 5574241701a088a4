"""A country that reports back at a meeting of the Group makes a step of its path."""

from meetings.enums import HELD, ItemKind, ItemOutcome, MeetingKind
from meetings.models import AgendaItem, Meeting
from pathfinders.enums import MilestoneKind
from pathfinders.milestones import record_milestone
from pathfinders.models import Milestone, Pathfinder

DONE = (ItemOutcome.DISCUSSED, ItemOutcome.AGREED)


def record_reports_back(meeting: Meeting, *, by) -> list[Milestone]:
    """Put “reported back to the Group” on record for each country that did, once.

    It counts at a meeting of the Group that was held, on its day; what is on record
    for the same day stays as it is.
    """
    is_of_the_group = meeting.kind == MeetingKind.GCG
    if not is_of_the_group or meeting.state not in HELD or meeting.on is None:
        return []
    items = AgendaItem.objects.filter(
        meeting=meeting,
        kind=ItemKind.REPORT_BACK,
        outcome__in=DONE,
        country__is_example=meeting.is_example,
    )
    rows = Pathfinder.objects.filter(country__in=items.values("country"))
    rows = rows.select_for_update(of=("self",)).select_related("country")
    made = [_record(each, meeting, by=by) for each in rows]
    return [each for each in made if each is not None]


def _record(pathfinder: Pathfinder, meeting: Meeting, *, by) -> Milestone | None:
    kind = MilestoneKind.REPORTED_BACK
    if pathfinder.milestones.filter(kind=kind, on=meeting.on).exists():
        return None
    return record_milestone(
        pathfinder,
        kind,
        when=meeting.when,
        meeting=str(meeting)[:120],
        source=str(meeting),
        by=by,
    )
