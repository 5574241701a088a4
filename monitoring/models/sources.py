"""Where values come from."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models import Document
from alliance87.core.models.base import Recorded, Versioned
from monitoring.enums import SourceKind
from pathfinders.models import Pathfinder


class SourceQuerySet(models.QuerySet):
    def for_country(self, pathfinder):
        """Return the sources of one country, and those that serve all."""
        return self.filter(Q(pathfinder=pathfinder) | Q(pathfinder__isnull=True))


@pghistory.track()
class Source(Recorded, Versioned):
    """A survey, a database or a report that values were taken from.

    `pathfinder` is NULL for a source of many countries, for example a database of the
    United Nations. A percentage of its sample is as exact as `sample_size` allows.
    """

    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("country"),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind.choices)
    name = models.CharField(_("name"), max_length=300)
    publisher = models.CharField(_("published by"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    sample_size = models.PositiveIntegerField(_("sample size"), null=True, blank=True)
    coverage = models.CharField(_("coverage"), max_length=300, blank=True)
    method = models.TextField(_("method"), blank=True)
    collected_from = models.DateField(_("collected from"), null=True, blank=True)
    collected_until = models.DateField(_("collected until"), null=True, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "name"],
                name="source_name_once",
                nulls_distinct=False,
                violation_error_message=_("A source of this name is on record."),
            ),
            models.CheckConstraint(
                name="source_collected_in_order",
                condition=Q(collected_from__isnull=True)
                | Q(collected_until__isnull=True)
                | Q(collected_until__gte=F("collected_from")),
                violation_error_message=_("The last day is not before the first."),
            ),
        ]

    def __str__(self):
        return self.name
