import pghistory
from django.contrib.postgres.fields import ArrayField
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
from pathfinders.enums import (
    ParticipantGroup,
    PreparationKind,
    ProgrammeBlock,
    Topic,
)
from pathfinders.models.pathfinder import Pathfinder


class WorkshopQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Workshops are public, those of a country that is not shown excepted."""
        countries = Pathfinder.objects.visible_to(user)
        return self.filter(Q(pathfinder__isnull=True) | Q(pathfinder__in=countries))


@pghistory.track()
class Workshop(Recorded, Versioned, Dated, Sourced):
    """A strategic planning workshop of a country, or of a regional body."""

    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="workshops",
        verbose_name=_("country"),
    )
    host = models.CharField(
        _("regional body"),
        max_length=200,
        blank=True,
        help_text=_("When the host is not a country, for example the African Union."),
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    participants_total = models.PositiveIntegerField(
        _("participants"), null=True, blank=True
    )
    participants_text = models.CharField(
        _("participants, as the source says"), max_length=200, blank=True
    )
    outputs = models.TextField(_("outputs"), blank=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        constraints = [
            *dated_constraints("workshop"),
            models.CheckConstraint(
                name="workshop_host_is_country_or_body",
                condition=Q(pathfinder__isnull=False, host="")
                | (Q(pathfinder__isnull=True) & ~Q(host="")),
                violation_error_message=_(
                    "A workshop has one host: a country or a regional body."
                ),
            ),
        ]

    def __str__(self):
        return self.title or f"{self.host_name}: {self._meta.verbose_name}"

    def get_absolute_url(self):
        return reverse("pathfinders:workshop", kwargs={"pk": self.pk})

    @property
    def was_held(self) -> bool:
        """Whether its last possible day has come; without a date it is planned."""
        last = self.when.latest
        return last is not None and last <= timezone.localdate()

    @property
    def host_name(self) -> str:
        return str(self.pathfinder) if self.pathfinder_id else self.host


@pghistory.track()
class WorkshopParticipants(models.Model):
    """How many took part for one group; no names."""

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="groups", verbose_name=_("workshop")
    )
    group = models.CharField(
        _("group"), max_length=16, choices=ParticipantGroup.choices
    )
    count = models.PositiveIntegerField(_("people"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("group of participants")
        verbose_name_plural = _("participants by group")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "group"],
                name="workshop_group_once",
                violation_error_message=_("Each group stands once."),
            ),
        ]

    def __str__(self):
        return f"{self.get_group_display()}: {self.count}"


@pghistory.track()
class PreparationTask(Versioned):
    """One thing to have ready before the workshop: who does it, and until when."""

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="tasks", verbose_name=_("workshop")
    )
    kind = models.CharField(
        _("subject"), max_length=12, choices=PreparationKind.choices
    )
    title = models.CharField(_("task"), max_length=300)
    responsible = models.CharField(_("who"), max_length=200, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("preparation task")
        verbose_name_plural = _("preparation tasks")

    def __str__(self):
        return self.title


@pghistory.track()
class ProgrammeItem(Versioned):
    """A line of the programme, in one of its three blocks."""

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="programme", verbose_name=_("workshop")
    )
    block = models.PositiveSmallIntegerField(_("block"), choices=ProgrammeBlock.choices)
    position = models.PositiveIntegerField(_("order"), default=0, editable=False)
    on = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    title = models.CharField(_("session"), max_length=300)
    lead = models.CharField(_("who leads it"), max_length=300, blank=True)

    class Meta:
        ordering = ["block", "position", "pk"]
        verbose_name = _("session of the programme")
        verbose_name_plural = _("sessions of the programme")
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_start",
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The session ends before it starts."),
            ),
        ]

    def __str__(self):
        return self.title


@pghistory.track()
class Participant(Versioned):
    """Somebody who took part, by name: personal data (see `may_see_participants`)."""

    workshop = models.ForeignKey(
        Workshop,
        models.CASCADE,
        related_name="participants",
        verbose_name=_("workshop"),
    )
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    organization = models.CharField(_("organization"), max_length=200, blank=True)
    group = models.CharField(
        _("group"), max_length=16, choices=ParticipantGroup.choices
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_remote = models.BooleanField(_("took part remotely"), default=False)

    class Meta:
        ordering = ["group", "name", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants by name")

    def __str__(self):
        return self.name


class LessonQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        shown = Q(is_public=True) & (
            Q(workshop__pathfinder__isnull=True)
            | Q(workshop__pathfinder__in=Pathfinder.objects.visible_to(user))
        )
        own = Q(workshop__pathfinder__country__in=scope.own_countries)
        return self.filter(shown | own)


@pghistory.track()
class Lesson(Recorded, Versioned):
    """A lesson that a workshop taught, with its topics."""

    workshop = models.ForeignKey(
        Workshop, models.PROTECT, related_name="lessons", verbose_name=_("workshop")
    )
    text = models.TextField(_("lesson"), max_length=4000)
    topics = ArrayField(
        models.CharField(max_length=20, choices=Topic.choices),
        verbose_name=_("topics"),
        default=list,
        blank=True,
    )
    is_public = models.BooleanField(_("shown to everyone"), default=False)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("lesson learned")
        verbose_name_plural = _("lessons learned")

    def __str__(self):
        return self.text[:80]
