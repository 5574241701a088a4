"""Two versions of a roadmap compared, as a document: what changed, and the figures."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Fact, Group, Row, Tone
from alliance87.core.templatetags.amounts import amount
from pathfinders.models import Roadmap
from pathfinders.reports.country_parts import country_parts
from pathfinders.selectors.comparison import (
    Comparison,
    FieldChange,
    Figure,
    Mark,
    RowChange,
    all_rows,
    compare,
)
from pathfinders.snapshots import RowKind

ISSUER = "Alliance 8.7"
TONES = {
    Mark.ADDED: Tone.DONE,
    Mark.REMOVED: Tone.NONE,
    Mark.CHANGED: Tone.ON_TRACK,
}
KINDS = {
    RowKind.PRIORITY: gettext_lazy("Priority"),
    RowKind.ACTION: gettext_lazy("Action"),
    RowKind.BENCHMARK: gettext_lazy("Annual benchmark"),
    RowKind.FUNDING: gettext_lazy("Amount"),
}
EMPTY = Cell(gettext_lazy("Not stated"), is_absent=True)
CONTINUED = Cell(gettext_lazy("continued"), is_absent=True)
ABSENT = Cell(gettext_lazy("Not in this version"), is_absent=True)


def comparison_pdf(old: Roadmap, new: Roadmap, user) -> bytes:
    """Return what changed from one version to the other, as far as `user` may read."""
    return reports.render(comparison_report(old, new, user))


def comparison_report(old: Roadmap, new: Roadmap, user) -> reports.Report:
    with override(new.language):
        comparison = compare(old, new, user)
        versions = {"old": old.number, "new": new.number}
        return reports.Report(
            kind=_("Comparison"),
            title=str(new.pathfinder),
            subtitle=_("Version %(old)s and version %(new)s") % versions,
            issuer=ISSUER,
            language=new.language,
            as_of=timezone.localdate(),
            version_text=_("versions %(old)s and %(new)s") % versions,
            facts=_cover(comparison),
            is_example=new.pathfinder.is_example,
            sections=(
                *reports.compose(COMPARISON, comparison),
                *country_parts(new.pathfinder, user, as_of=timezone.localdate()),
            ),
        )


def _cover(comparison: Comparison) -> tuple[Fact, ...]:
    both = (comparison.old, comparison.new)
    return (
        *(Fact(_named(each), _state(each)) for each in both),
        Fact(_("As of"), write_day(timezone.localdate())),
        Fact(_("Language"), comparison.new.get_language_display()),
    )


def _named(roadmap: Roadmap) -> str:
    return _("Version %(number)s") % {"number": roadmap.number}


def _state(roadmap: Roadmap) -> str:
    """Return the state, with the period where it is stated."""
    return ", ".join(filter(None, (roadmap.get_state_display(), roadmap.period)))


# --- Parts --------------------------------------------------------------------------


def summary(comparison: Comparison):
    counts = comparison.counts
    changed = sum(counts[mark] for mark in ("added", "removed", "changed", "moved"))
    lead = (
        ngettext(
            "%(count)s change to priorities and actions.",
            "%(count)s changes to priorities and actions.",
            changed,
        )
        % {"count": changed}
        if comparison.differs
        else _("The two versions do not differ.")
    )
    return [
        reports.Prose(heading=_("At a glance"), lead=lead),
        reports.Facts(
            facts=(
                Fact(_("Rows added"), str(counts["added"])),
                Fact(_("Rows removed"), str(counts["removed"])),
                Fact(_("Rows changed"), str(counts["changed"])),
                Fact(_("Rows moved"), str(counts["moved"])),
                Fact(_("Rows without a change"), str(counts["same"])),
            )
        ),
    ]


def rows(comparison: Comparison):
    if not comparison.differs:
        return None
    return reports.TableSection(
        heading=_("What changed"),
        title=_("What was added, removed, changed and moved"),
        description=_("Rows without a change are left out."),
        is_landscape=True,
        columns=(
            Column(_("Row"), 6),
            Column(_("What happened"), 4),
            Column(_named(comparison.old), 7),
            Column(_named(comparison.new), 7),
        ),
        rows=tuple(_table(comparison)),
        source=_source(comparison),
        as_of=timezone.localdate(),
        note=_("Amounts that are not public stand here only for those who read them."),
    )


def figures(comparison: Comparison):
    numbers = [_figure_row(figure) for figure in comparison.figures]
    money = [_figure_row(figure) for figure in comparison.money]
    return reports.TableSection(
        heading=_("Figures"),
        title=_("Numbers of rows, and the sums of each currency"),
        runs_on=True,
        columns=(
            Column(_("Figure"), 9),
            Column(_named(comparison.old), 5, is_number=True),
            Column(_named(comparison.new), 5, is_number=True),
            Column(_("Difference"), 5, is_number=True),
        ),
        rows=(*numbers, *money),
        source=_source(comparison),
        as_of=timezone.localdate(),
        note=_(
            "Amounts of different currencies are never added. An amount that is not "
            "stated is not an amount of zero."
        ),
    )


COMPARISON = [summary, figures, rows]


# --- Cells --------------------------------------------------------------------------


def _source(comparison: Comparison) -> str:
    return _("Roadmap of %(country)s, versions %(old)s and %(new)s") % {
        "country": comparison.new.pathfinder,
        "old": comparison.old.number,
        "new": comparison.new.number,
    }


def _table(comparison: Comparison) -> Iterator[Row | Group]:
    """Yield what changed around the rows, then each priority with what is under it."""
    if comparison.text:
        yield Group(_("Text and period"))
        yield from _changes(Cell(_("The roadmap")), comparison.text)
    for priority in comparison.changed_rows:
        yield Group(f"{priority.number}. {priority.title}")
        for row in all_rows((priority,)):
            yield from _differences(row)


def _differences(row: RowChange) -> Iterator[Row]:
    name = f"{KINDS[row.kind]} {row.number}".strip()
    head = Cell(row.title, note=name)
    if row.mark in {Mark.ADDED, Mark.REMOVED}:
        stated = "; ".join(f"{label}: {value}" for label, value in row.stated)
        both = (ABSENT, Cell(stated or row.title))
        cells = both if row.mark == Mark.ADDED else both[::-1]
        yield Row((head, _happened(row.mark), *cells))
        return
    if row.moved:
        what = Cell(_("Moved"), note=row.moved.label, tone=Tone.LATE)
        yield Row((head, what, Cell(row.moved.old), Cell(row.moved.new)))
    yield from _changes(CONTINUED if row.moved else head, row.changes)


def _changes(head: Cell, changes: Iterable[FieldChange]) -> Iterator[Row]:
    """Yield one row for each value; only the first names what it belongs to."""
    for change in changes:
        what = _happened(Mark.CHANGED, change.label)
        yield Row((head, what, _cell(change.old), _cell(change.new)))
        head = CONTINUED


def _happened(mark: Mark, note: str = "") -> Cell:
    return Cell(mark.label, note=note, tone=TONES[mark])


def _cell(value: str) -> Cell:
    return Cell(value) if value else EMPTY


def _figure_row(figure: Figure) -> Row:
    label = ", ".join(filter(None, (figure.label, figure.currency)))
    values = (figure.old, figure.new)
    return Row((label, *map(_number, values), _difference(figure)))


def _number(value) -> Cell:
    return EMPTY if value is None else Cell(amount(value))


def _difference(figure: Figure) -> Cell:
    if not figure.difference_text:
        return reports.CANNOT_BE_COMPUTED
    return Cell(figure.difference_text)
