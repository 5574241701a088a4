"""One order of rows made of two, when both may have moved some."""

from collections.abc import Sequence


def merge_order(
    base: Sequence[str],
    yours: Sequence[str],
    current: Sequence[str],
    *,
    keep: Sequence[str],
) -> tuple[list[str], bool]:
    """Return `keep` in order, and whether both sides moved rows differently.

    The file's order counts where the stored one did not change since it was taken
    away; else the stored one. What the other side has more stands after the row that
    it follows there.
    """
    moved_here, moved_there = _moved(base, yours), _moved(base, current)
    here_first = moved_here and not moved_there
    first, second = (yours, current) if here_first else (current, yours)
    kept = set(keep)
    ordered = [key for key in first if key in kept]
    _fill_in(ordered, [key for key in second if key in kept])
    _fill_in(ordered, keep)
    return ordered, moved_here and moved_there and _disagree(yours, current)


def _moved(before: Sequence[str], after: Sequence[str]) -> bool:
    return _disagree(before, after)


def _disagree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the rows that both have stand in different orders."""
    in_one, in_other = set(one), set(other)
    return [key for key in one if key in in_other] != [
        key for key in other if key in in_one
    ]


def _fill_in(ordered: list[str], others: Sequence[str]) -> None:
    """Put each further row behind the one that it follows among the others."""
    present, after = set(ordered), -1
    for key in others:
        if key in present:
            after = ordered.index(key)
            continue
        after += 1
        ordered.insert(after, key)
        present.add(key)
