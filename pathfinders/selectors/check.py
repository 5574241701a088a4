"""A roadmap as it is checked: each row with what it states and what was said on it."""

from dataclasses import dataclass
from uuid import UUID

from pathfinders import rules
from pathfinders.models import Roadmap, RowComment
from pathfinders.selectors.comments import comments_by_key
from pathfinders.selectors.row_words import all_in_words, cases_named, title_of
from pathfinders.snapshots import RowKind, RowSnapshot, take_snapshot


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A priority or an action. `parts` are benchmarks and money, one line each."""

    key: UUID
    is_priority: bool
    number: str
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]
    comments: tuple[RowComment, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """All rows, what was said about the whole, and about rows that are gone."""

    rows: tuple[CheckRow, ...]
    on_all: tuple[RowComment, ...]
    on_gone: tuple[RowComment, ...]
    open_total: int


def check_of(roadmap: Roadmap, user) -> Check:
    """Return the rows with their comments; eight queries, whatever their number."""
    private = rules.may_see_private_budget(user, roadmap.pathfinder.country_id)
    snapshot = take_snapshot(roadmap, private_money=private)
    comments = comments_by_key(roadmap)
    is_open = [c for found in comments.values() for c in found if c.settled_at is None]
    on_all = tuple(comments.pop(None, ()))
    rows = tuple(_rows(snapshot, cases_named([snapshot]), comments))
    return Check(
        rows=rows,
        on_all=on_all,
        on_gone=tuple(each for found in comments.values() for each in found),
        open_total=len(is_open),
    )


def _rows(snapshot, cases, comments):
    """Yield the rows in reading order, taking their comments out of `comments`."""
    under: dict[str, list[RowSnapshot]] = {}
    for row in snapshot:
        under.setdefault(row.parent, []).append(row)
    for at, priority in enumerate(under.get("", ()), start=1):
        yield _check_row(priority, str(at), (), cases, comments)
        for place, action in enumerate(under.get(priority.key, ()), start=1):
            parts = under.get(action.key, ())
            yield _check_row(action, f"{at}.{place}", parts, cases, comments)


def _check_row(row: RowSnapshot, number: str, parts, cases, comments) -> CheckRow:
    key = UUID(row.key)
    return CheckRow(
        key=key,
        is_priority=row.kind == RowKind.PRIORITY,
        number=number,
        title=title_of(row),
        facts=all_in_words(row, cases),
        parts=tuple(title_of(part) for part in parts),
        comments=tuple(comments.pop(key, ())),
    )
