"""The portfolio on one sheet of paper, and as a table to take away."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Cell, Column, Group, Leaf, Leaves, Row, Tone
from alliance87.core.spreadsheets import Column as SheetColumn
from alliance87.core.spreadsheets import SheetOut
from monitoring.selectors import portfolio_cells as cells
from monitoring.selectors.portfolio import PortfolioRow

TONES = {
    "good": Tone.DONE,
    "half": Tone.ON_TRACK,
    "watch": Tone.LATE,
    "stop": Tone.LATE,
    "hold": Tone.STOPPED,
    "todo": Tone.NONE,
}
WIDTHS = {
    cells.STAGE: 4,
    cells.DAYS: 2,
    cells.ROADMAP: 2,
    cells.REVIEWS: 4,
    cells.MONEY: 3,
    cells.DATA: 2,
    cells.EVIDENCE: 2,
    cells.DEADLINE: 2,
}


def portfolio_pdf(
    groups: Sequence[tuple[str, Sequence[PortfolioRow]]], day: date, *, filters: str
) -> bytes:
    """Return the rows on landscape sheets, with day, filters and sources."""
    rows: list[Row | Group] = []
    for heading, own in groups:
        rows.append(Group(f"{heading} ({len(own)})"))
        rows += [_row(each) for each in own]
    count = sum(len(own) for _heading, own in groups)
    words = {"day": write_day(day), "filters": filters or _("none"), "count": count}
    table = reports.TableSection(
        heading=_("Portfolio of countries"),
        title=_("%(count)s countries as known on %(day)s. Filters: %(filters)s.")
        % words,
        columns=(
            Column(_("Country"), 3),
            *(Column(cells.COLUMNS[key], width) for key, width in WIDTHS.items()),
        ),
        rows=tuple(rows),
        as_of=day,
        note=_(
            "In the order of the list; nobody is ranked. Sources: the records of the "
            "secretariat, published roadmaps and reviews, and values made public; the "
            "reason of every cell stands on the page “Portfolio”."
        ),
    )
    leaf = Leaf(key="portfolio", title=table.heading, sections=(table,), page="sheet")
    book = Leaves(
        title=_("Portfolio of countries"),
        issuer="Alliance 8.7",
        language=get_language() or "en",
        leaves=(leaf,),
    )
    return reports.render_leaves(book)["portfolio"]


def _row(row: PortfolioRow) -> Row:
    name = Cell(str(row.pathfinder))
    return Row((name, *(_cell(row.cells[key]) for key in WIDTHS)))


def _cell(cell: cells.Cell) -> Cell:
    if cell.tone == "none":
        return Cell(cell.text, is_absent=True)
    return Cell(cell.text, tone=TONES.get(cell.tone))


def table(rows: Sequence[PortfolioRow]) -> tuple[list[str], list[tuple]]:
    """Return a header and lines of plain values, with notes and reasons in words."""
    header = [_("Code"), _("Country"), _("Example")]
    for label in cells.COLUMNS.values():
        header += [str(label), _("%(column)s: reason") % {"column": label}]
    return header, [_line(row) for row in rows]


def _line(row: PortfolioRow) -> tuple:
    line = [
        row.pathfinder.country.iso3,
        str(row.pathfinder),
        _("yes") if row.pathfinder.is_example else "",
    ]
    for key in cells.COLUMNS:
        cell = row.cells[key]
        line += [cell.text, " ".join(cell.reasons)]
    return tuple(line)


def sheet(rows: Sequence[PortfolioRow]) -> SheetOut:
    header, lines = table(rows)
    widths = [8, 30, 10, *([20, 60] * len(cells.COLUMNS))]
    columns = [SheetColumn(*each) for each in zip(header, widths, strict=True)]
    return SheetOut(_("Portfolio"), columns, lines, frozen=2)
