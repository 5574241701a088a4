"""Values on their way in: files of others, read as figures of the project.

`read_layout` finds the table of a file, `propose` says what its columns seem to be and
what only a person can say, `rows_of` gives the figures one by one: none of them asks
the database. `planning` holds the figures against what is on record, `applying` writes
them and `undoing` takes them back.
"""

from monitoring.transfers.files import read_layout
from monitoring.transfers.layouts import Layout, layout_of
from monitoring.transfers.long_rows import HEADERS, Fault, LongRow, Skip
from monitoring.transfers.mapping import Mapping, Question, Role, SheetMapping
from monitoring.transfers.personal import flagged_cells
from monitoring.transfers.proposals import propose
from monitoring.transfers.rows import Rows, kind_label, rows_of

__all__ = [
    "HEADERS",
    "Fault",
    "Layout",
    "LongRow",
    "Mapping",
    "Question",
    "Role",
    "Rows",
    "SheetMapping",
    "Skip",
    "flagged_cells",
    "kind_label",
    "layout_of",
    "propose",
    "read_layout",
    "rows_of",
]
