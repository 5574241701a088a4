"""What a value is about, and which of several sources of one figure is shown first."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from monitoring.models.catalogue import Indicator
from monitoring.models.sources import Source
from pathfinders.models import Pathfinder

FIRST_YEAR, LAST_YEAR = 1950, 2100
YEARS = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))


class ObservationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Own values in every state; of other countries what was once published."""
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        versions = self.model._meta.get_field("versions").related_model.objects
        public = Q(pathfinder__is_public=True) & models.Exists(
            versions.filter(
                observation=models.OuterRef("pk"), published_at__isnull=False
            )
        )
        return self.filter(Q(pathfinder__country__in=scope.own_countries) | public)

    def open_to_change(self):
        """Return what may be written although its round is closed or it is public.

        Either a correction was granted and nothing published since has used it, or the
        value came back in a report that waits for the country.
        """
        corrections = self.model._meta.get_field("corrections").related_model.objects
        versions = self.model._meta.get_field("versions").related_model.objects
        granted = corrections.unused().filter(observation=models.OuterRef("pk"))
        back = versions.came_back().filter(observation=models.OuterRef("pk"))
        return self.filter(models.Exists(granted) | models.Exists(back))


class Observation(models.Model):
    """What one source says of one indicator in one country and year, or one part of it.

    `breakdown` is empty for the total, else as `breakdowns.key` writes it. `variant`
    tells two definitions of one source apart, for example two hour thresholds.
    """

    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        related_name="observations",
        verbose_name=_("country"),
    )
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="observations",
        verbose_name=_("indicator"),
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    breakdown = models.CharField(_("part"), max_length=120, blank=True)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("source"),
    )
    variant = models.CharField(_("definition of the source"), max_length=60, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["pathfinder", "indicator", "-year", "breakdown", "pk"]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints = [
            models.CheckConstraint(
                name="observation_year_plausible",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
            ),
            models.UniqueConstraint(
                fields=[
                    *("pathfinder", "indicator", "year"),
                    *("breakdown", "source", "variant"),
                ],
                name="observation_once",
                nulls_distinct=False,
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        part = f" {self.breakdown}" if self.breakdown else ""
        return f"{self.pathfinder} {self.indicator} {self.year}{part}"

    def get_absolute_url(self):
        keys = {"iso3": self.pathfinder.country.slug, "pk": self.pk}
        return reverse("monitoring:value", kwargs=keys)

    @property
    def anchor(self) -> str:
        """How its row is called inside documents that print it."""
        return f"value-{self.pk}"


class Preference(models.Model):
    """Which of several observations of one figure is shown first, and why.

    The one with `ended_at` NULL counts; none: see `selectors.preferred`.
    """

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="+", verbose_name=_("country")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("source"),
    )
    variant = models.CharField(_("definition of the source"), max_length=60, blank=True)
    reason = models.CharField(_("why"), max_length=300)
    chosen_at = models.DateTimeField(_("chosen"), auto_now_add=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("chosen by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("preferred source of a figure")
        verbose_name_plural = _("preferred sources of figures")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "indicator", "year"],
                condition=Q(ended_at__isnull=True),
                name="preference_one_in_force",
            ),
            models.CheckConstraint(
                name="preference_has_reason", condition=~Q(reason="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="choice_unchanged",
                fields=[
                    *("pathfinder", "indicator", "year", "source", "variant"),
                    *("reason", "chosen_at", "chosen_by"),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.pathfinder} {self.indicator} {self.year}"
