"""The list of what to have ready before a workshop."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.enums import Precision
from alliance87.core.exceptions import DomainError
from pathfinders.enums import PreparationKind
from pathfinders.models import PreparationTask, Workshop
from pathfinders.workshops.rows import PREPARATION, stored_row
from pathfinders.workshops.trail import changing


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task as the guidance proposes it; `weeks` before the first day."""

    kind: PreparationKind
    title: Promise
    responsible: Promise
    weeks: int


# Workshop guidance, section 4 "Preparatory work" and section 3 "Key orientations".
PROPOSALS = (
    Proposal(
        PreparationKind.STATISTICS,
        gettext_lazy(
            "Collect the statistics on child labour, forced labour and trafficking"
        ),
        gettext_lazy("Statistics office"),
        8,
    ),
    Proposal(
        PreparationKind.POLICIES,
        gettext_lazy(
            "Review the policies, laws and plans that bear on target 8.7: labour, "
            "social protection, education, migration"
        ),
        gettext_lazy("Ministries concerned"),
        8,
    ),
    Proposal(
        PreparationKind.FRAMEWORKS,
        gettext_lazy(
            "Read the UN development framework (UNDAF), the decent work country "
            "programme and the poverty reduction strategy for what they say"
        ),
        gettext_lazy("Focal point with the UN country team"),
        6,
    ),
    Proposal(
        PreparationKind.SUPERVISORY,
        gettext_lazy("Review the recommendations of the UN supervisory bodies"),
        gettext_lazy("Focal point"),
        6,
    ),
    Proposal(
        PreparationKind.PARTNERS,
        gettext_lazy(
            "Consult the national committees on child labour, forced labour and "
            "trafficking"
        ),
        gettext_lazy("Focal point"),
        6,
    ),
    Proposal(
        PreparationKind.PARTNERS,
        gettext_lazy(
            "Map the partners and invite them: ministries, employers, workers, civil "
            "society, academia, business, international organizations"
        ),
        gettext_lazy("Focal point"),
        5,
    ),
    Proposal(
        PreparationKind.PARTNERS,
        gettext_lazy(
            "Agree with survivors and affected groups how they take part safely"
        ),
        gettext_lazy("Focal point with a survivors’ organization"),
        5,
    ),
    Proposal(
        PreparationKind.OTHER,
        gettext_lazy(
            "Agree on a small number of priority areas to bring to the workshop"
        ),
        gettext_lazy("National coordination body"),
        3,
    ),
    Proposal(
        PreparationKind.OTHER,
        gettext_lazy("Plan how the workshop and its results are made known"),
        gettext_lazy("Press office"),
        2,
    ),
)


def start_preparation(workshop: Workshop, *, by) -> None:
    """Write the tasks of the guidance, with dates when the first day is known."""
    with changing(workshop, PREPARATION, by=by) as stored:
        if stored.tasks.exists():
            raise DomainError(_("The list has tasks already."))
        for proposal in PROPOSALS:
            PreparationTask.objects.create(
                workshop=stored,
                kind=proposal.kind,
                title=str(proposal.title),
                responsible=str(proposal.responsible),
                due_on=_due(stored, proposal.weeks),
            )


def _due(workshop: Workshop, weeks: int) -> date | None:
    """Count back from the first day; a day that has passed becomes today."""
    today, first = timezone.localdate(), workshop.on
    if first is None or workshop.precision != Precision.DAY or first <= today:
        return None
    return max(today, first - timedelta(weeks=weeks))


def mark_task(task: PreparationTask, *, done: bool, by) -> None:
    """Mark a task as done today, or as not done; a date on record stays."""
    with changing(task.workshop, PREPARATION, by=by):
        stored = stored_row(task)
        stored.done_on = (stored.done_on or timezone.localdate()) if done else None
        stored.save_checked(expected=stored.version)
