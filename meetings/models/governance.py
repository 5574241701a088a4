"""Who sits in the Global Coordinating Group, and who leads it, on any day."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Region
from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.core.models.periods import no_overlap
from alliance87.partners.enums import PartnerType
from alliance87.partners.models import Partner, Person
from meetings.enums import EndReason, Office, RepresentativeRole, SeatTheme, Standing
from meetings.models.terms import (
    Period,
    PeriodQuerySet,
    Term,
    check_around,
    check_within_seat,
    check_within_term,
    period_constraints,
    person_within_term,
    seat_around_terms,
    term_around_people,
    term_constraints,
    term_within_seat,
)


@pghistory.track()
class Constituency(Recorded, Versioned, Sourced):
    """A part of the Alliance that fills its seats by a scheme of its own."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    rotation_scheme = models.TextField(
        _("how seats rotate"),
        blank=True,
        help_text=_("As the constituency decided it; each defines its own."),
    )
    term_months = models.PositiveSmallIntegerField(
        _("months of a term"), null=True, blank=True
    )
    partner_types = ArrayField(
        models.CharField(max_length=20, choices=PartnerType.choices),
        verbose_name=_("types of partners"),
        default=list,
        blank=True,
        help_text=_("Who may hold a seat. None chosen: any partner."),
    )
    only_pathfinders = models.BooleanField(
        _("pathfinder countries only"), default=False
    )
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("constituency")
        verbose_name_plural = _("constituencies")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="constituency_name_unique",
                violation_error_message=_("This constituency is listed already."),
            ),
            models.CheckConstraint(
                name="constituency_term_has_months",
                condition=Q(term_months__isnull=True) | Q(term_months__gt=0),
                violation_error_message=_("A term lasts at least one month."),
            ),
        ]

    def __str__(self):
        return self.name


class SeatQuerySet(models.QuerySet):
    def on(self, day=None):
        """Seats that exist on a day; one without a first day was always there."""
        day = day or timezone.localdate()
        return self.filter(
            Q(created_on__isnull=True) | Q(created_on__lte=day),
            Q(abolished_on__isnull=True) | Q(abolished_on__gt=day),
        )


