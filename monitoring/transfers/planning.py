"""What would come of the rows of a file: new, changed, the same, or at fault.

Planning writes nothing. The plan is made again, on locked countries, when it is
applied, so what the person saw and what happens differ only by what others did since.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitoring.enums import (
    OPEN_VALUE_STATES,
    WORKING_VALUE_STATES,
    Axis,
    ValueState,
)
from monitoring.figures.checks import Cell, Finding, findings
from monitoring.figures.content import NAMES, Content
from monitoring.figures.reading import read_value
from monitoring.models import (
    AxisItem,
    Definition,
    Indicator,
    ObservationVersion,
    ValueImport,
)
from monitoring.recording import current_definition
from monitoring.transfers.long_rows import Fault, LongRow, Skip

COUNTING = (*WORKING_VALUE_STATES, ValueState.PUBLISHED)
# A place: country, indicator, year, part, name of the source, variant.
Key = tuple[int, int, int, str, str, str]


class Standing(NamedTuple):
    """What is on record at a place: the version in work, else the public one."""

    observation: int
    version: int
    number: int
    state: str
    definition: int
    content: Content


@dataclass(frozen=True, slots=True)
class Planned:
    """One row with what it would do; `standing` is what it would replace."""

    place: str
    key: Key
    definition: Definition
    content: Content
    raw: str
    standing: Standing | None

    @property
    def is_new(self) -> bool:
        return self.standing is None


@dataclass(slots=True)
class Plan:
    """All rows of a file. Nothing is applied while there are `faults`."""

    rows: list[Planned] = field(default_factory=list)
    same: int = 0
    skipped: Counter = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

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


@dataclass(frozen=True)
class Catalogue:
    """Countries by ISO3 and indicators with their definition by code."""

    countries: Mapping[str, int]
    definitions: Mapping[str, Definition]
    ages: Mapping[str, tuple[int | None, int | None]]


def catalogue_for(countries: Mapping[str, int]) -> Catalogue:
    """Read what rows are held against; `countries` maps ISO3 to keys of pathfinders."""
    indicators = Indicator.objects.standard().prefetch_related("definitions")
    definitions = {}
    for indicator in indicators:
        definition = current_definition(indicator)
        definition.indicator = indicator
        if not definition.is_computed:
            definitions[indicator.code] = definition
    ages = AxisItem.objects.filter(axis=Axis.AGE, from_age__isnull=False)
    return Catalogue(
        countries=countries,
        definitions=definitions,
        ages={each.code: (each.from_age, each.to_age) for each in ages},
    )


def plan(
    value_import: ValueImport,
    rows: Iterable[LongRow | Fault | Skip],
    catalogue: Catalogue,
    *,
    language: str,
    this_year: int,
) -> Plan:
    """Hold every row against what is on record, with every check on."""
    made, read = Plan(), {}
    for row in rows:
        if isinstance(row, Fault):
            made.faults.append(row)
        elif isinstance(row, Skip):
            made.skipped[row.reason] += 1
        else:
            _read(row, value_import, catalogue, language, made, read)
    standing = _standing(catalogue, {row.key[0] for row in read.values()})
    for row in read.values():
        _place(row, standing.get(row.key), made, value_import)
    _check(made, standing, catalogue, this_year)
    return made


def _read(row: LongRow, value_import, catalogue, language: str, made, read) -> None:
    """Read one row into `read`, or note its fault."""
    try:
        found = _planned(row, value_import, catalogue, language)
    except ValidationError as error:
        made.faults.append(Fault(row.place, row.text, " ".join(error.messages)))
        return
    if found is None:
        made.skipped["blank"] += 1
        return
    first = read.setdefault(found.key, found)
    if first is not found and first.content != found.content:
        made.faults.append(
            Fault(
                row.place,
                row.text,
                _("The same figure stands at %(place)s with another value.")
                % {"place": first.place},
            )
        )


def _planned(row: LongRow, value_import, catalogue, language: str) -> Planned | None:
    definition = catalogue.definitions.get(row.code)
    country = catalogue.countries.get(row.country)
    if definition is None or country is None:
        raise ValidationError(_("The country or the indicator is not known here."))
    content = _content(row, definition, language)
    if content.is_blank:
        return None
    source = value_import.source.name if value_import.source else row.source
    key = (
        *(country, definition.indicator_id, row.year, row.breakdown),
        *(source, row.variant),
    )
    return Planned(row.place, key, definition, content, row.text, None)


def _content(row: LongRow, definition: Definition, language: str) -> Content:
    if row.empty:
        why = _("The file says: %(text)s") % {"text": row.text or row.empty}
        return Content(empty=row.empty, empty_reason=why, footnote=row.footnote)
    content = read_value(
        definition,
        row.text,
        unit=row.unit,
        language=language,
        decimal_mark=row.decimal_mark,
    )
    facts = {
        "footnote": " ".join(filter(None, (content.footnote, row.footnote)))[:500],
        "quality": content.quality or row.quality,
        "ages": row.ages,
        "low": _number(row.low, row, definition, language),
        "high": _number(row.high, row, definition, language),
    }
    if row.multiplier != 1 and content.quantity is not None:
        facts["quantity"] = content.quantity * row.multiplier
    changed = {name: value for name, value in facts.items() if value}
    return replace(content, **changed) if changed else content


def _number(text: str, row: LongRow, definition, language: str) -> Decimal | None:
    if not text.strip():
        return None
    read = read_value(
        definition,
        text,
        unit=row.unit,
        language=language,
        decimal_mark=row.decimal_mark,
    )
    return read.percent if read.percent is not None else read.quantity


def _standing(catalogue: Catalogue, countries: set[int]) -> dict[Key, Standing]:
    """Return what is on record for these countries, by place (one query)."""
    rows = ObservationVersion.objects.filter(
        pathfinder__in=countries,
        indicator__in=[each.indicator_id for each in catalogue.definitions.values()],
        state__in=COUNTING,
    ).values_list(
        "pathfinder",
        "indicator",
        "year",
        "breakdown",
        "observation__source__name",
        "observation__variant",
        "observation",
        "pk",
        "number",
        "state",
        "definition",
        *NAMES,
    )
    found: dict[Key, Standing] = {}
    for row in rows.order_by().iterator(chunk_size=5000):
        key = (*row[:4], row[4] or "", row[5])
        other = found.get(key)
        if other is None or other.state == ValueState.PUBLISHED:
            values = dict(zip(NAMES, row[11:], strict=True))
            values["items"] = tuple(values["items"])
            found[key] = Standing(*row[6:11], Content(**values))
    return found


def _place(row: Planned, standing: Standing | None, made: Plan, value_import) -> None:
    """Sort one row into the plan."""
    if standing is None:
        made.rows.append(row)
    elif standing.content == row.content and (standing.definition == row.definition.pk):
        made.same += 1
    elif why := _why_locked(standing, value_import):
        made.faults.append(Fault(row.place, row.raw, why))
    else:
        made.rows.append(replace(row, standing=standing))


def _why_locked(standing: Standing, value_import: ValueImport) -> str:
    """Return why a file may not change what stands there; empty when it may.

    Facts of others, which the secretariat brings, replace what was public of them.
    """
    if value_import.pathfinder_id is None or standing.state in OPEN_VALUE_STATES:
        return ""
    if standing.state == ValueState.PUBLISHED:
        return _("The value is published. Ask for a correction first.")
    return _("The value was sent in. Take it back first.")


def _check(made: Plan, standing, catalogue: Catalogue, this_year: int) -> None:
    cells = [_cell(row.key, row.content, row.definition) for row in made.rows]
    places = {id(cell): row for cell, row in zip(cells, made.rows, strict=True)}
    replaced = {row.key for row in made.rows}
    by_indicator = {each.indicator_id: each for each in catalogue.definitions.values()}
    before = [
        _cell(key, known.content, by_indicator[key[1]])
        for key, known in standing.items()
        if key not in replaced
    ]
    for finding in findings(
        cells, before=before, this_year=this_year, ages=catalogue.ages
    ):
        if finding.blocks:
            row = places[id(finding.cell)]
            made.faults.append(Fault(row.place, row.raw, finding.message))
        else:
            made.warnings.append(finding)


def _cell(key: Key, content: Content, definition: Definition) -> Cell:
    country, _indicator, year, breakdown, source, variant = key
    return Cell(
        country=str(country),
        code=definition.indicator.code,
        year=year,
        breakdown=breakdown,
        source=_number_of(source),
        variant=variant,
        content=content,
        definition=definition,
    )


@lru_cache(maxsize=1000)
def _number_of(source: str) -> int:
    """Return a number that stands for the name of a source within one process."""
    return hash(source)
