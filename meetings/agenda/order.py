"""Where items stand among those of their level."""

from django.db.models import F

from meetings.enums import ItemKind
from meetings.models import AgendaItem, Meeting

FIRST = (
    *(ItemKind.OPENING, ItemKind.ADOPT_AGENDA),
    *(ItemKind.ADOPT_REPORT, ItemKind.MATTERS_ARISING),
)
# What closes a meeting, in this order.
LAST = (ItemKind.OTHER_BUSINESS, ItemKind.NEXT_DATE, ItemKind.CLOSING)
# Beyond every place an agenda has.
AWAY = 10_000


def renumber(siblings: list[AgendaItem]) -> None:
    """Give siblings the places 1, 2, 3 … in the order given.

    All leave their places first: no two may have the same one even for a moment.
    """
    rows = AgendaItem.objects.filter(pk__in=[each.pk for each in siblings])
    rows.update(position=F("position") + AWAY)
    for position, each in enumerate(siblings, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(siblings, ["position"])


def put_with_the_opening(item: AgendaItem) -> None:
    """Move an item that opens a meeting behind those that open it before this one.

    All others stay in the order that they have. An item of another kind stays too.
    """
    if item.parent_id is not None or item.kind not in FIRST:
        return
    top = list(_top(item.meeting))
    others = [each for each in top if each.pk != item.pk]
    before = FIRST[: FIRST.index(item.kind) + 1]
    places = [at for at, each in enumerate(others, start=1) if each.kind in before]
    place = max(places, default=0)
    wanted = [*others[:place], item, *others[place:]]
    if wanted != top:
        renumber(wanted)


def put_before_the_closing(item: AgendaItem) -> None:
    """Move a new item of the first level before those that close the meeting.

    Only those at the very end give way: where a writer has put other business earlier,
    it stays, and everything else keeps the place it was given.
    """
    if item.parent_id is not None:
        return
    others = list(_top(item.meeting).exclude(pk=item.pk))
    place = len(others)
    while place and _gives_way(others[place - 1], item):
        place -= 1
    if place < len(others):
        renumber([*others[:place], item, *others[place:]])


def _top(meeting: Meeting):
    rows = AgendaItem.objects.filter(meeting=meeting, parent=None)
    return rows.order_by("position", "pk")


def _gives_way(closing: AgendaItem, item: AgendaItem) -> bool:
    if closing.kind not in LAST:
        return False
    return item.kind not in LAST or LAST.index(item.kind) < LAST.index(closing.kind)
