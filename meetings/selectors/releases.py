"""Which agenda a person reads: the released one, or the one that is being written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from alliance87.core.models import Country
from meetings import rules
from meetings.enums import AGENDA_IS_OUT
from meetings.models import (
    AgendaItem,
    AgendaRelease,
    Decision,
    Meeting,
    MeetingSession,
    lead_in_words,
)
from meetings.selectors.agenda import (
    ItemLine,
    SessionBlock,
    agenda_of,
    by_session,
    in_sessions,
    is_co_led,
)
from meetings.snapshots import WORDS, is_complete, unreleased


@dataclass(frozen=True, slots=True)
class AgendaToRead:
    """The agenda for one reader.

    `release` is the one whose words are shown; None: those that stand now. `newest` is
    the last release. `changes` says to those who may know how the agenda differs from
    it by now.
    """

    blocks: list[SessionBlock]
    release: AgendaRelease | None = None
    newest: AgendaRelease | None = None
    is_out: bool = True
    changes: tuple[str, ...] = ()

    @property
    def has_items(self) -> bool:
        return any(block.lines for block in self.blocks)

    @property
    def is_draft(self) -> bool:
        """Whether these words are ones that others do not read yet."""
        return self.release is None and (self.newest is not None or not self.is_out)


def may_read_agenda(user, meeting: Meeting) -> bool:
    return (
        is_out(meeting)
        or meeting.releases.exists()
        or rules.may_read_draft_agenda(user, meeting)
    )


def is_out(meeting: Meeting) -> bool:
    """Whether an agenda without a release is read as it stands.

    So are those of meetings that were put on record, or convened, without one.
    """
    return meeting.state in AGENDA_IS_OUT


@dataclass(frozen=True, slots=True)
class Around:
    """What an agenda is read with, as far as the page knows it (None: ask for it)."""

    newest: AgendaRelease | None
    sessions: list[MeetingSession] | None = None
    decisions: list[Decision] | None = None


def agenda_to_read(
    meeting: Meeting, user, *, draft: bool = False, around: Around | None = None
) -> AgendaToRead:
    """Return the last release; before the first one only who prepares reads a draft.

    With `draft` those who may know it get the agenda as it stands.
    """
    around = around or Around(meeting.releases.first())
    newest = around.newest
    knows_draft = rules.may_read_draft_agenda(user, meeting)
    if newest is None and not (is_out(meeting) or knows_draft):
        return AgendaToRead([], is_out=False)
    lines = agenda_of(meeting, user, around.decisions)
    if newest is None:
        blocks = in_sessions(lines, meeting, around.sessions)
        return AgendaToRead(blocks, is_out=is_out(meeting))
    changes = tuple(unreleased(meeting, newest)) if knows_draft else ()
    if draft and knows_draft:
        blocks = in_sessions(lines, meeting, around.sessions)
        return AgendaToRead(blocks, newest=newest, changes=changes)
    blocks = _as_released(around, meeting, lines)
    return AgendaToRead(blocks, newest, newest, changes=changes)


def _as_released(
    around: Around, meeting: Meeting, lines: list[ItemLine]
) -> list[SessionBlock]:
    release = around.newest
    frozen = list(_frozen(release, lines))
    if not is_complete(release):
        return in_sessions(frozen, meeting, around.sessions)
    sessions = [_session(each) for each in release.sessions]
    return by_session(frozen, sessions, meeting.time_zone)


def _frozen(release: AgendaRelease, lines: list[ItemLine]) -> Iterator[ItemLine]:
    """Yield the items in the words of a release, with the papers they have today."""
    here = {line.item.pk: line for line in lines}
    countries = _countries(release, lines)
    for kept in release.lines:
        line = here.get(kept["item"])
        item = line.item if line else AgendaItem(pk=kept["item"])
        for name in WORDS:
            if name in kept:
                setattr(item, name, kept[name])
        item.country = countries.get(item.country_id)
        yield ItemLine(
            item=item,
            label=kept["label"],
            level=kept["level"],
            leads=", ".join(map(_lead, kept["leads"])),
            papers=line.papers if line else (),
            decisions=line.decisions if line else (),
            is_co_led=is_co_led(map(_role, kept["leads"])),
            carried_from=line.carried_from if line else "",
        )


def _countries(release: AgendaRelease, lines: list[ItemLine]) -> dict[int, Country]:
    """Return the countries of both, with one query for what only the release names."""
    known = {line.item.country_id: line.item.country for line in lines}
    named = {kept.get("country_id") for kept in release.lines}
    missing = named - known.keys() - {None}
    return known | (Country.objects.in_bulk(missing) if missing else {})


def _lead(kept: dict | str) -> str:
    if isinstance(kept, str):
        return kept
    return lead_in_words(**{name: kept[name] for name in kept if name != "role"})


def _role(kept: dict | str) -> str:
    """Return the role of a lead; older releases did not keep it."""
    return "" if isinstance(kept, str) else kept.get("role", "")


def _session(kept: dict) -> MeetingSession:
    return MeetingSession(
        pk=kept["key"],
        title=kept["title"],
        is_break=kept["is_break"],
        starts_at=datetime.fromisoformat(kept["starts_at"]),
        ends_at=datetime.fromisoformat(kept["ends_at"]),
    )
