"""What one row of a file states: its text as a value, with what stands beside it."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from monitoring.enums import ValueType
from monitoring.figures.content import Content
from monitoring.figures.reading import fields_of, read_value
from monitoring.figures.reading_given import check_size
from monitoring.models import Definition
from monitoring.transfers.long_rows import FRACTION, LongRow

FOOTNOTE_MAX, REASON_MAX = 500, 300
GAPS = ("", None)
LEAST = Decimal("0.000001")
# Programs write 13.5969599999998: more than six digits never mean groups.
UNROUNDED = re.compile(r"(-?[0-9]+)[.,]([0-9]{7,})")
DECIMAL = re.compile(r"([0-9]+)[.,]([0-9]+)")
# Figures that one value may hold together, the one that an interval is about first.
PAIRS = (("percent", "quantity"), ("amount", "gdp_percent"))
FIGURES = tuple(name for pair in PAIRS for name in pair)
# What a multiplier acts on; the interval only where it is in the same unit.
COUNTED = ("quantity", "amount")
INTERVAL = ("low", "high")


class Statements:
    """Reads rows; equal texts about equal kinds of values are read once.

    Their contents are then one object, so that it is written once too.
    """

    def __init__(self, language: str, *, source: str = "", said_in: str = ""):
        """`source` is the name under which all rows are filed, if there is one.

        `language` is that of the file; words that are kept with a value are written in
        `said_in`, so that the same file says the same whoever brings it.
        """
        self.language = language
        self.source = source
        self.said_in = said_in or language
        self._known: dict[tuple, Content | ValidationError] = {}
        self._shapes: dict[int, tuple] = {}

    def of(self, row: LongRow, definition: Definition) -> Content:
        """Return what a row states; blank when nothing. Raises ValidationError."""
        shape = self._shapes.get(definition.pk) or self._shape(definition)
        named = row.source if self.source else ""
        key = (shape, row[5:7], row[9:18], named)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._tried(row, definition, named)
        if isinstance(found, ValidationError):
            raise found
        return found

    def _tried(self, row: LongRow, definition: Definition, named: str):
        """Return the content, or the fault in the language of the reader."""
        try:
            with override(self.said_in):
                return self._read(row, definition, named)
        except ValidationError:
            pass
        try:
            return self._read(row, definition, named)
        except ValidationError as error:
            return error

    def _shape(self, definition: Definition) -> tuple:
        """Return all of a definition that decides how a text is read."""
        units = (definition.unit_en, definition.unit_fr, definition.unit_es)
        shape = (definition.value_type, definition.is_computed, *units)
        self._shapes[definition.pk] = shape
        return shape

    def _read(self, row: LongRow, definition: Definition, named: str) -> Content:
        footnote = self._footnote(row, named)
        if row.empty:
            why = _("The file says: %(text)s") % {"text": row.text or row.empty}
            return Content(
                empty=row.empty,
                empty_reason=(row.reason or why)[:REASON_MAX],
                footnote=footnote[:FOOTNOTE_MAX],
            )
        content = self._value(row.text, row, definition)
        if content.is_blank:
            return content
        if row.reason and not content.empty:
            message = _("There is a value, so take this reason away.")
            raise ValidationError(message, code="two")
        facts: dict[str, Any] = {
            "empty_reason": row.reason[:REASON_MAX],
            "footnote": _joined(content.footnote, footnote),
            "quality": content.quality or row.quality,
            "ages": row.ages,
            "low": self._bound(row.low, row, definition),
            "high": self._bound(row.high, row, definition),
        }
        stated = {
            name: value for name, value in facts.items() if value not in ("", None)
        }
        return _times(replace(content, **stated), row.multiplier)

    def _footnote(self, row: LongRow, named: str) -> str:
        """Keep the survey behind a figure that is filed under a database."""
        if not named or named == self.source:
            return row.footnote
        survey = _("Source given: %(source)s") % {"source": named}
        return _joined(row.footnote, survey)

    def _bound(self, text: str, row: LongRow, definition) -> Decimal | None:
        if not text.strip():
            return None
        read = self._value(text, row, definition)
        found = (read.percent, read.quantity, read.amount)
        return next((each for each in found if each is not None), None)

    def _value(self, text: str, row: LongRow, definition) -> Content:
        is_fraction = row.unit == FRACTION
        fits = "percent" in fields_of(definition)
        unit = ("%" if fits else "") if is_fraction else row.unit

        def read(given: str, mark: str) -> Content:
            found = read_value(
                definition,
                given,
                unit=unit,
                language=self.language,
                decimal_mark=mark,
            )
            return _in_percent(found, given) if is_fraction else found

        try:
            return read(text, row.decimal_mark)
        except ValidationError as error:
            codes = {each.code for each in _errors(error)}
            if "digits" in codes and (found := UNROUNDED.fullmatch(text.strip())):
                return _rounded(found, read)
            is_money = definition.value_type == ValueType.MONEY
            if is_money and "places" in codes and row.multiplier != 1:
                return _divided(text, row.multiplier, read) or _again(error)
            raise


def _in_percent(content: Content, text: str) -> Content:
    """Return what was given as a fraction of one: 0.046 is 4.6 percent."""
    if content.percent is None:
        return content
    if content.percent > 1:
        message = _("“%(text)s” is no fraction of one: it is more than 1.")
        raise ValidationError(message % {"text": text}, code="share")
    return replace(content, percent=content.percent * 100)


def _rounded(found: re.Match, read: Callable[[str, str], Content]) -> Content:
    exact = Decimal(f"{found[1]}.{found[2]}")
    return read(format(exact.quantize(LEAST, ROUND_HALF_EVEN), "f"), ".")


def _divided(text: str, factor: int, read) -> Content | None:
    """Read an amount in millions, which may have more digits than one in ones."""
    found = DECIMAL.fullmatch(text.strip())
    if not found:
        return None
    exact = Decimal(f"{found[1]}.{found[2]}")
    read(f"{found[1]}.00", ".")
    whole = read(format((exact * factor).quantize(Decimal("0.01")), "f"), ".")
    return replace(whole, amount=exact)


def _again(error: ValidationError) -> Content:
    raise error


def _errors(error: ValidationError) -> list[ValidationError]:
    if hasattr(error, "error_dict"):
        return [each for errors in error.error_dict.values() for each in errors]
    return error.error_list


def _times(content: Content, factor: int) -> Content:
    """Return a content whose figures were given in thousands or millions, in ones."""
    if factor == 1:
        return content
    names = COUNTED if content.percent is not None else (*COUNTED, *INTERVAL)
    found = ((name, getattr(content, name)) for name in names)
    values = {name: value * factor for name, value in found if value is not None}
    for name, value in values.items():
        check_size(name, value)
    return replace(content, **values)


def _joined(*texts: str) -> str:
    return " ".join(filter(None, dict.fromkeys(texts)))[:FOOTNOTE_MAX]


# --- Two rows about one value ---------------------------------------------------------


def joined(first: Content, second: Content) -> Content | None:
    """Return one value out of two rows about it; None where they clash.

    Tables give percent and number, or amount and share of GDP, in rows of their own.
    The interval is that of the percent or the amount.
    """
    if first == second or _says_no_more(second, first):
        return first
    both = _stated(first) | _stated(second)
    pair = next((each for each in PAIRS if both == set(each)), ())
    if not pair or _stated(first) & _stated(second):
        return None
    main, other = (first, second) if pair[0] in _stated(first) else (second, first)
    if main.bound != other.bound:
        return None
    if main.ages and other.ages and main.ages != other.ages:
        return None
    return replace(
        main,
        **{pair[1]: getattr(other, pair[1])},
        ages=main.ages or other.ages,
        quality=main.quality or other.quality,
        footnote=_joined(main.footnote, other.footnote),
    )


def _stated(content: Content) -> set[str]:
    return {name for name in FIGURES if getattr(content, name) is not None}


def _says_no_more(second: Content, first: Content) -> bool:
    """Whether a part of a value of two figures is given once more."""
    if second.empty or first.empty or len(_stated(first)) < 2:
        return False
    return second.currency in ("", first.currency) and all(
        getattr(second, name) in (None, getattr(first, name)) for name in FIGURES
    )
