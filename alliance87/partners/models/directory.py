"""Partners, and the people who speak for them."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import ExtractYear, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.models import Country
from alliance87.core.models.base import Sourced, Versioned
from alliance87.partners import rules
from alliance87.partners.enums import (
    OF_A_COUNTRY,
    SUBTYPES,
    Focus,
    PartnerState,
    PartnerSubtype,
    PartnerType,
    SpokenLanguage,
)

# A year alone is stored as its first day, which may lie before the application.
ONLY_THE_YEAR_COUNTS = (Precision.MONTH, Precision.YEAR)


def subtype_fits() -> Q:
    """Return that a sub-type is one of its type, or that none is given."""
    fits = Q(subtype="")
    for kind, subtypes in SUBTYPES.items():
        if subtypes:
            fits |= Q(kind=kind, subtype__in=subtypes)
    return fits


def not_left(path: str = "", day: date | None = None) -> Q:
    """Return that the partner at `path` ("holder__") has not left on a day."""
    day = day or timezone.localdate()
    is_open = Q(**{f"{path}left_on__isnull": True})
    return is_open | Q(**{f"{path}left_on__gt": day})


class PartnerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, but an application is the secretariat's until the partner joins."""
        if scope_of(user).is_secretariat:
            return self.all()
        return self.with_state().exclude(state_now=PartnerState.APPLICANT)

    def offering_for(self, user):
        """Those for whom a person may offer help: all, or for whom the person speaks.

        `settings.SPEAKS_FOR` names who knows that: seats are kept in `meetings`.
        """
        rows = self.visible_to(user)
        if rules.may_answer_resource_need(user):
            return rows
        spoken_for = import_string(settings.SPEAKS_FOR)(user)
        return rows.filter(pk__in=spoken_for.values("pk"))

    def with_state(self, on: date | None = None):
        """Add `state_now`: the same as `Partner.state_on` says in Python."""
        day = on or timezone.localdate()
        return self.alias(
            state_now=Case(
                When(left_on__lte=day, then=Value(PartnerState.INACTIVE)),
                When(joined_on__lte=day, then=Value(PartnerState.ACTIVE)),
                When(
                    Q(joined_on__isnull=False) | Q(applied_on__isnull=False),
                    then=Value(PartnerState.APPLICANT),
                ),
                default=Value(PartnerState.NAMED),
                output_field=models.CharField(),
            )
        )

    def in_state(self, *states: str, on: date | None = None):
        return self.with_state(on).filter(state_now__in=states)


