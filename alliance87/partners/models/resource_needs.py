"""What action groups lack, and what became of it."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import Recorded, Versioned
from alliance87.partners.enums import ResourceNeedState
from alliance87.partners.models.directory import Partner
from alliance87.partners.models.groups import ActionGroup

CURRENCY = "^[A-Z]{3}$"


class ResourceNeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Needs go to the Global Coordinating Group; no public page shows them."""
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_gcg or scope.is_chair:
            return self.all()
        return self.filter(group__in=scope.chairs_groups)


@pghistory.track()
class ResourceNeed(Recorded, Versioned):
    """What a group lacks and tells the Global Coordinating Group about.

    `outcome` is what became of it, in the words of those who answered.
    """

    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        related_name="resource_needs",
        verbose_name=_("action group"),
    )
    what = models.CharField(_("what is needed"), max_length=300)
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency (ISO code)"), max_length=3, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ResourceNeedState.choices,
        default=ResourceNeedState.OPEN,
        editable=False,
    )
    raised_on = models.DateField(_("raised on"))
    note = models.TextField(_("note"), blank=True)
    sent_on = models.DateField(_("sent to the Group"), null=True, editable=False)
    offered_by = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="offers_to_groups",
        verbose_name=_("offered by"),
    )
    outcome = models.TextField(
        _("what became of it"), blank=True, max_length=4000, editable=False
    )

    objects = ResourceNeedQuerySet.as_manager()

    class Meta:
        ordering = ["group", "-raised_on", "-pk"]
        verbose_name = _("resource need")
        verbose_name_plural = _("resource needs")
        constraints = [
            models.CheckConstraint(
                name="resource_need_amount_with_currency",
                condition=Q(amount__isnull=True, currency="")
                | Q(amount__isnull=False, amount__gte=0, currency__regex=CURRENCY),
                violation_error_message=_(
                    "Write the currency as three capital letters, for example USD."
                ),
            ),
            models.CheckConstraint(
                name="resource_need_sent_on_a_day",
                condition=~Q(state=ResourceNeedState.SENT) | Q(sent_on__isnull=False),
                violation_error_message=_("Give the day on which it was sent."),
            ),
            models.CheckConstraint(
                name="resource_need_offered_by_somebody",
                condition=~Q(state=ResourceNeedState.OFFERED)
                | Q(offered_by__isnull=False),
                violation_error_message=_("Say which organization offers help."),
            ),
        ]

    def __str__(self):
        return self.what
