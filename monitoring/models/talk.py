"""What people say about a value: the thread, and why an odd figure is right."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.enums import CommentKind, ReturnReason
from monitoring.models.observation import Observation
from monitoring.models.values import ObservationVersion

APPEND_ONLY = pgtrigger.Protect(
    name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
)


class ValueComment(models.Model):
    """One entry of the thread of a value; the thread stays with it over the years."""

    observation = models.ForeignKey(
        Observation,
        models.PROTECT,
        related_name="comments",
        verbose_name=_("observation"),
    )
    value = models.ForeignKey(
        ObservationVersion,
        models.PROTECT,
        null=True,
        related_name="comments",
        verbose_name=_("about the version"),
    )
    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=CommentKind.choices,
        default=CommentKind.COMMENT,
    )
    reason = models.CharField(
        _("reason"), max_length=12, choices=ReturnReason.choices, blank=True
    )
    text = models.TextField(_("text"), max_length=2000)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment on a value")
        verbose_name_plural = _("comments on values")
        constraints = [
            models.CheckConstraint(
                name="value_comment_has_text", condition=~models.Q(text="")
            ),
            models.CheckConstraint(
                name="value_return_has_reason",
                condition=~models.Q(kind=CommentKind.RETURN) | ~models.Q(reason=""),
                violation_error_message=_("Choose the reason."),
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self):
        return self.text[:80]


class CheckAnswer(models.Model):
    """Why a figure that a check found odd is right, for the reviewer to read.

    It answers one check of one version; another figure has to be explained anew.
    """

    value = models.ForeignKey(
        ObservationVersion,
        models.PROTECT,
        related_name="answers",
        verbose_name=_("version"),
    )
    check_code = models.CharField(_("check"), max_length=40)
    text = models.CharField(_("explanation"), max_length=500)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("explanation of a check")
        verbose_name_plural = _("explanations of checks")
        constraints = [
            models.CheckConstraint(
                name="check_answer_has_text", condition=~models.Q(text="")
            ),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self):
        return self.text
