"""Indicators with their definitions, and what is recorded about them."""

from datetime import date

from monitoring.enums import Axis, Dimension, IndicatorKind, IndicatorTheme, ValueType
from monitoring.models import (
    AxisItem,
    Definition,
    Indicator,
    IndicatorSet,
    SetEntry,
)
from tests.factories.people import keeper, numbers

# --- The catalogue ------------------------------------------------------------------


def make_axis_item(axis: str = Axis.SEX, code: str = "F", **fields) -> AxisItem:
    """Return a part of an axis; the same one when it is asked for again."""
    values = {"name_en": f"{axis} {code}"} | fields
    item, _is_new = AxisItem.objects.get_or_create(
        axis=axis, code=code, defaults=values
    )
    return item


def make_indicator(*, code: str = "", pathfinder=None, **fields) -> Indicator:
    """Make an indicator without a definition; customized when it has a country."""
    is_standard = pathfinder is None
    kind = IndicatorKind.STANDARD if is_standard else IndicatorKind.CUSTOMIZED
    values = {
        "code": code or f"X-{next(numbers)}",
        "pathfinder": pathfinder,
        "kind": kind,
        "dimension": Dimension.PREVALENCE,
        "theme": IndicatorTheme.CHILD_LABOUR,
        "created_by": keeper(),
    } | fields
    return Indicator.objects.create(**values)


def make_definition(
    indicator: Indicator | None = None,
    *,
    axes: dict[str, list[str]] | None = None,
    **fields,
) -> Definition:
    """Make the next version of what an indicator means: a number, unless told.

    `axes` maps axes to the codes of the parts that are asked for.
    """
    indicator = indicator or make_indicator()
    number = indicator.definitions.count() + 1
    values = {
        "number": number,
        "valid_from": date(2019 + number, 1, 1),
        "label_en": f"Indicator {indicator.code}",
        "value_type": ValueType.NUMBER,
        "axes": list(axes or {}),
        "created_by": keeper(),
    } | fields
    definition = Definition.objects.create(indicator=indicator, **values)
    definition.axis_items.set(
        make_axis_item(axis, code)
        for axis, codes in (axes or {}).items()
        for code in codes
    )
    return definition


def make_indicator_set(*definitions: Definition, **fields) -> IndicatorSet:
    """Make a set of these definitions in this order; a draft unless told."""
    number = next(numbers)
    values = {
        "code": f"set-{number}",
        "title_en": f"Indicators {number}",
        "valid_from": date(2020, 1, 1),
        "created_by": keeper(),
    } | fields
    indicator_set = IndicatorSet.objects.create(**values)
    SetEntry.objects.bulk_create(
        SetEntry(indicator_set=indicator_set, definition=each, position=position)
        for position, each in enumerate(definitions, start=1)
    )
    return indicator_set
