"""Which row of one version is which row of the other, and which ones moved."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pathfinders.snapshots import RowKind, RowSnapshot, Snapshot

ABOVE = {
    RowKind.ACTION: RowKind.PRIORITY,
    RowKind.BENCHMARK: RowKind.ACTION,
    RowKind.FUNDING: RowKind.ACTION,
}


@dataclass(eq=False, slots=True)
class Node:
    """A row in its place, and the row of the other version that it is, if any."""

    row: RowSnapshot
    above: "Node | None"
    under: list["Node"] = field(default_factory=list)
    other: "Node | None" = None


def match(old: Snapshot, new: Snapshot) -> tuple[list[Node], list[Node]]:
    """Return the priorities of both versions; each row knows its counterpart.

    Rows are the same by their key; else by the same title under the same row. What
    has no title is the same by its year, and money by kind, currency and year.
    """
    before, after = _placed(old), _placed(new)
    _pair_by_key(before, after)
    for kind in RowKind:
        _pair_by_likeness(_left(before, kind), _left(after, kind))
    return (
        [node for node in before if node.row.kind == RowKind.PRIORITY],
        [node for node in after if node.row.kind == RowKind.PRIORITY],
    )


def out_of_order(nodes: Sequence[Node], others: Sequence[Node]) -> set[int]:
    """Return which of `nodes` moved among `others`, as few as explain the order."""
    places = {id(other): place for place, other in enumerate(others)}
    known = [node for node in nodes if node.other and id(node.other) in places]
    order = [places[id(node.other)] for node in known]
    kept = _longest_rise(order)
    return {id(node) for at, node in enumerate(known) if at not in kept}


def _placed(rows: Snapshot) -> list[Node]:
    """Return the rows in reading order, each below the one it stands under."""
    last: dict[RowKind, Node] = {}
    nodes = []
    for row in rows:
        above = last[ABOVE[row.kind]] if row.kind in ABOVE else None
        node = Node(row, above)
        if above:
            above.under.append(node)
        last[row.kind] = node
        nodes.append(node)
    return nodes


def _pair_by_key(before: Iterable[Node], after: Iterable[Node]) -> None:
    known: dict[tuple, list[Node]] = {}
    for node in before:
        known.setdefault((node.row.kind, node.row.key), []).append(node)
    for node in after:
        same = known.get((node.row.kind, node.row.key), [])
        at_home = [each for each in same if each.row.parent == node.row.parent]
        if same:
            _pair(node, (at_home or same)[0])
            same.remove(node.other)


def _pair_by_likeness(before: Iterable[Node], after: Iterable[Node]) -> None:
    left = list(before)
    for node in after:
        above = node.above.other if node.above else None
        if node.above and above is None:
            continue
        alike = (
            each
            for each in left
            if each.above is above and _likeness(each.row) == _likeness(node.row)
        )
        if found := next(alike, None):
            _pair(node, found)
            left.remove(found)


def _likeness(row: RowSnapshot) -> tuple[str, ...]:
    values = row.values
    if row.kind == RowKind.BENCHMARK:
        return (values["year"],)
    if row.kind == RowKind.FUNDING:
        return values["kind"], values["currency"], values["year"]
    return (" ".join(values["title"].split()).casefold(),)


def _left(nodes: Iterable[Node], kind: RowKind) -> list[Node]:
    return [node for node in nodes if node.row.kind == kind and node.other is None]


def _pair(node: Node, other: Node) -> None:
    node.other, other.other = other, node


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the positions of the longest increasing run (not always adjacent)."""
    ends: list[int] = []  # the smallest last number of a run, by its length
    at: list[int] = []  # where that number stands
    before: list[int | None] = []
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [position]
    kept: set[int] = set()
    step = at[-1] if at else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept
