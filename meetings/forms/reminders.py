"""The form for the days on which one kind of reminder goes out."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.models import ReminderSchedule
from meetings.models.reminders import BOUNDS, check_days
from pathfinders.forms.checked import CheckedForm

SEPARATORS = re.compile(r"[\s,;]+")
A_DAY = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)


class DaysField(forms.CharField):
    """Numbers of days as people write them: “21, 14 7”; cleans to a list of numbers."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=60, **kwargs)

    def clean(self, value):
        words = [each for each in SEPARATORS.split(super().clean(value)) if each]
        if wrong := next((each for each in words if not A_DAY.fullmatch(each)), None):
            raise ValidationError(
                _("“%(word)s” is not a number of days. Write for example: 21, 7"),
                params={"word": wrong},
            )
        return [int(each) for each in words]


class ScheduleForm(CheckedForm):
    """Days before and after; only those the kind of reminder can have are asked."""

    compared = ("days_before", "on_the_day", "days_after")
    days_before = DaysField(
        label=_("Days before"), help_text=_("Numbers with a comma between: 21, 7")
    )
    on_the_day = forms.BooleanField(label=_("On the day itself"), required=False)
    days_after = DaysField(
        label=_("Days after"), help_text=_("Numbers with a comma between: 1, 7")
    )
    field_order = ["days_before", "on_the_day", "days_after"]

    class Meta:
        model = ReminderSchedule
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        schedule = self.instance
        first, last = BOUNDS[schedule.kind]
        if first == 0:
            del self.fields["days_before"]
        if last == 0:
            del self.fields["days_after"]
        for name in self.compared:
            self.initial[name] = getattr(schedule, name)

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        days = [
            *(-day for day in cleaned.get("days_before", ())),
            *([0] if cleaned["on_the_day"] else []),
            *cleaned.get("days_after", ()),
        ]
        check_days(self.instance.kind, days)
        self.instance.days = sorted(days)
        return cleaned
