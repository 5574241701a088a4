"""The engagement journey of each stakeholder type, and where a partner stands."""

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import (
    Dated,
    Recorded,
    Versioned,
    dated_constraints,
)
from alliance87.partners.enums import PartnerType
from alliance87.partners.models.directory import Partner


@pghistory.track()
class JourneyStage(models.Model):
    """A stage on the way from a first contact to a leading partner, for one type."""

    kind = models.CharField(
        _("stakeholder type"), max_length=20, choices=PartnerType.choices
    )
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("what it means"), max_length=2000, blank=True)

    class Meta:
        ordering = ["kind", "position"]
        verbose_name = _("stage of the engagement journey")
        verbose_name_plural = _("stages of the engagement journeys")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "position"],
                name="journey_stage_position_once",
                violation_error_message=_(
                    "This type has a stage at this position already."
                ),
            ),
            models.UniqueConstraint(
                "kind",
                Lower("title"),
                name="journey_stage_title_once",
                violation_error_message=_(
                    "This type has a stage with this title already."
                ),
            ),
        ]

    def __str__(self):
        return self.title


class EngagementStepQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the secretariat plans with a partner is its own."""
        return self.all() if scope_of(user).is_secretariat else self.none()


@pghistory.track()
class EngagementStep(Dated, Recorded, Versioned):
    """A stage that a partner reached, and what comes next.

    `next_done_on` ends the next step; a partner has at most one open one, which the
    engagement desk lists by its due date.
    """

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="steps", verbose_name=_("partner")
    )
    stage = models.ForeignKey(
        JourneyStage, models.PROTECT, related_name="steps", verbose_name=_("stage")
    )
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_due_on = models.DateField(_("next step due"), null=True, blank=True)
    next_done_on = models.DateField(
        _("next step done"), null=True, blank=True, editable=False
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="engagement_steps",
        verbose_name=_("responsible"),
    )
    note = models.TextField(_("note"), max_length=4000, blank=True)

    objects = EngagementStepQuerySet.as_manager()

    class Meta:
        ordering = ["partner", "stage__position", "pk"]
        verbose_name = _("step of an engagement journey")
        verbose_name_plural = _("steps of engagement journeys")
        constraints = [
            *dated_constraints("engagement_step"),
            models.UniqueConstraint(
                fields=["partner", "stage"],
                name="engagement_step_stage_once",
                violation_error_message=_("The partner has reached this stage before."),
            ),
            models.CheckConstraint(
                name="engagement_step_due_needs_next",
                condition=~Q(next_step="")
                | Q(next_due_on__isnull=True, next_done_on__isnull=True),
                violation_error_message=_("Say what is due: give the next step."),
            ),
            models.UniqueConstraint(
                fields=["partner"],
                condition=~Q(next_step="") & Q(next_done_on__isnull=True),
                name="engagement_step_one_open_next",
                violation_error_message=_(
                    "The partner has an open next step. Mark that one as done first."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.partner}: {self.stage}"

    def clean(self):
        """Refuse a stage of another type’s journey."""
        super().clean()
        if self.stage_id and self.partner_id and self.stage.kind != self.partner.kind:
            words = _("This stage belongs to the journey of another type.")
            raise ValidationError({"stage": words})
