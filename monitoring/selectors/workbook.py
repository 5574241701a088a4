"""What the workbook of a submission is made of, and is compared with on its return."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import override

from monitoring.enums import (
    SourceKind,
    ValueState,
)
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
from monitoring.selectors.entry import SHOWN_STATES, asked_of, part_names
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
    """One value that is asked for: an indicator, or a part of it in words."""

    definition: Definition
    breakdown: str
    part: str


@dataclass(frozen=True)
class Book:
    """The values of one country: the year of the round and the twelve before it.

    Values of global databases are not the country's and stay out.
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
    asked = tuple(_asked(submission))
    definitions = {each.definition.indicator_id: each.definition for each in asked}
    sources = {each.pk: each for each in sources_of(submission)}
    standing: dict[Key, Standing] = {}
    open_to_change = _open_to_change(submission)
    places = {(each.definition.indicator_id, each.breakdown) for each in asked}
    for row in _versions(submission, definitions):
        if (row.indicator_id, row.breakdown) not in places:
            continue
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


def parts_by_words(book: Book, language: str) -> dict[tuple[str, str], str]:
    """Return the key of each part by indicator and its words in one language."""
    with override(language):
        names = part_names()
        return {
            (
                each.definition.indicator.code,
                breakdowns.label(each.breakdown, names),
            ): each.breakdown
            for each in book.asked
        }


def _asked(submission: Submission) -> Iterator[Asked]:
    definitions = definitions_of(submission.round, submission.pathfinder)
    for definition, breakdown, part in asked_of(definitions, part_names()):
        if fields_of(definition):
            yield Asked(definition, breakdown, part)


def _versions(submission: Submission, definitions):
    year = submission.round.year
    return (
        ObservationVersion.objects.filter(
            pathfinder=submission.pathfinder_id,
            indicator__in=list(definitions),
            state__in=SHOWN_STATES,
            year__range=(year - YEARS_BACK, year),
        )
        .exclude(observation__source__kind=SourceKind.GLOBAL_DATABASE)
        .select_related("observation__source")
        .order_by("pk")
    )


def _open_to_change(submission: Submission) -> set[int]:
    """Return the observations that may be written although the round is closed."""
    rows = Observation.objects.filter(pathfinder=submission.pathfinder_id)
    return set(rows.open_to_change().values_list("pk", flat=True))
