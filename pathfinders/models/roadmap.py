import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.dates import write_day
from alliance87.core.models.base import Recorded, Sourced, Versioned
from alliance87.partners.models import ActionGroup
from pathfinders.enums import (
    OPEN_ROADMAP_STATES,
    PUBLIC_ROADMAP_STATES,
    ActionStatus,
    FundingKind,
    RoadmapState,
    Theme,
)
from pathfinders.models.pathfinder import Pathfinder

ROW_LOCK = """
    IF EXISTS (
        SELECT 1 FROM pathfinders_roadmap roadmap {joins}
        AND roadmap.state NOT IN ('draft', 'returned')
    ) THEN
        RAISE EXCEPTION 'rows of a roadmap are locked once it is submitted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


def locked_rows(joins: str) -> pgtrigger.Trigger:
    """Refuse to change rows once a roadmap is submitted, whoever writes.

    Both the old and the new parent are asked, so that no row moves out or in.
    """
    return pgtrigger.Trigger(
        name="roadmap_rows_locked",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=ROW_LOCK.format(joins=joins),
    )


LOCKED_TEXT = (
    *("title", "number", "language", "summary", "context", "starts_on", "ends_on"),
    *("source", "source_url", "note", "conflict", "pathfinder_id", "published_at"),
    "pdf_id",
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
            shown |= Q(state=RoadmapState.ACCEPTED)
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


class Row(Versioned):
    """What all rows of a roadmap share: an order that people choose."""

    position = models.PositiveIntegerField(_("order"), default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


@pghistory.track()
class Priority(Row):
    """A priority of a roadmap: column one of the official table."""

    roadmap = models.ForeignKey(
        Roadmap, models.CASCADE, related_name="priorities", verbose_name=_("roadmap")
    )
    title = models.CharField(_("priority"), max_length=500)
    theme = models.CharField(
        _("theme"), max_length=20, choices=Theme.choices, blank=True
    )
    objective = models.TextField(_("objective"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        triggers = [locked_rows("WHERE roadmap.id IN (NEW.roadmap_id, OLD.roadmap_id)")]

    def __str__(self):
        return self.title


@pghistory.track()
class Action(Row):
    """An action under a priority: columns two to seven of the official table."""

    priority = models.ForeignKey(
        Priority, models.CASCADE, related_name="actions", verbose_name=_("priority")
    )
    title = models.CharField(_("action"), max_length=1000)
    responsible = models.CharField(_("responsible body"), max_length=300, blank=True)
    partners = models.CharField(_("partners"), max_length=500, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    timeline = models.CharField(
        _("timeline in words"),
        max_length=200,
        blank=True,
        help_text=_("As the source words it, when there are no exact dates."),
    )
    action_group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("link to an action group"),
    )
    status = models.CharField(
        _("state of the action"),
        max_length=12,
        choices=ActionStatus.choices,
        blank=True,
    )
    monitoring = models.TextField(_("monitoring progress"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(
                name="action_ends_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The action ends before it starts."),
            ),
        ]
        triggers = [
            locked_rows(
                "JOIN pathfinders_priority priority ON priority.roadmap_id = roadmap.id"
                " WHERE priority.id IN (NEW.priority_id, OLD.priority_id)"
            )
        ]

    def __str__(self):
        return self.title


@pghistory.track()
class FundingLine(models.Model):
    """Money for an action: needed, available, allocated or disbursed."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="funding", verbose_name=_("action")
    )
    kind = models.CharField(_("what it is"), max_length=10, choices=FundingKind.choices)
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency (ISO code)"), max_length=3)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        constraints = [
            models.CheckConstraint(
                name="funding_amount_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("An amount is not below zero."),
            ),
            models.CheckConstraint(
                name="funding_currency_code",
                condition=Q(currency__regex="^[A-Z]{3}$"),
                violation_error_message=_(
                    "Write the currency as three capital letters, for example USD."
                ),
            ),
        ]
        triggers = [
            locked_rows(
                "JOIN pathfinders_priority priority ON priority.roadmap_id = roadmap.id"
                " JOIN pathfinders_action action ON action.priority_id = priority.id"
                " WHERE action.id IN (NEW.action_id, OLD.action_id)"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.amount} {self.currency}"
