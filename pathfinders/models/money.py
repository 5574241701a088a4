"""Amounts of a roadmap: never added across currencies without a stated rate."""

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pathfinders.enums import FundingKind
from pathfinders.models.roadmap import CURRENCY, NO_CURRENCY, Roadmap
from pathfinders.models.rows import (
    OF_ACTION,
    OF_ROADMAP,
    YEARS,
    Action,
    Keyed,
    locked_rows,
)


class Money(models.Model):
    """An amount for an action: needed, available, allocated or disbursed."""

    kind = models.CharField(_("what it is"), max_length=10, choices=FundingKind.choices)
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency (ISO code)"), max_length=3)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=YEARS
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.amount} {self.currency}"


def money_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the constraints of a `Money` model; names are unique per table."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_amount_not_negative",
            condition=Q(amount__gte=0),
            violation_error_message=_("An amount is not below zero."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_currency_code",
            condition=Q(currency__regex=CURRENCY),
            violation_error_message=NO_CURRENCY,
        ),
    ]


@pghistory.track()
class FundingLine(Keyed, Money):
    """Money in the plan; what is reported later is a `FundingUpdate`."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="funding", verbose_name=_("action")
    )

    class Meta(Money.Meta):
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        constraints = [
            *money_constraints("funding"),
            models.UniqueConstraint(fields=["action", "key"], name="funding_key_once"),
        ]
        triggers = [locked_rows(OF_ACTION)]


@pghistory.track()
class StatedRate(models.Model):
    """A rate that a country states, so that amounts can be added up."""

    roadmap = models.ForeignKey(
        Roadmap, models.CASCADE, related_name="rates", verbose_name=_("roadmap")
    )
    currency = models.CharField(_("currency (ISO code)"), max_length=3)
    rate = models.DecimalField(
        _("rate"),
        max_digits=20,
        decimal_places=8,
        help_text=_("How much one unit is worth in the currency of the totals."),
    )
    on = models.DateField(_("rate of the day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["currency"]
        verbose_name = _("stated rate")
        verbose_name_plural = _("stated rates")
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "currency"],
                name="rate_once_per_currency",
                violation_error_message=_("There is a rate for this currency."),
            ),
            models.CheckConstraint(
                name="rate_positive",
                condition=Q(rate__gt=0),
                violation_error_message=_("A rate is above zero."),
            ),
            models.CheckConstraint(
                name="rate_currency_code",
                condition=Q(currency__regex=CURRENCY),
                violation_error_message=NO_CURRENCY,
            ),
        ]
        triggers = [locked_rows(OF_ROADMAP)]

    def __str__(self):
        return f"1 {self.currency} = {self.rate.normalize():f}"
