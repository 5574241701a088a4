import secrets
import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.enums import Audience
from alliance87.core.models.country import Country
from alliance87.core.rules import audiences, may_read_before_the_hour


def opaque_name(instance, filename):
    """Store a file under a name that tells nothing and cannot be guessed."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}"


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        own = Q()
        for country_id in scope_of(user).own_countries:
            allowed = audiences(user, country_id=country_id)
            own |= Q(country_id=country_id, audience__in=allowed)
        known = self.filter(Q(audience__in=audiences(user)) | own)
        return known if may_read_before_the_hour(user) else known.free()

    def free(self):
        """Those that no embargo holds back now."""
        now = timezone.now()
        return self.filter(
            Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now)
        )


@pghistory.track()
class Document(models.Model):
    """A paper with its versions. Who may read it follows from its audience."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=10, default="en")
    audience = models.CharField(
        _("who may read it"),
        max_length=12,
        choices=Audience.choices,
        default=Audience.SECRETARIAT,
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("country"),
    )
    expires_on = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it proves anything. Empty: no end."),
    )
    embargoed_until = models.DateTimeField(
        _("under embargo until"),
        null=True,
        blank=True,
        help_text=_("Until then only the secretariat and the Chair can open it."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("document", kwargs={"uuid": self.uuid})


@pghistory.track()
class DocumentVersion(models.Model):
    """One file of a document, never changed: a new file is a new version."""

    document = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="versions",
        verbose_name=_("document"),
    )
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(_("file"), upload_to=opaque_name, max_length=100)
    file_name = models.CharField(_("name of the file"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    class Meta:
        ordering = ["document", "-number"]
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="document_version_number_unique"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        return f"{self.document} ({self.number})"
