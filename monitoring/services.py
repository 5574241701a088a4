"""Verbs that open a review or write a part of it; none of them changes a state."""

from django.db import transaction
from django.utils import timezone

from alliance87.core.audit import record
from monitoring import workflow
from monitoring.models import AnnualReview
from pathfinders.models import Pathfinder


class PartClosed(Exception):
    """The part may not be written any more; what was typed goes back to the person."""


@transaction.atomic
def open_review(pathfinder: Pathfinder, *, year: int, by) -> AnnualReview:
    """Start the review of a year; two people who start it at once get one review."""
    Pathfinder.objects.select_for_update().get(pk=pathfinder.pk)
    return workflow.start_review(pathfinder, year=year, by=by)


@transaction.atomic
def save_part(form, *, may, verb: str, by) -> AnnualReview:
    """Save one part of a review from its form, when nobody else saved first.

    `may(user, review)` is asked of the stored review, under a lock, so that a part
    that was closed meanwhile is not written: raises PartClosed.
    """
    rows = AnnualReview.objects.select_for_update(of=("self",))
    stored = rows.select_related("pathfinder__country").get(pk=form.instance.pk)
    if not may(by, stored):
        raise PartClosed
    _take_over(form.instance, stored, but=form._meta.fields)
    if verb == "answered":
        form.instance.answered_at, form.instance.answered_by = timezone.now(), by
    review = form.save()
    record(f"review.{verb}", review, by=by, country=review.pathfinder.country)
    return review


def _take_over(review: AnnualReview, stored: AnnualReview, *, but) -> None:
    """Keep what other people decided since the page was opened."""
    for field in AnnualReview._meta.concrete_fields:
        if field.name not in {*but, "version"}:
            setattr(review, field.attname, getattr(stored, field.attname))
