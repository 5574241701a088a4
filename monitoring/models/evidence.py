"""The proof of values: documents, with the page that says it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import end_of
from alliance87.core.models import DocumentVersion
from monitoring.models.observation import Observation


def proves_on(day, of: str = "") -> Q:
    """Return the condition that a file has not expired; `of` leads to the link."""
    expiry = f"{of}file__document__expires_on"
    return Q(**{f"{expiry}__isnull": True}) | Q(**{f"{expiry}__gte": day})


class EvidenceQuerySet(models.QuerySet):
    def at(self, moment):
        """Return what was linked at a moment."""
        return self.filter(linked_at__lte=moment).filter(
            Q(unlinked_at__isnull=True) | Q(unlinked_at__gt=moment)
        )

    def linked(self, as_of=None):
        """Return what is linked now, or was at the end of a day."""
        if as_of is not None:
            return self.at(end_of(as_of))
        return self.filter(unlinked_at__isnull=True)

    def proving(self, as_of=None):
        """Return what proves a value now, or proved it at the end of a day."""
        return self.linked(as_of).in_force(as_of or timezone.localdate())

    def in_force(self, day):
        """Leave out files that had expired before a day: they prove nothing then.

        The few that expired are read once, and not the document of each proof.
        """
        expired = DocumentVersion.objects.filter(document__expires_on__lt=day)
        return self.exclude(file__in=expired.order_by().values("pk"))


class Evidence(models.Model):
    """A file that proves a value, and where in it: the page or the table.

    One file serves many values and one value has many files. A link that was wrong is
    ended, not deleted, so that the proof of an earlier day can still be told.
    """

    observation = models.ForeignKey(
        Observation,
        models.PROTECT,
        related_name="evidence",
        verbose_name=_("observation"),
    )
    file = models.ForeignKey(
        DocumentVersion,
        models.PROTECT,
        related_name="evidence",
        verbose_name=_("file"),
    )
    locator = models.CharField(_("page or table"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    linked_at = models.DateTimeField(_("linked"), auto_now_add=True)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("linked by"),
    )
    unlinked_at = models.DateTimeField(_("taken off"), null=True, editable=False)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken off by"),
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("proof of a value")
        verbose_name_plural = _("proofs of values")
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "file", "locator"],
                condition=Q(unlinked_at__isnull=True),
                name="evidence_once",
                violation_error_message=_("This page proves the value already."),
            ),
            models.CheckConstraint(
                name="evidence_unlinked_by_and_when_together",
                condition=Q(unlinked_by__isnull=True, unlinked_at__isnull=True)
                | Q(unlinked_by__isnull=False, unlinked_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="link_unchanged",
                fields=[
                    *("observation", "file", "locator", "note"),
                    *("linked_at", "linked_by"),
                ],
            ),
        ]

    def __str__(self):
        return (
            f"{self.file.document}, {self.locator}"
            if self.locator
            else str(self.file.document)
        )

    def has_expired(self, day) -> bool:
        """Whether the file proves nothing on a day any more."""
        expires_on = self.file.document.expires_on
        return expires_on is not None and expires_on < day
