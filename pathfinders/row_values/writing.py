"""Canonical text to what people read and may type again."""

import re
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.numbers import write_number
from pathfinders.row_values.directory import Directory
from pathfinders.row_values.fields import CHOICES, NUMBERS
from pathfinders.snapshots import SEVERAL, RowKind

TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


def write_value(
    kind: RowKind, field: str, canonical: str, *, directory: Directory | None = None
) -> str:
    """Return words for codes, the reader's decimal mark for numbers; days stay ISO.

    `parse_value` reads all of it back. Supervisory comments need the `directory`;
    without it their number is returned.
    """
    kind = RowKind(kind)
    if not canonical:
        return ""
    if (kind, field) in CHOICES:
        labels = dict(CHOICES[kind, field].choices)
        codes = canonical.split(";")
        return SEVERAL.join(str(labels.get(code, code)) for code in codes)
    if field in NUMBERS:
        return _number(canonical)
    if field == "is_public":
        return _("yes") if canonical == "yes" else _("no")
    if field == "supervisory_case" and directory is not None:
        return directory.case_label(canonical) or canonical
    return canonical


def _number(canonical: str) -> str:
    """Write a number so that it has one reading: 1.234 as 1.2340."""
    text = write_number(Decimal(canonical), language=get_language() or "en")
    return f"{text}0" if TWO_READINGS.fullmatch(text) else text
