"""Form fields for hours and deadlines: a day, an hour and the place it belongs to.

“Close of business” is no hour, and an hour without a place is none either.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadlines import Deadline, deadline, zone_choices, zone_names
from alliance87.core.forms import DayInput

HOUR_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M", "%H h %M"]


class HourInput(forms.TimeInput):
    """An hour of the day, with the browser's own picker where there is one."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__({"class": "input--short"} | (attrs or {}), format="%H:%M")


class HourField(forms.TimeField):
    """An hour of the day by the 24-hour clock: 18:00, 18.00 or 18h00."""

    widget = HourInput
    default_error_messages = {
        "invalid": _("“%(value)s” is not an hour. Write it as 18:00."),
    }

    def __init__(self, **kwargs):
        super().__init__(input_formats=HOUR_FORMATS, **kwargs)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": value}
            ) from error


class TimeZoneField(forms.ChoiceField):
    """A zone of the IANA database, chosen by the place it is known by."""

    default_error_messages = {
        "required": _("Choose the time zone: the place whose clock counts."),
        "invalid_choice": _("“%(value)s” is not a time zone."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Time zone"))
        super().__init__(choices=zone_choices, **kwargs)

    def valid_value(self, value) -> bool:
        """Accept every zone, also one that the list does not offer any more."""
        return str(value) in zone_names()


class DeadlineWidget(forms.MultiWidget):
    """Day, hour and time zone side by side, each with its label."""

    def __init__(self, attrs=None):
        super().__init__(
            {
                "day": DayInput,
                "hour": HourInput,
                "zone": forms.Select,
            },
            attrs,
        )

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Hour"), _("Time zone"))
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
            part["attrs"]["aria-label"] = label
        return context

    def decompress(self, value):
        if not isinstance(value, Deadline):
            return [None, None, value or ""]
        return [value.local.date(), value.local.time(), value.zone]


class DeadlineField(forms.MultiValueField):
    """A deadline; cleans to a `Deadline`, or to None when not required and empty.

    A zone alone counts as empty, so that a form can propose one as its initial value.
    """

    widget = DeadlineWidget
    default_error_messages = {
        "required": _("Enter the day, the hour and the time zone."),
        "no_day": _("Enter the day."),
        "no_hour": _(
            "Enter the hour, for example 18:00. A day alone, or “close of business”, "
            "does not say when it ends."
        ),
        "no_zone": _("Choose the time zone: the place whose clock counts."),
    }

    def __init__(self, **kwargs):
        words = self.default_error_messages
        super().__init__(
            fields=(
                forms.DateField(error_messages={"incomplete": words["no_day"]}),
                HourField(error_messages={"incomplete": words["no_hour"]}),
                TimeZoneField(error_messages={"incomplete": words["no_zone"]}),
            ),
            require_all_fields=False,
            **kwargs,
        )
        self.widget.widgets[2].choices = self.fields[2].choices

    def clean(self, value):
        parts = list(value or [])
        if not any(parts[:2]):
            parts = []
        return super().clean(parts)

    def compress(self, data_list) -> Deadline | None:
        return deadline(*data_list) if data_list else None
