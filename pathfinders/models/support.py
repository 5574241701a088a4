"""Needs of countries, offers of partners, and where they meet."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.enums import Region
from alliance87.core.models.base import Recorded, Versioned
from alliance87.partners.models import ActionGroup, Partner
from pathfinders.enums import Language, MatchState, NeedKind, Topic
from pathfinders.models.pathfinder import Pathfinder
from pathfinders.models.registers import evidence
from pathfinders.models.roadmap import CURRENCY, NO_CURRENCY
from pathfinders.models.rows import Action


def many(choices, label) -> ArrayField:
    """Return a field for any number of choices."""
    return ArrayField(
        models.CharField(max_length=20, choices=choices),
        verbose_name=label,
        default=list,
        blank=True,
    )


class Asked(Recorded, Versioned):
    """What a need and an offer share, so that one can be held against the other."""

    kind = models.CharField(_("kind"), max_length=12, choices=NeedKind.choices)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    topics = many(Topic.choices, _("topics"))
    languages = many(Language.choices, _("languages"))
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency (ISO code)"), max_length=3, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title


def asked_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the constraints of an `Asked` model; names are unique per table."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_amount_with_currency",
            condition=Q(amount__isnull=True, currency="")
            | Q(amount__isnull=False, amount__gte=0, currency__regex=CURRENCY),
            violation_error_message=NO_CURRENCY,
        ),
        models.CheckConstraint(
            name=f"{prefix}_money_has_amount",
            condition=~Q(kind=NeedKind.MONEY) | Q(amount__isnull=False),
            violation_error_message=_("Say how much money it is."),
        ),
    ]


class SupportNeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        return self.filter(pathfinder__country__in=scope.own_countries)


@pghistory.track()
class SupportNeed(Asked):
    """What a country asks for: money for an action, expertise, training."""

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="needs", verbose_name=_("country")
    )
    action = models.ForeignKey(
        Action,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("action"),
    )
    answer_by = models.DateField(_("answer wanted by"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)

    objects = SupportNeedQuerySet.as_manager()

    class Meta:
        ordering = ["answer_by", "pk"]
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = asked_constraints("need")

    def get_absolute_url(self):
        return reverse("pathfinders:need", kwargs={"pk": self.pk})


class SupportOfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The secretariat sees all; a country those held against its own needs."""
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        own = SupportMatch.objects.filter(
            need__pathfinder__country__in=scope.own_countries
        )
        return self.filter(pk__in=own.values("offer"))


@pghistory.track()
class SupportOffer(Asked):
    """What a partner or an action group offers to countries."""

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("partner"),
    )
    action_group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("action group"),
    )
    regions = many(Region.choices, _("regions"))
    ends_on = models.DateField(_("offered until"), null=True, blank=True)

    objects = SupportOfferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            *asked_constraints("offer"),
            models.CheckConstraint(
                name="offer_from_partner_or_group",
                condition=Q(partner__isnull=False, action_group__isnull=True)
                | Q(partner__isnull=True, action_group__isnull=False),
                violation_error_message=_(
                    "An offer comes from a partner or from an action group."
                ),
            ),
        ]

    def get_absolute_url(self):
        return reverse("pathfinders:offer", kwargs={"pk": self.pk})

    @property
    def offered_by(self) -> str:
        return str(self.partner or self.action_group)


@pghistory.track()
class SupportMatch(Recorded, Versioned):
    """An offer held against a need, and what came of it."""

    need = models.ForeignKey(
        SupportNeed, models.PROTECT, related_name="matches", verbose_name=_("need")
    )
    offer = models.ForeignKey(
        SupportOffer, models.PROTECT, related_name="matches", verbose_name=_("offer")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=MatchState.choices,
        default=MatchState.OFFERED,
        editable=False,
    )
    agreed_on = models.DateField(_("agreed on"), null=True, editable=False)
    delivered_on = models.DateField(_("delivered on"), null=True, editable=False)
    note = models.TextField(_("note"), blank=True)
    document = evidence()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("match of a need and an offer")
        verbose_name_plural = _("matches of needs and offers")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "offer"],
                name="match_once",
                violation_error_message=_("This offer was made for this need."),
            ),
            models.CheckConstraint(
                name="match_delivered_with_date",
                condition=~Q(state=MatchState.DELIVERED)
                | Q(delivered_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.need}: {self.offer}"
