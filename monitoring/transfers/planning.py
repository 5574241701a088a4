"""What would come of the rows of a file: new, changed, the same, or at fault.

Planning writes nothing. The plan is made again, on locked countries, when it is
applied, so what the person saw and what happens differ only by what others did since.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _

from alliance87.core.memory import without_collection
from monitoring.enums import (
    OPEN_VALUE_STATES,
    STANDING_VALUE_STATES,
    ValueState,
)
from monitoring.figures.checks import Cell, Finding, findings
from monitoring.figures.content import NAMES, Content
from monitoring.models import (
    Definition,
    Observation,
    ObservationVersion,
    Source,
    ValueImport,
)
from monitoring.transfers.catalogues import Catalogue, catalogue_for
from monitoring.transfers.long_rows import Fault, LongRow, Skip
from monitoring.transfers.own_tables import kept, squeezed
from monitoring.transfers.statements import Statements, joined

__all__ = ["Catalogue", "Plan", "Planned", "Standing", "catalogue_for", "plan"]

# A place: country, indicator, year, part, source, variant. The source is its key; of
# one that is not on record yet it is its name; None where no source is named.
Key = tuple[int, int, int, str, int | str | None, str]


class Standing(NamedTuple):
    """What is on record at a place.

    `version` counts there (None: nothing does any more); `number` is the highest that
    any version of the observation has.
    """

    observation: int
    number: int
    version: int | None = None
    state: str = ""
    definition: int | None = None
    content: Content | None = None


class Planned(NamedTuple):
    """One row with what it would do; `standing` is what it would replace."""

    place: str
    key: Key
    definition: Definition
    content: Content
    raw: str
    standing: Standing | None = None
    # Why there is no value, where the row says so.
    reason: str = ""

    @property
    def is_new(self) -> bool:
        return self.standing is None or self.standing.version is None


@dataclass(slots=True)
class Plan:
    """All rows of a file. Nothing is applied while there are `faults`.

    `warnings` are what the checks ask about, with the row each is about; `left_out`
    counts what was left out by its reason and text, where the rows came from a file.
    """

    rows: list[Planned] = field(default_factory=list)
    unchanged: list[Planned] = field(default_factory=list)
    skipped: Counter = field(default_factory=Counter)
    left_out: Mapping[Skip, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[tuple[Planned, Finding]] = field(default_factory=list)

    @property
    def same(self) -> int:
        return len(self.unchanged)

    @property
    def new(self) -> int:
        return sum(row.is_new for row in self.rows)

    @property
    def changed(self) -> int:
        return len(self.rows) - self.new

    @property
    def summary(self) -> dict[str, int]:
        """The counts that stay with the import."""
        return {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "skipped": sum(self.skipped.values()),
            "warnings": len(self.warnings),
        }


def plan(
    value_import: ValueImport,
    rows: Iterable[LongRow | Fault | Skip],
    catalogue: Catalogue,
    *,
    language: str,
    this_year: int,
    columns: Collection[str] | None = None,
) -> Plan:
    """Hold every row against what is on record, with every check on.

    `columns` is what a long table of the project says beside the value: all else stays
    as it is on record. None: a file states whole values.
    """
    with without_collection():
        return _plan(value_import, rows, catalogue, language, this_year, columns)


def _plan(value_import, rows, catalogue, language, this_year, columns) -> Plan:
    made = Plan()
    reader = _Reader(value_import, catalogue, language, made)
    read = reader.read(rows)
    is_reference = value_import.pathfinder_id is None
    standing = _standing(read, is_reference=is_reference)
    for row in read.values():
        found = standing.get(row.key)
        if columns is not None and found is not None:
            row = _kept(row, found, columns)
        closed = reader.of_others.get(row.key[4], "")
        _place(row, found, made, is_reference=is_reference, other=closed)
    _check(made, standing, catalogue, this_year)
    return made


def _kept(row: Planned, standing: Standing, columns: Collection[str]) -> Planned:
    """Leave as it is on record what the row does not say, and what says the same."""
    before = standing.content
    if before is None:
        return row
    content = kept(row.content, before, row.definition, columns, reason=row.reason)
    return row._replace(content=before if content == before else content)


# --- Reading --------------------------------------------------------------------------


class _Reader:
    """Rows on their way into a plan, each place once."""

    def __init__(self, value_import, catalogue: Catalogue, language: str, made: Plan):
        source = value_import.source
        self.source = source.pk if source else None
        self.sources: dict[str, int | str | None] = {"": None}
        self.of_others: dict[int | str | None, str] = {}
        if source is None:
            self._find_sources(value_import.pathfinder_id)
        self.countries, self.definitions = catalogue.countries, catalogue.definitions
        # Facts of others are for all readers, whoever brings them.
        self.statements = Statements(
            language,
            source=source.name if source else "",
            said_in=language if value_import.pathfinder_id else "en",
        )
        self.stranger = catalogue.stranger
        self.made = made
        self.found: dict[Key, Planned] = {}

    def _find_sources(self, pathfinder: int | None) -> None:
        """Learn the names of sources; the own one of a country before one of all.

        Sources of many countries stand in the table of one, and stay as they are.
        """
        known = Source.objects.for_country(pathfinder)
        own_last = known.order_by(F("pathfinder").asc(nulls_first=True), "-pk")
        for pk, name, own in own_last.values_list("pk", "name", "pathfinder"):
            self.sources[squeezed(name)] = pk
            if pathfinder and own is None:
                self.of_others[pk] = name

    def read(self, rows: Iterable[LongRow | Fault | Skip]) -> dict[Key, Planned]:
        for row in rows:
            if isinstance(row, LongRow):
                try:
                    self._read(row)
                except ValidationError as error:
                    self._refuse(row, " ".join(error.messages))
            elif isinstance(row, Fault):
                self.made.faults.append(row)
            else:
                self.made.skipped[row.reason] += 1
        return self.found

    def _read(self, row: LongRow) -> None:
        definition = self.definitions.get(row.code)
        country = self.countries.get(row.country)
        if definition is None or country is None:
            raise ValidationError(self._unknown(row, definition))
        content = self.statements.of(row, definition)
        if content.is_blank:
            self.made.skipped["blank"] += 1
            return
        source = self.source
        if source is None and row.source:
            source = self.sources.get(row.source) or self._named(row.source)
        key = (
            *(country, definition.indicator_id, row.year, row.breakdown),
            *(source, row.variant[:60]),
        )
        found = Planned(
            row.place, key, definition, content, row.text, reason=row.reason
        )
        first = self.found.setdefault(key, found)
        if first is not found:
            self._join(first, found, row)

    def _named(self, text: str) -> int | str | None:
        """Return the source of a name that was not met before."""
        name = squeezed(text)[:300]
        self.sources[text] = self.sources.setdefault(name, name)
        return self.sources[text]

    def _join(self, first: Planned, second: Planned, row: LongRow) -> None:
        """Make one value of two rows about one place, or refuse the second."""
        content = joined(first.content, second.content)
        if content is None:
            message = _("The same figure stands at %(place)s with another value.")
            self._refuse(row, message % {"place": first.place})
        elif content is not first.content:
            self.found[first.key] = first._replace(
                content=content,
                raw=f"{first.raw}; {second.raw}",
                place=f"{first.place}, {second.place}",
            )

    def _unknown(self, row: LongRow, definition: Definition | None) -> str:
        if definition is None:
            return _("The indicator %(code)s is not one that is reported here.") % {
                "code": row.code
            }
        if self.stranger:
            told = {"country": row.country, "own": self.stranger}
            text = _("This row is about %(country)s. You bring values of %(own)s only.")
            return text % told
        return _("%(country)s is not a pathfinder country.") % {"country": row.country}

    def _refuse(self, row: LongRow, message: str) -> None:
        self.made.faults.append(Fault(row.place, row.text, message))


# --- What is on record ----------------------------------------------------------------


def _standing(read: dict[Key, Planned], *, is_reference: bool) -> dict[Key, Standing]:
    """Return what is on record about these countries and indicators, by place.

    Two queries. Facts of others replace what is public of them: a draft in which a
    country confirms such a fact stays.
    """
    about = {
        "pathfinder__in": {key[0] for key in read},
        "indicator__in": {key[1] for key in read},
    }
    observations = Observation.objects.filter(**about).order_by()
    rows = observations.annotate(last=Max("versions__number")).values_list(
        *("pathfinder", "indicator", "year", "breakdown", "source", "variant"),
        *("pk", "last"),
    )
    places = {row[6]: (row[:6], row[7] or 0) for row in rows.iterator(chunk_size=5000)}
    found = {key: Standing(pk, last) for pk, (key, last) in places.items()}
    if not found:
        return found
    states = [ValueState.PUBLISHED] if is_reference else STANDING_VALUE_STATES
    versions = ObservationVersion.objects.filter(state__in=states, **about).order_by()
    columns = ("observation", "pk", "state", "definition", *NAMES)
    for row in versions.values_list(*columns).iterator(chunk_size=5000):
        key, last = places[row[0]]
        if found[key].version is None or found[key].state == ValueState.PUBLISHED:
            values = dict(zip(NAMES, row[4:], strict=True))
            values["items"] = tuple(values["items"])
            version, state, definition = row[1:4]
            said = Content(**values)
            found[key] = Standing(row[0], last, version, state, definition, said)
    return found


def _place(
    row: Planned,
    standing: Standing | None,
    made: Plan,
    *,
    is_reference: bool,
    other: str = "",
) -> None:
    """Sort one row into the plan; `other` is its source, where that is closed."""
    if standing is not None:
        row = row._replace(standing=standing)
    if standing is not None and _is_same(row, standing):
        made.unchanged.append(row)
    elif other:
        why = _("“%(source)s” is a source of others. Name a source of your own.")
        told = {"source": other}
        made.faults.append(Fault(row.place, row.raw, why % told))
    elif standing is None or standing.version is None:
        made.rows.append(row)
    elif why := _why_locked(standing, is_reference=is_reference):
        made.faults.append(Fault(row.place, row.raw, why))
    else:
        made.rows.append(row)


def _is_same(row: Planned, standing: Standing) -> bool:
    """Whether a row says what is on record, or is what is on record (`_kept`)."""
    if row.content is standing.content:
        return True
    is_defined_alike = standing.definition == row.definition.pk
    return is_defined_alike and standing.content == row.content


def _why_locked(standing: Standing, *, is_reference: bool) -> str:
    """Return why a file may not change what stands there; empty when it may.

    Facts of others, which the secretariat brings, replace what was public of them.
    """
    if is_reference or standing.state in OPEN_VALUE_STATES:
        return ""
    if standing.state == ValueState.PUBLISHED:
        return _("The value is published. Ask for a correction first.")
    return _("The value was sent in. Take it back first.")


# --- Checks ---------------------------------------------------------------------------


def _check(made: Plan, standing, catalogue: Catalogue, this_year: int) -> None:
    indicators = {
        each.indicator_id: (code, each) for code, each in catalogue.definitions.items()
    }
    cells = [_cell(row.key, row.content, indicators) for row in made.rows]
    places = {id(cell): row for cell, row in zip(cells, made.rows, strict=True)}
    replaced = {row.key for row in made.rows} if standing else ()
    before = [
        _cell(key, known.content, indicators)
        for key, known in standing.items()
        if known.content is not None and key not in replaced
    ]
    for finding in findings(
        cells,
        before=before,
        this_year=this_year,
        ages=catalogue.ages,
        names=catalogue.names,
    ):
        row = places[id(finding.cell)]
        if finding.blocks:
            made.faults.append(Fault(row.place, row.raw, finding.message))
        else:
            made.warnings.append((row, finding))


def _cell(key: Key, content: Content, indicators) -> Cell:
    # A source that is not on record yet is told from others by its name.
    source: Any = key[4]
    code, definition = indicators[key[1]]
    return Cell(str(key[0]), code, key[2], key[3], source, key[5], content, definition)
