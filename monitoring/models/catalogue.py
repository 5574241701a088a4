"""The catalogue of indicators: what is asked, and what it meant from when on."""

from collections.abc import Iterable

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alliance87.core.access import scope_of
from alliance87.core.models.base import Recorded
from monitoring.enums import (
    Axis,
    Computation,
    Dimension,
    Direction,
    IndicatorKind,
    IndicatorTheme,
    SetState,
    SubArea,
    ValueType,
)
from pathfinders.models import Pathfinder

# Counts of people from one to this less one are not shown to the public.
THRESHOLD = 11


def in_language(record, name: str) -> str:
    """Return `name_fr` for a reader of French; English where nothing is written."""
    language = (get_language() or "en")[:2]
    return getattr(record, f"{name}_{language}", "") or getattr(record, f"{name}_en")


class AxisItem(models.Model):
    """One part of an axis, for example the age band 5–11 (reference data)."""

    axis = models.CharField(_("axis"), max_length=12, choices=Axis.choices)
    code = models.CharField(_("code"), max_length=24)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=120, blank=True)
    from_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(
        _("to age, included"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["axis", "position", "code"]
        verbose_name = _("part of an axis")
        verbose_name_plural = _("parts of axes")
        constraints = [
            models.UniqueConstraint(fields=["axis", "code"], name="axis_item_once"),
            models.CheckConstraint(
                name="axis_item_code_plain",
                condition=Q(code__regex=r"^[A-Za-z0-9_+-]+$"),
            ),
            models.CheckConstraint(
                name="axis_item_ages_in_order",
                condition=Q(from_age__isnull=True)
                | Q(to_age__isnull=True)
                | Q(to_age__gte=F("from_age")),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")


def part_names(
    items: Iterable[AxisItem] | None = None,
) -> dict[tuple[str, str], str]:
    """Return the words for each part of each axis, in the reader's language.

    `items` are all of them, for pages that read them with something else.
    """
    items = AxisItem.objects.all() if items is None else items
    return {(item.axis, item.code): item.name for item in items}


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Standard indicators, and those that a country one may read of defined."""
        scope = scope_of(user)
        if scope.is_secretariat:
            return self.all()
        own = Q(pathfinder__country__in=scope.own_countries)
        return self.filter(
            Q(pathfinder__isnull=True) | Q(pathfinder__is_public=True) | own
        )

    def standard(self):
        return self.filter(pathfinder__isnull=True)


class Indicator(Recorded):
    """What is asked, whatever its wording: a code that never changes its meaning.

    `pathfinder` is NULL for the standard indicators. A customized one belongs to a
    country, `priority_key` names the priority of its roadmap that it measures, and
    `parent` the standard indicator it makes more precise, where there is one.
    """

    code = models.CharField(_("code"), max_length=24)
    pathfinder = models.ForeignKey(
        Pathfinder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("country"),
    )
    priority_key = models.UUIDField(_("priority"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=IndicatorKind.choices)
    dimension = models.CharField(
        _("dimension"), max_length=16, choices=Dimension.choices
    )
    theme = models.CharField(_("theme"), max_length=20, choices=IndicatorTheme.choices)
    sub_area = models.CharField(
        _("area"), max_length=12, choices=SubArea.choices, blank=True
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="customized",
        verbose_name=_("standard indicator"),
    )
    retired_on = models.DateField(_("no longer asked since"), null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(pathfinder__isnull=True),
                name="indicator_code_once",
            ),
            models.UniqueConstraint(
                fields=["pathfinder", "code"], name="indicator_code_once_per_country"
            ),
            models.CheckConstraint(
                name="indicator_of_a_country_is_customized",
                condition=Q(
                    pathfinder__isnull=True,
                    priority_key__isnull=True,
                    parent__isnull=True,
                )
                | Q(pathfinder__isnull=False, kind=IndicatorKind.CUSTOMIZED),
            ),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        if self.pathfinder_id:
            keys = {"iso3": self.pathfinder.country.slug, "code": self.code}
            return reverse("monitoring:own-indicator", kwargs=keys)
        return reverse("monitoring:indicator", kwargs={"code": self.code})


class Definition(Recorded):
    """What an indicator means from a day on. Never changed: a new one follows it.

    `printed_label` is the wording of the source where ours differs, and `note` says
    why. `threshold` protects people: counts from 1 to one less are not public.
    """

    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="definitions",
        verbose_name=_("indicator"),
    )
    number = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    label_en = models.CharField(_("name in English"), max_length=300)
    label_fr = models.CharField(_("name in French"), max_length=300, blank=True)
    label_es = models.CharField(_("name in Spanish"), max_length=300, blank=True)
    printed_label = models.CharField(
        _("name as the source prints it"), max_length=300, blank=True
    )
    note_en = models.TextField(_("note in English"), blank=True)
    note_fr = models.TextField(_("note in French"), blank=True)
    note_es = models.TextField(_("note in Spanish"), blank=True)
    caveat_en = models.TextField(_("what to beware of, in English"), blank=True)
    caveat_fr = models.TextField(_("what to beware of, in French"), blank=True)
    caveat_es = models.TextField(_("what to beware of, in Spanish"), blank=True)
    value_type = models.CharField(
        _("kind of value"), max_length=12, choices=ValueType.choices
    )
    unit_en = models.CharField(_("unit in English"), max_length=80, blank=True)
    unit_fr = models.CharField(_("unit in French"), max_length=80, blank=True)
    unit_es = models.CharField(_("unit in Spanish"), max_length=80, blank=True)
    axes = ArrayField(
        models.CharField(max_length=12, choices=Axis.choices),
        verbose_name=_("broken down by"),
        default=list,
        blank=True,
    )
    axis_items = models.ManyToManyField(
        AxisItem,
        related_name="definitions",
        verbose_name=_("parts asked for"),
        blank=True,
    )
    direction = models.CharField(
        _("direction"), max_length=4, choices=Direction.choices, default=Direction.NONE
    )
    baseline = models.DecimalField(
        _("baseline"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    baseline_year = models.PositiveSmallIntegerField(
        _("year of the baseline"), null=True, blank=True
    )
    target = models.DecimalField(
        _("target"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    target_on = models.DateField(_("target date"), null=True, blank=True)
    objective = models.TextField(_("objective"), blank=True)
    series_code = models.CharField(_("SDG series"), max_length=40, blank=True)
    threshold = models.PositiveSmallIntegerField(
        _("smallest count that is public"), null=True, blank=True
    )
    threshold_reason = models.CharField(_("why this limit"), max_length=300, blank=True)
    computed_from = models.CharField(
        _("computed from"), max_length=24, choices=Computation.choices, blank=True
    )
    reason = models.CharField(_("why it was changed"), max_length=300, blank=True)

    class Meta:
        ordering = ["indicator", "-number"]
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="definition_number_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "valid_from"], name="definition_day_once"
            ),
            models.CheckConstraint(
                name="definition_threshold_has_reason",
                condition=Q(threshold__isnull=True) | ~Q(threshold_reason=""),
                violation_error_message=_("Say why this limit was chosen."),
            ),
            models.CheckConstraint(
                name="definition_target_has_date",
                condition=Q(target__isnull=True) | Q(target_on__isnull=False),
                violation_error_message=_("A target needs the date it is for."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        return in_language(self, "label")

    @property
    def unit(self) -> str:
        return in_language(self, "unit")

    @property
    def note(self) -> str:
        return in_language(self, "note")

    @property
    def caveat(self) -> str:
        return in_language(self, "caveat")

    @property
    def is_computed(self) -> bool:
        return bool(self.computed_from)


class IndicatorSet(Recorded):
    """The indicators of one edition of the framework, in their order."""

    code = models.SlugField(_("code"), max_length=24, unique=True)
    title_en = models.CharField(_("title in English"), max_length=200)
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    title_es = models.CharField(_("title in Spanish"), max_length=200, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SetState.choices,
        default=SetState.DRAFT,
        editable=False,
    )
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("source"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    definitions = models.ManyToManyField(
        Definition, through="monitoring.SetEntry", related_name="sets"
    )

    class Meta:
        ordering = ["-valid_from", "code"]
        verbose_name = _("indicator set")
        verbose_name_plural = _("indicator sets")

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return in_language(self, "title")


class SetEntry(models.Model):
    """One indicator of a set, with the definition the set uses."""

    indicator_set = models.ForeignKey(
        IndicatorSet, models.CASCADE, related_name="entries"
    )
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("indicator of a set")
        verbose_name_plural = _("indicators of a set")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_set", "definition"], name="set_entry_once"
            ),
            models.UniqueConstraint(
                fields=["indicator_set", "position"],
                name="set_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.definition}"
