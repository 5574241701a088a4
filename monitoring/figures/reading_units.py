"""The unit a table names for a value, and the field that is meant by it."""

from functools import cache, lru_cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.numbers.signs import folded, plain
from alliance87.core.numbers.words import PERCENT_WORDS, powers_of
from monitoring.enums import ValueType
from monitoring.figures.reading_money import CODES, FORMER, parted

PERCENT = frozenset({"%", "pt", "percentage", "pourcentage", "porcentaje"})
PERCENT |= PERCENT_WORDS
NUMBERS = (
    "number|nombre|número|num|nb|n|count|total|persons|people|children|cases|"
    "victims|personnes|enfants|cas|victimes|personas|niños|casos|víctimas|"
    "pessoas|crianças|vítimas|عدد"
)
NUMBER = frozenset(map(folded, NUMBERS.split("|")))
SHARES_OF_GDP = (
    "% of gdp|percent of gdp|per cent of gdp|gdp|% gdp|% du pib|% pib|% del pib|"
    "% do pib|pib|pt_gdp"
)
GDP = frozenset(map(folded, SHARES_OF_GDP.split("|")))
# Kinds of values whose unit a table may leave out or call what it likes.
WITHOUT_UNIT = {
    ValueType.YES_NO: "answer",
    ValueType.YEAR: "year_stated",
    ValueType.FREQUENCY: "frequency",
    ValueType.LIST: "items",
    ValueType.INSTRUMENTS: "",
}


class Unit(NamedTuple):
    """The field of a value, its currency, and the power of ten its digits stand for."""

    field: str
    currency: str = ""
    power: int = 0


def read_unit(definition, unit: str, text: str, *, language: str) -> Unit:
    """Return what a unit means for an indicator; ValidationError when it cannot be."""
    kind = definition.value_type
    if kind in WITHOUT_UNIT:
        return Unit(WITHOUT_UNIT[kind])
    found = _named(definition, unit, text, language)
    if found and found.field in _fields(kind):
        return found
    if unit.strip():
        message = _("“%(unit)s” is no unit of this indicator. Write %(units)s.")
    else:
        message = _("Say what “%(text)s” is. Write the unit: %(units)s.")
    told = {"unit": unit.strip()[:40], "text": text.strip()[:40]}
    error = ValidationError(message % (told | {"units": _units(kind)}), code="unit")
    raise ValidationError({"unit": error})


def _named(definition, unit: str, text: str, language: str) -> Unit | None:
    words = _words(unit)
    if not words:
        return _unnamed(definition.value_type, text, language)
    if words in PERCENT:
        is_money = definition.value_type == ValueType.MONEY
        return Unit("gdp_percent" if is_money else "percent")
    if words in GDP:
        return Unit("gdp_percent")
    if words.upper() in CODES or words.upper() in FORMER:
        return Unit("amount", currency=words.upper())
    if words in NUMBER:
        return Unit("quantity")
    if words in _own_units(definition):
        return Unit(_main_field(definition.value_type))
    powers = powers_of(words, language)
    return Unit("quantity", power=powers[0]) if len(powers) == 1 else None


@lru_cache(maxsize=256)
def _words(unit: str) -> str:
    return folded(plain(unit) or "")


def _unnamed(kind: str, text: str, language: str) -> Unit | None:
    """Return the field where no unit is given: by the kind, or by a percent sign."""
    if kind == ValueType.PERCENT:
        return Unit("percent")
    if kind == ValueType.NUMBER:
        return Unit("quantity")
    if kind == ValueType.MONEY:
        return Unit("amount" if parted(text)[1] or not _has_digit(text) else "")
    is_percent = "%" in (plain(text) or "")
    return Unit("percent") if is_percent or not _has_digit(text) else None


def _has_digit(text: str) -> bool:
    return any(each.isdecimal() for each in text)


def _own_units(definition) -> set[str]:
    names = (definition.unit_en, definition.unit_fr, definition.unit_es)
    return {folded(each) for each in names if each}


def _main_field(kind: str) -> str:
    """Return the field that the words of an indicator for its own unit mean."""
    return "percent" if kind == ValueType.PERCENT else "quantity"


@cache
def _fields(kind: str) -> frozenset[str]:
    return {
        ValueType.SHARE: frozenset({"percent", "quantity"}),
        ValueType.NUMBER: frozenset({"quantity"}),
        ValueType.PERCENT: frozenset({"percent"}),
        ValueType.MONEY: frozenset({"amount", "gdp_percent"}),
    }[ValueType(kind)]


def _units(kind: str) -> str:
    return {
        ValueType.SHARE: _("“%” or “number”"),
        ValueType.NUMBER: _("“number”"),
        ValueType.PERCENT: _("“%”"),
        ValueType.MONEY: _("the code of the currency, or “% of GDP”"),
    }[ValueType(kind)]
