"""Tables for spreadsheet programs: what people typed never runs as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# What no spreadsheet can read, and what would break a row in a naive one.
UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
# Signs that open a formula, in their wide forms too.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def csv_response(
    name: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return `name.csv` as a download, in UTF-8 with the mark that Excel looks for.

    Numbers stay numbers and None is an empty cell. Text that a program might read
    as a formula gets an apostrophe before it; control characters become a space.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response, quoting=csv.QUOTE_NONNUMERIC)
    for row in (header, *rows):
        writer.writerow([_cell(value) for value in row])
    return response


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = UNREADABLE.sub(" ", str(value))
    return f"'{text}" if FORMULA.match(text) else text
