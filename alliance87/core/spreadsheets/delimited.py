"""Text with separators: CSV files of any country, and what a spreadsheet copies."""

import csv
import re
from collections.abc import Callable
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.spreadsheets.writing import FORMULA

DELIMITERS = ("\t", ";", ",")
SAMPLE_ROWS = 30
SAMPLE_SIGNS = 200_000
NAMES: dict[str, Callable[[], str]] = {
    "\t": lambda: _("tab"),
    ";": lambda: _("semicolon"),
    ",": lambda: _("comma"),
}
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# An apostrophe with a formula after it, anywhere in the file.
GUARDED = re.compile(f"'{FORMULA.pattern}")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A share of empty bytes that text in no other encoding has.
EMPTY_BYTES = 0.3
# How pictures, PDF files, workbooks and older Office files begin.
SIGNATURES = (
    *(b"\x89PNG", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)
# The same as text, in whichever encoding such a file was opened and copied.
SIGNATURES_AS_TEXT = tuple(
    {
        signature.decode(encoding, "replace")
        for signature in SIGNATURES
        for encoding in ("latin-1", "cp1252", "utf-8")
    }
)


def read_csv(content: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the rows of a CSV file, and sentences on how it was read."""
    if content.startswith(SIGNATURES):
        raise _no_text()
    text, notes = _without_padding(*_decode(content))
    stated = SEPARATOR_LINE.match(text)
    delimiter = stated[1] if stated else find_delimiter(text)
    name = NAMES.get(delimiter, lambda: f"“{delimiter}”")()
    notes.append(_("The cells are parted by this sign: %(sign)s.") % {"sign": name})
    rows = parse(text[stated.end() :] if stated else text, delimiter)
    # The line `sep=;` is a row of the sheet, so that the row numbers stay right.
    return [[""]] * bool(stated) + _without_guards(rows, text), notes


def read_pasted_text(text: str) -> list[list[str]]:
    """Return the rows of a pasted text: tabs part the cells where there are any."""
    if text.lstrip().startswith(SIGNATURES_AS_TEXT):
        raise _no_text()
    delimiter = "\t" if "\t" in text else find_delimiter(text)
    return parse(text, delimiter)


def find_delimiter(text: str) -> str:
    """Return the sign that parts the first rows into most cells."""
    lines = text[:SAMPLE_SIGNS].splitlines(keepends=True)
    sample = "".join(lines[: SAMPLE_ROWS * 4])

    def cells(delimiter: str) -> int:
        widths = sorted(map(len, parse(sample, delimiter)[:SAMPLE_ROWS]))
        return widths[(len(widths) - 1) // 2] if widths else 0

    return max(DELIMITERS, key=cells)


def parse(text: str, delimiter: str) -> list[list[str]]:
    """Part a text into rows and cells.

    A quotation mark that is never closed is part of the text: else one cell would
    swallow all rows after it.
    """
    if "\x00" in text:
        raise _no_text()
    is_balanced = text.count('"') % 2 == 0
    lines = StringIO(text, newline="")
    try:
        if is_balanced:
            return list(csv.reader(lines, delimiter=delimiter))
        return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise ValidationError(
            _("This text cannot be read as a table. Save it as XLSX and bring that."),
            code="csv",
        ) from error


def _no_text() -> ValidationError:
    return ValidationError(
        _("This is not text but a file of another kind. Use XLSX or CSV."),
        code="binary",
    )


def _decode(content: bytes) -> tuple[str, list[str]]:
    if content.startswith(UTF_16):
        # Half of a sign at the end is part of the padding.
        return _decoded(content[: len(content) // 2 * 2], "utf-16"), []
    if bare := _bare_utf_16(content):
        return _decoded(content[: len(content) // 2 * 2], bare), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = _(
            "The file is not written in UTF-8: it was read as Windows text (cp1252). "
            "Check the letters with accents."
        )
        return _decoded(content, "cp1252"), [note]


def _bare_utf_16(content: bytes) -> str:
    """Return the encoding of a text in UTF-16 that lost its mark, else nothing."""
    sample = content[:2000].rstrip(b"\x00")
    halves = {"utf-16-be": sample[::2], "utf-16-le": sample[1::2]}
    for encoding, half in halves.items():
        if half.count(0) > len(sample) * EMPTY_BYTES:
            return encoding
    return ""


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("The letters of this file cannot be read. Save it as CSV in UTF-8."),
            code="encoding",
        ) from error


def _without_padding(text: str, notes: list[str]) -> tuple[str, list[str]]:
    """Cut the empty signs that some databases fill up their downloads with."""
    kept = text.rstrip("\x00")
    if len(kept) == len(text):
        return text, notes
    return kept, [*notes, padding_note()]


def padding_note() -> str:
    return _("The end of the file is filled up with empty signs: they were cut off.")


def _without_guards(rows: list[list[str]], text: str) -> list[list[str]]:
    """Take away the apostrophe that keeps text from being a formula."""
    if not GUARDED.search(text):
        return rows
    return [
        [
            cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
            for cell in row
        ]
        for row in rows
    ]
