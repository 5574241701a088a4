import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.country import Country


class AuditEvent(models.Model):
    """One decision: who decided what, when, about what, and why. Append-only.

    The target is kept as text, so that the trail outlives it. The change of every
    row is kept beside this by database triggers (pghistory).
    """

    at = models.DateTimeField(_("at (UTC)"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    by_name = models.CharField(_("name"), max_length=200)
    verb = models.CharField(_("what"), max_length=60)
    target = models.CharField(_("record"), max_length=100)
    target_label = models.CharField(_("about"), max_length=300)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("country"),
    )
    was = models.CharField(_("from"), max_length=60, blank=True)
    now = models.CharField(_("to"), max_length=60, blank=True)
    reason = models.TextField(_("why"), blank=True)
    overridden = models.TextField(_("missing proof that was overridden"), blank=True)
    request_id = models.CharField(_("request"), max_length=40, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions (trail)")
        indexes = [models.Index(fields=["target"], name="audit_target")]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        return f"{self.verb}: {self.target_label}"
