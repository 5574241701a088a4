"""Asking to change a value after the round closed, or after it was published."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Recorded
from monitoring.enums import CorrectionState
from monitoring.models.observation import Observation
from monitoring.models.values import ObservationVersion


class CorrectionQuerySet(models.QuerySet):
    def unused(self):
        """Return what was granted and no version published since has used."""
        later = ObservationVersion.objects.filter(
            observation=OuterRef("observation"), published_at__gt=OuterRef("decided_at")
        )
        return self.filter(~Exists(later), state=CorrectionState.GRANTED)


@pghistory.track()
class CorrectionRequest(Recorded):
    """Why a value has to change, and what changes with it."""

    observation = models.ForeignKey(
        Observation,
        models.PROTECT,
        related_name="corrections",
        verbose_name=_("observation"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CorrectionState.choices,
        default=CorrectionState.REQUESTED,
        editable=False,
    )
    reason = models.TextField(_("why it has to change"))
    effect = models.TextField(_("what changes with it"), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    answer = models.TextField(_("answer of the secretariat"), blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("correction request")
        verbose_name_plural = _("correction requests")
        constraints = [
            models.UniqueConstraint(
                fields=["observation"],
                condition=Q(state=CorrectionState.REQUESTED),
                name="correction_one_open",
                violation_error_message=_("A correction is asked for already."),
            ),
            models.CheckConstraint(
                name="correction_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the value has to change."),
            ),
            models.CheckConstraint(
                name="correction_decided_by_and_when_together",
                condition=Q(
                    state=CorrectionState.REQUESTED,
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                )
                | ~Q(state=CorrectionState.REQUESTED)
                & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.observation)
