"""What is known of a country beside its path: pledges, support, ratifications."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import (
    Dated,
    Recorded,
    Sourced,
    Versioned,
    dated_constraints,
)
from alliance87.partners.models import ActionGroup
from pathfinders.enums import (
    CommitmentKind,
    RatificationStatus,
    Rhythm,
    SupervisoryKind,
    SupportKind,
    SupportLevel,
    Theme,
)
from pathfinders.models.pathfinder import Pathfinder

YOUNGEST, OLDEST = 13, 18


def of_country(related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        related_name=related_name,
        verbose_name=_("country"),
    )


def evidence() -> models.ForeignKey:
    return models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evidence"),
    )


@pghistory.track()
class Commitment(Recorded, Versioned, Dated, Sourced):
    """A public pledge of a country."""

    pathfinder = of_country("commitments")
    kind = models.CharField(_("pledge"), max_length=16, choices=CommitmentKind.choices)
    text = models.TextField(_("what was pledged"))

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = dated_constraints("commitment")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:80]}"


@pghistory.track()
class CommitmentFollowUp(Recorded, Versioned, Dated, Sourced):
    """What became of a pledge."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="follow_ups",
        verbose_name=_("commitment"),
    )
    text = models.TextField(_("what was done"))
    document = evidence()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("follow-up of a commitment")
        verbose_name_plural = _("follow-up of commitments")
        constraints = dated_constraints("follow_up")

    def __str__(self):
        return self.text[:80]


@pghistory.track()
class SupportGiven(Recorded, Versioned, Dated, Sourced):
    """What a country did for others: the four kinds of the guidance note."""

    pathfinder = of_country("support_given")
    kind = models.CharField(_("kind"), max_length=16, choices=SupportKind.choices)
    level = models.CharField(_("level"), max_length=16, choices=SupportLevel.choices)
    title = models.CharField(_("what was done"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    action_group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="support_given",
        verbose_name=_("action group"),
    )
    document = evidence()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("support given to others")
        verbose_name_plural = _("support given to others")
        constraints = [
            *dated_constraints("support"),
            models.CheckConstraint(
                name="support_has_proof",
                condition=~Q(source="") | ~Q(source_url="") | Q(document__isnull=False),
                violation_error_message=_(
                    "Give the proof: a source, its address, or a document."
                ),
            ),
        ]

    def __str__(self):
        return self.title


class Instrument(models.Model):
    """An international instrument that countries ratify (reference data)."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name_en = models.CharField(_("title in English"), max_length=200)
    name_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    name_es = models.CharField(_("title in Spanish"), max_length=200, blank=True)
    themes = ArrayField(
        models.CharField(max_length=20, choices=Theme.choices),
        verbose_name=_("themes"),
        default=list,
    )
    adopted_on = models.DateField(_("adopted"), null=True, blank=True)
    in_force_on = models.DateField(_("in force"), null=True, blank=True)
    is_priority = models.BooleanField(_("named in the framework"), default=False)
    is_ratifiable = models.BooleanField(_("can be ratified"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        language = (get_language() or "en")[:2]
        return getattr(self, f"name_{language}", "") or self.name_en


@pghistory.track()
class Ratification(Recorded, Versioned, Dated, Sourced):
    """How a country stands to one instrument. Its date is that of registration."""

    pathfinder = of_country("ratifications")
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        related_name="ratifications",
        verbose_name=_("instrument"),
    )
    status = models.CharField(
        _("status"), max_length=16, choices=RatificationStatus.choices
    )
    in_force_on = models.DateField(_("in force for the country"), null=True, blank=True)
    minimum_age = models.PositiveSmallIntegerField(
        _("specified minimum age"),
        null=True,
        blank=True,
        validators=[MinValueValidator(YOUNGEST), MaxValueValidator(OLDEST)],
        help_text=_("The age a country specifies when it ratifies C138."),
    )

    class Meta:
        ordering = ["instrument__position", "pk"]
        verbose_name = _("ratification")
        verbose_name_plural = _("ratifications")
        constraints = [
            *dated_constraints("ratification"),
            models.UniqueConstraint(
                fields=["pathfinder", "instrument"],
                name="ratification_once_per_instrument",
                violation_error_message=_("This instrument is on record already."),
            ),
            models.CheckConstraint(
                name="ratification_minimum_age_plausible",
                condition=Q(minimum_age__isnull=True)
                | Q(minimum_age__range=(YOUNGEST, OLDEST)),
                violation_error_message=_("A minimum age is between 13 and 18."),
            ),
        ]

    def __str__(self):
        return f"{self.instrument.code}: {self.get_status_display()}"


@pghistory.track()
class CoordinationBody(Recorded, Versioned, Sourced):
    """The national body that coordinates, or one of its sub-committees."""

    pathfinder = of_country("coordination_bodies")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_committees",
        verbose_name=_("sub-committee of"),
    )
    name = models.CharField(_("name"), max_length=300)
    chair = models.CharField(_("chaired by"), max_length=200, blank=True)
    members = models.TextField(_("members"), blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    rhythm = models.CharField(
        _("meets"), max_length=12, choices=Rhythm.choices, blank=True
    )
    rhythm_text = models.CharField(
        _("meets, as the source says"), max_length=200, blank=True
    )
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("coordination body")
        verbose_name_plural = _("coordination bodies")
        constraints = [
            models.CheckConstraint(
                name="coordination_ends_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The body ends before it starts."),
            ),
        ]

    def __str__(self):
        return self.name


@pghistory.track()
class SupervisoryCase(Recorded, Versioned, Sourced):
    """A comment or case of the ILO supervisory bodies. We link, we do not judge."""

    pathfinder = of_country("supervisory_cases")
    kind = models.CharField(_("kind"), max_length=16, choices=SupervisoryKind.choices)
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supervisory_cases",
        verbose_name=_("instrument"),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    title = models.CharField(_("what it asks for"), max_length=500)

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = _("comment of a supervisory body")
        verbose_name_plural = _("comments of supervisory bodies")

    def __str__(self):
        year = f" {self.year}" if self.year else ""
        return f"{self.get_kind_display()}{year}: {self.title}"


@pghistory.track()
class NationalReview(Recorded, Versioned, Sourced):
    """A voluntary national review (VNR) of a country at the United Nations."""

    pathfinder = of_country("national_reviews")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2016), MaxValueValidator(2100)]
    )
    reported = models.TextField(_("what it says on target 8.7"), blank=True)
    support_asked = models.TextField(_("support asked for"), blank=True)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("voluntary national review")
        verbose_name_plural = _("voluntary national reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "year"],
                name="national_review_once_a_year",
                violation_error_message=_("The review of this year is on record."),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.year}"
