"""What the report of a meeting lists beside its items, as its reader may know it."""

from dataclasses import dataclass

from meetings import rules
from meetings.enums import ReportState
from meetings.figures import EventAhead, events_ahead_of, from_record
from meetings.models import ActionPoint, Comment, CommentRound, MeetingReport
from meetings.selectors.action_points import Matter, Matters, matters_arising
from meetings.selectors.comments import comments_of, rounds_of


@dataclass(frozen=True, slots=True)
class RoundOfComments:
    """The comments of a round that one reader may see."""

    round: CommentRound
    comments: tuple[Comment, ...]


def events_of(report: MeetingReport) -> list[EventAhead]:
    """Return the events ahead: as it was adopted, else as they are known now."""
    if report.state == ReportState.ADOPTED:
        return from_record(report.events_ahead)
    return events_ahead_of(report.meeting)


def follow_up_of(report: MeetingReport, user) -> Matters:
    """Return what the meeting had before it of earlier action points.

    Only those points that the reader may know; the lines are those of the meeting.
    """
    if not rules.may_see_actions(user):
        return Matters([], [], False)
    matters = matters_arising(report.meeting)
    keys = [each.action.pk for each in matters.rows]
    readable = ActionPoint.objects.visible_to(user).filter(pk__in=keys)
    known = set(readable.values_list("pk", flat=True)) if keys else set()

    def kept(rows: list[Matter]) -> list[Matter]:
        return [each for each in rows if each.action.pk in known]

    return Matters(kept(matters.open), kept(matters.closed), matters.is_frozen)


def comments_on(report: MeetingReport, user) -> list[RoundOfComments]:
    """Return each round in which somebody said what this reader may see."""
    if not rules.may_see_actions(user):
        return []
    rounds = rounds_of(user).filter(report=report).order_by("opens_at", "pk")
    found = [
        RoundOfComments(each, tuple(comments_of(each, user).order_by("position")))
        for each in rounds
    ]
    return [each for each in found if each.comments]
