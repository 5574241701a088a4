import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.dates import PartialDate, write_day
from alliance87.core.models import Country, name_field
from alliance87.core.models.base import (
    Dated,
    Recorded,
    Sourced,
    Versioned,
    dated_constraints,
)
from pathfinders.enums import MilestoneKind, Procedure, Status, TextStanding


class PathfinderQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat or scope.is_chair:
            return self.all()
        own = models.Q(country__in=scope.own_countries)
        return self.filter(models.Q(is_public=True) | own)

    def by_name(self):
        return self.order_by(f"country__{name_field()}")

    def counted(self):
        """Real countries: examples are left out of every count."""
        return self.filter(country__is_example=False)


@pghistory.track()
class Pathfinder(Recorded, Versioned):
    """One country on the path. Its status follows from letters and decisions."""

    country = models.OneToOneField(
        Country, models.PROTECT, related_name="pathfinder", verbose_name=_("country")
    )
    procedure = models.CharField(
        _("procedure"), max_length=4, choices=Procedure.choices
    )
    procedure_reason = models.TextField(
        _("why this procedure"),
        blank=True,
        help_text=_("Needed when it is not the one in force on the date of entry."),
    )
    entered_on = models.DateField(_("entered on"), null=True, blank=True)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status.choices,
        default=Status.ON_PATH,
        editable=False,
    )
    is_public = models.BooleanField(_("shown to the public"), default=True)
    coordination_body = models.TextField(_("national coordination body"), blank=True)
    internal_notes = models.TextField(
        _("internal notes"),
        blank=True,
        help_text=_("Only the secretariat reads these."),
    )

    objects = PathfinderQuerySet.as_manager()

    class Meta:
        ordering = ["country__name_en"]
        verbose_name = _("country on the path")
        verbose_name_plural = _("countries on the path")

    def __str__(self):
        return str(self.country)

    def get_absolute_url(self):
        return reverse("country", kwargs={"iso3": self.country.slug})

    def get_desk_url(self):
        return reverse("country-desk", kwargs={"iso3": self.country.slug})

    @property
    def is_example(self) -> bool:
        return self.country.is_example


@pghistory.track()
class Profile(Recorded, Versioned, Sourced):
    """What a country says about itself, in one language (text, no HTML).

    A translation names its `original` and the version of it that it renders; once the
    original was changed after that, it is out of date.
    """

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="profiles", verbose_name=_("country")
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    original = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translated from"),
        help_text=_("Empty: it was written in this language."),
    )
    original_version = models.PositiveIntegerField(null=True, editable=False)
    context = models.TextField(_("national context"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)
    priorities = models.TextField(_("priorities"), blank=True)
    commitments = models.TextField(_("commitments"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)

    class Meta:
        ordering = ["pathfinder", "language"]
        verbose_name = _("national profile")
        verbose_name_plural = _("national profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "language"],
                name="profile_once_per_language",
                violation_error_message=_("There is a profile in this language."),
            ),
            models.CheckConstraint(
                name="profile_translation_names_version",
                condition=models.Q(original__isnull=True, original_version__isnull=True)
                | models.Q(original__isnull=False, original_version__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder} ({self.get_language_display()})"

    @property
    def standing(self) -> TextStanding:
        """Whether it is an original, or a translation of what the original says now."""
        if self.original is None:
            return TextStanding.ORIGINAL
        if self.original_version == self.original.version:
            return TextStanding.TRANSLATION
        return TextStanding.OUTDATED

    @property
    def standing_words(self) -> str:
        """Return the standing as editors and readers see it, with the day of change."""
        label = str(self.standing.label)
        if self.standing != TextStanding.OUTDATED:
            return label
        day = write_day(timezone.localdate(self.original.changed_at))
        return f"{label} ({day})"

    @property
    def original_language(self) -> str:
        """Return the name of the language it was translated from; empty: of none."""
        return str(self.original.get_language_display()) if self.original else ""


@pghistory.track()
class Milestone(Recorded, Versioned, Dated, Sourced):
    """A step that happened, with its date as known, its source and its proof."""

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="milestones", verbose_name=_("country")
    )
    kind = models.CharField(_("step"), max_length=24, choices=MilestoneKind.choices)
    statement = models.CharField(_("what happened"), max_length=500, blank=True)
    meeting = models.CharField(
        _("meeting"),
        max_length=120,
        blank=True,
        help_text=_("For example: 19th meeting of the Global Coordinating Group."),
    )
    document = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("evidence"),
    )
    workshop = models.OneToOneField(
        "pathfinders.Workshop",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="milestone",
        verbose_name=_("workshop"),
    )
    is_public = models.BooleanField(_("shown to the public"), default=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        indexes = [models.Index(fields=["pathfinder", "kind"], name="milestone_kind")]
        constraints = dated_constraints("milestone")

    def __str__(self):
        return f"{self.pathfinder}: {self.get_kind_display()}"

    def clean(self):
        """Refuse a step to come; a month or a year counts once it has begun.

        Names no field: forms ask for `when`, which is none of the model's own.
        """
        super().clean()
        today = timezone.localdate()
        if any(day and day > today for day in (self.on, self.until)):
            raise ValidationError(
                _(
                    "This step is dated in the future. Put it on record once it has "
                    "happened."
                ),
                code="future",
            )

    @property
    def text(self) -> str:
        """What happened in words; steps that speak for themselves have no statement."""
        return self.statement or self.get_kind_display()


class StatusEvent(models.Model):
    """One change of status, which `Pathfinder.status` follows. Append-only."""

    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        related_name="status_events",
        verbose_name=_("country"),
    )
    was = models.CharField(_("from"), max_length=12, choices=Status.choices)
    now = models.CharField(_("to"), max_length=12, choices=Status.choices)
    on = models.DateField(_("with effect from"), null=True)
    precision = models.CharField(_("precision"), max_length=8)
    decision_reference = models.CharField(_("decision"), max_length=300, blank=True)
    letter = models.ForeignKey(
        "pathfinders.Letter",
        models.PROTECT,
        null=True,
        related_name="status_events",
        verbose_name=_("letter"),
    )
    reason = models.TextField(_("reason"), blank=True)
    overridden = models.TextField(_("missing proof that was overridden"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder}: {self.get_now_display()}"

    @property
    def date_text(self) -> str:
        return str(PartialDate(self.on, self.precision))


@pghistory.track()
class StepExemption(Recorded):
    """A step that does not apply to one country, with the reason."""

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="exemptions", verbose_name=_("country")
    )
    kind = models.CharField(_("step"), max_length=24, choices=MilestoneKind.choices)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("step that does not apply")
        verbose_name_plural = _("steps that do not apply")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "kind"],
                name="exemption_once_per_step",
                violation_error_message=_("This step is marked already."),
            ),
            models.CheckConstraint(
                name="exemption_has_reason",
                condition=~models.Q(reason=""),
                violation_error_message=_("Say why the step does not apply."),
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder}: {self.get_kind_display()}"
