"""What stands around the entry grid: its sections, its years, what others said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.enums import (
    STANDING_VALUE_STATES,
    CommentKind,
    Dimension,
    IndicatorTheme,
)
from monitoring.models import (
    Definition,
    Observation,
    ObservationVersion,
    Source,
    Submission,
    ValueComment,
)
from monitoring.selectors.catalogue import definitions_of, grouped
from monitoring.selectors.completeness import OWN
from monitoring.selectors.entry import Line

YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the grid: a theme in a dimension, and how far it is for a year."""

    dimension: Dimension
    theme: IndicatorTheme
    definitions: tuple[Definition, ...]
    filled: int

    @property
    def asked(self) -> int:
        """How many indicators are typed; what is computed is not asked."""
        return sum(not each.is_computed for each in self.definitions)

    @property
    def label(self) -> str:
        return f"{self.dimension.label}, {self.theme.label}"


def sections(submission: Submission, *, year: int) -> list[Section]:
    """Return the pages of the grid in order, with what a year of data holds."""
    filled = _answered(submission, year)
    return [
        Section(
            group.dimension,
            group.theme,
            group.definitions,
            sum(
                not each.is_computed and each.indicator_id in filled
                for each in group.definitions
            ),
        )
        for group in grouped(definitions_of(submission.round, submission.pathfinder))
    ]


def _own_values(submission: Submission):
    """Return what the country itself states, in any state that counts."""
    return ObservationVersion.objects.filter(
        OWN, pathfinder=submission.pathfinder_id, state__in=STANDING_VALUE_STATES
    )


def _answered(submission: Submission, year: int) -> set[int]:
    rows = _own_values(submission).filter(year=year, breakdown="")
    return set(rows.values_list("indicator", flat=True))


def years_of_data(submission: Submission, *definitions: Definition) -> dict[int, int]:
    """Return the years to choose from, newest first, with the indicators filled."""
    rows = _own_values(submission).filter(
        indicator__in=[each.indicator_id for each in definitions], breakdown=""
    )
    filled = set(rows.values_list("year", "indicator"))
    counts = Counter(year for year, _indicator in filled)
    newest = submission.round.year
    years = {newest - back for back in range(YEARS_SHOWN)} | set(counts)
    return {year: counts[year] for year in sorted(years, reverse=True)}


def sources_of(submission: Submission):
    """Return the sources a country may name; those of many countries are beside it."""
    return Source.objects.filter(pathfinder=submission.pathfinder_id)


def said_of_others(lines: Iterable[Line]) -> dict[int, ValueComment]:
    """Return why values of databases cannot be compared, by their observation."""
    rows = ValueComment.objects.filter(
        observation__in=[
            other.observation_id for each in lines for other in each.elsewhere
        ],
        kind=CommentKind.NOT_COMPARABLE,
    )
    return {each.observation_id: each for each in rows.select_related("by")}


def open_to_change(lines: Iterable[Line]) -> set[int]:
    """Return the observations that may be written although the round is closed."""
    keys = [each.now.observation_id for each in lines if each.now]
    rows = Observation.objects.filter(pk__in=keys).open_to_change()
    return set(rows.values_list("pk", flat=True))
