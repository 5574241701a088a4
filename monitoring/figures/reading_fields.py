"""Which fields of a value a person fills, by the kind of the indicator."""

from django.utils.translation import gettext_lazy

from monitoring.enums import ValueType

VALUE_FIELDS: dict[str, tuple[str, ...]] = {
    ValueType.SHARE: ("percent", "quantity"),
    ValueType.NUMBER: ("quantity",),
    ValueType.PERCENT: ("percent",),
    ValueType.YES_NO: ("answer", "on", "quantity", "text"),
    ValueType.YEAR: ("year_stated",),
    ValueType.FREQUENCY: ("frequency",),
    ValueType.INSTRUMENTS: (),
    ValueType.MONEY: ("amount", "currency", "gdp_percent"),
    ValueType.LIST: ("items",),
}
# What the fields are called, in the grid and in the workbook.
FIELD_NAMES = {
    "percent": gettext_lazy("Percent"),
    "quantity": gettext_lazy("Number"),
    "amount": gettext_lazy("Amount"),
    "currency": gettext_lazy("Currency"),
    "gdp_percent": gettext_lazy("% of GDP"),
    "answer": gettext_lazy("Answer"),
    "on": gettext_lazy("Since"),
    "year_stated": gettext_lazy("Year"),
    "frequency": gettext_lazy("How often"),
    "items": gettext_lazy("List, one on each line"),
    "text": gettext_lazy("In words"),
}
# Why there is no value: one of the four meanings, and the reason.
EMPTY_FIELDS = ("empty", "empty_reason")
FACTS = ("quality", "coverage", "footnote")
SURVEY_FACTS = (
    *("quality", "boundary", "ages", "hours", "hazardous_list", "coverage"),
    *("low", "high", "standard_error", "sample_size", "footnote"),
)
SURVEYED = frozenset({ValueType.SHARE, ValueType.NUMBER, ValueType.PERCENT})


def fields_of(definition) -> tuple[str, ...]:
    """Return the fields of `Content` a person fills for the value, in their order.

    None for a computed indicator. Reasons for no value: `EMPTY_FIELDS`; what is said
    about the figure: `facts_of`.
    """
    return () if definition.computed_from else VALUE_FIELDS[definition.value_type]


def facts_of(definition) -> tuple[str, ...]:
    """Return the fields that say how good a figure is and what it covers."""
    return SURVEY_FACTS if definition.value_type in SURVEYED else FACTS
