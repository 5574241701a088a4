"""Which milestones a country missed, and which overdue actions nobody explained."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.models import Document
from alliance87.core.rules import may_view_document
from monitoring.enums import JustificationVerdict
from monitoring.models import AnnualReview, MissedMilestone
from pathfinders.selectors.progress import ActionProgress, implementation

VERDICT_TONES = {
    JustificationVerdict.ACCEPTED: "good",
    JustificationVerdict.NOT_ACCEPTED: "watch",
}


@dataclass(frozen=True, slots=True)
class Missed:
    """A missed milestone as one person reads it.

    `proof` is None when there is none, or when it is not theirs to read.
    """

    row: MissedMilestone
    period: str
    proof: Document | None
    is_proof_hidden: bool

    @property
    def verdict_tone(self) -> str:
        return VERDICT_TONES.get(self.row.verdict, "none")


def missed_of(review: AnnualReview, user) -> tuple[Missed, ...]:
    """Return the missed milestones of a review in the order of entry (one query)."""
    rows = review.missed_milestones.select_related("proof").order_by("pk")
    return tuple(_as_read(row, user) for row in rows)


def _as_read(row: MissedMilestone, user) -> Missed:
    may_read = row.proof is not None and may_view_document(user, row.proof)
    return Missed(
        row=row,
        period=period_of(row),
        proof=row.proof if may_read else None,
        is_proof_hidden=row.proof is not None and not may_read,
    )


def period_of(row: MissedMilestone) -> str:
    facts = {"first": write_day(row.from_on)}
    if row.until_on is None:
        return _("From %(first)s; not over when this was written") % facts
    facts["last"] = write_day(row.until_on)
    return _("%(first)s – %(last)s") % facts


def planned_actions(review: AnnualReview, user) -> tuple[ActionProgress, ...]:
    """Return the actions of the published roadmap, those overdue first.

    Overdue means: at the end of the year of the review, or today while it lasts.
    """
    rows = review.pathfinder.roadmaps.published().select_related("pathfinder__country")
    roadmap = rows.first()
    if roadmap is None:
        return ()
    on = min(timezone.localdate(), date(review.year + 1, 1, 1))
    actions = implementation(roadmap, user, on=on).actions
    return tuple(sorted(actions, key=lambda each: not each.is_overdue))


def unexplained(
    actions: Iterable[ActionProgress], rows: Iterable[MissedMilestone]
) -> list[ActionProgress]:
    """Return the overdue actions for which the review gives no reasons."""
    explained = {row.action_key for row in rows}
    return [
        each for each in actions if each.is_overdue and each.action.key not in explained
    ]
