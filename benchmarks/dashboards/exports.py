"""V10 and V11: open data as files, against bare COPY and bare openpyxl."""

import csv
import io
from collections.abc import Iterator
from time import perf_counter

from django.db import connection
from openpyxl import Workbook

from benchmarks.dashboards.goals import Result
from benchmarks.dashboards.pages import fetch
from benchmarks.dashboards.server import Answer, Memory, Reader

# About 162,000 rows: the totals of seven years, one row for each thing they state.
FIRST_YEAR = 2019
QUERY = f"totals=on&start={FIRST_YEAR}"
CSV, XLSX = f"/data/values.csv?{QUERY}", f"/data/values.xlsx?{QUERY}"
ROUNDS = 2
# The same values with the same facts, as PostgreSQL alone writes them.
BARE = f"""
COPY (
    SELECT country.iso3, country.name_en, indicator.code, definition.label_en,
           indicator.theme, indicator.dimension, version.year, version.breakdown,
           version.percent, version.quantity, version.amount, version.currency,
           version.gdp_percent, version.answer, version.text, version.low,
           version.high, version.standard_error, version.sample_size, version.quality,
           version.boundary, version.ages, version.coverage, version.footnote,
           source.name, source.url, version.published_at, version.id
    FROM monitoring_observationversion version
    JOIN monitoring_observation observation ON observation.id = version.observation_id
    JOIN monitoring_indicator indicator ON indicator.id = version.indicator_id
    JOIN monitoring_definition definition ON definition.id = version.definition_id
    JOIN pathfinders_pathfinder pathfinder ON pathfinder.id = version.pathfinder_id
    JOIN core_country country ON country.id = pathfinder.country_id
    LEFT JOIN monitoring_source source ON source.id = observation.source_id
    WHERE version.state = 'published' AND version.breakdown = ''
        AND version.year >= {FIRST_YEAR}
) TO STDOUT WITH (FORMAT csv)
"""


class _Counted(io.RawIOBase):
    """Takes what is written and keeps only how many lines and bytes it was."""

    lines = size = 0

    def write(self, some) -> int:
        self.lines += bytes(some).count(b"\n")
        self.size += len(some)
        return len(some)


def measured(asking: Reader) -> Iterator[Result]:
    """Yield both kinds of file; the fastest of a few rounds of each side counts."""
    memory = Memory()
    bare, ours = [], []
    for _round in range(ROUNDS):
        bare.append(_bare_copy())
        ours.append(_grown(memory, asking, CSV))
    answer = min((each for each, _grown in ours), key=lambda each: each.seconds)
    rows = [*csv.reader(io.StringIO(answer.body.decode("utf-8-sig")))]
    copied = min(seconds / sink.lines for seconds, sink in bare)
    share = 100 * copied / (answer.seconds / len(rows))
    pace = max(sink.size / seconds for seconds, sink in bare)
    by_bytes = 100 * len(answer.body) / answer.seconds / pace
    note = (
        f"{len(rows):,} rows in {answer.seconds:.1f} s; byte by byte {by_bytes:.0f} %"
    )
    yield Result("V10", "CSV: of the speed of bare COPY", share, 20, "%", False, note)
    most = max(grown for _answer, grown in ours)
    yield Result("V10", "CSV: memory", most, 10, "MB")
    first = min(each.first for each, _grown in ours)
    yield Result("V10", "CSV: first byte", first, 0.5, "s")
    yield from _spreadsheet(memory, asking, rows)


def _spreadsheet(memory: Memory, asking: Reader, rows: list) -> Iterator[Result]:
    start = perf_counter()
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())
    alone = perf_counter() - start
    answer, grown = _grown(memory, asking, XLSX)
    what = "XLSX: against openpyxl alone writing the same cells"
    note = f"{answer.seconds:.1f} s against {alone:.1f} s"
    yield Result("V11", what, answer.seconds / alone, 1.2, note=note)
    yield Result("V11", "XLSX: memory", grown, 30, "MB")


def _grown(memory: Memory, asking: Reader, path: str) -> tuple[Answer, float]:
    """Return a file, and by how much the process grew while it was made."""
    memory.forget()
    before = memory.peak
    answer = fetch(asking, path)
    return answer, memory.peak - before


def _bare_copy() -> tuple[float, _Counted]:
    sink = _Counted()
    start = perf_counter()
    with connection.cursor() as cursor:
        cursor.copy_expert(BARE, sink)
    return perf_counter() - start, sink
