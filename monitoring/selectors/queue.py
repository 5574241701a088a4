"""The review desk: which submissions wait, and what changed in each of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from monitoring.enums import SubmissionState, ValueState
from monitoring.figures.content import Content
from monitoring.models import CheckAnswer, Evidence, ObservationVersion, Submission
from monitoring.models.evidence import proves_on
from monitoring.selectors.findings import CheckWarning, warnings_of

SENT_STATES = (ValueState.SUBMITTED, ValueState.RETURNED, ValueState.ACCEPTED)
WAITING = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)
# Values that did not go back are decided about while the country mends the others.
DECIDED_IN = (SubmissionState.SUBMITTED, SubmissionState.RETURNED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One submission in the queue. The more is odd or unproved, the more it needs."""

    submission: Submission
    values: int
    undecided: int
    explained: int
    unproved: int

    @property
    def risk(self) -> int:
        """How much asks for a look: an explanation counts more than lacking proof."""
        return 3 * self.explained + self.unproved


@dataclass(frozen=True, slots=True)
class Row:
    """One value as the reviewer sees it, beside what was approved before.

    `before` is the public version of the same observation, else the newest earlier
    year that is public. `change` is in percent of it; None where none can be told.
    """

    version: ObservationVersion
    before: ObservationVersion | None
    change: Decimal | None
    proofs: int
    comments: int
    warnings: tuple[CheckWarning, ...]

    @property
    def is_unchanged(self) -> bool:
        before = self.before
        return before is not None and Content.of(before) == Content.of(self.version)

    @property
    def needs_a_look(self) -> bool:
        return not self.is_unchanged or bool(self.warnings)

    @property
    def is_undecided(self) -> bool:
        return self.version.state == ValueState.SUBMITTED


def queue() -> list[Waiting]:
    """Return the submissions that wait for the secretariat, in three queries.

    The first due comes first; of those due on one day, the one that needs most.
    """
    submissions = list(
        _waiting().select_related("round", "pathfinder__country", "submitted_by")
    )
    rows = ObservationVersion.objects.filter(
        submission__in=submissions, state__in=SENT_STATES
    )
    counts, explained = _counts(rows), _explained(rows)
    found = []
    for each in submissions:
        count = counts.get(each.pk, {})
        found.append(
            Waiting(
                submission=each,
                values=count.get("values", 0),
                undecided=count.get("undecided", 0),
                explained=explained.get(each.pk, 0),
                unproved=count.get("unproved", 0),
            )
        )
    return sorted(found, key=lambda row: (row.submission.due_on, -row.risk))


def _waiting() -> QuerySet[Submission]:
    """Return what was sent in, and what came back while other values still wait."""
    undecided = ObservationVersion.objects.filter(
        submission=OuterRef("pk"), state=ValueState.SUBMITTED
    )
    return Submission.objects.filter(
        Q(state__in=WAITING) | Q(state=SubmissionState.RETURNED) & Exists(undecided)
    )


def _counts(rows: QuerySet[ObservationVersion]) -> dict[int, dict[str, int]]:
    """Count the values of each submission: all, undecided, without a linked file."""
    in_force = Evidence.objects.proving()
    linked = in_force.filter(observation=OuterRef("observation"))
    counted = (
        rows.order_by()
        .values("submission")
        .annotate(
            values=Count("pk"),
            undecided=Count("pk", filter=Q(state=ValueState.SUBMITTED)),
            unproved=Count("pk", filter=~Exists(linked)),
        )
    )
    return {row["submission"]: row for row in counted}


def _explained(rows: QuerySet[ObservationVersion]) -> dict[int, int]:
    """Count the values of each submission that were found odd and explained."""
    answers = CheckAnswer.objects.filter(value__in=rows).order_by()
    return dict(
        answers.values_list("value__submission").annotate(Count("value", distinct=True))
    )


def review_rows(submission: Submission) -> list[Row]:
    """Return the values of a submission in the order of the catalogue's codes."""
    versions = list(
        submission.values.filter(state__in=SENT_STATES)
        .select_related(
            "observation__source",
            "indicator",
            "definition",
            "recorded_by",
            "pathfinder__country",
            "confirms__observation__source",
        )
        .annotate(
            proofs=Count(
                "observation__evidence",
                filter=Q(observation__evidence__unlinked_at__isnull=True)
                & proves_on(timezone.localdate(), "observation__evidence__"),
                distinct=True,
            ),
            said=Count("observation__comments", distinct=True),
        )
        .order_by("indicator__code", "-year", "breakdown", "pk")
    )
    before = _before(submission, versions)
    odd = warnings_of(submission.pathfinder, versions)
    return [
        Row(
            version=each,
            before=before.get(each.pk),
            change=change(before.get(each.pk), each),
            proofs=each.proofs,
            comments=each.said,
            warnings=tuple(odd.get(each.pk, ())),
        )
        for each in versions
    ]


def _before(
    submission: Submission, versions: Sequence[ObservationVersion]
) -> dict[int, ObservationVersion]:
    """Return what was public before each version (one query)."""
    public = ObservationVersion.objects.filter(
        pathfinder=submission.pathfinder_id,
        state=ValueState.PUBLISHED,
        indicator__in={each.indicator_id for each in versions},
    ).select_related("observation__source", "definition", "pathfinder__country")
    same, by_place = {}, defaultdict(list)
    for row in public:
        same[row.observation_id] = row
        by_place[_series(row)].append(row)
    found = {}
    for each in versions:
        earlier = [row for row in by_place[_series(each)] if row.year < each.year]
        last = max(earlier, key=lambda row: row.year, default=None)
        if before := same.get(each.observation_id, last):
            found[each.pk] = before
    return found


def _series(version: ObservationVersion) -> tuple:
    """What stays the same from year to year: one line of figures."""
    observation = version.observation
    return version.indicator_id, version.breakdown, observation.variant


def change(
    before: ObservationVersion | None, now: ObservationVersion
) -> Decimal | None:
    """Return the change in percent of the figure before; None without two figures."""
    if before is None:
        return None
    for name in ("percent", "quantity", "amount", "gdp_percent"):
        was, new = getattr(before, name), getattr(now, name)
        if was and new is not None:
            return (new - was) / was * 100
    return None
