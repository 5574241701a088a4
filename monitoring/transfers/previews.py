"""What would come of a file, row by row, as the pages of an import show it.

A small file is planned for each page. The outcome of a big one is kept in an archive
of pages, so that one page is read and not a hundred thousand rows.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from monitoring.figures import breakdowns
from monitoring.figures.shown import shown
from monitoring.models import Source
from monitoring.transfers.applying import digest_of
from monitoring.transfers.catalogues import Catalogue
from monitoring.transfers.planning import Plan, Planned

PAGE_ROWS = 50
# Kinds of rows in the order of the tabs.
KINDS = ("fault", "changed", "new", "same", "warning", "skipped")


class PreviewRow(NamedTuple):
    """One row in words; `said` are faults, warnings, or why it is left out."""

    place: str
    country: str = ""
    code: str = ""
    label: str = ""
    year: str = ""
    part: str = ""
    source: str = ""
    raw: str = ""
    before: str = ""
    after: str = ""
    said: Sequence[str] = ()


class Preview(NamedTuple):
    """Rows by kind, how many of each there are, and the digest of the plan."""

    rows: Mapping[str, Sequence[PreviewRow]]
    counts: Mapping[str, int]
    seen: str


def preview_of(plan: Plan, catalogue: Catalogue, *, language: str) -> Preview:
    words = _Words(plan, catalogue, language)
    rows = {
        "fault": [
            PreviewRow(each.place, raw=each.text[:200], said=(each.message,))
            for each in plan.faults
        ],
        "new": [words.row(each) for each in plan.rows if each.is_new],
        "changed": [words.row(each) for each in plan.rows if not each.is_new],
        "same": [words.row(each) for each in plan.unchanged],
        "warning": [words.row(each) for each in words.odd],
        "skipped": [
            PreviewRow(skip.about, code=skip.reason, raw=str(n))
            for skip, n in sorted(plan.left_out.items(), key=lambda pair: -pair[1])
        ],
    }
    counts = {kind: len(found) for kind, found in rows.items()}
    counts["skipped"] = sum(plan.skipped.values())
    return Preview(rows, counts, digest_of(plan))


class _Words:
    """Planned rows in words; equal contents are written once."""

    def __init__(self, plan: Plan, catalogue: Catalogue, language: str):
        self.language, self.names = language, catalogue.names
        self.countries = {key: iso3 for iso3, key in catalogue.countries.items()}
        self.sources = _names_of_sources(plan)
        self.warnings: dict[tuple, list[str]] = {}
        self.odd: list[Planned] = []
        for row, finding in plan.warnings:
            if row.key not in self.warnings:
                self.odd.append(row)
            self.warnings.setdefault(row.key, []).append(finding.message)
        self.known: dict[tuple[int, int], str] = {}

    def row(self, row: Planned) -> PreviewRow:
        country, _indicator, year, breakdown, source, _variant = row.key
        before = row.standing.content if row.standing else None
        return PreviewRow(
            row.place,
            self.countries.get(country, ""),
            row.definition.indicator.code,
            str(row.definition.label),
            str(year),
            breakdowns.label(breakdown, self.names),
            source if isinstance(source, str) else self.sources.get(source, ""),
            row.raw[:200],
            self._value(before, row.definition) if before else "",
            self._value(row.content, row.definition),
            tuple(self.warnings.get(row.key, ())),
        )

    def _value(self, content, definition) -> str:
        key = (id(content), definition.pk)
        if (found := self.known.get(key)) is None:
            whole = shown(
                content, definition, language=self.language, exact=True, withheld=False
            )
            found = self.known[key] = f"{whole.words}. {whole.note}".rstrip(". ")
        return found


def _names_of_sources(plan: Plan) -> dict[int | str | None, str]:
    """Return what the sources are called that rows name; none where all have one."""
    keys = {row.key[4] for row in (*plan.rows, *plan.unchanged)}
    if len(keys) < 2:
        return {}
    known = [key for key in keys if isinstance(key, int)]
    return dict(Source.objects.filter(pk__in=known).values_list("pk", "name"))


# --- Kept for a while -----------------------------------------------------------------


def to_archive(preview: Preview) -> bytes:
    """Write a preview as an archive with one member for each page."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        lengths = {kind: len(rows) for kind, rows in preview.rows.items()}
        facts = {"counts": preview.counts, "seen": preview.seen, "lengths": lengths}
        archive.writestr("facts.json", json.dumps(facts))
        for kind, rows in preview.rows.items():
            for first in range(0, len(rows), PAGE_ROWS):
                page = json.dumps(rows[first : first + PAGE_ROWS])
                archive.writestr(_member(kind, first), page)
    return content.getvalue()


def of_archive(content: bytes) -> Preview:
    archive = ZipFile(BytesIO(content))
    facts = json.loads(archive.read("facts.json"))
    rows = {
        kind: StoredRows(archive, kind, length)
        for kind, length in facts["lengths"].items()
    }
    return Preview(rows, facts["counts"], facts["seen"])


class StoredRows(Sequence):
    """Rows of an archive, read page by page."""

    def __init__(self, archive: ZipFile, kind: str, length: int):
        self.archive, self.kind, self.length = archive, kind, length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, at):
        if not isinstance(at, slice):
            return self[at : at + 1][0]
        first, end, _step = at.indices(self.length)
        return list(self._between(first, end))

    def _between(self, first: int, end: int) -> Iterator[PreviewRow]:
        for start in range(first - first % PAGE_ROWS, end, PAGE_ROWS):
            rows = json.loads(self.archive.read(_member(self.kind, start)))
            for number, row in enumerate(rows, start=start):
                if first <= number < end:
                    yield PreviewRow(*row)


def _member(kind: str, first: int) -> str:
    return f"{kind}/{first}.json"
