"""The rows of a roadmap: what stands in the official table, locked once submitted."""

from uuid import uuid4

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliance87.core.models.base import Versioned
from alliance87.partners.models import ActionGroup, Partner
from pathfinders.enums import (
    ActionStatus,
    Area,
    PriorityLevel,
    Theme,
)
from pathfinders.models.registers import SupervisoryCase
from pathfinders.models.roadmap import Roadmap

FIRST_YEAR, LAST_YEAR = 1990, 2100
YEARS = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))

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
OF_ROADMAP = "WHERE roadmap.id IN (NEW.roadmap_id, OLD.roadmap_id)"
OF_PRIORITY = (
    "JOIN pathfinders_priority priority ON priority.roadmap_id = roadmap.id"
    " WHERE priority.id IN (NEW.priority_id, OLD.priority_id)"
)
OF_ACTION = (
    "JOIN pathfinders_priority priority ON priority.roadmap_id = roadmap.id"
    " JOIN pathfinders_action action ON action.priority_id = priority.id"
    " WHERE action.id IN (NEW.action_id, OLD.action_id)"
)


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


class Keyed(models.Model):
    """A row that keeps its identity from version to version of the roadmap."""

    key = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False)

    class Meta:
        abstract = True


class Row(Keyed, Versioned):
    """What all rows of a roadmap share: an order that people choose."""

    position = models.PositiveIntegerField(_("order"), default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


@pghistory.track()
class Priority(Row):
    """A priority of a roadmap with its target: column one of the official table."""

    roadmap = models.ForeignKey(
        Roadmap, models.CASCADE, related_name="priorities", verbose_name=_("roadmap")
    )
    title = models.CharField(_("priority"), max_length=500)
    area = models.CharField(_("area"), max_length=16, choices=Area.choices, blank=True)
    themes = ArrayField(
        models.CharField(max_length=20, choices=Theme.choices),
        verbose_name=_("themes"),
        default=list,
        db_default=[],
        blank=True,
    )
    objective = models.TextField(_("objective"), blank=True)
    indicator = models.CharField(_("indicator"), max_length=500, blank=True)
    unit = models.CharField(
        _("unit"),
        max_length=80,
        blank=True,
        help_text=_("What is counted, for example “children” or “%”."),
    )
    baseline = models.DecimalField(
        _("baseline"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    baseline_year = models.PositiveSmallIntegerField(
        _("year of the baseline"), null=True, blank=True, validators=YEARS
    )
    target = models.DecimalField(
        _("target"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    target_on = models.DateField(_("target date"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "key"], name="priority_key_once"
            ),
            models.CheckConstraint(
                name="priority_target_has_date",
                condition=Q(target__isnull=True) | Q(target_on__isnull=False),
                violation_error_message=_("A target needs the date it is for."),
            ),
        ]
        triggers = [locked_rows(OF_ROADMAP)]

    def __str__(self):
        return self.title

    @property
    def themes_text(self) -> str:
        return ", ".join(str(Theme(theme).label) for theme in self.themes)

    @property
    def has_target(self) -> bool:
        """Whether it can be judged one day: a date, and what is to be reached."""
        states_it = bool(self.objective or self.indicator or self.target is not None)
        return self.target_on is not None and states_it


@pghistory.track()
class Action(Row):
    """An action under a priority: columns two to seven of the official table."""

    priority = models.ForeignKey(
        Priority, models.CASCADE, related_name="actions", verbose_name=_("priority")
    )
    title = models.CharField(_("action"), max_length=1000)
    output = models.CharField(
        _("output"),
        max_length=500,
        blank=True,
        help_text=_("What exists when the action is done, for example a law."),
    )
    level = models.CharField(
        _("priority level"), max_length=8, choices=PriorityLevel.choices, blank=True
    )
    responsible = models.CharField(_("responsible body"), max_length=300, blank=True)
    directory = models.ManyToManyField(
        Partner,
        through="pathfinders.ActionPartner",
        related_name="actions",
        verbose_name=_("partners from the directory"),
    )
    partners = models.CharField(_("other partners"), max_length=500, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    timeline = models.CharField(
        _("timeline in words"),
        max_length=200,
        blank=True,
        help_text=_("As the source words it, when there are no exact dates."),
    )
    budget = models.CharField(
        _("budget in words"),
        max_length=300,
        blank=True,
        help_text=_("As the source words it, when there are no exact amounts."),
    )
    budget_note = models.TextField(
        _("explanation of the amounts"),
        blank=True,
        help_text=_("For example why more is disbursed than allocated."),
    )
    action_group = models.ForeignKey(
        ActionGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("link to an action group"),
    )
    no_group_reason = models.CharField(
        _("why there is no link to an action group"), max_length=300, blank=True
    )
    supervisory_case = models.ForeignKey(
        SupervisoryCase,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("answers the supervisory comment"),
    )
    recommendation = models.CharField(
        _("supervisory recommendation in words"), max_length=500, blank=True
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
            models.UniqueConstraint(fields=["priority", "key"], name="action_key_once"),
            models.CheckConstraint(
                name="action_ends_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The action ends before it starts."),
            ),
            models.CheckConstraint(
                name="action_group_or_reason",
                condition=Q(action_group__isnull=True) | Q(no_group_reason=""),
                violation_error_message=_(
                    "Choose an action group, or say why there is none; not both."
                ),
            ),
        ]
        triggers = [locked_rows(OF_PRIORITY)]

    def __str__(self):
        return self.title


@pghistory.track()
class ActionPartner(models.Model):
    """A partner of the directory that works on an action."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="partner_links", verbose_name=_("action")
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        related_name="action_links",
        verbose_name=_("partner"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner of an action")
        verbose_name_plural = _("partners of an action")
        constraints = [
            models.UniqueConstraint(
                fields=["action", "partner"], name="action_partner_once"
            ),
        ]
        triggers = [locked_rows(OF_ACTION)]

    def __str__(self):
        return str(self.partner)


@pghistory.track()
class Benchmark(Keyed):
    """What an action is to have reached in one year."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="benchmarks", verbose_name=_("action")
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    text = models.CharField(_("benchmark"), max_length=500)

    class Meta:
        ordering = ["year", "pk"]
        verbose_name = _("annual benchmark")
        verbose_name_plural = _("annual benchmarks")
        constraints = [
            models.UniqueConstraint(
                fields=["action", "key"], name="benchmark_key_once"
            ),
        ]
        triggers = [locked_rows(OF_ACTION)]

    def __str__(self):
        return f"{self.year}: {self.text}"
