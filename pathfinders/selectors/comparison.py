"""What differs between two versions of a roadmap: rows, words and figures."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_amount
from pathfinders import rules
from pathfinders.enums import FundingKind
from pathfinders.models import FundingLine, Roadmap, StatedRate
from pathfinders.selectors.money import Money, rates_in_words, sums
from pathfinders.selectors.row_matches import Node, match, out_of_order
from pathfinders.selectors.row_words import (
    all_in_words,
    cases_named,
    in_words,
    label_of,
    title_of,
)
from pathfinders.selectors.withheld import without_withheld
from pathfinders.snapshots import FIELDS, RowKind, Snapshot, take_snapshot

TEXT_FIELDS = (
    *("title", "language", "starts_on", "ends_on", "currency", "summary", "context"),
)
ORDERED = {RowKind.PRIORITY, RowKind.ACTION}
# A number keeps the no-break spaces between its groups.
WORDS, LINES = re.compile(r"[^ \t\n]+|[ \t\n]+"), re.compile(r"[^\n]+|\n+")
MOST_WORDS = 2000  # beyond that, whole lines are compared
ALIKE = 0.4  # below that, the whole text counts as rewritten


class Mark(models.TextChoices):
    """What happened to a row from one version to the other."""

    ADDED = "added", gettext_lazy("Added")
    REMOVED = "removed", gettext_lazy("Removed")
    CHANGED = "changed", gettext_lazy("Changed")
    SAME = "same", gettext_lazy("No change")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `is_changed` when the other version lacks it."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value before and after, in words; "" is not stated."""

    label: str
    old: str
    new: str

    @property
    def parts(self) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """Both texts in pieces: what is the same in both, and what is not."""
        return _parts(self.old, self.new)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row with what happened to it; `stated` holds all of an added or removed one.

    `moved` says from where to where, None when it stayed. `rows` stand under it.
    """

    kind: RowKind
    number: str
    title: str
    mark: Mark
    moved: FieldChange | None = None
    changes: tuple[FieldChange, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    rows: tuple["RowChange", ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the row or one under it is not as it was."""
        own = self.mark != Mark.SAME or bool(self.moved)
        return own or any(row.differs for row in self.rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum or a number in both versions; None where nobody stated it."""

    label: str
    old: Decimal | None
    new: Decimal | None
    currency: str = ""

    @property
    def difference(self) -> Decimal | None:
        if self.old is None or self.new is None:
            return None
        return self.new - self.old

    @property
    def difference_text(self) -> str:
        """The difference with its sign, "" where it cannot be computed."""
        value = self.difference
        if value is None:
            return ""
        sign = {1: "+", -1: "\N{MINUS SIGN}"}.get((value > 0) - (value < 0), "")
        return sign + write_amount(abs(value), language=get_language() or "en")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side, as far as one reader may see them."""

    old: Roadmap
    new: Roadmap
    text: tuple[FieldChange, ...]
    rows: tuple[RowChange, ...]
    figures: tuple[Figure, ...]
    money: tuple[Figure, ...]

    @property
    def changed_rows(self) -> tuple[RowChange, ...]:
        return only_changed(self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many priorities and actions were added, removed, changed and moved."""
        main = [row for row in all_rows(self.rows) if row.kind in ORDERED]
        found = Counter(row.mark.value for row in main)
        moved = sum(bool(row.moved) for row in main)
        return {mark.value: found[mark.value] for mark in Mark} | {"moved": moved}

    @property
    def differs(self) -> bool:
        return bool(self.text) or any(row.differs for row in self.rows)


def compare(old: Roadmap, new: Roadmap, user) -> Comparison:
    """Compare two versions of one country's roadmap row by row.

    Sixteen queries, whatever the number of rows, and those that judge small counts.
    """
    private = rules.may_see_private_budget(user, old.pathfinder.country_id)
    before, after = (take_snapshot(each, private_money=private) for each in (old, new))
    before, after = without_withheld((before, after), (old, new), user)
    cases = cases_named((before, after))
    return Comparison(
        old=old,
        new=new,
        text=(*_text_changes(old, new), *_rate_changes(old, new)),
        rows=_rows(*match(before, after), cases),
        figures=_numbers(before, after),
        money=tuple(_money(before, after)),
    )


def only_changed(rows: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Leave out what is as it was; a row stays for what changed under it."""
    return tuple(
        RowChange(
            row.kind,
            row.number,
            row.title,
            row.mark,
            row.moved,
            row.changes,
            row.stated,
            only_changed(row.rows),
        )
        for row in rows
        if row.differs
    )


def all_rows(rows: Iterable[RowChange]) -> Iterator[RowChange]:
    for row in rows:
        yield row
        yield from all_rows(row.rows)


# --- Rows ---------------------------------------------------------------------------


def _rows(
    before: list[Node], after: list[Node], cases: Mapping[str, str], prefix: str = ""
) -> tuple[RowChange, ...]:
    """Return the rows in the new order; removed ones stand where they stood."""
    shuffled = out_of_order(after, before)
    return tuple(
        _row(node, before, after, shuffled, cases, prefix)
        for node in _merged(before, after)
    )


def _merged(before: list[Node], after: list[Node]) -> list[Node]:
    merged = list(after)
    place = 0
    for node in before:
        if node.other is None:
            merged.insert(place, node)
            place += 1
        elif node.other in merged:
            place = merged.index(node.other) + 1
    return merged


def _row(
    node: Node,
    before: list[Node],
    after: list[Node],
    shuffled: set[int],
    cases: Mapping[str, str],
    prefix: str,
) -> RowChange:
    kind, is_new = node.row.kind, node in after
    number = f"{prefix}{(after if is_new else before).index(node) + 1}"
    is_numbered = kind in ORDERED
    head = (kind, number if is_numbered else "", title_of(node.row))
    inner = f"{number}."
    if node.other is None:
        mark = Mark.ADDED if is_new else Mark.REMOVED
        nested = ([], node.under) if is_new else (node.under, [])
        rows = _under(*nested, cases, inner)
        return RowChange(*head, mark, stated=all_in_words(node.row, cases), rows=rows)
    changes = tuple(_changes(node, cases))
    return RowChange(
        *head,
        Mark.CHANGED if changes else Mark.SAME,
        moved=_moved(node, before, after, shuffled),
        changes=changes,
        rows=_under(node.other.under, node.under, cases, inner),
    )


def _under(
    before: list[Node], after: list[Node], cases: Mapping[str, str], prefix: str
) -> tuple[RowChange, ...]:
    """Compare what stands under a row, kind by kind; what left it is shown there."""
    rows: list[RowChange] = []
    for kind in RowKind:
        old = [node for node in before if node.row.kind == kind]
        new = [node for node in after if node.row.kind == kind]
        rows += _rows(old, new, cases, prefix)
    return tuple(rows)


def _changes(node: Node, cases: Mapping[str, str]) -> Iterator[FieldChange]:
    kind, new, old = node.row.kind, node.row.values, node.other.row.values
    for field in FIELDS[kind]:
        if old[field] != new[field]:
            yield FieldChange(
                label_of(kind, field),
                in_words(kind, field, old[field], cases),
                in_words(kind, field, new[field], cases),
            )


def _moved(
    node: Node, before: list[Node], after: list[Node], shuffled: set[int]
) -> FieldChange | None:
    """Say from where to where a row moved: under another row, or in the order."""
    was, now = node.other.above, node.above
    if was is not None and was.other is not now:
        above = f"“{title_of(was.row)}”", f"“{title_of(now.row)}”"
        return FieldChange(_("Stands under"), *above)
    if node.row.kind in ORDERED and id(node) in shuffled:
        places = before.index(node.other) + 1, after.index(node) + 1
        words = (_("place %(number)s") % {"number": place} for place in places)
        return FieldChange(_("Place"), *words)
    return None


# --- Text and figures ---------------------------------------------------------------


def _text_changes(old: Roadmap, new: Roadmap) -> Iterator[FieldChange]:
    for name in TEXT_FIELDS:
        was, now = _shown(old, name), _shown(new, name)
        if was != now:
            label = capfirst(Roadmap._meta.get_field(name).verbose_name)
            yield FieldChange(str(label), was, now)


def _rate_changes(old: Roadmap, new: Roadmap) -> Iterator[FieldChange]:
    was, now = rates_in_words(old), rates_in_words(new)
    label = capfirst(StatedRate._meta.verbose_name)
    for currency in sorted(was.keys() | now.keys()):
        words = was.get(currency, ""), now.get(currency, "")
        if words[0] != words[1]:
            yield FieldChange(f"{label}: {currency}", *words)


def _shown(roadmap: Roadmap, name: str) -> str:
    if name == "language":
        return str(roadmap.get_language_display())
    value = getattr(roadmap, name)
    if name in {"starts_on", "ends_on"}:
        return write_day(value) if value else ""
    return value


def _numbers(before: Snapshot, after: Snapshot) -> tuple[Figure, ...]:
    labels = {
        RowKind.PRIORITY: _("Priorities"),
        RowKind.ACTION: _("Actions"),
        RowKind.BENCHMARK: _("Annual benchmarks"),
    }
    old, new = (Counter(row.kind for row in rows) for rows in (before, after))
    return tuple(
        Figure(label, Decimal(old[kind]), Decimal(new[kind]))
        for kind, label in labels.items()
    )


def _money(before: Snapshot, after: Snapshot) -> Iterator[Figure]:
    """Yield the sums of each currency; currencies are never added."""
    old, new = ({each.currency: each for each in _sums(s)} for s in (before, after))
    labels = [(str(kind), str(kind.label)) for kind in FundingKind]
    for currency in sorted(old.keys() | new.keys()):
        was = old.get(currency, Money(currency))
        now = new.get(currency, Money(currency))
        for name, label in (*labels, ("gap", _("Gap"))):
            values = getattr(was, name), getattr(now, name)
            if values != (None, None):
                yield Figure(label, *values, currency=currency)


def _sums(rows: Snapshot) -> tuple[Money, ...]:
    return sums(
        FundingLine(
            kind=row.values["kind"],
            amount=Decimal(row.values["amount"]),
            currency=row.values["currency"],
        )
        for row in rows
        if row.kind == RowKind.FUNDING
    )


# --- Words --------------------------------------------------------------------------


def _parts(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    fits = max(len(WORDS.findall(text)) for text in (old, new)) <= MOST_WORDS
    pieces = WORDS if fits else LINES
    before, after = pieces.findall(old), pieces.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(old), _whole(new)
    was: list[Part] = []
    now: list[Part] = []
    for step, start, end, new_start, new_end in matcher.get_opcodes():
        is_changed = step != "equal"
        was.append(Part("".join(before[start:end]), is_changed))
        now.append(Part("".join(after[new_start:new_end]), is_changed))
    return _joined(was), _joined(now)


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Join neighbours; a space between two changed words counts as changed."""
    joined: list[Part] = []
    stated = [part for part in parts if part.text]
    for at, part in enumerate(stated):
        inside = 0 < at < len(stated) - 1
        is_changed = part.is_changed or (inside and not part.text.strip())
        if joined and joined[-1].is_changed == is_changed:
            part = Part(joined.pop().text + part.text, is_changed)
        joined.append(Part(part.text, is_changed))
    return tuple(joined)


def _whole(text: str) -> tuple[Part, ...]:
    return (Part(text, is_changed=True),) if text else ()
