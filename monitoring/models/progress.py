"""Where the secretariat judges progress otherwise than the figures do."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from monitoring.enums import ProgressStatus
from monitoring.models.catalogue import Indicator
from pathfinders.models import Pathfinder


class ProgressOverride(models.Model):
    """What is said in place of the computed class, by whom and why; both are shown.

    The one with `ended_at` NULL is in force. `computed` is what the figures said when
    it was made: a reader sees when they no longer do.
    """

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="+", verbose_name=_("country")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator")
    )
    status = models.CharField(
        _("progress"), max_length=12, choices=ProgressStatus.choices
    )
    computed = models.CharField(
        _("computed then"), max_length=12, choices=ProgressStatus.choices
    )
    reason = models.CharField(_("why"), max_length=300)
    created_at = models.DateTimeField(_("decided"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("judgement of progress")
        verbose_name_plural = _("judgements of progress")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "indicator"],
                condition=Q(ended_at__isnull=True),
                name="progress_override_one_in_force",
                violation_error_message=_("Another judgement is in force already."),
            ),
            models.CheckConstraint(
                name="progress_override_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                name="progress_override_differs",
                condition=~Q(status=models.F("computed")),
                violation_error_message=_("The figures say the same."),
            ),
            models.CheckConstraint(
                name="progress_override_known",
                condition=Q(
                    status__in=ProgressStatus.values,
                    computed__in=ProgressStatus.values,
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="judgement_unchanged",
                fields=[
                    *("pathfinder", "indicator", "status", "computed"),
                    *("reason", "created_at", "created_by"),
                ],
            ),
            pgtrigger.Protect(
                name="ended_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder} {self.indicator}"
