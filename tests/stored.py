"""All records of decisions and facts as they stand in the database, to compare."""

from alliance87.core.models import AuditEvent, Document
from meetings.models import (
    ActionPoint,
    ActionUpdate,
    BriefingPack,
    CommentRound,
    Decision,
    Event,
    Meeting,
    MeetingReport,
    PaperVersion,
)
from monitoring.models import AnnualReview
from pathfinders.models import (
    Appointment,
    ExpressionOfInterest,
    Letter,
    Milestone,
    Pathfinder,
    Roadmap,
    StatusEvent,
    SupportMatch,
    SupportNeed,
    SupportOffer,
    WorkshopReport,
)

MODELS = (
    ActionPoint,
    ActionUpdate,
    AnnualReview,
    Appointment,
    AuditEvent,
    BriefingPack,
    CommentRound,
    Decision,
    Document,
    Event,
    ExpressionOfInterest,
    Letter,
    Meeting,
    MeetingReport,
    Milestone,
    PaperVersion,
    Pathfinder,
    Roadmap,
    StatusEvent,
    SupportMatch,
    SupportNeed,
    SupportOffer,
    WorkshopReport,
)


def stored() -> dict[str, list[dict]]:
    """Return every row of these tables; equal before and after: nothing was written."""
    return {
        model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS
    }


def trail() -> list[tuple[str, str, str]]:
    """Return verb, state before and state after of every decision, in order."""
    events = AuditEvent.objects.order_by("pk")
    return list(events.values_list("verb", "was", "now"))
