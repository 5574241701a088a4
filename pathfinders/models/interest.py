import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import (
    Dated,
    Recorded,
    Sourced,
    Versioned,
    dated_constraints,
)
from alliance87.core.models.periods import no_overlap
from pathfinders.enums import Addressee, AppointmentKind, EoiState
from pathfinders.models.pathfinder import Pathfinder


class ExpressionOfInterestQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        own = Q(pathfinder__country__in=scope.focal_point_of)
        if scope.is_chair or scope.is_gcg:
            return self.filter(own | Q(state=EoiState.ACCEPTED))
        return self.filter(own)


@pghistory.track()
class ExpressionOfInterest(Recorded, Versioned, Dated, Sourced):
    """The minister's letter (`on` is its date) that opens the formal path."""

    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        related_name="expressions_of_interest",
        verbose_name=_("country"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=EoiState.choices,
        default=EoiState.DRAFT,
        editable=False,
    )
    minister = models.CharField(_("signed by"), max_length=200, blank=True)
    ministry = models.CharField(_("ministry"), max_length=200, blank=True)
    signed_by_minister = models.BooleanField(_("a minister signed"), default=True)
    addressee = models.CharField(
        _("addressed to"), max_length=24, choices=Addressee.choices, blank=True
    )
    text = models.TextField(
        _("what the letter says"),
        blank=True,
        help_text=_("Interest, willingness to accelerate, who leads the effort."),
    )
    senior_official = models.CharField(
        _("senior official named"), max_length=200, blank=True
    )
    senior_official_post = models.CharField(
        _("post of the official"), max_length=200, blank=True
    )
    scan = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan of the letter"),
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    return_comment = models.TextField(_("why it was returned"), blank=True)

    objects = ExpressionOfInterestQuerySet.as_manager()

    class Meta:
        ordering = ["pathfinder", "pk"]
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        constraints = [
            *dated_constraints("eoi"),
            models.CheckConstraint(
                name="eoi_acknowledged_after_received",
                condition=Q(acknowledged_on__isnull=True)
                | Q(received_on__isnull=True)
                | Q(acknowledged_on__gte=F("received_on")),
                violation_error_message=_(
                    "A letter is acknowledged after it was received."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder}: {self._meta.verbose_name}"

    def get_absolute_url(self):
        return reverse(
            "pathfinders:eoi",
            kwargs={"iso3": self.pathfinder.country.slug, "pk": self.pk},
        )


class AppointmentQuerySet(models.QuerySet):
    def current(self, on=None):
        """Appointments in force on a day; an unknown start counts as begun."""
        day = on or timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


@pghistory.track()
class Appointment(Recorded, Versioned, Sourced):
    """Who leads the effort, or answers for the country, from one day to another.

    `starts_on` is NULL where no source gives it; such rows may overlap.
    """

    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("country"),
    )
    kind = models.CharField(
        _("function"), max_length=16, choices=AppointmentKind.choices
    )
    person = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    ministry = models.CharField(_("ministry"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["pathfinder", "kind", "starts_on", "pk"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("An appointment ends after it starts."),
            ),
            *(
                no_overlap(
                    f"appointment_one_{kind}_at_a_time",
                    "pathfinder",
                    bounds="[]",
                    condition=Q(kind=kind, starts_on__isnull=False),
                    message=_(
                        "Somebody else holds this function on these days. "
                        "End that appointment first, or change the dates."
                    ),
                )
                for kind in AppointmentKind.values
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.get_kind_display()})"
