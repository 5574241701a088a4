"""The register of decisions, and what was done about each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import rules
from meetings.enums import OPEN_ACTION_STATES, DecisionKind, DecisionState
from meetings.models import ActionPoint, AgendaItem, Decision, Meeting, Paper
from meetings.selectors.releases import may_read_agenda
from pathfinders.enums import LetterState
from pathfinders.models import Letter
from pathfinders.tones import RECORD_TONES

TONES: dict[str, str] = {
    DecisionState.PROPOSED: "todo",
    DecisionState.ADOPTED: "good",
    DecisionState.DEFERRED: "watch",
    DecisionState.WITHDRAWN: "na",
    DecisionState.SUPERSEDED: "na",
}


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as the register shows it."""

    decision: Decision
    tone: str
    about: str
    follow_up: str
    follow_up_tone: str


# --- The register -----------------------------------------------------------------


def decisions_of(user) -> QuerySet[Decision]:
    """Return what this person may read, with what its follow-up is counted from."""
    papers = Paper.objects.visible_to(user).filter(pk=OuterRef("paper_version__paper"))
    meetings = Meeting.objects.visible_to(user).filter(pk=OuterRef("next_meeting"))
    rows = Decision.objects.visible_to(user).select_related(
        *("meeting", "item", "pathfinder__country", "group", "letter", "new_holder"),
        *("seat__constituency", "report__meeting", "paper_version__paper"),
        *("next_meeting", "superseded_by__meeting", "continues__meeting"),
    )
    return rows.annotate(
        knows_paper=Exists(papers),
        knows_next=Exists(meetings),
        sees_letters=Value(rules.may_see_open_letters(user)),
        sees_actions=Value(rules.may_see_all_actions(user)),
        **_actions(user),
    ).order_by(*Decision._meta.ordering)


def _actions(user) -> dict:
    """Count the action points that this person may read."""
    if not rules.may_see_actions(user):
        return {"actions": Value(0), "actions_open": Value(0), "is_late": Value(False)}
    seen = ActionPoint.objects.visible_to(user)
    readable = Q(action_points__in=seen.values("pk"))
    is_open = Q(action_points__state__in=OPEN_ACTION_STATES)
    late = seen.overdue().filter(decision=OuterRef("pk"))
    return {
        "actions": Count("action_points", distinct=True, filter=readable),
        "actions_open": Count(
            "action_points", distinct=True, filter=readable & is_open
        ),
        "is_late": Exists(late),
    }


def narrowed(rows: QuerySet[Decision], chosen: Mapping) -> QuerySet[Decision]:
    """Return the decisions that fit the filters of the register."""
    if words := chosen.get("q"):
        rows = rows.filter(
            Q(text__icontains=words)
            | Q(done_note__icontains=words)
            | Q(reservation__icontains=words)
            | Q(item__title__icontains=words)
            | Q(meeting__title__icontains=words)
        )
    if year := chosen.get("year"):
        rows = rows.filter(
            Q(decided_on__year=year)
            | Q(decided_on__isnull=True, meeting__on__year=year)
        )
    fields = ("kind", "state", "meeting", "group")
    rows = rows.filter(**{name: chosen[name] for name in fields if chosen.get(name)})
    if country := chosen.get("country"):
        rows = rows.filter(pathfinder__country=country)
    return _by_follow_up(rows, chosen.get("follow_up", ""))


def _by_follow_up(rows: QuerySet[Decision], wanted: str) -> QuerySet[Decision]:
    today = timezone.localdate()
    decided = rows.filter(state=DecisionState.ADOPTED)
    waiting = Q(
        kind=DecisionKind.AWARD_STATUS, letter__isnull=False, sees_letters=True
    ) & ~Q(letter__state=LetterState.SENT)
    if wanted == "late":
        review = Q(review_on__lt=today)
        return decided.filter(Q(is_late=True) | review)
    if wanted == "open":
        return decided.filter(Q(actions_open__gt=0) | waiting)
    if wanted == "done":
        done = Q(done_on__isnull=False) | Q(letter__state=LetterState.SENT)
        return decided.filter(done, actions_open=0)
    return rows


def register_rows(decisions) -> list[DecisionRow]:
    return [_row(each) for each in decisions]


def _row(decision: Decision) -> DecisionRow:
    words, tone = follow_up_of(decision)
    return DecisionRow(
        decision=decision,
        tone=TONES[decision.state],
        about=about(decision),
        follow_up=words,
        follow_up_tone=tone,
    )


def about(decision: Decision) -> str:
    """Return what a decision is about in a few words, "" for a general one."""
    if decision.office:
        return f"{decision.get_office_display()}: {decision.new_holder}"
    if decision.seat_id:
        return f"{decision.seat.label}: {decision.new_holder}"
    named = (
        *(decision.pathfinder, decision.group),
        decision.paper_version if decision.knows_paper else None,
        decision.next_meeting if decision.knows_next else None,
    )
    if decision.report_id:
        return str(decision.report.meeting)
    return next((str(each) for each in named if each is not None), "")


def follow_up_of(decision: Decision) -> tuple[str, str]:
    """Return how far its follow-up is, in words and as a tone; "" before adoption."""
    if decision.state != DecisionState.ADOPTED:
        return "", ""
    if decision.is_late:
        return _("Action overdue"), "stop"
    if decision.review_on and decision.review_on < timezone.localdate():
        return _("Review due"), "stop"
    letter = decision.letter
    is_waiting = letter and not letter.is_sent and decision.sees_letters
    if is_waiting and decision.kind == DecisionKind.AWARD_STATUS:
        return _("Letter to be sent"), "todo"
    if decision.actions_open:
        words = _("%(open)s of %(all)s actions open")
        numbers = {"open": decision.actions_open, "all": decision.actions}
        return words % numbers, "half"
    if decision.done_on or (letter and letter.is_sent) or decision.actions:
        return _("Done"), "done"
    if not decision.sees_actions:
        return "", ""
    return _("Nothing recorded"), "na"


# --- What the filters offer -----------------------------------------------------------


def years_of(user) -> list[int]:
    """Return the years in which something was decided, the latest first."""
    rows = Decision.objects.visible_to(user).filter(decided_on__isnull=False)
    days = rows.order_by().values_list("decided_on__year", flat=True).distinct()
    return sorted(days, reverse=True)


def meetings_that_decide(user) -> QuerySet[Meeting]:
    decided = Decision.objects.visible_to(user).filter(meeting__isnull=False)
    return Meeting.objects.filter(pk__in=decided.order_by().values("meeting"))


# --- One decision -------------------------------------------------------------------


def origin_of(decision: Decision, user) -> AgendaItem | None:
    """Return whose output it took over, to those who may read that agenda."""
    item = decision.from_item
    if item is None:
        return None
    meeting = Meeting.objects.visible_to(user).filter(pk=item.meeting_id).first()
    return item if meeting and may_read_agenda(user, meeting) else None


def letter_tone(letter: Letter) -> str:
    return RECORD_TONES.get(letter.state, "half")
