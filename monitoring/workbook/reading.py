"""Reading a workbook that came back, whatever was moved, sorted or renamed in it.

Sheets and columns are known by their headings, lines by the hidden key beside them,
else by the code and the words of the part.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliance87.core.spreadsheets import Sheet, Table, cell_name
from monitoring.figures.keyed import Key, key_of
from monitoring.figures.reading import fields_of
from monitoring.workbook import words
from monitoring.workbook.brought import (
    Brought,
    Fault,
    Known,
    Texts,
    refused,
    take_earlier,
    take_line,
)
from monitoring.workbook.words import CODE, FIELD, KEY, LABEL, PART, SOURCE

HEADER_ROWS = 6
# Columns that are for reading only.
AROUND = {
    *(KEY, CODE, LABEL, PART, FIELD, SOURCE),
    *(words.UNIT, words.LAST, words.LAST_YEAR),
}


@dataclass(frozen=True)
class Page:
    """A sheet with values: `columns` says what stands where; years of earlier ones."""

    sheet: Sheet
    header: int
    columns: dict[str, int]
    years: dict[int, int]

    def text(self, row: int, name: str) -> str:
        at = self.columns.get(name)
        return "" if at is None else self.sheet.rows[row][at]

    def place(self, row: int, column: int) -> str:
        return f"{self.sheet.name}!{cell_name(row, column)}"

    def place_of(self, row: int, name: str) -> str:
        return self.place(row, self.columns.get(name, 0))

    def rows(self) -> Iterator[int]:
        for row in range(self.header + 1, len(self.sheet.rows)):
            if any(self.sheet.rows[row]):
                yield row


class Unclear(Exception):
    """A row does not say which value it is about."""

    def __init__(self, fault: Fault):
        super().__init__(fault.message)
        self.fault = fault


def pages_of(table: Table) -> list[Page]:
    """Return the sheets that hold values; others are for reading."""
    found = (_page(sheet) for sheet in table.sheets if not sheet.is_hidden)
    return [page for page in found if page is not None]


def read_pages(table: Table, known: Known) -> Brought:
    """Read every line of a file, and collect all faults."""
    brought = Brought(faults=refused(table), notes=list(table.notes))
    earlier: dict[Key, Texts] = {}
    for page in pages_of(table):
        for row in page.rows():
            try:
                if page.years:
                    _take_years(page, row, known, earlier, brought)
                else:
                    take_line(_texts(page, row, known), known, brought)
            except Unclear as error:
                if _says_something(page, row):
                    brought.faults.append(error.fault)
    for texts in earlier.values():
        if any(texts.given.values()) or texts.key in known.base:
            take_earlier(texts, known, brought)
    return brought


def _page(sheet: Sheet) -> Page | None:
    for header, row in enumerate(sheet.rows[:HEADER_ROWS]):
        columns: dict[str, int] = {}
        years: dict[int, int] = {}
        for at, text in enumerate(row):
            if name := words.name_of(text):
                columns.setdefault(name, at)
            elif len(text) == 4 and text.isdecimal():
                years.setdefault(int(text), at)
        is_value = bool(set(columns) - AROUND)
        if CODE in columns and (years or is_value):
            return Page(sheet, header, columns, {} if is_value else years)
    return None


def _says_something(page: Page, row: int) -> bool:
    """Whether a row holds more than what is for reading."""
    places = [at for name, at in page.columns.items() if name not in AROUND]
    cells = page.sheet.rows[row]
    return any(cells[at] for at in (*places, *page.years.values()))


# --- Which value a row is about -------------------------------------------------------


def _texts(page: Page, row: int, known: Known) -> Texts:
    key = _key(page, row, known, page.text(row, KEY))
    texts = Texts(key._replace(year=known.year))
    for name, at in page.columns.items():
        if name not in AROUND:
            text = page.sheet.rows[row][at]
            is_asked = name in _fields(known, key)
            if text or is_asked:
                texts.put(name, text, page.place(row, at))
    return texts


def _fields(known: Known, key: Key) -> tuple[str, ...]:
    return (
        *fields_of(known.definitions[key.code]),
        *("empty", "empty_reason", "quality", "footnote"),
    )


def _take_years(page: Page, row: int, known: Known, earlier, brought) -> None:
    marked, _bar, name = page.text(row, KEY).rpartition("|")
    key = _key(page, row, known, marked)
    asked = fields_of(known.definitions[key.code])
    if name not in asked:
        name = words.name_of(page.text(row, FIELD))
    if name not in asked:
        message = _("It is not clear what this row states. Write one of: %(names)s.")
        names = "; ".join(words.heading(each) for each in asked)
        raise Unclear(
            Fault(
                page.place_of(row, FIELD),
                page.text(row, FIELD),
                message % {"names": names},
            )
        )
    for year, at in page.years.items():
        text = page.sheet.rows[row][at]
        if year in known.earlier:
            place = key._replace(year=year)
            texts = earlier.setdefault(place, Texts(place))
            _put_year(texts, name, text, page.place(row, at), brought)
        elif text:
            brought.faults.append(_other_year(page.place(row, at), text, known))


def _put_year(texts: Texts, name: str, text: str, place: str, brought) -> None:
    before = texts.given.get(name, "")
    if before and text and before != text:
        message = _("The same value stands at %(place)s with other figures.")
        stands = {"place": texts.places[name]}
        brought.faults.append(Fault(place, text, message % stands))
    elif text or name not in texts.given:
        texts.put(name, text, place)


def _other_year(place: str, text: str, known: Known) -> Fault:
    message = _("Only years from %(first)s to %(last)s are taken on this sheet.")
    years = {"first": known.earlier[0], "last": known.earlier[-1]}
    return Fault(place, text, message % years)


def _key(page: Page, row: int, known: Known, marked: str) -> Key:
    """Return the line that a row is about, by its mark or by its words."""
    code, part = page.text(row, CODE), page.text(row, PART)
    key = _marked(marked)
    code = code or (key.code if key else "")
    if code not in known.definitions:
        raise Unclear(_no_code(page, row, code))
    breakdown = known.parts.get((code, part))
    if breakdown is None:
        if key is None or key.code != code or PART in page.columns:
            raise Unclear(_no_part(page, row, code, part, known))
        breakdown = key.breakdown
    if key is None or (key.code, key.breakdown) != (code, breakdown):
        key = Key(code, breakdown, 0)
    if SOURCE in page.columns:
        return key._replace(source=_source(page, row, known, key))
    return key


def _marked(text: str) -> Key | None:
    try:
        return key_of(text)
    except ValueError:
        return None


def _source(page: Page, row: int, known: Known, key: Key) -> int | None:
    name = page.text(row, SOURCE)
    if not name:
        return None
    found = known.sources.get((words.plain(name), key.source))
    found = found or known.sources.get((words.plain(name), None))
    if found:
        return found
    message = _(
        "“%(name)s” is not among the sources of the country. Choose one from the list, "
        "or add it on the site first."
    )
    fault = Fault(page.place_of(row, SOURCE), name, message % {"name": name[:80]})
    raise Unclear(fault)


def _no_code(page: Page, row: int, code: str) -> Fault:
    if code:
        message = _("“%(code)s” is no indicator of this workbook.") % {"code": code}
    else:
        message = _("Write the code of the indicator, so that the row can be taken.")
    return Fault(page.place_of(row, CODE), code, message)


def _no_part(page: Page, row: int, code: str, part: str, known: Known) -> Fault:
    names = [words_of for (each, words_of) in known.parts if each == code]
    message = _("“%(part)s” is no part that %(code)s is asked for. Write one of: ")
    text = message % {"part": part, "code": code} + "; ".join(names) + "."
    return Fault(page.place_of(row, PART), part, text)
