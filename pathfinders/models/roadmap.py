import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.dates import write_day
from alliance87.core.models.base import Recorded, Sourced, Versioned
from pathfinders.enums import (
    OPEN_ROADMAP_STATES,
    PUBLIC_ROADMAP_STATES,
    RoadmapState,
)
from pathfinders.models.pathfinder import Pathfinder

CURRENCY = "^[A-Z]{3}$"
NO_CURRENCY = _("Write the currency as three capital letters, for example USD.")

LOCKED_TEXT = (
    *("title", "number", "language", "summary", "context", "starts_on", "ends_on"),
    *("source", "source_url", "note", "conflict", "pathfinder_id", "published_at"),
    *("pdf_id", "currency", "presented_on", "meeting"),
)


def _text_changes() -> pgtrigger.Q:
    changes = pgtrigger.Q()
    for name in LOCKED_TEXT:
        field = name.removesuffix("_id")
        changes |= pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")})
    return changes


def _goes_back() -> pgtrigger.Q:
    """A published version can only be superseded, a superseded one stays so."""
    published = pgtrigger.Q(old__state=RoadmapState.PUBLISHED)
    superseded = pgtrigger.Q(old__state=RoadmapState.SUPERSEDED)
    return (published & ~pgtrigger.Q(new__state__in=PUBLIC_ROADMAP_STATES)) | (
        superseded & ~pgtrigger.Q(new__state=RoadmapState.SUPERSEDED)
    )


class RoadmapQuerySet(models.QuerySet):
    def visible_to(self, user):
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        shown = Q(state__in=PUBLIC_ROADMAP_STATES)
        if scope.is_gcg or scope.is_chair:
            shown |= Q(state=RoadmapState.PRESENTED)
        if not scope.is_chair:
            shown &= Q(pathfinder__is_public=True)
        return self.filter(shown | Q(pathfinder__country__in=scope.own_countries))

    def published(self):
        return self.filter(state=RoadmapState.PUBLISHED)


@pghistory.track()
class Roadmap(Recorded, Versioned, Sourced):
    """One version of a country's roadmap; published ones are never edited."""

    pathfinder = models.ForeignKey(
        Pathfinder, models.PROTECT, related_name="roadmaps", verbose_name=_("country")
    )
    number = models.PositiveIntegerField(_("version"), editable=False)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    starts_on = models.DateField(_("period from"), null=True, blank=True)
    ends_on = models.DateField(_("period until"), null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    context = models.TextField(_("context and background"), blank=True)
    currency = models.CharField(
        _("currency of the totals"),
        max_length=3,
        blank=True,
        help_text=_(
            "Three letters, for example USD. Amounts in other currencies are added "
            "only where you state a rate."
        ),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RoadmapState.choices,
        default=RoadmapState.DRAFT,
        editable=False,
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="next_versions",
        verbose_name=_("previous version"),
    )
    return_comment = models.TextField(_("why it was returned"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    presented_on = models.DateField(
        _("presented to the Group on"), null=True, editable=False
    )
    meeting = models.CharField(_("meeting"), max_length=120, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    pdf = models.ForeignKey(
        "core.Document",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published PDF"),
    )

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        ordering = ["pathfinder", "-number"]
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")
        constraints = [
            models.UniqueConstraint(
                fields=["pathfinder", "number"], name="roadmap_number_unique"
            ),
            models.UniqueConstraint(
                fields=["pathfinder"],
                condition=Q(state=RoadmapState.PUBLISHED),
                name="roadmap_one_published",
            ),
            models.UniqueConstraint(
                fields=["pathfinder"],
                condition=~Q(state__in=PUBLIC_ROADMAP_STATES),
                name="roadmap_one_in_preparation",
                violation_error_message=_("A version is in preparation already."),
            ),
            models.CheckConstraint(
                name="roadmap_ends_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The roadmap ends before it starts."),
            ),
            models.CheckConstraint(
                name="roadmap_currency_code",
                condition=Q(currency="") | Q(currency__regex=CURRENCY),
                violation_error_message=NO_CURRENCY,
            ),
            models.CheckConstraint(
                name="roadmap_presented_with_date_and_meeting",
                condition=~Q(state=RoadmapState.PRESENTED)
                | (Q(presented_on__isnull=False) & ~Q(meeting="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="roadmap_text_locked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=PUBLIC_ROADMAP_STATES)
                & _text_changes()
                | _goes_back(),
            ),
            pgtrigger.Protect(
                name="roadmap_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state__in=OPEN_ROADMAP_STATES),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(
            "pathfinders:roadmap",
            kwargs={"iso3": self.pathfinder.country.slug, "number": self.number},
        )

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ROADMAP_STATES

    @property
    def period(self) -> str:
        """`2019–2021` for whole years, else the days; empty when not stated."""
        if not self.starts_on or not self.ends_on:
            return self._open_period()
        whole_years = (self.starts_on.month, self.starts_on.day) == (1, 1) and (
            self.ends_on.month,
            self.ends_on.day,
        ) == (12, 31)
        if whole_years:
            return f"{self.starts_on.year}\N{EN DASH}{self.ends_on.year}"
        first, last = (write_day(day) for day in (self.starts_on, self.ends_on))
        return f"{first} \N{EN DASH} {last}"

    def _open_period(self) -> str:
        if self.ends_on:
            return gettext("until %(year)s") % {"year": self.ends_on.year}
        if self.starts_on:
            return gettext("from %(year)s") % {"year": self.starts_on.year}
        return ""
