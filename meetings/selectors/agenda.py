"""The agenda of a meeting, as pages and documents show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Prefetch
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
    Paper,
    PaperVersion,
    numbered,
)


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
        words = {"number": version.number, "language": version.get_language_display()}
        return _("version %(number)s (%(language)s)") % words


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its number, as a reader may see it.

    `is_co_led` says that several lead it together; `propose_url` leads to the decision
    it asks for; `new_partners` are whom it introduces.
    """

    item: AgendaItem
    label: str
    level: int
    leads: str
    papers: tuple[PaperLine, ...]
    decisions: tuple[Decision, ...]
    is_co_led: bool = False
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


def agenda_of(meeting: Meeting, user) -> list[ItemLine]:
    """Return the items in reading order with what `user` may see of each."""
    papers = Paper.objects.visible_to(user)
    versions = PaperVersion.objects.visible_to(user)
    items = (
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("session", "country", "report__meeting", "continues__meeting")
        .prefetch_related(
            Prefetch("leads", AgendaLead.objects.select_related("partner", "person")),
            Prefetch(
                "papers",
                AgendaPaper.objects.filter(paper__in=papers)
                .select_related(
                    *("paper", "version__paper"),
                    *("responsible_partner", "responsible_person"),
                )
                .prefetch_related(
                    Prefetch("paper__versions", versions, to_attr="readable")
                ),
            ),
            Prefetch("decisions", Decision.objects.visible_to(user)),
        )
    )
    return [
        ItemLine(
            item=row.item,
            label=row.label,
            level=row.level,
            leads=leads_in_words(row.item.leads.all()),
            papers=tuple(map(_paper_line, row.item.papers.all())),
            decisions=tuple(row.item.decisions.all()),
            is_co_led=is_co_led(lead.role for lead in row.item.leads.all()),
        )
        for row in numbered(items)
    ]


def leads_in_words(leads: Iterable[AgendaLead]) -> str:
    """Return who leads an item, as printed: “Alliance Chair (France), UK, IOE”."""
    return ", ".join(str(lead) for lead in leads)


def is_co_led(roles: Iterable[str]) -> bool:
    """Whether several lead; whoever only presents is none of them."""
    return sum(role in (LeadRole.LEAD, LeadRole.CO_LEAD) for role in roles) > 1


def _paper_line(placed: AgendaPaper) -> PaperLine:
    keys = {each.pk for each in placed.paper.readable}
    return PaperLine(
        placed, newer_version(placed, placed.paper.readable), placed.version_id in keys
    )


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


def in_sessions(lines: list[ItemLine], meeting: Meeting) -> list[SessionBlock]:
    return by_session(lines, list(meeting.sessions.all()), meeting.time_zone)


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
