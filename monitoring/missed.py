"""Verbs that write down which milestones a country missed, and why."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.documents import file_document
from alliance87.core.exceptions import DomainError
from monitoring import rules
from monitoring.models import AnnualReview, MissedMilestone
from monitoring.services import PartClosed


@transaction.atomic
def save_missed(form, *, by) -> MissedMilestone:
    """Add or change a missed milestone from its form; a new file becomes its proof.

    Raises PartClosed when the report may not be written any more, ValidationError when
    the action is on the list already, DomainError when the row was removed meanwhile.
    """
    row = form.instance
    review = _locked(row, by)
    verb = "missed_milestone.changed" if row.pk else "missed_milestone.added"
    if row.pk:
        _refuse_removed(row)
    if upload := form.cleaned_data["upload"]:
        row.proof = file_document(
            upload, by=by, country=review.pathfinder.country, **form.file_facts
        )
    row.full_clean(exclude=["created_by"])
    saved = form.save()
    record(verb, saved, by=by, country=review.pathfinder.country)
    return saved


@transaction.atomic
def remove_missed(row: MissedMilestone, *, by) -> None:
    """Take a milestone off the list of a report that is still open."""
    review = _locked(row, by)
    _refuse_removed(row)
    country = review.pathfinder.country
    record("missed_milestone.removed", row, by=by, country=country)
    row.delete()


def _locked(row: MissedMilestone, by) -> AnnualReview:
    """Return the review, locked; its milestones are part of its report."""
    rows = AnnualReview.objects.select_for_update(of=("self",))
    review = rows.select_related("pathfinder__country").get(pk=row.review_id)
    if not rules.may_start_review(by, review.pathfinder):
        raise PermissionDenied
    if not rules.may_edit_report(by, review):
        raise PartClosed
    return review


def _refuse_removed(row: MissedMilestone) -> None:
    if not MissedMilestone.objects.filter(pk=row.pk).exists():
        raise DomainError(_("Somebody removed this milestone meanwhile."))
