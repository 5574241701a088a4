"""The numbers of agenda items, computed from where they stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models.agenda import AgendaItem


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item with its number (“2.2.1”) and level (1 to 3), in reading order."""

    item: AgendaItem
    label: str
    level: int
    has_children: bool


def numbered(items: Iterable[AgendaItem]) -> list[Numbered]:
    """Return the items of one meeting in reading order, with their numbers."""
    below: dict[int | None, list[AgendaItem]] = defaultdict(list)
    for item in sorted(items, key=lambda each: (each.position, each.pk)):
        below[item.parent_id].append(item)
    rows: list[Numbered] = []

    def walk(parent: int | None, prefix: str, level: int) -> None:
        for number, item in enumerate(below[parent], start=1):
            label = f"{prefix}{number}"
            rows.append(Numbered(item, label, level, bool(below[item.pk])))
            walk(item.pk, f"{label}.", level + 1)

    walk(None, "", 1)
    return rows


def label_of(item: AgendaItem | None) -> str:
    """Return the number of one item on its agenda: “2.1”; "" for none."""
    if item is None:
        return ""
    rows = numbered(AgendaItem.objects.filter(meeting=item.meeting_id))
    return next((row.label for row in rows if row.item.pk == item.pk), "")
