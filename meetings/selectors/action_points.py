"""Action points to read: lists, how old they are, what a meeting has before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from alliance87.core.access import scope_of
from meetings.enums import (
    HELD,
    ActionState,
    DueKind,
    MeetingKind,
)
from meetings.models import ActionPoint, ActionUpdate, Meeting, action_owners
from meetings.models.action_updates import latest_word
from meetings.models.sequence import meetings_before

TONES: dict[str, str] = {
    ActionState.OPEN: "todo",
    ActionState.IN_PROGRESS: "half",
    ActionState.DONE: "done",
    ActionState.DROPPED: "na",
}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action point as a list shows it; `age` counts meetings held since."""

    action: ActionPoint
    tone: str
    state: str
    owners: str
    due: str
    age: int
    is_overdue: bool

    @property
    def was_open(self) -> bool:
        """Whether it is open in the state shown, which may be that of a meeting."""
        return self.tone in ("todo", "half")

    @property
    def is_to_verify(self) -> bool:
        return self.action.is_open and self.action.proposed_done_at is not None


@dataclass(frozen=True, slots=True)
class Matter:
    """An action point of earlier meetings as one meeting has it before it."""

    row: ActionRow
    line: str
    line_by: str
    line_on: date | None

    @property
    def action(self) -> ActionPoint:
        return self.row.action


@dataclass(frozen=True, slots=True)
class Matters:
    """The follow-up table of a meeting: what is open, what was closed since the last.

    `is_frozen`: the lines are those the meeting had, whatever was said since.
    """

    open: list[Matter]
    closed: list[Matter]
    is_frozen: bool

    def __bool__(self):
        return bool(self.open or self.closed)

    @property
    def rows(self) -> list[Matter]:
        return [*self.open, *self.closed]


# --- Age and lateness -----------------------------------------------------------------


class Ages:
    """How many meetings were held since each action point; one query for all."""

    def __init__(self, until: date | None = None):
        rows = Meeting.objects.filter(
            kind__in=(MeetingKind.GCG, MeetingKind.ACTION_GROUP),
            state__in=HELD,
            on__isnull=False,
        ).order_by()
        self._held = [
            held
            for held in rows.values_list("group_id", "is_example", "on", "pk")
            if until is None or held[2] <= until
        ]

    def of(self, action: ActionPoint, *, besides: int | None = None) -> int:
        """Return the meetings of its body held after the one it comes from.

        `besides` is a meeting that is not counted, by its key.
        """
        first = _asked_on(action)
        if first is None:
            return 0
        meeting = action.meeting
        body = (meeting.group_id, meeting.is_example) if meeting else (None, False)
        return sum(
            (group, example) == body and on > first and pk != besides
            for group, example, on, pk in self._held
        )


def _asked_on(action: ActionPoint) -> date | None:
    return action.meeting.on if action.meeting else action.decision.decided_on


def is_late(action: ActionPoint, now: datetime, age: int) -> bool:
    """Whether its deadline is past, or the meeting before which it was due was held."""
    if action.due_at is not None:
        return action.due_at < now
    if action.due_kind == DueKind.DATE:
        return action.due_on < timezone.localdate(now)
    return action.due_kind == DueKind.NEXT_MEETING and age > 0


def rows_of(actions: Iterable[ActionPoint]) -> list[ActionRow]:
    """Return action points as lists show them today."""
    ages, now = Ages(), timezone.now()
    return [_row(each, ages.of(each), now) for each in actions]


def _row(action: ActionPoint, age: int, now: datetime, state: str = "") -> ActionRow:
    state = state or action.state
    is_open = state in (ActionState.OPEN, ActionState.IN_PROGRESS)
    overdue = is_open and is_late(action, now, age)
    return ActionRow(
        action=action,
        tone=TONES[state],
        state=str(ActionState(state).label),
        owners=", ".join(action.owners),
        due=action.due_in_words,
        age=age,
        is_overdue=overdue,
    )


# --- Lists ----------------------------------------------------------------------------


def actions_of(user) -> QuerySet[ActionPoint]:
    """Return what this person may read, ready for a list."""
    return _ready(ActionPoint.objects.visible_to(user))


def _ready(rows: QuerySet[ActionPoint]) -> QuerySet[ActionPoint]:
    return rows.select_related(
        *("meeting", "decision__meeting", "item", "partner", "group", "person"),
        "country",
    )


