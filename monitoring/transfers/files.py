"""The way in: a file becomes a layout, or is refused before anything is kept."""

from collections.abc import Callable
from dataclasses import replace

from alliance87.core.spreadsheets import read_file
from monitoring.transfers.layouts import Layout, layout_of
from monitoring.transfers.personal import refuse_personal

ROWS_MAX = 200_000
# Cells of a workbook; a larger table comes as CSV.
CELLS_MAX = 400_000


def read_layout(
    file, *, is_known: Callable[[str], object] = lambda text: False
) -> Layout:
    """Read a file of values.

    `is_known` says whether a text is the name of a country or an indicator, so that a
    column called only “name” can be told from one of people. Raises ValidationError
    for a file that cannot be read, and for one about single people, in hidden sheets
    too: the file is kept as it is.
    """
    table = read_file(file, rows_max=ROWS_MAX, cells_max=CELLS_MAX, with_hidden=True)
    layout = layout_of(table)
    refuse_personal(layout, is_known=is_known)
    seen = tuple(each for each in layout.sheets if not each.sheet.is_hidden)
    sheets = tuple(each.sheet for each in seen)
    return Layout(replace(table, sheets=sheets), seen)