@pghistory.track()
class Seat(Recorded, Versioned, Sourced):
    """A place in the Group, whoever holds it."""

    constituency = models.ForeignKey(
        Constituency,
        models.PROTECT,
        related_name="seats",
        verbose_name=_("constituency"),
    )
    label = models.CharField(_("name of the seat"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    standing = models.CharField(
        _("standing"),
        max_length=8,
        choices=Standing.choices,
        default=Standing.MEMBER,
    )
    theme = models.CharField(
        _("theme"), max_length=16, choices=SeatTheme.choices, blank=True
    )
    region = models.CharField(
        _("region"), max_length=10, choices=Region.choices, blank=True
    )
    rotates = models.BooleanField(_("rotates"), default=True)
    created_on = models.DateField(
        _("created"), null=True, blank=True, help_text=_("Empty: not known.")
    )
    abolished_on = models.DateField(_("abolished"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["constituency", "position", "pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                "constituency",
                Lower("label"),
                name="seat_label_unique",
                violation_error_message=_(
                    "The constituency has a seat of this name already."
                ),
            ),
            models.CheckConstraint(
                name="seat_abolished_after_created",
                condition=Q(abolished_on__isnull=True)
                | Q(created_on__isnull=True)
                | Q(abolished_on__gt=F("created_on")),
                violation_error_message=_("A seat is abolished after it was created."),
            ),
            models.CheckConstraint(
                name="seat_choices_valid",
                condition=Q(
                    standing__in=Standing.values,
                    theme__in=["", *SeatTheme.values],
                    region__in=["", *Region.values],
                ),
                violation_error_message=_("Choose one of the values offered."),
            ),
        ]
        triggers = [seat_around_terms()]

    def __str__(self):
        return f"{self.constituency}: {self.label}"

    def clean(self):
        """Name the field when a term would lie outside the life of the seat."""
        super().clean()
        if self.pk:
            terms = self.terms.select_related("seat__constituency", "holder")
            dates = {"starts_on": "created_on", "ends_on": "abolished_on"}
            check_around(check_within_seat, terms, self, dates)

    def get_absolute_url(self):
        return reverse("meetings:seat", kwargs={"pk": self.pk})

    def exists_on(self, day) -> bool:
        has_begun = self.created_on is None or self.created_on <= day
        return has_begun and (self.abolished_on is None or self.abolished_on > day)


@pghistory.track()
class SeatTerm(Term):
    """Who holds a seat, from one day to another; no term covers a vacant day."""

    seat = models.ForeignKey(
        Seat, models.PROTECT, related_name="terms", verbose_name=_("seat")
    )
    holder = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="seat_terms",
        verbose_name=_("holder"),
    )
    end_reason = models.CharField(
        _("why it ended"), max_length=14, choices=EndReason.choices, blank=True
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["seat", F("starts_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            *term_constraints("seat_term"),
            models.CheckConstraint(
                name="seat_term_reason_when_ended",
                condition=Q(end_reason="")
                | Q(ends_on__isnull=False, end_reason__in=EndReason.values),
                violation_error_message=_("Only a term with an end has a reason."),
            ),
            no_overlap(
                "seat_term_one_holder_at_a_time",
                "seat",
                message=_(
                    "Somebody else holds this seat on these days. "
                    "End that term first, or change the dates."
                ),
            ),
        ]
        triggers = [term_within_seat(), term_around_people()]

    def __str__(self):
        return f"{self.seat}: {self.holder}"

    def clean(self):
        """Name the field when the term leaves its seat, or its people the term."""
        super().clean()
        if self.seat_id:
            check_within_seat(self, self.seat)
        if self.pk:
            people = self.representatives.select_related("person")
            dates = {"starts_on": "starts_on", "ends_on": "ends_on"}
            check_around(check_within_term, people, self, dates)


@pghistory.track()
class SeatRepresentative(Period, Recorded, Versioned):
    """A person who speaks for the holder of a seat, or reads along."""

    term = models.ForeignKey(
        SeatTerm,
        models.PROTECT,
        related_name="representatives",
        verbose_name=_("term"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="seats_represented",
        verbose_name=_("person"),
    )
    role = models.CharField(
        _("function"),
        max_length=9,
        choices=RepresentativeRole.choices,
        default=RepresentativeRole.TITULAR,
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["term_id", "pk"]
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            *period_constraints("representative"),
            models.CheckConstraint(
                name="representative_role_valid",
                condition=Q(role__in=RepresentativeRole.values),
                violation_error_message=_("Choose one of the values offered."),
            ),
            no_overlap(
                "representative_one_titular_at_a_time",
                "term",
                condition=Q(role=RepresentativeRole.TITULAR),
                message=_(
                    "Somebody else is the representative on these days. "
                    "End that first, or name an alternate."
                ),
            ),
            no_overlap(
                "representative_person_once_at_a_time",
                "term",
                "person",
                message=_("This person is named for the seat on these days already."),
            ),
        ]
        triggers = [person_within_term()]

    def __str__(self):
        return f"{self.person} ({self.get_role_display()})"

    def clean(self):
        """Name the field when a person leaves the term of the holder."""
        super().clean()
        if self.term_id:
            check_within_term(self, self.term)


@pghistory.track()
class OfficeTerm(Term):
    """Which country chairs or deputizes, and in whose person."""

    office = models.CharField(_("office"), max_length=12, choices=Office.choices)
    holder = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="office_terms",
        verbose_name=_("holder"),
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices_held",
        verbose_name=_("person"),
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["office", F("starts_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        constraints = [
            *term_constraints("office_term"),
            models.CheckConstraint(
                name="office_term_office_valid",
                condition=Q(office__in=Office.values),
                violation_error_message=_("Choose one of the values offered."),
            ),
            *(
                no_overlap(
                    f"office_term_one_{office}_at_a_time",
                    condition=Q(office=office),
                    message=_(
                        "Another country holds this office on these days. "
                        "End that term first, or change the dates."
                    ),
                )
                for office in Office.values
            ),
        ]

    def __str__(self):
        return f"{self.get_office_display()}: {self.holder}"
