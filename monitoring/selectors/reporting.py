"""“My reporting”: what is due, why, until when, how much is done, who works on it."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from alliance87.partners.models import RoleAssignment
from monitoring.enums import (
    OPEN_SUBMISSION_STATES,
    CommentKind,
    Dimension,
    IndicatorTheme,
    ValueState,
)
from monitoring.models import ObservationVersion, Submission, ValueComment
from monitoring.selectors.catalogue import Group, definitions_of, grouped
from monitoring.selectors.completeness import answered_in
from pathfinders.selectors.figures import share

MINUTES_EACH = 3


@dataclass(frozen=True, slots=True)
class Part:
    """The indicators of one dimension and theme: one page of the entry grid.

    `computed` indicators are on the page too; nobody is asked for them.
    """

    dimension: Dimension
    theme: IndicatorTheme
    asked: int
    filled: int
    computed: int = 0

    @property
    def left(self) -> int:
        return self.asked - self.filled

    @property
    def is_complete(self) -> bool:
        return not self.left


@dataclass(frozen=True, slots=True)
class SentBack:
    """A value that came back, and whether the country has reacted to it."""

    version: ObservationVersion
    comment: ValueComment
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who reports for the country, and when they last entered a value.

    `deputy` says until when the person stands in for somebody, and is empty else.
    """

    name: str
    role: str
    deputy: str
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reporting:
    """All that “My reporting” shows of one submission."""

    submission: Submission
    parts: tuple[Part, ...]
    sent_back: tuple[SentBack, ...]
    workers: tuple[Worker, ...]
    last_at: datetime | None

    @property
    def asked(self) -> int:
        return sum(part.asked for part in self.parts)

    @property
    def filled(self) -> int:
        return sum(part.filled for part in self.parts)

    @property
    def share(self) -> int | None:
        """The percent answered; never 100 before all is. None: nothing is asked."""
        return share(self.filled, self.asked)

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes, in steps of ten minutes."""
        left = sum(part.left for part in self.parts)
        return math.ceil(left * MINUTES_EACH / 10) * 10

    @property
    def next_part(self) -> Part | None:
        return next((part for part in self.parts if not part.is_complete), None)

    @property
    def is_open(self) -> bool:
        """Whether the submission is with the country, in time or not."""
        return self.submission.state in OPEN_SUBMISSION_STATES

    @property
    def takes_values(self) -> bool:
        return self.submission.is_open_on(timezone.localdate())


def reporting(submission: Submission) -> Reporting:
    """Compose the page; load the submission with its round and country."""
    done = answered_in(submission)
    groups = grouped(definitions_of(submission.round, submission.pathfinder))
    parts = tuple(_part(group, done) for group in groups)
    workers = tuple(_workers(submission))
    times = [worker.last_at for worker in workers if worker.last_at]
    return Reporting(
        submission=submission,
        parts=parts,
        sent_back=tuple(sent_back(submission)),
        workers=workers,
        last_at=max(times, default=None),
    )


def _part(group: Group, done: set[int]) -> Part:
    typed = {each.indicator_id for each in group.definitions if not each.is_computed}
    return Part(
        dimension=group.dimension,
        theme=group.theme,
        asked=len(typed),
        filled=len(done & typed),
        computed=len(group.definitions) - len(typed),
    )


def days_until(day: date) -> int:
    """Return how many days are left; negative when the day is over."""
    return (day - timezone.localdate()).days


def sent_back(submission: Submission) -> Iterable[SentBack]:
    """Return the values of it that came back, and drafts that answer a return."""
    rows = ObservationVersion.objects.filter(
        pathfinder=submission.pathfinder_id,
        state__in=(ValueState.RETURNED, ValueState.DRAFT),
    ).select_related("observation", "definition", "pathfinder__country")
    public = ObservationVersion.objects.filter(
        observation=OuterRef("observation"), published_at__isnull=False
    ).order_by("-number")
    rows = rows.annotate(last_public=Subquery(public.values("number")[:1]))
    versions = {row.observation_id: row for row in rows}
    said = defaultdict(list)
    comments = ValueComment.objects.filter(observation__in=versions).select_related(
        "by", "value"
    )
    for comment in comments.order_by("pk"):
        said[comment.observation_id].append(comment)
    for key, thread in said.items():
        back = [each for each in thread if each.kind == CommentKind.RETURN]
        if not back:
            continue
        version, last = versions[key], back[-1]
        if last.value is None or last.value.submission_id != submission.pk:
            continue
        if version.state == ValueState.DRAFT and not _follows(version, last):
            continue
        answered = version.state == ValueState.DRAFT or any(
            each.kind == CommentKind.ANSWER and each.pk > last.pk for each in thread
        )
        yield SentBack(version=version, comment=last, is_answered=answered)


def _follows(version: ObservationVersion, comment: ValueComment) -> bool:
    """Whether the draft was written because of this return.

    It may be the second or third since; none of them was made public meanwhile.
    """
    number = comment.value.number
    return number < version.number and (version.last_public or 0) < number


def _workers(submission: Submission) -> Iterable[Worker]:
    roles = RoleAssignment.objects.current().team_of(submission.pathfinder.country)
    entered = dict(
        ObservationVersion.objects.filter(
            pathfinder=submission.pathfinder_id,
            recorded_at__date__gte=submission.round.opens_on,
        )
        .order_by()
        .values_list("recorded_by")
        .annotate(Max("recorded_at"))
    )
    for role in roles:
        yield Worker(
            name=str(role.user),
            role=str(role.get_role_display()),
            deputy=role.deputy_words,
            last_at=entered.get(role.user_id),
        )