def narrowed(rows: QuerySet[ActionPoint], chosen: Mapping, user) -> QuerySet:
    """Return the action points that fit the filters of the list."""
    if words := chosen.get("q"):
        rows = rows.filter(
            Q(text__icontains=words)
            | Q(closing_note__icontains=words)
            | Q(partner__name__icontains=words)
            | Q(group__name__icontains=words)
            | Q(person__name__icontains=words)
        )
    fields = ("meeting", "office", "partner", "group", "country")
    rows = rows.filter(**{name: chosen[name] for name in fields if chosen.get(name)})
    show = chosen.get("show", "")
    if show == "open":
        return rows.still_open()
    if show == "overdue":
        return rows.overdue()
    if show == "verify":
        return rows.still_open().filter(proposed_done_at__isnull=False)
    if show == "mine":
        return rows.still_open().filter(action_owners.asked_of(user))
    if show == "closed":
        return rows.exclude(pk__in=rows.still_open().values("pk"))
    return rows


def asked_of(user) -> list[ActionRow]:
    """Return the open action points of a person, the overdue first."""
    if not scope_of(user).is_signed_in:
        return []
    rows = actions_of(user).still_open().filter(action_owners.asked_of(user))
    return sorted(rows_of(rows), key=lambda row: (not row.is_overdue, -row.age))


def to_verify(user) -> QuerySet[ActionPoint]:
    """Return what was reported done and that this person may verify."""
    rows = actions_of(user).still_open().filter(proposed_done_at__isnull=False)
    own_report = Q(is_high_priority=True) & (
        Q(proposed_done_by=user.pk)
        | Q(proposed_done_by__isnull=True, link_made_by=user.pk)
    )
    return rows.exclude(own_report)


# --- What a meeting has before it -----------------------------------------------------


def matters_arising(meeting: Meeting) -> Matters:
    """Return the follow-up of earlier action points as this meeting has it.

    Before the meeting: how it stands now. Once the lines are frozen: how it stood.
    A past meeting without frozen lines: by the days on which points were closed.
    """
    lines = ActionUpdate.objects.select_related("by")
    rows = _ready(ActionPoint.objects.carried_to(meeting)).prefetch_related(
        Prefetch("updates", lines)
    )
    known = list(rows)
    frozen = {
        action.pk: update
        for action in known
        for update in action.updates.all()
        if update.meeting_id == meeting.pk
    }
    before = meetings_before(meeting).filter(on__isnull=False).first()
    desk = _Desk(meeting, frozen)
    opened = [desk.matter(each) for each in known if desk.has_open(each)]
    closed = [desk.matter(each) for each in known if desk.has_closed(each, before)]
    opened.sort(key=lambda each: (-each.row.age, each.action.meeting_id or 0))
    return Matters(opened, closed, bool(frozen))


class _Desk:
    """The action points as they lie before one meeting."""

    def __init__(self, meeting: Meeting, frozen: Mapping[int, ActionUpdate]):
        self.meeting = meeting
        self.frozen = frozen
        self.day = meeting.on if meeting.is_over else None
        self.ages = Ages(until=meeting.on)
        now = timezone.now()
        self.now = min(now, meeting.starts_at or now) if meeting.is_over else now

    def has_open(self, action: ActionPoint) -> bool:
        if self.frozen:
            return action.pk in self.frozen
        if self.day is None:
            return action.is_open
        return action.closed_on is None or action.closed_on >= self.day

    def has_closed(self, action: ActionPoint, before: Meeting | None) -> bool:
        if action.closed_on is None or self.has_open(action):
            return False
        is_recent = before is None or action.closed_on >= before.on
        return is_recent and (self.day is None or action.closed_on < self.day)

    def matter(self, action: ActionPoint) -> Matter:
        until = self.meeting.on if self.meeting.is_over else None
        said = self.frozen.get(action.pk) or latest_word(action.updates.all(), until)
        age = self.ages.of(action, besides=self.meeting.pk)
        state = self._state(action)
        row = _row(action, age, self.now, state)
        return Matter(
            row=row,
            line=said.text if said else "",
            line_by=said.by_name if said else "",
            line_on=said.on if said and said.text else None,
        )

    def _state(self, action: ActionPoint) -> str:
        if line := self.frozen.get(action.pk):
            return line.state
        if self.day and not action.is_open and action.closed_on >= self.day:
            return ActionState.OPEN
        return action.state
