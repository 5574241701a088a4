"""Which reviews count, and what they allow."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from monitoring.models import AnnualReview
from pathfinders.enums import Status
from pathfinders.guards import Grounds
from pathfinders.models import Pathfinder, StatusEvent


@dataclass(frozen=True, slots=True)
class HoldCandidate:
    """A country whose reviews allow a hold, with the sentences that say why."""

    pathfinder: Pathfinder
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One part of the country's report; empty text when nothing was written."""

    heading: str
    text: str


def report_parts(review: AnnualReview) -> tuple[ReportPart, ...]:
    """Return the parts of the report in the order of the page and the PDF."""
    return (
        ReportPart(_("Progress in the year"), review.progress),
        ReportPart(_("Challenges"), review.challenges),
        ReportPart(_("Reasons for little progress"), review.justification),
        ReportPart(_("Support needed"), review.support_needed),
        ReportPart(_("Next steps"), review.next_steps),
    )


def hold_candidates() -> list[HoldCandidate]:
    """Return pathfinders whose latest reviews allow a hold, by name.

    ADR 0004: "two annual reviews" are the two latest that count, since the last
    reinstatement; a review counts when its outcome is recorded.
    Source: Pathfinder Country Guidance Note, "What are the implications…", item 5.
    """
    pathfinders = (
        Pathfinder.objects.filter(status=Status.PATHFINDER)
        .select_related("country")
        .prefetch_related("reviews", "status_events")
        .by_name()
    )
    found = (HoldCandidate(each, _for_hold(each)) for each in pathfinders)
    return [candidate for candidate in found if candidate.reasons]


def grounds(pathfinder: Pathfinder) -> Grounds:
    """Return what the reviews of one country say for a hold or a reinstatement."""
    if pathfinder.status == Status.PATHFINDER:
        return Grounds(hold=_for_hold(pathfinder))
    if pathfinder.status == Status.ON_HOLD:
        return Grounds(reinstatement=_for_reinstatement(pathfinder))
    return Grounds()


def _for_hold(pathfinder: Pathfinder) -> tuple[str, ...]:
    needed = settings.WEAK_REVIEWS_FOR_HOLD
    latest = _counted_since(pathfinder, _last_event(pathfinder, Status.PATHFINDER))
    latest = latest[:needed]
    if len(latest) < needed or not all(review.is_weak for review in latest):
        return ()
    return tuple(_sentence(review) for review in reversed(latest))


def _for_reinstatement(pathfinder: Pathfinder) -> tuple[str, ...]:
    since = _counted_since(pathfinder, _last_event(pathfinder, Status.ON_HOLD))
    return tuple(_sentence(review) for review in since if not review.is_weak)


def _last_event(pathfinder: Pathfinder, status: str) -> StatusEvent | None:
    events = [event for event in pathfinder.status_events.all() if event.now == status]
    return max(events, key=lambda event: event.pk, default=None)


def _counted_since(
    pathfinder: Pathfinder, event: StatusEvent | None
) -> list[AnnualReview]:
    """Return reviews with an outcome after the event, the latest year first."""
    counted: Iterable[AnnualReview] = (
        review for review in pathfinder.reviews.all() if review.outcome_at
    )
    if event is not None:
        counted = (
            review for review in counted if review.outcome_at > event.recorded_at
        )
    return sorted(counted, key=lambda review: review.year, reverse=True)


def _sentence(review: AnnualReview) -> str:
    facts = {
        "year": review.year,
        "assessment": review.get_assessment_display(),
        "verdict": review.get_justification_verdict_display(),
    }
    if review.is_weak or review.justification:
        return _("Review of %(year)s: %(assessment)s; reasons: %(verdict)s.") % facts
    return _("Review of %(year)s: %(assessment)s.") % facts
