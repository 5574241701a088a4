"""Texts by field on their way to a value: each read, then all of them together."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from alliance87.core.enums import Empty
from alliance87.core.numbers import AmbiguousNumber, Reading, read_number, write_number
from monitoring.enums import Boundary, Frequency, Quality, ValueType
from monitoring.figures.content import Content
from monitoring.figures.reading_fields import EMPTY_FIELDS, SURVEY_FACTS, fields_of
from monitoring.figures.reading_money import parted, read_currency
from monitoring.figures.reading_words import (
    read_ages,
    read_answer,
    read_choice,
    read_day,
    read_lines,
    read_year,
)

LENGTHS = {
    "hours": 120,
    "hazardous_list": 200,
    "coverage": 200,
    "footnote": 500,
    "empty_reason": 300,
    "text": 20_000,
}
SHARES = frozenset({"percent", "gdp_percent"})
# A value that may be a limit only: “<0.1”.
LIMITED = frozenset({"percent", "quantity", "amount", "gdp_percent"})
COUNTED_MOST, MONEY_MOST = Decimal(10) ** 15, Decimal(10) ** 18
MOST = dict.fromkeys(("quantity", "low", "high", "standard_error"), COUNTED_MOST)
MOST["amount"] = MONEY_MOST
WORDS: dict[str, Callable[[str], Any]] = {
    "answer": read_answer,
    "on": read_day,
    "year_stated": read_year,
    "frequency": lambda text: read_choice(Frequency, text),
    "currency": read_currency,
    "quality": lambda text: read_choice(Quality, text),
    "boundary": lambda text: read_choice(Boundary, text),
    "ages": read_ages,
}


class Given:
    """Texts by field on their way to a value; faults are collected, not raised.

    `cell` is the text of a table where that is all there is: it stands for the reason
    when it says that there is no value.
    """

    def __init__(
        self,
        definition,
        given: Mapping[str, str],
        language: str,
        decimal_mark: str,
        cell: str = "",
    ):
        self.definition = definition
        self.texts = {name: text for name, text in given.items() if text.strip()}
        self.language = language
        self.decimal_mark = decimal_mark
        self.cell = cell
        self.faults: dict[str, list[ValidationError]] = {}
        self.values: dict[str, Any] = {}
        self.bounds: dict[str, str] = {}
        self.empties: dict[str, str] = {}
        self.marks: list[str] = []
        self.is_bracketed = False

    def content(self) -> Content:
        fields = fields_of(self.definition)
        if not fields:
            message = _("This indicator is computed by the system and never typed.")
            error = ValidationError(message, code="computed")
            raise ValidationError({NON_FIELD_ERRORS: error})
        self._refuse_others((*fields, *EMPTY_FIELDS, *SURVEY_FACTS))
        self._split_money()
        for name in (*fields, *SURVEY_FACTS):
            if name in self.texts:
                self._read(name)
        self._check_money()
        self._read_empty(fields)
        self._check_bounds(fields)
        self._check_interval()
        self._add_footnote()
        if self.faults:
            raise ValidationError(self.faults)
        return Content(**self.values)

    def _fault(self, name: str, message: str, code: str) -> None:
        error = ValidationError(message, code=code)
        self.faults.setdefault(name, []).append(error)

    def _refuse_others(self, known: tuple[str, ...]) -> None:
        for name, text in list(self.texts.items()):
            if name not in known:
                message = _("This indicator does not ask for this.")
                self._fault(name, message, "unknown")
            elif "\x00" in text:
                message = _("This text holds a sign that cannot be kept. Type it anew.")
                self._fault(name, message, "null")
                del self.texts[name]

    # --- One field --------------------------------------------------------------------

    def _read(self, name: str) -> None:
        try:
            self.values |= self._value(name, self.texts[name])
        except ValidationError as error:
            self.faults.setdefault(name, []).append(error)

    def _value(self, name: str, text: str) -> dict[str, Any]:
        """Return what a field holds; nothing where it gives an empty meaning."""
        if name == "items":
            is_empty = self._is_empty(name, text, asks=True)
            return {} if is_empty else {name: read_lines(text)}
        if name in LENGTHS:
            return {name: _within(text.strip(), LENGTHS[name])}
        if name not in WORDS:
            return self._number(name, text)
        try:
            return {name: WORDS[name](text)}
        except ValidationError:
            if self._is_empty(name, text, asks=True):
                return {}
            raise

    def _is_empty(self, name: str, text: str, *, asks: bool = False) -> bool:
        """Whether words say why there is no value; `asks`: not in two ways at once."""
        if name not in fields_of(self.definition) or "\n" in text.strip():
            return False
        try:
            reading = read_number(text, language=self.language)
        except AmbiguousNumber as question:
            if asks and not any(each.isdecimal() for each in text):
                raise question from None
            return False
        except ValidationError:
            return False
        if reading is None or not reading.empty:
            return False
        self.empties[name] = reading.empty
        return True

    def _number(self, name: str, text: str) -> dict[str, Any]:
        reading = read_number(
            text, language=self.language, decimal_mark=self.decimal_mark
        )
        if reading is None:
            return {}
        if reading.marks:
            self.marks.append(reading.marks)
        if reading.empty:
            if name in LIMITED:
                self.empties[name] = reading.empty
            return {}
        self._check_number(name, reading)
        if name in LIMITED:
            self.bounds[name] = reading.bound
            self.is_bracketed |= reading.is_bracketed
        whole = name == "sample_size"
        return {name: int(reading.number) if whole else reading.number}

    def _check_number(self, name: str, reading: Reading) -> None:
        number = reading.number
        if reading.is_percent and not self._may_be_percent(name):
            raise ValidationError(
                _(
                    "A number is asked for here, not a percent. If it is a number, "
                    "write it without the percent sign."
                ),
                code="unit",
            )
        if number < 0:
            raise ValidationError(
                _("The value is not below zero. Write it without the minus."),
                code="negative",
            )
        if name in SHARES and number > 100:
            raise ValidationError(
                _(
                    "%(number)s is more than 100 percent. If it counts people or "
                    "money, it belongs in another field."
                )
                % {"number": write_number(number, language=self.language)},
                code="share",
            )
        if reading.bound and name not in LIMITED:
            raise ValidationError(
                _("Write a number here, without “<” or “>”."), code="bound"
            )
        check_size(name, number)

    def _may_be_percent(self, name: str) -> bool:
        """Whether a percent sign fits: at intervals, where the value is a percent."""
        if name in ("low", "high", "standard_error"):
            return "percent" in fields_of(self.definition) and "percent" in self.texts
        return name in SHARES

    # --- Fields that belong together --------------------------------------------------

    def _split_money(self) -> None:
        """Move a currency that stands beside the amount to its own field."""
        if "amount" not in self.texts or self.definition.value_type != ValueType.MONEY:
            return
        amount, code = parted(self.texts["amount"])
        given = self.texts.get("currency", "").strip().upper()
        if not code:
            return
        if given and given != code:
            message = _(
                "The amount says %(code)s, the currency %(given)s. Write the same "
                "currency in both, or take it away beside the amount."
            )
            self._fault("currency", message % {"code": code, "given": given}, "two")
        self.texts |= {"amount": amount, "currency": given or code}

    def _check_money(self) -> None:
        has_amount = "amount" in self.values
        if has_amount and "currency" not in {*self.values, *self.faults}:
            message = _("Give the currency of the amount as three letters: USD, EUR.")
            self._fault("currency", message, "required")
        if not has_amount:
            # A form may offer the usual currency: alone it says nothing.
            self.values.pop("currency", None)

    def _read_empty(self, fields: tuple[str, ...]) -> None:
        """Settle whether this is a value or the reason why there is none."""
        text = self.texts.get("empty", "")
        if text:
            try:
                self.empties["empty"] = read_choice(Empty, text)
            except ValidationError as error:
                self.faults.setdefault("empty", []).append(error)
        if self._has_value(fields):
            return
        self._check_details(fields)
        if not self.empties:
            if "empty_reason" in self.texts and not self.faults:
                message = _("Choose why there is no value; the reason explains it.")
                self._fault("empty", message, "required")
            return
        if len(meanings := dict.fromkeys(self.empties.values())) > 1:
            labels = "; ".join(str(Empty(each).label) for each in meanings)
            message = _("Two reasons for no value are given: %(labels)s. Keep one.")
            self._fault(next(iter(self.empties)), message % {"labels": labels}, "two")
            return
        self.values["empty"] = next(iter(meanings))
        self.values["empty_reason"] = reason = self._reason()
        if not reason and "empty_reason" not in self.faults:
            message = _("Say why there is no value.")
            self._fault("empty_reason", message, "required")

    def _reason(self) -> str:
        if "empty_reason" not in self.texts:
            told = {"text": self.cell.strip()[:40]}
            return _("The source gives “%(text)s”.") % told if self.cell else ""
        self._read("empty_reason")
        return self.values.get("empty_reason", "")

    def _has_value(self, fields: tuple[str, ...]) -> bool:
        """Whether a value was given, and nothing that contradicts it."""
        stated = {name for name in fields if name in self.values} - {"currency"}
        is_detail = self.definition.value_type == ValueType.YES_NO
        if not stated or (is_detail and "answer" not in stated):
            return False
        if "empty" in self.empties:
            message = _("Give a value, or why there is none, but not both.")
            self._fault("empty", message, "two")
        elif "empty_reason" in self.texts:
            message = _("There is a value, so take this reason away.")
            self._fault("empty_reason", message, "two")
        return True

    def _check_details(self, fields: tuple[str, ...]) -> None:
        """Ask for yes or no where only its date, number or text was given."""
        details = [name for name in ("on", "quantity", "text") if name in self.values]
        if "answer" not in fields or "answer" in self.faults or not details:
            return
        if not self.empties:
            message = _("Say yes or no; date, number and text explain the answer.")
            self._fault("answer", message, "required")
        elif details != ["text"]:
            message = _("Give a value, or why there is none, but not both.")
            self._fault(details[0], message, "two")

    def _check_bounds(self, fields: tuple[str, ...]) -> None:
        """A limit holds for all figures of a value, for it is kept once."""
        bounds = {n: b for n, b in self.bounds.items() if n in self.values}
        if len(set(bounds.values())) > 1:
            name = next(each for each, bound in bounds.items() if bound)
            message = _(
                "“%(bound)s” stands at one of two figures. Write it at both, or give "
                "one figure only."
            )
            self._fault(name, message % {"bound": bounds[name]}, "bound")
        elif bounds:
            self.values["bound"] = next(iter(bounds.values()))

    def _check_interval(self) -> None:
        low, high = self.values.get("low"), self.values.get("high")
        if low is not None and high is not None and high < low:
            message = _("The interval ends before it begins. Swap the two figures.")
            self._fault("high", message, "interval")

    def _add_footnote(self) -> None:
        """Keep what the source printed beside the figure: marks and brackets."""
        notes = [",".join(dict.fromkeys(self.marks))]
        if self.is_bracketed:
            notes.append(_("In brackets in the source: few cases behind it."))
            self.values.setdefault("quality", Quality.UNRELIABLE.value)
        given = self.values.get("footnote", "")
        added = [each for each in notes if each and not given.startswith(each)]
        if not added:
            return
        try:
            text = " ".join([*added, given]).strip()
            self.values["footnote"] = _within(text, LENGTHS["footnote"])
        except ValidationError as error:
            self.faults.setdefault("footnote", []).append(error)


def check_size(name: str, number: Decimal) -> None:
    """Refuse with a ValidationError what the column of a field does not hold."""
    if name == "sample_size" and (number % 1 or number > 2_000_000_000):
        raise ValidationError(_("A sample size is a whole number."), code="whole")
    if name in MOST and number >= MOST[name]:
        raise ValidationError(
            _("This number is too large. Check the number of zeros."), code="large"
        )
    if name == "amount" and number != round(number, 2):
        raise ValidationError(
            _("Write at most two digits after the decimal mark."), code="places"
        )


def _within(text: str, length: int) -> str:
    if len(text) > length:
        raise ValidationError(
            _("This text has %(length)s characters. Shorten it to %(most)s.")
            % {"length": len(text), "most": length},
            code="length",
        )
    return text
