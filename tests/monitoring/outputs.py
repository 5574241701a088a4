"""What a reader finds in everything that leaves the house: pages, tables, documents."""

import csv
import json
import re
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from openpyxl import load_workbook

from monitoring.models import Indicator, IndicatorSet, ObservationVersion
from monitoring.reports.open_data.files import FORMATS
from pathfinders.views.register_kinds import REGISTERS
from tests.monitoring.canaries import YEAR, Record
from tests.monitoring.publications import DAYS, DRAFT, Publication, part_of

PRINTED = re.compile(
    r'<span class="value value--((?:(?!</td|</dd|</p>|class="value value--).)*)',
    re.DOTALL,
)
LED_TO = re.compile(r"/values/(\d+)/")
POINT = re.compile(
    r'<td class="table__num"><a href="[^"]*/values/(\d+)/(?:\?[^"]*)?">(.*?)</a>'
)
LONG_AGO = "2020-01-01"
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
    "theme": ["child_labour", "child-labour"],
    "direction": ["up"],
    "language": ["fr"],
    "token": ["none"],
    "kind": ["svg", "png", "csv"],
    "chart": ["newest", "years", "map", "world"],
}
DATED = {
    *(f"monitoring:value{each}" for each in ("", "s", "s-csv", "s-xlsx")),
    *("country", "country-pdf"),
    *("monitoring:course", "monitoring:course-file"),
    *("monitoring:across", "monitoring:across-file"),
    *("monitoring:gaps", "monitoring:gaps-csv"),
    *("monitoring:open-data", "monitoring:open-data-file", "api:values"),
}
CHANGES = "meetings:changes"
API_VALUES = "api:value"
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CHANGE = re.compile(
    r'<td data-label="Change">(.*?)(?:<span class="table__note">|</td>)', re.DOTALL
)
COMPARED = {"monitoring:compare", "monitoring:compare-csv"}
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
            self._changes(day)
            self._open_data(query)
            self._api(reverse("api:values") + query)
            self._course(query)
            self._across(query)
            self._page(f"/pathfinders/{self.slug}/{query}")
        for pk in self.by_observation:
            self._page(f"{self._url('value', pk=pk)}{query}", about=pk)
        # A version has no past: it stands at its address since it became public.
        for version in [] if query else self.publication.versions.values():
            self._version(version)
        indicator = self.publication.definition.indicator
        pages = [indicator.get_absolute_url()]
        if indicator.pathfinder_id:
            pages.append(self._url("own-indicators"))
        for url in pages:
            self._page(url)
        return self

    def _changes(self, until: str) -> None:
        """Read what changed since long ago: a value beside the one before it."""
        keys = {"since": LONG_AGO, "until": until, "country": self.slug.upper()}
        text = self._get(f"{reverse(CHANGES)}?{urlencode(keys)}").decode()
        for row in ROW.findall(text):
            if (found := LED_TO.search(row)) and (words := CHANGE.search(row)):
                said = UNSEEN.sub("", words[1])
                self._hear(int(found[1]), TAG.sub(" ", said))

    def _version(self, version) -> None:
        """Read the page of one version, which is about that version alone."""
        url = reverse("monitoring:value-version", kwargs={"pk": version.pk})
        text = self._get(url).decode()
        self._api(reverse(API_VALUES, kwargs={"version": version.pk}))
        for around in PRINTED.findall(text):
            words = TAG.sub(" ", UNSEEN.sub("", f"<{around}"))
            if {version.quantity, version.percent} & numbers_in(words):
                self.heard.add(version.pk)

    def _open_data(self, query: str) -> None:
        """Read the file and the first values of open data."""
        self._page(f"{reverse('monitoring:open-data')}{query}")
        url = reverse("monitoring:open-data-file", kwargs={"kind": "csv"})
        content = b"".join(self.client.get(url + query).streaming_content)
        for row in csv_rows(content):
            pk = int(row["Address of this version"].rstrip("/").rpartition("/")[2])
            self._hear_exactly(pk, row["Value"])

    def _api(self, url: str) -> None:
        """Read the values of the interface for programs, to the last page."""
        while url:
            said = json.loads(self._get(url))
            for row in said.get("items", said.get("statements")):
                self._hear_exactly(row["version"], str(row["value"]))
            url = said.get("next")

    def _hear_exactly(self, pk: int, text: str) -> None:
        """Remember a number that is said of one version, and of no other."""
        if version := self.publication.versions.get(pk):
            numbers = numbers_in(text)
            self.draft |= DRAFT in numbers
            if {version.quantity, version.percent} & numbers:
                self.heard.add(pk)

    def _course(self, query: str) -> None:
        """Read the numbers of the course over the years, each beside its value."""
        code = self.publication.definition.indicator.code
        text = self._get(f"{self._url('course', code=code)}{query}").decode()
        for pk, words in POINT.findall(text):
            self._hear(int(pk), words)

    def _across(self, query: str) -> None:
        """Read the numbers of the country beside those of others."""
        indicator = self.publication.definition.indicator
        if indicator.pathfinder_id is None:
            page = reverse("monitoring:across", kwargs={"code": indicator.code})
            self._page(f"{page}{query}")
            for pk, words in POINT.findall(self._get(f"{page}{query}").decode()):
                self._hear(int(pk), words)

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
        is_asked = is_thorough or not url.endswith(("/pdf/", "/profile.pdf"))
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
            if name in COMPARED:
                yield from ((name, f"{url}?{each}") for each in questions(record))
            if name in DATED:
                yield from ((name, f"{url}?as_of={day}") for day in DAYS if day)
            if name.startswith((CHANGES, "api:changes")):
                yield name, f"{url}?since={LONG_AGO}"


def questions(record: Record) -> Iterator[str]:
    """Yield what to ask of the comparison, so that it shows all years there are."""
    slug = record.pathfinder.country.slug
    years = "".join(f"&country={slug}&year={YEAR - back}" for back in range(4))
    yield from (f"indicator=X-SECRET{years}&as_of={day}" for day in DAYS)


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
    if name in {"monitoring:value-version", API_VALUES}:
        return list(ObservationVersion.objects.values_list("pk", flat=True))
    if name == "monitoring:open-data-file":
        return list(FORMATS)
    if parameter == "pk" and name.startswith("monitoring:value"):
        return [each.pk for each in record.observations]
    if parameter == "code":
        codes = Indicator.objects.values_list("code", flat=True)
        return [*codes, *IndicatorSet.objects.values_list("code", flat=True)]
    if parameter == "uuid":
        return [each.uuid for each in record.documents]
    return KEYS.get(parameter) or record.keys
