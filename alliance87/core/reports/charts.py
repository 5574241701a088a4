"""A chart of a page as a figure of a document: one drawing, one table, one source."""

from alliance87.core.charts.chart import Chart, TableCell, as_cell
from alliance87.core.reports.sections import Cell, Column, Figure, Row, Text


def chart_figure(
    chart: Chart, *, prefix: str = "", heading: Text = "", with_table: bool = True
) -> Figure:
    """Return a chart as a numbered figure; with a heading it opens a section.

    Large drawings stand on several sheets. Ids begin with the prefix, or the name.
    """
    return Figure(
        heading=heading,
        title=chart.title,
        description=chart.description,
        svg=chart.svg(prefix=prefix or chart.name, for_print=True),
        columns=tuple(
            Column(column.label, is_number=column.is_number) for column in chart.columns
        )
        if with_table
        else (),
        rows=tuple(Row(tuple(map(_cell, row))) for row in chart.rows)
        if with_table
        else (),
        source=chart.source.rstrip("."),
        as_of=chart.as_of,
    )


def _cell(cell: TableCell | str) -> Cell:
    cell = as_cell(cell)
    return Cell(cell.text, is_absent=cell.is_absent)
