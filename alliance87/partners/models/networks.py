"""Networks of partners, and initiatives that work beside the Alliance."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Sourced, Versioned
from alliance87.core.models.periods import no_overlap
from alliance87.partners.enums import NetworkKind
from alliance87.partners.models.directory import Partner
from alliance87.partners.models.groups import MemberQuerySet


@pghistory.track()
class Network(Sourced, Versioned):
    """A business or survivors’ network, or a related initiative."""

    kind = models.CharField(_("kind"), max_length=20, choices=NetworkKind.choices)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("acronym or short name"), max_length=40, blank=True)
    convener = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="convened_networks",
        verbose_name=_("convened by"),
    )
    summary = models.TextField(_("what it does"), max_length=4000, blank=True)
    relation = models.TextField(
        _("how it works with the Alliance"), max_length=2000, blank=True
    )
    website = models.URLField(_("website"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="network_name_once",
                violation_error_message=_("A network with this name exists already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:network", kwargs={"pk": self.pk})


@pghistory.track()
class NetworkMembership(models.Model):
    """A partner in a network; the day it left is the first one without it."""

    network = models.ForeignKey(
        Network,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("network"),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="network_memberships",
        verbose_name=_("partner"),
    )
    joined_on = models.DateField(
        _("joined"),
        null=True,
        blank=True,
        help_text=_("Leave empty when the day is not known."),
    )
    left_on = models.DateField(
        _("left"),
        null=True,
        blank=True,
        help_text=_("The first day on which it is no longer a member."),
    )

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["network", "partner", "joined_on", "pk"]
        verbose_name = _("membership of a network")
        verbose_name_plural = _("memberships of networks")
        constraints = [
            models.CheckConstraint(
                name="network_membership_ends_after_start",
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gt=F("joined_on")),
                violation_error_message=_("A member leaves after it joined."),
            ),
            no_overlap(
                "network_membership_once_at_a_time",
                *("network", "partner"),
                fields=("joined_on", "left_on"),
                message=_("The partner is a member of this network in that time."),
            ),
        ]

    def __str__(self):
        return f"{self.partner} ({self.network})"
