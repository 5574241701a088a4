"""The agenda of a meeting, as pages and documents show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from alliance87.core.deadlines import are_on_several_days
from alliance87.partners.models import Partner
from meetings.enums import LeadRole, VersionState
from meetings.models import (
    AgendaItem,
    AgendaLead,
    AgendaPaper,
    Decision,
    Meeting,
    MeetingSession,
    PaperVersion,
    numbered,
)
from meetings.models.numbering import Numbered
from meetings.selectors import agenda_items
from meetings.selectors.agenda_items import ItemRead
from meetings.selectors.meetings import decisions_of

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper under an item, as one reader sees it.

    `newer` is a version that came after the pinned one; `is_readable` whether the
    reader may open the pinned one.
    """

    placed: AgendaPaper
    newer: PaperVersion | None
    is_readable: bool

    @property
    def is_to_follow(self) -> bool:
        return self.placed.version_id is None

    @property
    def label(self) -> str:
        """The pinned version in words, to those who may open it."""
        version = self.placed.version
        if version is None or not self.is_readable:
            return ""
        words = {"number": version.number, "language": LANGUAGES[version.language]}
        return _("version %(number)s (%(language)s)") % words


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its number, as a reader may see it.

    `is_co_led` says that several lead it together; `propose_url` leads to the decision
    it asks for; `new_partners` are whom it introduces; `carried_from` is the title of
    the meeting that deferred it.
    """

    item: AgendaItem
    label: str
    level: int
    leads: str
    papers: tuple[PaperLine, ...]
    decisions: tuple[Decision, ...]
    is_co_led: bool = False
    carried_from: str = ""
    starts_at: datetime | None = None
    propose_url: str = ""
    new_partners: tuple[Partner, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionBlock:
    """A session or a break with the items that begin in it; None: no session.

    `has_day` says that its day is printed: there are sessions on other days.
    """

    session: MeetingSession | None
    lines: list[ItemLine] = field(default_factory=list)
    has_day: bool = False

    @property
    def minutes(self) -> int:
        return sum(line.item.minutes or 0 for line in self.lines)

    @property
    def minutes_over(self) -> int:
        """By how many minutes the items are longer than the session; 0: they fit."""
        if self.session is None or self.session.is_break:
            return 0
        return max(0, self.minutes - self.session.minutes)


def agenda_of(
    meeting: Meeting, user, decisions: Iterable[Decision] | None = None
) -> list[ItemLine]:
    """Return the items in reading order with what `user` may see of each.

    `decisions` are those of the meeting that the reader may know (None: ask for them).
    """
    items = agenda_items.items_of(meeting)
    papers: dict[int, list[PaperLine]] = defaultdict(list)
    for placed, versions in agenda_items.papers_of(meeting, user):
        papers[placed.item_id].append(_paper_line(placed, versions))
    if decisions is None:
        decisions = decisions_of(meeting, user)
    decided: dict[int | None, list[Decision]] = defaultdict(list)
    for decision in sorted(decisions, key=_decided_on, reverse=True):
        decided[decision.item_id].append(decision)
    return [
        _item_line(row, items[row.item.pk], papers[row.item.pk], decided[row.item.pk])
        for row in numbered(each.item for each in items.values())
    ]


def _item_line(
    row: Numbered, read: ItemRead, papers: list[PaperLine], decided: list[Decision]
) -> ItemLine:
    return ItemLine(
        item=row.item,
        label=row.label,
        level=row.level,
        leads=leads_in_words(read.leads),
        papers=tuple(papers),
        decisions=tuple(decided),
        is_co_led=is_co_led(lead.role for lead in read.leads),
        carried_from=read.carried_from,
    )


def _decided_on(decision: Decision) -> date:
    """Order decisions by day, the open ones first."""
    return decision.decided_on or date.max


def leads_in_words(leads: Iterable[AgendaLead]) -> str:
    """Return who leads an item, as printed: “Alliance Chair (France), UK, IOE”."""
    return ", ".join(str(lead) for lead in leads)


def is_co_led(roles: Iterable[str]) -> bool:
    """Whether several lead; whoever only presents is none of them."""
    return sum(role in (LeadRole.LEAD, LeadRole.CO_LEAD) for role in roles) > 1


def _paper_line(placed: AgendaPaper, versions: list[PaperVersion]) -> PaperLine:
    keys = {each.pk for each in versions}
    return PaperLine(placed, newer_version(placed, versions), placed.version_id in keys)


def newer_version(
    placed: AgendaPaper, versions: Iterable[PaperVersion] | None = None
) -> PaperVersion | None:
    """Return the newest version after the pinned one in its language, if any.

    `versions` are those of the paper that the reader may know (None: all of them).
    """
    pinned = placed.version
    later = [
        each
        for each in (placed.paper.versions.all() if versions is None else versions)
        if each.state != VersionState.WITHDRAWN
        and (
            pinned is None
            or (each.language == pinned.language and each.number > pinned.number)
        )
    ]
    return max(later, key=lambda each: each.number, default=None)


def in_sessions(
    lines: list[ItemLine],
    meeting: Meeting,
    sessions: list[MeetingSession] | None = None,
) -> list[SessionBlock]:
    if sessions is None:
        sessions = list(meeting.sessions.all())
    return by_session(lines, sessions, meeting.time_zone)


def by_session(
    lines: list[ItemLine], sessions: list[MeetingSession], zone: str
) -> list[SessionBlock]:
    """Return the items by session, with the breaks between them.

    An item below another is where that one is; items without a session come where
    the item before them is.
    """
    if not sessions:
        return [SessionBlock(None, lines)]
    has_day = are_on_several_days((each.starts_at for each in sessions), zone)
    blocks = {each.pk: SessionBlock(each, has_day=has_day) for each in sessions}
    first = next((each for each in sessions if not each.is_break), sessions[0])
    here = first.pk
    for line in lines:
        if line.level == 1 and line.item.session_id in blocks:
            here = line.item.session_id
        blocks[here].lines.append(line)
    return [_timed(blocks[each.pk]) for each in sessions]


def _timed(block: SessionBlock) -> SessionBlock:
    """Say when each item of the first level begins, as far as minutes are planned."""
    if block.session is None or block.session.is_break:
        return block
    at, lines = block.session.starts_at, []
    for line in block.lines:
        if line.level == 1 and at is not None:
            lines.append(replace(line, starts_at=at))
            minutes = line.item.minutes
            at = at + timedelta(minutes=minutes) if minutes else None
        else:
            lines.append(line)
    return replace(block, lines=lines)
