"""Random publications of counts of people, in the database as the verbs leave them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from monitoring.enums import ValueState, ValueType
from monitoring.figures import breakdowns
from monitoring.models import Definition, ObservationVersion
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.test_disclosure_random import AXES, K, Table, a_table

YEAR = 2023
FIRST = datetime(2025, 1, 10, 12, tzinfo=UTC)
SECOND = datetime(2025, 3, 10, 12, tzinfo=UTC)
# The days a reader may ask for: before, between and after the publications.
DAYS = ("2025-01-09", "2025-02-01", "")
CELLS = 12
DRAFT = Decimal("77123.5")


@dataclass
class Publication:
    """What is public of one figure: the truth, and each version that states a cell.

    `follows` are the definitions its versions may follow, the last one is in force;
    `truths` by the moment from which they hold; `stated` gives moment and cell of a
    version. One cell has `DRAFT` on its way, which nobody published.
    """

    definition: Definition
    follows: list[Definition]
    pathfinder: object
    truths: dict[datetime, Table]
    stated: dict[int, tuple[datetime, str]] = field(default_factory=dict)
    versions: dict[int, ObservationVersion] = field(default_factory=dict)

    def count(self, pk: int) -> int:
        moment, key = self.stated[pk]
        return self.truths[moment].cells[key]

    def add(self, version: ObservationVersion, moment: datetime, key: str) -> None:
        self.stated[version.pk], self.versions[version.pk] = (moment, key), version


def publish(random: Random) -> Publication:
    """Publish the parts of a random table from one or two sources, some corrected."""
    table = _small_table(random)
    pathfinder = factories.make_pathfinder(is_public=True)
    first, last = _defined(random, table, pathfinder)
    follows = random.choice([[first], [first, last], [last]])
    made = Publication(last, follows, pathfinder, {FIRST: table})
    made.truths[SECOND] = _moved(random, table) if random.random() < 0.4 else table
    is_corrected_whole = made.truths[SECOND] is not table
    for _number in range(random.choice([1, 2])):
        source = make_source(pathfinder=random.choice([pathfinder, None]))
        variant = random.choice(["", "narrow"])
        for key in table.cells:
            if random.random() < 0.75:
                observation = make_observation(
                    *(pathfinder, made.definition.indicator),
                    year=YEAR,
                    breakdown=key,
                    source=source,
                    variant=variant,
                )
                _said(random, made, observation, is_corrected=is_corrected_whole)
    for version in [*made.versions.values()][:1]:
        waiting = {"state": ValueState.ACCEPTED, "at": SECOND}
        make_value(version.observation, quantity=DRAFT, **waiting)
    return made


def _small_table(random: Random) -> Table:
    while True:
        sizes = random.choice([(0, 12), (5, 40), (0, 25), (11, 90)])
        table = a_table(random, sizes=sizes, density=random.choice([0.6, 1]))
        if 2 <= len(table.cells) <= CELLS:
            return table


def _moved(random: Random, table: Table) -> Table:
    """Return the table as a correction of all its parts leaves it."""
    counts = [max(0, count + random.randint(-2, 2)) for count in table.counts]
    other = Table(table.parts, counts, {})
    other.cells = {
        key: sum(counts[number] for number in other.members(key)) for key in table.cells
    }
    return other


def _defined(random: Random, table: Table, pathfinder) -> tuple:
    """Define the indicator, a standard or an own one, at times first without limit.

    Returns its first and its last definition.
    """
    used = {axis for part in table.parts for axis in part}
    for axis in used:
        for code in AXES[axis]:
            first, last = code.split("-") if axis == "age" else (None, None)
            make_axis_item(axis, code, from_age=first, to_age=last)
    owner = random.choice([pathfinder, None])
    indicator = make_indicator(pathfinder=owner)
    facts = {
        "value_type": random.choice([ValueType.NUMBER, ValueType.SHARE]),
        "axes": {axis: sorted(AXES[axis]) for axis in sorted(used)},
    }
    limit = {"threshold": K, "threshold_reason": "Few people"}
    is_number = facts["value_type"] == ValueType.NUMBER
    if owner and is_number and "" in table.cells and random.random() < 0.5:
        facts |= {"baseline": Decimal(table.cells[""]), "baseline_year": YEAR}
    if random.random() < 0.3:
        make_definition(indicator, **facts)
    last = make_definition(indicator, **facts, **limit)
    make_indicator_set(*([] if owner else [last]))
    return indicator.definitions.earliest("number"), last


def _said(random: Random, made: Publication, observation, *, is_corrected) -> None:
    """State a cell: at once or later, corrected or not."""
    key = observation.breakdown
    first = random.choice([FIRST, FIRST, SECOND])
    corrected = first == FIRST and (is_corrected or random.random() < 0.3)
    if is_corrected:
        first = FIRST
        corrected = True
    if corrected:
        earlier = _version(
            random, made, observation, FIRST, state=ValueState.SUPERSEDED
        )
        made.add(earlier, FIRST, key)
    moment = SECOND if corrected else first
    made.add(_version(random, made, observation, moment), moment, key)


def _version(random: Random, made: Publication, observation, moment, **fields):
    table = made.truths[moment]
    count, total = table.cells[observation.breakdown], table.cells.get("")
    stated = {"quantity": Decimal(count)}
    if made.definition.value_type == ValueType.SHARE:
        is_share_of_total = observation.breakdown and total and random.random() < 0.4
        if is_share_of_total:
            stated = {"percent": round(Decimal(100 * count) / total, 6)}
        else:
            stated["percent"] = Decimal(count) / 1000 + Decimal("0.000137")
    definition = random.choice(made.follows)
    state = {"state": ValueState.PUBLISHED, "at": moment, "definition": definition}
    until = {"superseded_at": SECOND} if "state" in fields else {}
    return make_value(observation, **(state | stated | until | fields))


def part_of(row: dict[str, str]) -> str:
    """Return the breakdown of a row of the long table."""
    columns = {"sex": "Sex", "age": "Age", "stage": "Stage"}
    return breakdowns.key(
        {
            axis: row[column]
            for axis, column in columns.items()
            if row.get(column, "Total") != "Total"
        }
    )
