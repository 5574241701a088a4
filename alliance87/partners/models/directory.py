import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import Country
from alliance87.partners.enums import GroupState, PartnerType


@pghistory.track()
class Partner(models.Model):
    """An organization in the Alliance, or one that a roadmap names."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    kind = models.CharField(_("type"), max_length=20, choices=PartnerType.choices)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("country"),
    )
    website = models.URLField(_("website"), blank=True)
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.CheckConstraint(
                name="partner_leaves_after_joining",
                condition=models.Q(joined_on__isnull=True)
                | models.Q(left_on__isnull=True)
                | models.Q(left_on__gte=models.F("joined_on")),
                violation_error_message=_("A partner leaves after it joined."),
            ),
        ]

    def __str__(self):
        return self.name


@pghistory.track()
class Person(models.Model):
    """Somebody the Alliance works with, with or without an account."""

    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organization"),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("country"),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name


@pghistory.track()
class ActionGroup(models.Model):
    """A group of partners that works on one theme across countries."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=GroupState.choices,
        default=GroupState.PROPOSED,
    )
    lead = models.CharField(_("lead"), max_length=200, blank=True)
    summary = models.TextField(_("what it does"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("action group")
        verbose_name_plural = _("action groups")

    def __str__(self):
        return self.name
