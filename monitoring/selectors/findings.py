"""What the checks find about values of a country, beside all that is on record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from monitoring.enums import (
    STANDING_VALUE_STATES,
    Axis,
    ValueState,
)
from monitoring.figures.checks import Cell, Finding, findings
from monitoring.figures.checks.limits import APART, CHORES, HAZARDOUS
from monitoring.figures.checks.limits import SURVEY_YEARS as YEARS
from monitoring.figures.content import Content
from monitoring.models import AxisItem, CheckAnswer, ObservationVersion
from pathfinders.models import Pathfinder

# Indicators that are compared with each other.
COMPARED = (CHORES, HAZARDOUS, *YEARS, *APART)


@dataclass(frozen=True, slots=True)
class CheckWarning:
    """What a check found about a stored version, and why it is right nevertheless."""

    finding: Finding
    answer: CheckAnswer | None

    @property
    def check(self) -> str:
        return self.finding.check

    @property
    def message(self) -> str:
        return self.finding.message

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to explain it, or to correct the value."""
        return self.answer is None


def cell_of(version: ObservationVersion, *, country: str = "") -> Cell:
    """Return a stored version as the checks read it; its relations must be loaded."""
    return Cell(
        country=country or str(version.pathfinder_id),
        code=version.indicator.code,
        year=version.year,
        breakdown=version.breakdown,
        source=version.observation.source_id,
        variant=version.observation.variant,
        content=Content.of(version),
        definition=version.definition,
    )


def findings_for(pathfinder: Pathfinder, cells: Sequence[Cell]) -> list[Finding]:
    """Return what the checks find about cells of one country, in two queries.

    What is on record at the place of a cell is taken for its older version.
    """
    if not cells:
        return []
    ages = {
        item.code: (item.from_age, item.to_age)
        for item in AxisItem.objects.filter(axis=Axis.AGE)
        if item.from_age is not None
    }
    return findings(
        cells,
        before=[
            cell_of(each, country=cells[0].country)
            for each in _neighbours(pathfinder, cells)
        ],
        this_year=timezone.localdate().year,
        ages=ages,
    )


def warnings_of(
    pathfinder: Pathfinder, versions: Iterable[ObservationVersion]
) -> dict[int, list[CheckWarning]]:
    """Return what is odd about stored versions, by their key, in three queries.

    Load the versions with their observation, indicator and definition.
    """
    versions = list(versions)
    cells = [cell_of(each) for each in versions]
    by_place = {
        _place(cell): each.pk for cell, each in zip(cells, versions, strict=True)
    }
    answers = {
        (each.value_id, each.check_code): each
        for each in CheckAnswer.objects.filter(
            value__in=by_place.values()
        ).select_related("by")
    }
    found = defaultdict(list)
    for finding in findings_for(pathfinder, cells):
        key = by_place[_place(finding.cell)]
        answer = answers.get((key, finding.check))
        found[key].append(CheckWarning(finding, answer))
    return found


def _neighbours(pathfinder: Pathfinder, cells) -> list[ObservationVersion]:
    """Return what stands for the same and for compared indicators, in work first."""
    codes = {each.code for each in cells}
    codes |= {code for group in COMPARED if codes & set(group) for code in group}
    rows = ObservationVersion.objects.filter(
        pathfinder=pathfinder,
        indicator__code__in=codes,
        state__in=STANDING_VALUE_STATES,
    ).select_related("observation", "indicator", "definition")
    standing: dict[int, ObservationVersion] = {}
    for row in rows:
        other = standing.get(row.observation_id)
        if other is None or other.state == ValueState.PUBLISHED:
            standing[row.observation_id] = row
    return list(standing.values())


def _place(cell: Cell) -> tuple:
    return cell.code, cell.year, cell.breakdown, cell.source, cell.variant
