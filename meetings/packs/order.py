"""Which sections a pack has by itself, and in which order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.enums import ItemKind, PackAudience, PaperVisibility, SectionKind
from meetings.models import (
    AgendaItem,
    AgendaPaper,
    BriefingPack,
    Meeting,
    PackSection,
    numbered,
)

FRONT = (
    SectionKind.COVER,
    SectionKind.CHANGES,
    SectionKind.CONTENTS,
    SectionKind.AGENDA,
    SectionKind.DECISIONS,
    SectionKind.ACTION_FOLLOW_UP,
)
BACK = (
    SectionKind.SINCE,
    SectionKind.PATHFINDER_STATUS,
    SectionKind.GROUP_UPDATES,
    SectionKind.NEW_PARTNERS,
    SectionKind.EVENTS,
    SectionKind.PARTICIPANTS,
)
# What only the Group reads.
FOR_THE_GROUP = frozenset(
    {
        SectionKind.ACTION_FOLLOW_UP,
        SectionKind.GROUP_UPDATES,
        SectionKind.PARTICIPANTS,
    }
)
# What is no business of a single action group.
OF_THE_ALLIANCE = frozenset(
    {
        SectionKind.SINCE,
        SectionKind.PATHFINDER_STATUS,
        SectionKind.GROUP_UPDATES,
        SectionKind.NEW_PARTNERS,
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section that belongs into a pack. `item` is an agenda item, if it has one."""

    kind: SectionKind
    level: int = 1
    item: AgendaItem | None = None
    paper: AgendaPaper | None = None

    @property
    def key(self) -> tuple:
        return self.kind, self.item and self.item.pk, self.paper and self.paper.pk

    def for_pack(self, pack: BriefingPack) -> PackSection:
        return PackSection(
            pack=pack,
            kind=self.kind,
            level=self.level,
            item=self.item,
            paper=self.paper,
        )


def key_of(section: PackSection) -> tuple:
    """Return what tells a section from others, as `Wanted.key` does."""
    return section.kind, section.item_id, section.paper_id


def wanted_sections(pack: BriefingPack) -> list[Wanted]:
    """Return the sections that the meeting of a pack asks for, in the usual order."""
    is_public = pack.audience == PackAudience.PUBLIC
    is_of_group = pack.meeting.group_id is not None
    whole = [
        *(Wanted(kind) for kind in FRONT),
        *_by_item(pack.meeting, is_public=is_public),
        *(Wanted(kind) for kind in BACK),
    ]
    return [
        each
        for each in whole
        if not (is_public and each.kind in FOR_THE_GROUP)
        and not (is_of_group and each.kind in OF_THE_ALLIANCE)
        and (each.kind != SectionKind.CHANGES or pack.number > 1)
    ]


def _by_item(meeting: Meeting, *, is_public: bool) -> Iterator[Wanted]:
    """Yield for each main item with papers its divider and then the papers."""
    papers = _papers_by_item(meeting, is_public=is_public)
    items = meeting.items.select_related("report__meeting")
    main, below = None, []
    for row in [*numbered(items), None]:
        if row is None or row.level == 1:
            if below:
                yield Wanted(SectionKind.DIVIDER, item=main)
                yield from below
            main, below = row and row.item, []
        if row is not None:
            below += _below(row.item, papers[row.item.pk])


def _below(item: AgendaItem, papers: list[AgendaPaper]) -> Iterator[Wanted]:
    if item.kind == ItemKind.ADOPT_REPORT and item.report_id:
        yield Wanted(SectionKind.PREVIOUS_REPORT, level=2, item=item)
    for placed in papers:
        yield Wanted(SectionKind.PAPER, level=2, item=item, paper=placed)


def _papers_by_item(meeting: Meeting, *, is_public: bool) -> dict[int, list]:
    rows = AgendaPaper.objects.filter(item__meeting=meeting, in_pack=True)
    if is_public:
        rows = rows.filter(paper__visibility=PaperVisibility.PUBLIC)
    by_item = defaultdict(list)
    for placed in rows.select_related("paper").order_by("item", "position", "pk"):
        by_item[placed.item_id].append(placed)
    return by_item
