"""Tables of any length, written while they are read: never whole in memory.

As in `writing`, what people typed never runs as a formula. Of a short text that comes
again, the cell is made once; so are cells that come again together, if they stand in
the row as a tuple.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter

from alliance87.core.spreadsheets.writing import (
    DIGITS_MAX,
    FORMULA,
    quoted_title,
    readable,
    safe_text,
)

# Rows handed over together, how much is remembered, and how long a text may be.
ROWS, REMEMBERED, SHORT = 500, 4_000, 120
# What one sheet holds: Excel ends at 1,048,576 rows, a plain zip entry at 2 GiB.
SHEET_ROWS, SHEET_BYTES = 1_000_000, 1 << 30
FAST = 1
NUMBERS = frozenset({int, Decimal})


class _Remembered(dict):
    """What was made of a text or of several cells; it forgets all when it is full."""

    def __init__(self, make: Callable[[Hashable], str]):
        self.make = make

    def __missing__(self, key) -> str:
        made = self.make(key)
        if len(key) <= SHORT:
            if len(self) >= REMEMBERED:
                self.clear()
            self[key] = made
        return made


class Cells:
    """Writes cells one behind the other: texts, numbers, None, and tuples of them."""

    def __init__(
        self,
        text: Callable[[str], str],
        number: Callable[[int | Decimal], str],
        *,
        empty: str,
        between: str,
    ):
        self.texts, self.groups = _Remembered(text), _Remembered(self.written)
        self.number, self.empty, self.between = number, empty, between

    def written(self, cells: Iterable[object]) -> str:
        texts, groups = self.texts, self.groups
        return self.between.join(
            [
                texts[cell]
                if cell.__class__ is str
                else self.empty
                if cell is None
                else self.number(cell)
                if cell.__class__ in NUMBERS
                else groups[cell]
                for cell in cells
            ]
        )


def flat(cells: Iterable[object]) -> Iterator[object]:
    """Yield the cells of a row one by one, those in tuples of tuples too."""
    for cell in cells:
        if isinstance(cell, tuple):
            yield from flat(cell)
        else:
            yield cell


def digits(number: int | Decimal) -> str:
    """Return a number with a point and without zeros that say nothing: 15.5."""
    if number.__class__ is int:
        return str(number)
    text = str(number)
    if "E" in text:
        text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- Comma-separated ------------------------------------------------------------------


def csv_lines(
    rows: Iterable[Sequence[object]], *, mark: bool = True
) -> Iterator[bytes]:
    """Yield a CSV file in pieces, of rows of what `Cells` writes.

    `mark`: begin with the bytes by which Excel knows UTF-8.
    """
    if mark:
        yield "\ufeff".encode()
    cells = Cells(_quoted, digits, empty="", between=",")
    rows = iter(rows)
    while some := list(islice(rows, ROWS)):
        yield "".join([f"{cells.written(row)}\r\n" for row in some]).encode()


def _quoted(text: str) -> str:
    if not text:
        return ""
    return '"' + safe_text(text).replace('"', '""') + '"'


# --- Workbooks ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetStream:
    """A sheet whose rows are read while it is written; the first row stays in sight.

    One that is too long goes on in a further sheet, with the same first row.
    """

    title: str
    header: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[object]]


def xlsx_pieces(sheets: Iterable[SheetStream]) -> Iterator[bytes]:
    """Yield a workbook in pieces. A sheet is asked for after those before it."""
    pipe = _Pipe()
    titles: list[str] = []
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=FAST) as archive:
        for sheet in sheets:
            rows = iter(sheet.rows)
            first: list = list(islice(rows, 1))
            part = 1
            while first or part == 1:
                suffix = f" {part}" if part > 1 else ""
                titles.append(f"{quoted_title(sheet.title)[:27]}{suffix}")
                name = f"xl/worksheets/sheet{len(titles)}.xml"
                with archive.open(name, "w") as out:
                    for piece in _sheet(sheet, first, rows):
                        out.write(piece)
                        if taken := pipe.taken():
                            yield taken
                first, part = list(islice(rows, 1)), part + 1
        for name, content in _frame(titles):
            with archive.open(name, "w") as out:
                out.write(content.encode())
    yield pipe.taken()


class _Pipe:
    """Takes what a zip file writes, until somebody takes it away."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """There is nothing to wait for."""

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _sheet(sheet: SheetStream, first: list, rows: Iterator) -> Iterator[bytes]:
    """Yield the XML of one sheet; it stops, with rows left, when it is full."""
    cells = Cells(_text, _number, empty=EMPTY, between="")
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, start=1)
    )
    head = "".join(map(_head, sheet.header))
    yield f"{SHEET_START}<cols>{columns}</cols><sheetData><row>{head}</row>".encode()
    some, count, size = first, 0, 0
    while some and count < SHEET_ROWS and size < SHEET_BYTES:
        piece = "".join([f"<row>{cells.written(row)}</row>" for row in some]).encode()
        count, size = count + len(some), size + len(piece)
        yield piece
        is_full = count >= SHEET_ROWS or size >= SHEET_BYTES
        some = [] if is_full else list(islice(rows, min(ROWS, SHEET_ROWS - count)))
    last = get_column_letter(len(sheet.header))
    yield f'</sheetData><autoFilter ref="A1:{last}{count + 1}"/></worksheet>'.encode()


def _text(text: str) -> str:
    if not text:
        return EMPTY
    style = ' s="2"' if FORMULA.match(text) else ""
    said = f'<t xml:space="preserve">{_escaped(text)}</t>'
    return f'<c t="inlineStr"{style}><is>{said}</is></c>'


def _head(text: str) -> str:
    return f'<c t="inlineStr" s="1"><is><t>{_escaped(text)}</t></is></c>'


def _number(number: int | Decimal) -> str:
    text = digits(number)
    if len(text.replace(".", "").strip("-0")) > DIGITS_MAX:
        return _text(text)
    return f"<c><v>{text}</v></c>"


def _escaped(text: str) -> str:
    return escape(readable(text))


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EMPTY = "<c/>"
QUOTED = {'"': "&quot;"}
SHEET_START = (
    f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)
# Styles: 0 plain, 1 headings, 2 text that a program might take for a formula.
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/>'
    '<name val="Calibri"/></font><font><b/><sz val="11"/>'
    '<color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF0B4F8A"/></patternFill>'
    '</fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" '
    'applyFill="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def _frame(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a workbook around its sheets."""
    sheets = list(enumerate(titles, start=1))
    listed = "".join(
        f'<sheet name="{escape(title, QUOTED)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, title in sheets
    )
    links = "".join(
        _link(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml")
        for at, _title in sheets
    )
    links += _link(f"rId{len(sheets) + 1}", "styles", "styles.xml")
    whole = _link("rId1", "officeDocument", "xl/workbook.xml")
    main = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    book = f"{XML}<workbook {main}><sheets>{listed}</sheets></workbook>"
    yield "xl/styles.xml", STYLES
    yield "xl/workbook.xml", book
    yield "xl/_rels/workbook.xml.rels", _links(links)
    yield "_rels/.rels", _links(whole)
    yield "[Content_Types].xml", _types(len(sheets))


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    space = f"{PACKAGE}/relationships"
    return f'{XML}<Relationships xmlns="{space}">{links}</Relationships>'


def _types(sheets: int) -> str:
    parts = {f"worksheets/sheet{at}": "worksheet" for at in range(1, sheets + 1)}
    parts |= {"workbook": "sheet.main", "styles": "styles"}
    listed = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{SPREADSHEET}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    links = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{links}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )
