"""The public records of a country, as they are now or were on a day.

What was on record by the end of the day counts. A text that was corrected since reads
as it does today: the page says so.
"""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from alliance87.core.dates import end_of
from alliance87.core.together import prefetch_together
from alliance87.home.profiles import with_profiles
from monitoring.models import AnnualReview
from pathfinders.enums import PUBLIC_ROADMAP_STATES, RoadmapState, Status
from pathfinders.models import (
    Appointment,
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    Milestone,
    NationalReview,
    Pathfinder,
    Priority,
    Profile,
    Ratification,
    Roadmap,
    StatusEvent,
    StepExemption,
    SupervisoryCase,
    SupportGiven,
    Workshop,
)
from pathfinders.selectors.registers import registers_of_country

OF_ROADMAPS = (
    Prefetch("roadmaps__priorities", Priority.objects.order_by("position", "pk")),
    "roadmaps__rates",
)


def fetch_records(
    pathfinder: Pathfinder, *also: QuerySet, as_of: date | None = None
) -> None:
    """Fetch all public records of a country that the page reads, in one query.

    Of a past day profile and people are left out: nothing tells who was in office.
    `also` are small reads that the page makes in the same query.
    """
    records = _records_now() if as_of is None else _records_on(as_of)
    prefetch_together(pathfinder, records, *also)


def _records_now() -> tuple[Prefetch | str, ...]:
    milestones = Milestone.objects.filter(is_public=True).select_related("document")
    return (
        Prefetch("milestones", milestones),
        Prefetch("roadmaps", _roadmaps(None)),
        *("exemptions", "status_events"),
        *OF_ROADMAPS,
        with_profiles(),
        "workshops",
        Prefetch("appointments", Appointment.objects.current().defer("email")),
        Prefetch("reviews", AnnualReview.objects.published()),
        *registers_of_country(),
    )


def _records_on(day: date) -> tuple[Prefetch | str, ...]:
    moment = end_of(day)
    reviews = AnnualReview.objects.published().filter(published_at__lt=moment)
    events = StatusEvent.objects.filter(_begun(day), recorded_at__lt=moment)
    milestones = Milestone.objects.filter(_begun(day), is_public=True)
    instruments = Ratification.objects.select_related("instrument")
    cases = SupervisoryCase.objects.select_related("instrument")
    follow_ups = _then(CommitmentFollowUp.objects.all(), day)
    return (
        Prefetch("milestones", _then(milestones.select_related("document"), day)),
        Prefetch("roadmaps", _roadmaps(day)),
        Prefetch("exemptions", _then(StepExemption.objects.all(), day)),
        Prefetch("status_events", events),
        *OF_ROADMAPS,
        Prefetch("workshops", _then(Workshop.objects.all(), day)),
        Prefetch("reviews", reviews),
        Prefetch("ratifications", _then(instruments, day)),
        Prefetch("commitments", _then(Commitment.objects.all(), day)),
        Prefetch("commitments__follow_ups", follow_ups),
        Prefetch("coordination_bodies", _then(CoordinationBody.objects.all(), day)),
        Prefetch("support_given", _then(SupportGiven.objects.all(), day)),
        Prefetch("supervisory_cases", _then(cases, day)),
        Prefetch("national_reviews", _then(NationalReview.objects.all(), day)),
        Prefetch("profiles", Profile.objects.none()),
        Prefetch("appointments", Appointment.objects.none()),
    )


def _then(rows: QuerySet, day: date) -> QuerySet:
    return rows.filter(created_at__lt=end_of(day))


def _begun(day: date) -> Q:
    return Q(on__isnull=True) | Q(on__lte=day)


def status_of(pathfinder: Pathfinder, *, as_of: date | None = None) -> Status:
    """Return the status now, or what the last decision known on the day made of it."""
    if as_of is None:
        return Status(pathfinder.status)
    events = sorted(
        pathfinder.status_events.all(), key=lambda each: (each.recorded_at, each.pk)
    )
    return Status(events[-1].now) if events else Status.ON_PATH


def _roadmaps(day: date | None) -> QuerySet[Roadmap]:
    rows = Roadmap.objects.filter(state__in=PUBLIC_ROADMAP_STATES)
    return rows if day is None else rows.filter(published_at__lt=end_of(day))


def key_in_force(pathfinder: Pathfinder, *, as_of: date | None) -> QuerySet:
    """Return the key of `roadmap_in_force` for a query that reads what is in it."""
    rows = _roadmaps(as_of).filter(pathfinder=pathfinder)
    if as_of is None:
        return rows.published().values("pk")
    return rows.order_by("-number").values("pk")[:1]


def roadmap_in_force(roadmaps: list[Roadmap], *, as_of: date | None) -> Roadmap | None:
    """Return the published version; of a day the last one published by then."""
    if as_of is not None:
        return max(roadmaps, key=lambda each: each.number, default=None)
    published = (each for each in roadmaps if each.state == RoadmapState.PUBLISHED)
    return next(published, None)
