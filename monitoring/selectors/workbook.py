"""What the workbook of a submission is made of, and is compared with on its return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import override

from monitoring.enums import STANDING_VALUE_STATES, ValueState
from monitoring.figures import breakdowns
from monitoring.figures.content import Content
from monitoring.figures.keyed import Key, cells_of, columns_of
from monitoring.figures.reading import fields_of
from monitoring.models import (
    Definition,
    Observation,
    ObservationVersion,
    Source,
    Submission,
)
from monitoring.selectors.catalogue import definitions_of
from monitoring.selectors.completeness import OWN
from monitoring.selectors.entry import listed, part_names
from monitoring.selectors.entry_facts import sources_of

YEARS_BACK = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a line: the version in work, else the published one.

    `may_change`: it may be written although its round is closed or it is public.
    """

    content: Content
    version: int
    state: str
    may_change: bool

    @property
    def expected(self) -> int | None:
        """The version in work, which a save must name."""
        return None if self.state == ValueState.PUBLISHED else self.version


@dataclass(frozen=True, slots=True)
class Asked:
    """One value that is asked for: an indicator, or a part of it in words.

    `is_asked` False: nobody asks for the part, but something is on record of it.
    """

    definition: Definition
    breakdown: str
    part: str
    is_asked: bool = True


@dataclass(frozen=True)
class Book:
    """The values of one country: the year of the round and the twelve before it.

    What sources of many countries state is not the country's and stays out.
    """

    submission: Submission
    asked: tuple[Asked, ...]
    standing: Mapping[Key, Standing]
    sources: Mapping[int, Source]
    is_open: bool

    @property
    def year(self) -> int:
        return self.submission.round.year

    @property
    def earlier(self) -> range:
        return range(self.year - YEARS_BACK, self.year)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        return {each.definition.indicator.code: each.definition for each in self.asked}

    def cells(self) -> dict[Key, dict[str, str]]:
        """Return every line that holds something, as comparable texts."""
        definitions = self.definitions
        return {
            key: cells_of(each.content, columns_of(definitions[key.code]))
            for key, each in self.standing.items()
        }


def read_book(submission: Submission) -> Book:
    """Read the values of a submission (nine queries)."""
    definitions = {
        each.indicator_id: each
        for each in definitions_of(submission.round, submission.pathfinder)
        if fields_of(each)
    }
    versions = list(_versions(submission, definitions))
    on_record = {(row.indicator_id, row.breakdown) for row in versions}
    asked = tuple(Asked(*each) for each in listed(definitions.values(), on_record))
    sources = {each.pk: each for each in sources_of(submission)}
    standing: dict[Key, Standing] = {}
    open_to_change = _open_to_change(submission)
    for row in versions:
        observation = row.observation
        key = Key(
            definitions[row.indicator_id].indicator.code,
            row.breakdown,
            row.year,
            observation.source_id,
            observation.variant,
        )
        other = standing.get(key)
        if other is None or other.state == ValueState.PUBLISHED:
            may_change = row.observation_id in open_to_change
            standing[key] = Standing(
                Content.of(row), row.pk, row.state, may_change=may_change
            )
        if observation.source_id:
            sources.setdefault(observation.source_id, observation.source)
    today = timezone.localdate()
    return Book(
        submission, asked, standing, sources, is_open=submission.is_open_on(today)
    )


def parts_by_words(
    book: Book, language: str, given: Iterable[Key] = ()
) -> dict[tuple[str, str], str]:
    """Return the key of each part by indicator and its words in one language.

    `given` are the lines that a workbook was given with; what stood there then may be
    thrown away now, and its part known no more.
    """
    places = {(key.code, key.breakdown): None for key in given}
    places |= {
        (each.definition.indicator.code, each.breakdown): None for each in book.asked
    }
    with override(language):
        names = part_names()
        return {
            (code, breakdowns.label(breakdown, names)): breakdown
            for code, breakdown in places
        }


def _versions(submission: Submission, definitions):
    year = submission.round.year
    return (
        ObservationVersion.objects.filter(
            OWN,
            pathfinder=submission.pathfinder_id,
            indicator__in=list(definitions),
            state__in=STANDING_VALUE_STATES,
            year__range=(year - YEARS_BACK, year),
        )
        .select_related("observation__source")
        .order_by("pk")
    )


def _open_to_change(submission: Submission) -> set[int]:
    """Return the observations that may be written although the round is closed."""
    rows = Observation.objects.filter(pathfinder=submission.pathfinder_id)
    return set(rows.open_to_change().values_list("pk", flat=True))
