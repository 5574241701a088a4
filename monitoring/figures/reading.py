"""Reads what a person or a file gave for a value, by the kind of the indicator.

Nothing is guessed: what can mean two things is asked about, and every fault is named
at its field with what to write instead. Zero is a value; a blank is none.
"""

from collections.abc import Mapping
from dataclasses import replace

from monitoring.enums import ValueType
from monitoring.figures.content import Content
from monitoring.figures.reading_fields import EMPTY_FIELDS, facts_of, fields_of
from monitoring.figures.reading_given import Given, check_size
from monitoring.figures.reading_units import Unit, read_unit

__all__ = ["EMPTY_FIELDS", "facts_of", "fields_of", "read_content", "read_value"]


def read_content(
    definition, given: Mapping[str, str], *, language: str, decimal_mark: str = ""
) -> Content:
    """Read one value from texts by field; blank where nothing was given.

    Any field of the value may hold one of the four empty meanings instead, in words.
    Raises ValidationError with the faults of all fields (`error.message_dict`).
    """
    return Given(definition, given, language, decimal_mark).content()


def read_value(
    definition, text: str, *, unit: str = "", language: str, decimal_mark: str = ""
) -> Content:
    """Read one cell of a table. `unit` is as the table names it: %, number, USD, …

    An empty meaning takes the text itself for its reason. Raises ValidationError as
    `read_content` does, with the key `unit` when the unit does not fit.
    """
    if not text.strip():
        return Content()
    meant = read_unit(definition, unit, text, language=language)
    given = {meant.field or "percent": text}
    if meant.currency:
        given["currency"] = meant.currency
    if definition.value_type == ValueType.LIST:
        given["items"] = text.replace(";", "\n")
    content = Given(definition, given, language, decimal_mark, cell=text).content()
    return _scaled(content, meant)


def _scaled(content: Content, unit: Unit) -> Content:
    if not unit.power or getattr(content, unit.field) is None:
        return content
    value = getattr(content, unit.field) * 10**unit.power
    check_size(unit.field, value)
    return replace(content, **{unit.field: value})
