"""A workshop as its pages and its report show it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.enums import Precision
from pathfinders.enums import ParticipantGroup, ProgrammeBlock
from pathfinders.models import PreparationTask, ProgrammeItem, SupervisoryCase, Workshop

# --- Programme ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """One of the three blocks with its sessions in order."""

    number: int
    label: str
    sessions: tuple[ProgrammeItem, ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit, in a sentence, and the keys of the sessions it is about."""

    text: str
    sessions: frozenset[int]


@dataclass(frozen=True, slots=True)
class Programme:
    """The three blocks, and what does not fit together."""

    blocks: tuple[Block, ...]
    misfits: tuple[Misfit, ...]

    @property
    def total(self) -> int:
        return sum(len(block.sessions) for block in self.blocks)

    @property
    def has_days(self) -> bool:
        return any(each.on for block in self.blocks for each in block.sessions)


def programme_of(workshop: Workshop) -> Programme:
    """Return the programme (one query)."""
    sessions = list(workshop.programme.all())
    blocks = tuple(
        Block(
            number=block.value,
            label=str(block.label),
            sessions=tuple(each for each in sessions if each.block == block),
        )
        for block in ProgrammeBlock
    )
    outside = (_outside(each, workshop) for each in sessions)
    return Programme(blocks, (*_overlaps(sessions), *filter(None, outside)))


def _overlaps(sessions: Iterable[ProgrammeItem]) -> list[Misfit]:
    timed = [
        (each.on, each.starts_at, each.ends_at, each)
        for each in sessions
        if each.on and each.starts_at and each.ends_at
    ]
    timed.sort(key=lambda each: each[:2])
    sentence = _("“%(first)s” and “%(second)s” overlap on %(day)s.")
    return [
        Misfit(
            sentence % {"first": first, "second": second, "day": write_day(day)},
            frozenset({first.pk, second.pk}),
        )
        for (day, _start, end, first), (other, start, _end, second) in combinations(
            timed, 2
        )
        if other == day and start < end
    ]


def _outside(session: ProgrammeItem, workshop: Workshop) -> Misfit | None:
    """Say that a session is on no day of the workshop, where its days are known."""
    first, last = workshop.on, workshop.until
    if session.on is None or first is None or workshop.precision != Precision.DAY:
        return None
    if first <= session.on <= (last or first):
        return None
    sentence = _("“%(session)s” is on %(day)s, which is no day of the workshop.")
    words = {"session": session, "day": write_day(session.on)}
    return Misfit(sentence % words, frozenset({session.pk}))


# --- Preparation --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Task:
    """A task with where it stands: done, overdue or open."""

    task: PreparationTask
    is_overdue: bool

    @property
    def is_done(self) -> bool:
        return self.task.done_on is not None


@dataclass(frozen=True, slots=True)
class Preparation:
    tasks: tuple[Task, ...]
    cases: tuple[SupervisoryCase, ...]

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.tasks)

    @property
    def overdue(self) -> int:
        return sum(each.is_overdue for each in self.tasks)


def preparation_of(workshop: Workshop, *, today: date | None = None) -> Preparation:
    """Return the tasks, open ones first by date, and the comments to take up."""
    today = today or timezone.localdate()
    tasks = [
        Task(task, task.done_on is None and (task.due_on or today) < today)
        for task in workshop.tasks.all()
    ]
    tasks.sort(key=lambda each: (each.is_done, each.task.due_on or date.max))
    host = workshop.pathfinder
    cases = tuple(host.supervisory_cases.all()) if host else ()
    return Preparation(tuple(tasks), cases)


# --- Participants -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attendance:
    """One group: how many were stated, how many are on the list by name.

    `stated` is None where nobody stated a number; that is not zero.
    """

    group: ParticipantGroup
    stated: int | None
    listed: int

    @property
    def label(self) -> str:
        return str(self.group.label)

    @property
    def differs(self) -> bool:
        return self.listed > 0 and self.listed != self.stated


def attendance_of(workshop: Workshop) -> tuple[Attendance, ...]:
    """Return the groups of which anything is known (two queries)."""
    stated = dict(workshop.groups.values_list("group", "count"))
    listed = Counter(workshop.participants.values_list("group", flat=True))
    return tuple(
        Attendance(group, stated.get(group.value), listed[group.value])
        for group in ParticipantGroup
        if group.value in stated or listed[group.value]
    )
