"""Indicators that a country defines itself, each for a priority of its roadmap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from alliance87.core.models import Country
from alliance87.core.models.base import STALE
from monitoring import rules
from monitoring.enums import Axis, Dimension, Direction, IndicatorKind, ValueType
from monitoring.figures.codes import TEMPLATE, next_code
from monitoring.models import AxisItem, Definition, Indicator
from pathfinders.models import Pathfinder, Priority

# What a country can measure itself; the other kinds belong to the annex.
VALUE_TYPES = (
    ValueType.NUMBER,
    ValueType.PERCENT,
    ValueType.SHARE,
    ValueType.YES_NO,
)
# The bands asked for where an indicator is broken down by age.
AGE_BANDS = ("5-11", "12-14", "15-17", "18+")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a country says of its indicator: columns of the model."""

    label_en: str
    value_type: str
    label_fr: str = ""
    label_es: str = ""
    objective: str = ""
    unit_en: str = ""
    axes: tuple[str, ...] = ()
    direction: str = Direction.NONE
    baseline: Decimal | None = None
    baseline_year: int | None = None
    target: Decimal | None = None
    target_on: date | None = None
    note_en: str = ""
    threshold: int | None = None
    threshold_reason: str = ""


@dataclass(frozen=True, slots=True)
class Parents:
    """The standard indicator an own one makes more precise: as read, and as chosen."""

    seen: Indicator | None
    chosen: Indicator | None


@transaction.atomic
def define_indicator(
    pathfinder: Pathfinder,
    *,
    priority_key: UUID,
    theme: str,
    wording: Wording,
    parent: Indicator | None = None,
    by,
) -> Definition:
    """Define what a country measures for one priority of its roadmap.

    `priority_key` is that of a priority in any version of the roadmap, `parent` the
    standard indicator that it makes more precise. Raises PermissionDenied, and Blocked
    when no roadmap of the country has such a priority or `parent` is no standard one.
    """
    locked = _locked_country(pathfinder, by)
    priorities = Priority.objects.filter(roadmap__pathfinder=locked, key=priority_key)
    if not priorities.exists():
        raise Blocked([_("Choose a priority of the country’s roadmap.")])
    indicator = Indicator.objects.create(
        code=next_code(locked.indicators.values_list("code", flat=True)),
        pathfinder=locked,
        priority_key=priority_key,
        kind=IndicatorKind.CUSTOMIZED,
        dimension=Dimension.IMPLEMENTATION,
        theme=theme,
        created_by=by,
    )
    definition = _write(indicator, wording, number=1, by=by)
    record("indicator.defined", indicator, by=by, country=locked.country)
    if parent is not None:
        _link(indicator, parent, by=by)
    return definition


@transaction.atomic
def revise_indicator(
    indicator: Indicator,
    *,
    wording: Wording,
    expected: int,
    reason: str,
    by,
    parents: Parents | None = None,
) -> Definition:
    """Write the next version of a definition; the earlier ones stay as they are.

    `expected` is the number of the version that the person read, `parents` which
    standard indicator it makes more precise; that is no part of the definition, and
    changes without a new version. Raises StaleVersion when somebody else wrote
    meanwhile, Blocked when nothing is different.
    """
    indicator, country, latest = _locked(indicator, by)
    is_linked = parents is not None and parents.seen != parents.chosen
    if latest.number != expected or is_linked and parents.seen != indicator.parent:
        raise StaleVersion(str(STALE))
    if is_linked:
        _link(indicator, parents.chosen, by=by, reason=reason)
    if wording_of(latest) == wording:
        if is_linked:
            return latest
        raise Blocked([_("Nothing is different from the definition in force.")])
    definition = _write(
        indicator,
        wording,
        number=latest.number + 1,
        by=by,
        reason=reason,
        valid_from=max(timezone.localdate(), latest.valid_from + ONE_DAY),
    )
    record(
        "indicator.revised",
        indicator,
        by=by,
        country=country,
        was=str(latest.number),
        now=str(definition.number),
        reason=reason,
    )
    return definition


@transaction.atomic
def retire_indicator(indicator: Indicator, *, reason: str, by) -> Indicator:
    """Ask no longer for an indicator; what was reported on it stays."""
    indicator, country, _latest = _locked(indicator, by)
    indicator.retired_on = timezone.localdate()
    indicator.save(update_fields=["retired_on", "changed_at"])
    record(
        "indicator.retired",
        indicator,
        by=by,
        country=country,
        reason=reason,
    )
    return indicator


def _link(
    indicator: Indicator, parent: Indicator | None, *, by, reason: str = ""
) -> None:
    """Say which standard indicator an own one makes more precise; None for none."""
    if parent and (parent.pathfinder_id is not None or parent.code == TEMPLATE):
        raise Blocked([_("Choose one of the standard indicators.")])
    was, indicator.parent = indicator.parent, parent
    indicator.save(update_fields=["parent", "changed_at"])
    record(
        "indicator.linked",
        indicator,
        by=by,
        country=indicator.pathfinder.country,
        was=was.code if was else "",
        now=parent.code if parent else "",
        reason=reason,
    )


def wording_of(definition: Definition) -> Wording:
    """Return what a definition says, as the verbs take it."""
    values = {
        name: getattr(definition, name)
        for name in Wording.__dataclass_fields__
        if name != "axes"
    }
    return Wording(axes=tuple(definition.axes), **values)


def parts_of(axes: Iterable[str]) -> list[AxisItem]:
    """Return the parts that are asked for: all of an axis, and four bands of age."""
    items = AxisItem.objects.filter(axis__in=list(axes)).exclude(code="unknown")
    return [item for item in items if item.axis != Axis.AGE or item.code in AGE_BANDS]


def _locked_country(pathfinder: Pathfinder, by) -> Pathfinder:
    """Hold the country, so that two people do not give the same code."""
    if not rules.may_define_indicators(by, pathfinder):
        raise PermissionDenied
    rows = Pathfinder.objects.select_for_update(of=("self",))
    return rows.select_related("country").get(pk=pathfinder.pk)


def _locked(indicator: Indicator, by) -> tuple[Indicator, Country, Definition]:
    rows = Indicator.objects.select_for_update(of=("self",))
    rows = rows.filter(pathfinder__isnull=False)
    locked = rows.select_related("pathfinder__country", "parent").get(pk=indicator.pk)
    pathfinder = locked.pathfinder
    if pathfinder is None or not rules.may_define_indicators(by, pathfinder):
        raise PermissionDenied
    if locked.retired_on is not None:
        raise InvalidTransition(
            _("%(code)s is no longer asked for.") % {"code": locked.code}
        )
    latest = locked.definitions.order_by("-number")[0]
    return locked, pathfinder.country, latest


def _write(
    indicator: Indicator,
    wording: Wording,
    *,
    number: int,
    by,
    reason: str = "",
    valid_from: date | None = None,
) -> Definition:
    values = {name: getattr(wording, name) for name in Wording.__dataclass_fields__}
    definition = Definition(
        indicator=indicator,
        number=number,
        valid_from=valid_from or timezone.localdate(),
        reason=reason,
        created_by=by,
        **values | {"axes": list(wording.axes)},
    )
    definition.full_clean(exclude=["indicator", "created_by"])
    definition.save()
    definition.axis_items.set(parts_of(wording.axes))
    return definition
