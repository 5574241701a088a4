"""A million public values by COPY, with every constraint and trigger at work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from alliance87.core.documents import file_pdf
from alliance87.core.models import DocumentVersion, User
from benchmarks.dashboards.sizes import LAST_YEAR, PARTS, Size
from monitoring.enums import Boundary, Frequency, Quality, SourceKind, ValueState
from monitoring.figures.content import Content
from monitoring.models import (
    Definition,
    Evidence,
    Observation,
    ObservationVersion,
    Source,
)
from monitoring.transfers.applying import COLUMNS, EVIDENCE, OBSERVATION, VERSION
from monitoring.transfers.copying import copy_lines, count_anew, line, new_keys

PDF = b"%PDF-1.4\n%%EOF\n"
NAME = "Example: generated for a benchmark"
# Of the whole, what each part has.
SHARES = {"": 100, "sex=F": 45, "sex=M": 55, "age=5-11": 40, "age=12-14": 35}
SMALL_EVERY = 23  # so many values, and then one about few people
PROVED_OF_THREE = 2


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is asked of each country: a definition with a source of all or its own.

    Of the 73 indicators of the annex 14 are computed and have no values. As many others
    are stated by two sources instead, so that pages have to choose.
    """

    own: tuple[Definition, ...]
    others: tuple[Definition, ...]
    database: Source
    file: DocumentVersion
    by: User

    @classmethod
    def read(cls, size: Size, by: User) -> "Catalogue":
        typed = [
            each
            for each in Definition.objects.order_by("entries__position")
            if not each.is_computed
        ]
        document = file_pdf(PDF, "example.pdf", title=NAME, by=by)
        return cls(
            own=tuple(typed[: size.series]),
            others=tuple(typed[: max(0, size.series - len(typed))]),
            database=Source.objects.create(
                kind=SourceKind.GLOBAL_DATABASE, name=f"{NAME}, database", created_by=by
            ),
            file=document.versions.get(),
            by=by,
        )


def write(pathfinder, country: int, size: Size, catalogue: Catalogue) -> None:
    """Write the values of one country; the caller holds the transaction."""
    survey = Source.objects.create(
        pathfinder=pathfinder,
        kind=SourceKind.SURVEY,
        name=f"{NAME}, survey",
        created_by=catalogue.by,
    )
    named = [(each, survey) for each in catalogue.own]
    named += [(each, catalogue.database) for each in catalogue.others]
    cells = [
        (definition, source, year, part)
        for definition, source in named
        for year in range(LAST_YEAR - size.years + 1, LAST_YEAR + 1)
        for part in PARTS
    ]
    keys = new_keys(Observation, len(cells))
    placed = list(zip(keys, cells, strict=True))
    copy_lines(Observation, OBSERVATION, _observations(pathfinder, placed))
    count_anew(Observation)
    copy_lines(
        ObservationVersion, VERSION, _versions(pathfinder, country, placed, catalogue)
    )
    copy_lines(Evidence, EVIDENCE, _evidence(placed, catalogue))


def _observations(pathfinder, placed) -> Iterator[str]:
    for key, (definition, source, year, part) in placed:
        indicator = definition.indicator_id
        yield line((key, pathfinder.pk, indicator, year, part, source.pk, ""))


def _versions(pathfinder, country: int, placed, catalogue: Catalogue) -> Iterator[str]:
    for number, (key, (definition, _source, year, part)) in enumerate(placed):
        content = _content(definition, country, number, year, part)
        moment = published(year)
        identity = (key, pathfinder.pk, definition.indicator_id, year, part)
        entered = (ValueState.PUBLISHED, moment, catalogue.by.pk, "", None, moment)
        yield line((*identity, 1, definition.pk, "", *COLUMNS(content), *entered))


def published(year: int) -> datetime:
    """Return when the values of a year became public: in June of the next."""
    return datetime(year + 1, 6, 1, 12, tzinfo=UTC)


def _evidence(placed, catalogue: Catalogue) -> Iterator[str]:
    for number, (key, (_definition, _source, year, _part)) in enumerate(placed):
        if number % 3 < PROVED_OF_THREE:
            by = catalogue.by.pk
            where = f"page {number % 90 + 1}"
            yield line((key, where, catalogue.file.pk, "", published(year), by))


# --- What is stated -------------------------------------------------------------------


def _content(definition, country: int, number: int, year: int, part: str) -> Content:
    """Return what a kind of value states; the same at every run."""
    share = SHARES.get(part, 25)
    people = (20_000 + 37 * country + 900 * (year % 7)) * share // 100
    if number % SMALL_EVERY == 0:
        people = number % 10
    facts = {"quality": Quality.OFFICIAL, "ages": "5-17", "boundary": Boundary.SNA}
    percent = Decimal(people % 4000) / 100
    return Content(**STATED[definition.value_type](people, percent, year), **facts)


def _yes_no(people: int, percent: Decimal, year: int) -> dict:
    return {"answer": bool(people % 2), "text": "Labour Code, article 12"}


def _money(people: int, percent: Decimal, year: int) -> dict:
    return {"amount": Decimal(people * 100), "currency": "USD", "gdp_percent": percent}


STATED = {
    "share": lambda people, percent, year: {"quantity": people, "percent": percent},
    "number": lambda people, percent, year: {"quantity": people},
    "percent": lambda people, percent, year: {"percent": percent},
    "instruments": lambda people, percent, year: {"quantity": people % 9},
    "yes_no": _yes_no,
    "year": lambda people, percent, year: {"year_stated": year - people % 5},
    "frequency": lambda people, percent, year: {"frequency": Frequency.TWO_YEARS},
    "money": _money,
    "list": lambda people, percent, year: {"items": ("Mining", "Domestic work")},
}
