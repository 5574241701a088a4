"""The formats of open data, each written while its rows are read."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.spreadsheets.streaming import (
    SheetStream,
    csv_lines,
    digits,
    flat,
    xlsx_pieces,
)
from alliance87.core.spreadsheets.writing import XLSX
from monitoring.reports.open_data import sdmx
from monitoring.reports.open_data.about import About
from monitoring.reports.open_data.codebook import HEADER, WIDTHS, codebook
from monitoring.reports.open_data.columns import COLUMNS, KEYS, lines_of
from monitoring.selectors.open_data import (
    count_rows,
    open_rows,
    stated_values,
    words_for,
)
from monitoring.selectors.open_data_words import Origin, Words

JSON_ROWS = 500
Pieces = Iterator[bytes]


def _header(language: str) -> list[str]:
    with override(language):
        return [str(column.header) for column in COLUMNS]


# --- CSV ------------------------------------------------------------------------------


def csv_file(about: About, language: str) -> Pieces:
    values = stated_values(about.asked, language=language)

    def lines() -> Iterator[list]:
        yield _header(language)
        yield from lines_of(values)

    return csv_lines(lines())


def sdmx_file(about: About, language: str) -> Pieces:
    """Return SDMX-CSV 2.0: without the mark of Excel, which readers take for data."""
    rows = open_rows(about.asked, language=language)

    def lines() -> Iterator[list]:
        yield [*sdmx.HEADER]
        yield from sdmx.observations(rows, about)

    return csv_lines(lines(), mark=False)


# --- Workbook -------------------------------------------------------------------------


def xlsx_file(about: About, language: str) -> Pieces:
    """Return a workbook of data, codebook, sources, and what it says of itself."""
    words = words_for(about.asked, language)
    values = stated_values(about.asked, words=words)
    return xlsx_pieces(_sheets(about, language, words, values))


def _sheets(about: About, language: str, words: Words, values) -> Iterator[SheetStream]:
    header = _header(language)
    widths = [column.width for column in COLUMNS]
    with override(language):
        titles = [_("Data"), _("Codebook"), _("Sources"), _("About")]
        code_header = [str(each) for each in HEADER]
        facts = list(facts_of(about))
        source_header = [
            *(_("Number"), _("Source"), _("Address"), _("Licence")),
            _("Kind"),
        ]
        fact_header = [_("What"), _("Facts")]
    yield SheetStream(titles[0], header, widths, lines_of(values))
    yield SheetStream(titles[1], code_header, WIDTHS, codebook(language))
    # Known only now that all rows were read.
    sources = (_source(each) for each in words.met())
    yield SheetStream(titles[2], source_header, (10, 60, 40, 24, 20), sources)
    yield SheetStream(titles[3], fact_header, (24, 100), facts)


def _source(source: Origin) -> list[object]:
    return [source.pk, source.name, source.url, source.licence, source.kind]


def facts_of(about: About) -> Iterator[tuple[str, str]]:
    """Yield what a file says of itself, as pairs of words."""
    yield _("Title"), about.title
    yield _("Published by"), about.publisher
    yield from about.filters
    yield _("Licence"), f"{about.licence}, {about.licence_url}"
    yield (
        _("Licence of sources"),
        _("What others published keeps the licence of its source."),
    )
    yield _("Suggested citation"), about.citation
    yield _("Address"), about.address


# --- JSON -----------------------------------------------------------------------------


def json_file(about: About, language: str) -> Pieces:
    """Return one object: what is said of the data, and `data` with its rows."""
    values = stated_values(about.asked, language=language)
    asked = about.asked
    said = {
        "title": about.title,
        "publisher": about.publisher,
        "licence": {"name": about.licence, "url": about.licence_url},
        "citation": about.citation,
        "address": about.address,
        "language": language,
        "as_of": about.day.isoformat(),
        "filter": {
            "countries": list(asked.countries),
            "indicators": list(asked.indicators),
            "theme": asked.theme,
            "dimension": asked.dimension,
            "start": asked.start,
            "end": asked.end,
            "totals_only": asked.totals_only,
        },
        "rows": count_rows(asked),
    }
    return _json(said, values)


def _json(said: dict, values) -> Pieces:
    opening = json.dumps(said, ensure_ascii=False, indent=1)
    yield f'{opening[:-2]},\n "data": ['.encode()
    names = [f"{json.dumps(key)}: " for key in KEYS]
    some: list[str] = []
    comma = "\n"
    for line in lines_of(values):
        cells = map(_literal, flat(line))
        pairs = [name + cell for name, cell in zip(names, cells, strict=True)]
        some.append(f"{{{', '.join(pairs)}}}")
        if len(some) >= JSON_ROWS:
            yield (comma + ",\n".join(some)).encode()
            comma, some = ",\n", []
    if some:
        yield (comma + ",\n".join(some)).encode()
    yield b"\n]}\n"


def _literal(cell: object) -> str:
    """Write a number with all its digits: as a float it would lose some."""
    return digits(cell) if cell.__class__ is Decimal else _dumped(cell)


@lru_cache(maxsize=2_000)
def _dumped(cell: str | int | None) -> str:
    return json.dumps(cell, ensure_ascii=False)


FORMATS: dict[str, tuple[str, Callable[[About, str], Pieces]]] = {
    "csv": ("text/csv; charset=utf-8", csv_file),
    "xlsx": (XLSX, xlsx_file),
    "json": ("application/json", json_file),
    "sdmx.csv": ("application/vnd.sdmx.data+csv; version=2.0.0", sdmx_file),
}
