"""What people type into the rows of a roadmap, read in one way, or asked about.

The cells of the editor and the spreadsheets read and write values here and nowhere
else. Typed text becomes a value (`parse_value`), canonical text (see `snapshots`)
becomes text that people read and may type again (`write_value`).
"""

from pathfinders.models.spending import unexplained_spending
from pathfinders.row_values.checks import check_row, field_label
from pathfinders.row_values.directory import Directory, Partners
from pathfinders.row_values.reading import normal, parse_value
from pathfinders.row_values.setting import (
    kind_of,
    link_partners,
    set_values,
    split_partners,
)
from pathfinders.row_values.writing import write_value

__all__ = [
    "Directory",
    "Partners",
    "check_row",
    "field_label",
    "kind_of",
    "link_partners",
    "normal",
    "parse_value",
    "set_values",
    "split_partners",
    "unexplained_spending",
    "write_value",
]
