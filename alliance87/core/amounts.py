"""Form fields for amounts of money and for numbers; they never guess (ADR 0022)."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.numbers import (
    Reading,
    parse_amount,
    read_number,
    typed,
    write_amount,
    write_plain,
)


class AmountField(forms.Field):
    """Cleans to a Decimal that is not below zero, or None when empty."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input--num"}
    )
    default_error_messages = {
        "required": _("Enter the amount."),
        "negative": _("An amount is not below zero."),
        "too_large": _("This amount is too large. Check the number of zeros."),
    }

    def __init__(self, *, max_digits=16, places=2, **kwargs):
        super().__init__(**kwargs)
        self.places = places
        self.limit = Decimal(10) ** (max_digits - places)

    def to_python(self, value):
        if isinstance(value, Decimal):
            return value
        if value in self.empty_values or not value.strip():
            return None
        return parse_amount(value, language=get_language() or "en")

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if value < 0:
            raise ValidationError(self.error_messages["negative"], code="negative")
        if value >= self.limit:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        if value != round(value, self.places):
            raise ValidationError(
                ngettext(
                    "Write at most %(places)s digit after the decimal mark.",
                    "Write at most %(places)s digits after the decimal mark.",
                    self.places,
                )
                % {"places": self.places},
                code="places",
            )

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return write_amount(value, language=get_language() or "en")
        return value


class NumberField(forms.Field):
    """Cleans to a `Reading`, or None when empty; shows a Reading or a Decimal.

    Brackets mean few cases here. In a field that takes numbers below zero
    (`may_be_negative`) they could mean a minus too and are asked about.
    """

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input--num"}
    )
    default_error_messages = {
        "required": _("Enter the number."),
        "negative": _("A number below zero cannot stand here."),
    }

    def __init__(self, *, may_be_negative=False, decimal_mark="", **kwargs):
        super().__init__(**kwargs)
        self.may_be_negative = may_be_negative
        self.decimal_mark = decimal_mark

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, Reading):
            return value or None
        if isinstance(value, Decimal):
            return Reading(value)
        return read_number(
            value,
            language=get_language() or "en",
            decimal_mark=self.decimal_mark,
            may_be_negative=self.may_be_negative,
        )

    def validate(self, value):
        super().validate(value)
        if self.may_be_negative or value is None or value.number is None:
            return
        if value.number < 0:
            raise ValidationError(self.error_messages["negative"], code="negative")

    def prepare_value(self, value):
        language = get_language() or "en"
        if isinstance(value, Reading):
            return typed(value, language=language)
        if isinstance(value, Decimal):
            return write_plain(value, language=language)
        return value

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
