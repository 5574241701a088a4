"""What a reader finds in everything that leaves the house: pages, tables, documents."""

import csv
import re
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from openpyxl import load_workbook

from monitoring.models import Indicator, IndicatorSet
from pathfinders.views.register_kinds import REGISTERS
from tests.monitoring.canaries import YEAR, Record
from tests.monitoring.publications import DAYS, DRAFT, Publication, part_of

PRINTED = re.compile(
    r'<span class="value value--((?:(?!</td|</dd|</p>|class="value value--).)*)',
    re.DOTALL,
)
LED_TO = re.compile(r"/values/(\d+)/")
UNSEEN = re.compile(r'<span class="vh">.*?</span>|<svg.*?</svg>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# What parameters of addresses may be, besides keys of what is on record.
KEYS = {
    "register": list(REGISTERS),
    "number": [1],
    "other": [2],
    "year": [YEAR, YEAR + 1],
    "row": [1],
    "field": ["baseline"],
    "check": ["jump"],
    "dimension": ["prevalence"],
    "theme": ["child_labour"],
    "direction": ["up"],
    "language": ["fr"],
    "token": ["none"],
}
DATED = {f"monitoring:value{each}" for each in ("", "s", "s-csv", "s-xlsx")}
BASELINE = re.compile(r'data-label="Baseline">(.*?)</td>|<dt>Baseline</dt><dd>(.*?)<')


class Reader:
    """Somebody who reads all there is of a publication and remembers the numbers.

    `heard` holds the keys of the versions whose number was printed; `baseline` says
    whether that of the indicator was, `draft` whether a number nobody published was.
    """

    def __init__(self, publication: Publication, client: Client):
        self.publication, self.client = publication, client
        self.heard: set[int] = set()
        self.baseline = self.draft = False
        self.slug = publication.pathfinder.country.slug
        self.by_observation: dict[int, list] = {}
        for each in publication.versions.values():
            self.by_observation.setdefault(each.observation_id, []).append(each)

    def read(self, days: tuple[str, ...] = DAYS) -> "Reader":
        """Read all there is on these days, and the page of each value on the last."""
        for day in days:
            query = f"?as_of={day}" if day else ""
            self._page(f"{self._url('values')}{query}")
            self._table(csv_rows(self._get(f"{self._url('values-csv')}{query}")))
            self._table(xlsx_rows(self._get(f"{self._url('values-xlsx')}{query}")))
        for pk in self.by_observation:
            self._page(f"{self._url('value', pk=pk)}{query}", about=pk)
        indicator = self.publication.definition.indicator
        pages = [indicator.get_absolute_url(), f"/pathfinders/{self.slug}/"]
        if indicator.pathfinder_id:
            pages.append(self._url("own-indicators"))
        for url in pages:
            self._page(url)
        return self

    def _url(self, name: str, **keys) -> str:
        return reverse(f"monitoring:{name}", kwargs={"iso3": self.slug} | keys)

    def _get(self, url: str) -> bytes:
        answer = self.client.get(url)
        assert answer.status_code == 200, url
        return answer.content

    def _page(self, url: str, *, about: int = 0) -> None:
        """Read a page; what leads to no other value is about the one it is of."""
        text = self._get(url).decode()
        for around in PRINTED.findall(text):
            found = LED_TO.search(around)
            words = TAG.sub(" ", UNSEEN.sub("", f"<{around}"))
            self._hear(int(found[1]) if found else about, words)
        stated = self.publication.definition.baseline
        for found in BASELINE.findall(text):
            self.baseline |= stated in numbers_in("".join(found).partition(" in ")[0])

    def _table(self, rows: Iterator[dict[str, str]]) -> None:
        for row in rows:
            said = (row["Source"], row.get("Variant") or "", part_of(row))
            for pk, versions in self.by_observation.items():
                found = versions[0].observation
                if said == (found.source.name, found.variant, found.breakdown):
                    self._hear(pk, row["Value"])

    def _hear(self, pk: int, text: str) -> None:
        numbers = numbers_in(text)
        self.draft |= DRAFT in numbers
        for version in self.by_observation.get(pk, ()):
            if {version.quantity, version.percent} & numbers:
                self.heard.add(version.pk)


def numbers_in(text: str) -> set[Decimal]:
    return {Decimal(each.replace(",", "")) for each in NUMBER.findall(text)}


def csv_rows(content: bytes) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(StringIO(content.decode("utf-8-sig")))


def xlsx_rows(content: bytes) -> Iterator[dict[str, str]]:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    for row in rows:
        yield {
            name: "" if cell is None else str(cell)
            for name, cell in zip(header, row, strict=True)
        }


# --- Every byte -----------------------------------------------------------------------


def opened(answer, folder: Path) -> str:
    """Return all text of an answer: its headers, and what its file holds inside."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    parts = [f"{name}: {value}" for name, value in answer.items()]
    parts.append(content.decode("utf-8", "replace"))
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            parts += [
                archive.read(name).decode("utf-8", "replace")
                for name in archive.namelist()
            ]
    if content.startswith(b"%PDF"):
        file = folder / "read.pdf"
        file.write_bytes(content)
        for program in (["pdftotext", file, "-"], ["pdfinfo", file]):
            done = subprocess.run(program, capture_output=True, check=True)
            parts.append(done.stdout.decode())
    return "\n".join(parts)


@dataclass(frozen=True)
class Answer:
    name: str
    url: str
    status: int
    text: str


def everything(
    client: Client,
    record: Record,
    folder: Path,
    *,
    is_thorough: bool = False,
    only: Collection[str] = (),
) -> list[Answer]:
    """Return all that a person gets from every address: with one key, and PDF left out.

    Thorough: with each key that may fit, as values are read always, and PDF too.
    """
    found = []
    for name, url in addresses(record, is_thorough=is_thorough):
        is_asked = is_thorough or not url.endswith("/pdf/")
        if is_asked and (not only or name in only):
            answer = client.get(url)
            text = opened(answer, folder)
            found.append(Answer(name, url, answer.status_code, text))
    return found


def addresses(record: Record, *, is_thorough: bool) -> Iterator[tuple[str, str]]:
    for name, names in routes(get_resolver()):
        first = None if is_thorough or name == "monitoring:value" else 1
        keys = [keys_of(name, each, record)[:first] for each in names]
        for values in product(*keys):
            try:
                url = reverse(name, kwargs=dict(zip(names, values, strict=True)))
            except NoReverseMatch:
                continue
            yield name, url
            if name in DATED:
                yield from ((name, f"{url}?as_of={day}") for day in DAYS if day)


def routes(resolver, space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the parameters of every address but those of the admin."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", sorted(entry.pattern.converters)
        elif str(entry.pattern) not in {"admin/", "account/"}:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, inner)


def keys_of(name: str, parameter: str, record: Record) -> list:
    """Return what a parameter of an address may be, as far as anything is on record."""
    if parameter == "iso3":
        return [record.pathfinder.country.slug]
    if parameter == "pk" and name.startswith("monitoring:value"):
        return [each.pk for each in record.observations]
    if parameter == "code":
        codes = Indicator.objects.values_list("code", flat=True)
        return [*codes, *IndicatorSet.objects.values_list("code", flat=True)]
    if parameter == "uuid":
        return [each.uuid for each in record.documents]
    return KEYS.get(parameter) or record.keys
