import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import write_day
from alliance87.core.models import Country
from alliance87.partners.enums import COUNTRY_ROLES, Role
from alliance87.partners.models.groups import ActionGroup


class RoleAssignmentQuerySet(models.QuerySet):
    def current(self, on=None):
        """Roles that hold on a day (default today); both end days are included."""
        day = on or timezone.localdate()
        return self.filter(
            Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def team_of(self, country: Country):
        """Return who works for a country, focal points first, deputies behind."""
        held = self.filter(
            country=country, role__in=COUNTRY_ROLES, user__is_active=True
        )
        order = ("-role", "is_deputy", "user__name", "pk")
        return held.select_related("user").order_by(*order)


@pghistory.track()
class RoleAssignment(models.Model):
    """What one person may be, from one day to another; ends at the next request."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="role_assignments",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name=_("country"),
    )
    group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name=_("action group"),
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_deputy = models.BooleanField(
        _("stands in for somebody"),
        default=False,
        help_text=_("A deputy has the same rights until the last day."),
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["user", "starts_on"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                name="role_country_exactly_for_country_roles",
                condition=Q(role__in=COUNTRY_ROLES, country__isnull=False)
                | (~Q(role__in=COUNTRY_ROLES) & Q(country__isnull=True)),
                violation_error_message=_(
                    "A focal point and a contributor need a country; "
                    "other roles have none."
                ),
            ),
            models.CheckConstraint(
                name="role_group_exactly_for_group_chairs",
                condition=Q(role=Role.GROUP_CHAIR, group__isnull=False)
                | (~Q(role=Role.GROUP_CHAIR) & Q(group__isnull=True)),
                violation_error_message=_(
                    "The chair of an action group needs the group; "
                    "other roles have none."
                ),
            ),
            models.CheckConstraint(
                name="role_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A role ends after it starts."),
            ),
            models.CheckConstraint(
                name="role_of_deputy_ends",
                condition=Q(is_deputy=False) | Q(ends_on__isnull=False),
                violation_error_message=_("Give the last day of a deputy."),
            ),
        ]

    def __str__(self):
        where = self.country or self.group
        label = self.get_role_display()
        name = f"{label} ({where})" if where else str(label)
        return ". ".join(filter(None, (name, self.deputy_words)))

    def clean(self):
        """Refuse deputies without an end, and of anybody but a country’s people.

        Names the fields; the database would only name the rule.
        """
        super().clean()
        if not self.is_deputy:
            return
        if self.role not in COUNTRY_ROLES:
            words = _("Only a focal point and a contributor have deputies.")
            raise ValidationError({"is_deputy": words})
        if self.ends_on is None:
            raise ValidationError({"ends_on": _("Give the last day of a deputy.")})

    @property
    def deputy_words(self) -> str:
        """Until when somebody stands in, as every list of people says it."""
        if not (self.is_deputy and self.ends_on):
            return ""
        return gettext("Deputy until %(day)s") % {"day": write_day(self.ends_on)}
