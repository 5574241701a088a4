import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import (
    Dated,
    Recorded,
    Sourced,
    Versioned,
    dated_constraints,
)
from pathfinders.enums import ParticipantGroup
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
