"""The entry grid of a country: what is asked, what is known, what stands beside it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from monitoring.enums import (
    STANDING_VALUE_STATES,
    WORKING_VALUE_STATES,
    CommentKind,
    ValueState,
)
from monitoring.figures import breakdowns
from monitoring.models import (
    Definition,
    Observation,
    ObservationVersion,
    Submission,
    ValueComment,
)
from monitoring.models.catalogue import part_names
from monitoring.models.evidence import proves_on
from monitoring.selectors.values import choices_of, is_of

Asked = tuple[Definition, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One value that is asked for, in one year: the total of an indicator or a part.

    `now` is the country's version in work, else the published one; `last` the
    country's newest of an earlier year; `elsewhere` what sources that speak of many
    countries state, such as global databases: one of each, the nearest year first.
    `returned` is why it came back, where it did. `key` names the line on its page.
    A part that is on record although nobody asks for it has `is_asked` False.
    """

    definition: Definition
    breakdown: str
    part: str
    year: int
    now: ObservationVersion | None
    last: ObservationVersion | None
    elsewhere: tuple[ObservationVersion, ...]
    comments: int
    proofs: int
    returned: ValueComment | None
    is_asked: bool = True

    @property
    def key(self) -> str:
        source = self.now.observation.source_id if self.now else ""
        return f"{self.definition.pk}-{self.breakdown}-{self.year}-{source or ''}"

    @property
    def expected(self) -> int | None:
        """The version in work that the person sees, which a save must name."""
        if self.now is None or self.now.state not in WORKING_VALUE_STATES:
            return None
        return self.now.pk

    @property
    def is_total(self) -> bool:
        return self.breakdown == breakdowns.TOTAL


def asked_of(
    definitions: Iterable[Definition], names: dict[tuple[str, str], str]
) -> Iterator[tuple[Definition, str, str]]:
    """Yield each value asked for with its part in words: totals, then single parts."""
    for definition in definitions:
        yield definition, breakdowns.TOTAL, breakdowns.label("", names)
        axes = defaultdict(list)
        for item in definition.axis_items.all():
            axes[item.axis].append(item.code)
        for text in breakdowns.crossed({axis: axes[axis] for axis in definition.axes}):
            yield definition, text, breakdowns.label(text, names)


def listed(
    definitions: Iterable[Definition], on_record: Iterable[tuple[int, str]]
) -> Iterator[tuple[Definition, str, str, bool]]:
    """Yield what is asked for, and after it what else is on record of each indicator.

    `on_record` are places: the key of an indicator and a part. Each is given with its
    words and whether it is asked for.
    """
    names = part_names()
    known = defaultdict(set)
    for indicator_id, breakdown in on_record:
        known[indicator_id].add(breakdown)
    for definition in definitions:
        asked = list(asked_of([definition], names))
        yield from ((*each, True) for each in asked)
        others = known[definition.indicator_id] - {part for _d, part, _words in asked}
        for text in sorted(others):
            yield definition, text, breakdowns.label(text, names), False


def grid(
    submission: Submission, definitions: Iterable[Definition], *, year: int
) -> list[Line]:
    """Return the lines of these definitions for one year of data.

    Fetch the definitions with their `axis_items`. The number of queries is constant.
    Where the country has several sources for a value, each has its line. Parts on
    record for the year that are not asked for follow the others of their indicator.
    """
    definitions = list(definitions)
    own, elsewhere = _versions(submission, definitions, year)
    said = _said(submission, definitions, year)
    choices = {
        (each.indicator_id, each.year): each
        for each in choices_of(submission.pathfinder)
    }
    on_record = [
        place for place, rows in own.items() if any(row.year == year for row in rows)
    ]
    lines = []
    for definition, text, part, is_asked in listed(definitions, on_record):
        rows = own.get((definition.indicator_id, text), [])
        earlier = [row for row in rows if row.year < year]
        last = max(earlier, key=lambda row: _rank(row, choices), default=None)
        beside = elsewhere.get((definition.indicator_id, text), ())
        for now in [row for row in rows if row.year == year] or [None]:
            comments, proofs, returned = said.get(
                now.observation_id if now else None, (0, 0, None)
            )
            lines.append(
                Line(
                    definition=definition,
                    breakdown=text,
                    part=part,
                    year=year,
                    now=now,
                    last=last,
                    elsewhere=beside,
                    comments=comments,
                    proofs=proofs,
                    returned=returned if now and _came_back(now) else None,
                    is_asked=is_asked,
                )
            )
    return lines


def _rank(version: ObservationVersion, choices: dict) -> tuple:
    """Sort the newest year last, and in it the source that somebody put first."""
    choice = choices.get((version.indicator_id, version.year))
    return version.year, choice is not None and is_of(version, choice), version.pk


def _came_back(version: ObservationVersion) -> bool:
    return version.state == ValueState.RETURNED


def _versions(submission: Submission, definitions, year: int) -> tuple[dict, dict]:
    """Return the country's versions and those of sources of many countries, by place.

    A version in work hides the published one of the same observation. Of each other
    source the value of the same year counts, else the newest.
    """
    rows = ObservationVersion.objects.filter(
        pathfinder=submission.pathfinder_id,
        indicator__in=[each.indicator_id for each in definitions],
        state__in=STANDING_VALUE_STATES,
    ).select_related(
        *("observation__source", "definition", "indicator", "recorded_by"),
        "confirms__observation__source",
    )
    by_observation: dict[int, ObservationVersion] = {}
    for row in rows:
        other = by_observation.get(row.observation_id)
        if other is None or other.state == ValueState.PUBLISHED:
            by_observation[row.observation_id] = row
    own = defaultdict(list)
    others = defaultdict(list)
    for row in sorted(by_observation.values(), key=lambda each: each.pk):
        place = (row.indicator_id, row.breakdown)
        (others if _is_elsewhere(row) else own)[place].append(row)
    return own, {place: _nearest(rows, year) for place, rows in others.items()}


def _nearest(rows: list, year: int) -> tuple[ObservationVersion, ...]:
    """Return one value of each source, that of the year before the newest others."""
    ordered = sorted(
        rows, key=lambda row: (row.year == year, row.year, row.pk), reverse=True
    )
    by_source = {}
    for row in ordered:
        by_source.setdefault(row.observation.source_id, row)
    return tuple(by_source.values())


def _is_elsewhere(version: ObservationVersion) -> bool:
    source = version.observation.source
    return source is not None and source.pathfinder_id is None


def _said(submission: Submission, definitions, year: int) -> dict:
    """Return comments, proofs and the last return of each observation of the year."""
    observations = Observation.objects.filter(
        pathfinder=submission.pathfinder_id,
        indicator__in=[each.indicator_id for each in definitions],
        year=year,
    ).annotate(
        said=Count("comments", distinct=True),
        proved=Count(
            "evidence",
            filter=Q(evidence__unlinked_at__isnull=True)
            & proves_on(timezone.localdate(), "evidence__"),
            distinct=True,
        ),
    )
    returns = {
        comment.observation_id: comment
        for comment in ValueComment.objects.filter(
            observation__in=observations, kind=CommentKind.RETURN
        )
        .select_related("by")
        .order_by("pk")
    }
    return {
        each.pk: (each.said, each.proved, returns.get(each.pk)) for each in observations
    }
