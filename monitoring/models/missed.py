"""Milestones that a country missed in a year, each with its own reasons."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Recorded, Versioned
from monitoring.enums import JustificationVerdict, MissedCause, ReviewState
from monitoring.models.review import AnnualReview

REVIEW_LOCK = f"""
    IF EXISTS (
        SELECT 1 FROM monitoring_annualreview review
        WHERE review.id IN (NEW.review_id, OLD.review_id)
        AND review.state = '{ReviewState.PUBLISHED}'
    ) THEN
        RAISE EXCEPTION 'the milestones of a published review are locked'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


@pghistory.track()
class MissedMilestone(Recorded, Versioned):
    """What did not happen in time, why, with what proof, and what is done about it.

    `action_key` names the action of the roadmap where it is one. The verdict is that
    of the Group on these reasons, recorded with the outcome of the review.
    """

    review = models.ForeignKey(
        AnnualReview,
        models.CASCADE,
        related_name="missed_milestones",
        verbose_name=_("annual review"),
    )
    title = models.CharField(_("milestone that was missed"), max_length=300)
    action_key = models.UUIDField(_("action of the roadmap"), null=True, blank=True)
    due_on = models.DateField(_("was due on"), null=True, blank=True)
    cause = models.CharField(_("cause"), max_length=12, choices=MissedCause.choices)
    reasons = models.TextField(_("what happened"))
    from_on = models.DateField(_("it lasted from"))
    until_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: it still lasts.")
    )
    proof = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proof"),
    )
    locator = models.CharField(_("page or table"), max_length=120, blank=True)
    remedy = models.TextField(_("what is done about it"))
    remedy_by = models.DateField(_("until when"), null=True, blank=True)
    verdict = models.CharField(
        _("are the reasons accepted?"),
        max_length=14,
        choices=[
            (each.value, each.label)
            for each in (
                JustificationVerdict.ACCEPTED,
                JustificationVerdict.NOT_ACCEPTED,
            )
        ],
        blank=True,
        editable=False,
    )
    verdict_note = models.CharField(
        _("why"), max_length=500, blank=True, editable=False
    )

    class Meta:
        ordering = ["review", "pk"]
        verbose_name = _("missed milestone")
        verbose_name_plural = _("missed milestones")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "action_key"],
                condition=Q(action_key__isnull=False),
                name="missed_action_once",
                violation_error_message=_("This action is on the list already."),
            ),
            models.CheckConstraint(
                name="missed_period_in_order",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day is not before the first."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="missed_locked_with_review",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=REVIEW_LOCK,
            ),
        ]

    def __str__(self):
        return self.title
