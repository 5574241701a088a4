"""What is on record of a country, as its people may read it."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.models import Country, Document
from alliance87.home.profiles import with_profiles
from monitoring.models import AnnualReview, Submission
from pathfinders.enums import MilestoneKind, StepMark
from pathfinders.models import (
    Appointment,
    ExpressionOfInterest,
    Letter,
    Pathfinder,
)
from pathfinders.selectors import steps_of, with_path
from pathfinders.tones import RECORD_TONES

DOCUMENTS_SHOWN = 50
STEP_TONES = {
    StepMark.PROOF: "done",
    StepMark.STATED: "part",
    StepMark.CONFLICT: "part",
    StepMark.OVERRIDDEN: "part",
    StepMark.UNDER_WAY: "now",
    StepMark.MISSING: "todo",
    StepMark.NO_RECORD: "none",
    StepMark.NOT_APPLICABLE: "skip",
}
MISSING_WORDS = {
    MilestoneKind.GCG_OBSERVED: gettext_lazy(
        "Observe a meeting of the Global Coordinating Group. Ask the secretariat for "
        "an invitation."
    ),
    MilestoneKind.EXPRESSION_OF_INTEREST: gettext_lazy(
        "Send the expression of interest: a letter of the responsible minister."
    ),
    MilestoneKind.SENIOR_OFFICIAL: gettext_lazy(
        "Name the senior official who leads the effort."
    ),
    MilestoneKind.WORKSHOP: gettext_lazy(
        "Hold a strategic planning workshop with all who take part."
    ),
    MilestoneKind.ROADMAP_SUBMITTED: gettext_lazy(
        "Submit a roadmap that the secretariat accepts."
    ),
    MilestoneKind.REPORTED_BACK: gettext_lazy(
        "Report back to the Global Coordinating Group."
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A task, a record or a step, as the components read it."""

    label: str
    url: str = ""
    tone: str = ""
    state: str = ""
    hint: str = ""
    date_text: str = ""
    state_label: str = ""


def with_records(user):
    """Return countries with the records that this person may read."""
    return with_path(user).prefetch_related(
        with_profiles(),
        "workshops",
        Prefetch("appointments", Appointment.objects.current()),
        Prefetch("reviews", AnnualReview.objects.visible_to(user)),
        Prefetch(
            "expressions_of_interest", ExpressionOfInterest.objects.visible_to(user)
        ),
        Prefetch("letters", Letter.objects.visible_to(user)),
        Prefetch("submissions", Submission.objects.select_related("round")),
    )


def join(pathfinder: Pathfinder) -> None:
    """Let records know their country, so that addresses ask nothing more."""
    for name in ("roadmaps", "reviews", "expressions_of_interest", "letters"):
        for each in getattr(pathfinder, name).all():
            each.pathfinder = pathfinder


def record_line(label: str, record, hint: str = "") -> Line:
    tone = RECORD_TONES.get(record.state, "half")
    state = record.get_state_display()
    return Line(label, record.get_absolute_url(), tone, state, hint)


def roadmap_lines(pathfinder: Pathfinder) -> tuple[Line, ...]:
    lines = []
    for roadmap in pathfinder.roadmaps.all():
        version = _("Version %(number)s") % {"number": roadmap.number}
        hint = ", ".join(filter(None, (version, roadmap.period)))
        lines.append(record_line(str(roadmap), roadmap, hint))
    return tuple(lines)


def documents_of(country: Country, user) -> dict:
    papers = Document.objects.visible_to(user).filter(country=country)
    counted = papers.annotate(of_all=Window(Count("pk")))
    shown = tuple(counted.order_by("-created_at", "-pk")[:DOCUMENTS_SHOWN])
    return {
        "documents": shown,
        "documents_more": shown[0].of_all - len(shown) if shown else 0,
    }


def path_of(pathfinder: Pathfinder, user) -> dict:
    """Return the steps, and in plain words what is missing among them."""
    steps = steps_of(pathfinder, user)
    return {
        "steps": tuple(
            Line(
                step.label,
                tone=STEP_TONES[step.mark],
                date_text=step.date_text,
                state_label=str(step.mark.label),
            )
            for step in steps
        ),
        "missing": tuple(
            str(MISSING_WORDS.get(step.kind, step.detail))
            for step in steps
            if step.mark == StepMark.MISSING
        ),
    }
