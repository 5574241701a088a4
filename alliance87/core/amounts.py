"""A form field for amounts of money that never guesses (see `core.numbers`)."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from alliance87.core.numbers import parse_amount, write_amount


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