@pghistory.track()
class Partner(Sourced, Versioned):
    """An organization in the Alliance, one that applied, or one a roadmap names."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("acronym or short name"), max_length=40, blank=True)
    kind = models.CharField(_("type"), max_length=20, choices=PartnerType.choices)
    subtype = models.CharField(
        _("sub-type"), max_length=20, choices=PartnerSubtype.choices, blank=True
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("country"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    focus = ArrayField(
        models.CharField(max_length=20, choices=Focus.choices),
        verbose_name=_("works on"),
        default=list,
        blank=True,
    )
    summary = models.TextField(_("what it does"), max_length=4000, blank=True)
    website = models.URLField(_("website"), blank=True)
    applied_on = models.DateField(_("applied"), null=True, blank=True)
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    joined_precision = models.CharField(
        _("how exactly it is known"),
        max_length=8,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    left_on = models.DateField(
        _("left"),
        null=True,
        blank=True,
        help_text=_("The first day on which it is no longer a partner."),
    )
    left_reason = models.CharField(
        _("why it left"), max_length=1000, blank=True, editable=False
    )
    is_example = models.BooleanField(_("fictitious example"), default=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="partner_name_once",
                violation_error_message=_("A partner with this name exists already."),
            ),
            models.CheckConstraint(
                name="partner_subtype_fits_type",
                condition=subtype_fits(),
                violation_error_message=_("This sub-type belongs to another type."),
            ),
            models.CheckConstraint(
                name="partner_of_government_has_country",
                condition=~Q(kind__in=OF_A_COUNTRY) | Q(country__isnull=False),
                violation_error_message=_(
                    "A country and a government institution need their country."
                ),
            ),
            models.CheckConstraint(
                name="partner_focus_known",
                condition=Q(focus__contained_by=Focus.values),
                violation_error_message=_("Choose what it works on from the list."),
            ),
            models.CheckConstraint(
                name="partner_joined_precision_valid",
                condition=Q(joined_precision__in=Precision.values)
                & (Q(joined_on__isnull=True) | ~Q(joined_precision=Precision.UNKNOWN)),
                violation_error_message=_("Choose how exactly the date is known."),
            ),
            models.CheckConstraint(
                name="partner_joins_after_applying",
                condition=Q(applied_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(joined_on__gte=F("applied_on"))
                | Q(
                    joined_precision__in=ONLY_THE_YEAR_COUNTS,
                    joined_on__year__gte=ExtractYear("applied_on"),
                ),
                violation_error_message=_("A partner joins after it applied."),
            ),
            models.CheckConstraint(
                name="partner_leaves_after_joining",
                condition=Q(joined_on__isnull=True)
                | Q(left_on__isnull=True)
                | Q(joined_precision=Precision.BEFORE)
                | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("A partner leaves after it joined."),
            ),
            models.CheckConstraint(
                name="partner_not_part_of_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A partner is not a part of itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:partner", kwargs={"pk": self.pk})

    def clean(self):
        """Refuse a circle of partners that are part of each other."""
        super().clean()
        above = self.parent
        while above is not None:
            if above.pk == self.pk and self.pk is not None:
                words = _("This partner is a part of the one you edit.")
                raise ValidationError({"parent": words})
            above = above.parent

    @property
    def joined(self) -> PartialDate:
        if self.joined_on is None:
            return PartialDate.unknown()
        return PartialDate(self.joined_on, self.joined_precision)

    @joined.setter
    def joined(self, value: PartialDate) -> None:
        self.joined_on = value.on
        self.joined_precision = value.precision if value.is_known else Precision.DAY

    def state_on(self, day: date) -> PartnerState:
        """Return where the partner stood on a day; see `PartnerQuerySet.with_state`."""
        if self.left_on and self.left_on <= day:
            return PartnerState.INACTIVE
        if self.joined_on and self.joined_on <= day:
            return PartnerState.ACTIVE
        if self.joined_on or self.applied_on:
            return PartnerState.APPLICANT
        return PartnerState.NAMED

    @property
    def state(self) -> PartnerState:
        return self.state_on(timezone.localdate())

    @property
    def acronym(self) -> str:
        """The short name where there is one: for tables and badges."""
        return self.short_name or self.name

    @property
    def focus_words(self) -> list[str]:
        return [str(Focus(value).label) for value in self.focus]


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Contacts are personal data: the secretariat's alone."""
        return self.all() if scope_of(user).is_secretariat else self.none()


@pghistory.track()
class Person(Versioned):
    """Somebody the Alliance works with, with or without an account."""

    name = models.CharField(_("name"), max_length=200)
    honorific = models.CharField(
        _("form of address"),
        max_length=20,
        blank=True,
        help_text=_("As printed before the name: Ms, Mr, Dr, H.E."),
    )
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
    languages = ArrayField(
        models.CharField(max_length=2, choices=SpokenLanguage.choices),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    is_active = models.BooleanField(
        _("in this post today"),
        default=True,
        help_text=_("Take the tick away when the person has left; nothing is deleted."),
    )
    on_mailing_list = models.BooleanField(
        _("on the mailing list"),
        default=False,
        help_text=_("Only with the person’s consent."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="person_email_once",
                violation_error_message=_(
                    "Another person has this e-mail address already."
                ),
            ),
            models.CheckConstraint(
                name="person_on_list_has_email",
                condition=Q(on_mailing_list=False) | ~Q(email=""),
                violation_error_message=_("The mailing list needs an e-mail address."),
            ),
            models.CheckConstraint(
                name="person_languages_known",
                condition=Q(languages__contained_by=SpokenLanguage.values),
                violation_error_message=_("Choose the languages from the list."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def full_name(self) -> str:
        return f"{self.honorific} {self.name}".strip()

    @property
    def language_words(self) -> list[str]:
        return [str(SpokenLanguage(code).label) for code in self.languages]
