"""The lines of a plan as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_number
from monitoring.figures import breakdowns
from monitoring.figures.content import Content
from monitoring.figures.writing import write_value
from monitoring.models import Source, Submission
from monitoring.selectors.entry import part_names
from monitoring.workbook import words
from monitoring.workbook.merging import OUT
from monitoring.workbook.planning import Fate, Row

# What each tab shows; the first that holds a line opens.
TABS = {
    "conflict": {Fate.CONFLICT},
    "refused": {Fate.REFUSED},
    "changed": {Fate.NEW, Fate.CHANGED},
    "stays": {Fate.LOCKED, Fate.EMPTIED, Fate.MISSING},
    "theirs": {Fate.THEIRS},
    "all": set(Fate),
}
TONES = {
    Fate.NEW: "good",
    Fate.CHANGED: "good",
    Fate.CONFLICT: "watch",
    Fate.REFUSED: "stop",
    Fate.LOCKED: "lock",
    Fate.EMPTIED: "na",
    Fate.MISSING: "na",
    Fate.THEIRS: "info",
}


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell in its three states, in words; `kind` says which of them counts."""

    label: str
    base: str
    yours: str
    current: str
    is_conflict: bool
    is_theirs: bool


@dataclass(frozen=True, slots=True)
class RowView:
    key: str
    code: str
    label: str
    about: str
    place: str
    tone: str
    fate: str
    hint: str
    cells: list[CellView]
    reasons: list[str]
    warnings: list[str]
    choice: str
    is_conflict: bool
    may_leave_out: bool


def tab_label(tab: str) -> str:
    return {
        "conflict": _("Conflicts"),
        "refused": _("Refused"),
        "changed": _("Will be written"),
        "stays": _("Stays as it is"),
        "theirs": _("Changed on the site"),
        "all": _("All"),
    }[tab]


def fate_label(row: Row) -> str:
    if row.choice == OUT:
        return _("Left out")
    return {
        Fate.NEW: _("New"),
        Fate.CHANGED: _("Changed"),
        Fate.CONFLICT: _("Both of you changed it"),
        Fate.REFUSED: _("Refused"),
        Fate.LOCKED: _("Cannot be changed now"),
        Fate.EMPTIED: _("Emptied in the file, stays"),
        Fate.MISSING: _("Not in the file, stays"),
        Fate.THEIRS: _("Changed on the site, kept"),
    }[row.fate]


def row_views(rows: Iterable[Row], submission: Submission) -> list[RowView]:
    rows, names = list(rows), part_names()
    keys = {row.key.source for row in rows if row.key.source}
    sources = dict(Source.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [_view(row, names, sources) for row in rows]


def _view(row: Row, names, sources) -> RowView:
    key = row.key
    about = [breakdowns.label(key.breakdown, names), str(key.year)]
    about += filter(None, [sources.get(key.source, ""), key.variant])
    is_out = row.choice == OUT
    is_conflict = row.merged.is_conflict and row.fate is not Fate.LOCKED
    return RowView(
        key=key.text,
        code=key.code,
        label=row.definition.label,
        about=" · ".join(about),
        place=row.place,
        tone="na" if is_out else TONES[row.fate],
        fate=fate_label(row),
        hint=_hint(row),
        cells=[_cell_view(row, cell) for cell in row.merged.cells if _differs(cell)],
        reasons=[] if is_out else row.reasons,
        warnings=row.warnings,
        choice=row.choice,
        is_conflict=is_conflict,
        may_leave_out=row.merged.is_touched and row.fate is not Fate.LOCKED,
    )


def _hint(row: Row) -> str:
    """Say what a person can do about a line that stays."""
    if row.fate is Fate.EMPTIED:
        return _("Throw the value away on its page, or say why there is none.")
    if row.fate is Fate.MISSING:
        return _(
            "A workbook deletes nothing, so the value stays. When another line takes "
            "its place, throw it away on its page."
        )
    return ""


def _differs(cell) -> bool:
    return len({cell.base, cell.yours, cell.current}) > 1


def _cell_view(row: Row, cell) -> CellView:
    states = (cell.base, cell.yours, cell.current)
    base, yours, current = (said(cell.field, text) for text in states)
    return CellView(
        label=words.heading(cell.field),
        base=base,
        yours=yours,
        current=current,
        is_conflict=row.merged.is_open(cell),
        is_theirs=cell.is_theirs,
    )


def said(name: str, text: str) -> str:
    """Return the text of a field in words of the reader's language."""
    language = get_language() or "en"
    value = words.cell_value(name, text, language=language)
    if isinstance(value, Decimal):
        return write_number(value, language=language)
    return write_day(value) if isinstance(value, date) else str(value)


def told(versions) -> list[tuple]:
    """Return stored versions with their part and value in words."""
    names, language = part_names(), get_language() or "en"
    rows = []
    for version in versions:
        content = Content.of(version)
        written = write_value(content, version.definition, language=language)
        text = f"{written.text} {written.unit}".strip() or version.get_empty_display()
        part = breakdowns.label(version.breakdown, names)
        rows.append((version, part, text, written.beside))
    return rows
