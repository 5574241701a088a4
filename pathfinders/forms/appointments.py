"""Who answers for a country, and until when."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput
from pathfinders.models import Appointment


class AppointmentForm(forms.ModelForm):
    """A new appointment; whether the days are free is checked when it is saved."""

    class Meta:
        model = Appointment
        fields = [
            "kind",
            "person",
            "post",
            "ministry",
            "email",
            "starts_on",
            "ends_on",
            "source",
            "source_url",
            "note",
        ]
        widgets = {
            "starts_on": DayInput,
            "ends_on": DayInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "email": _("Only the secretariat sees it."),
            "starts_on": _(
                "Leave it empty only if no source gives the day and nobody holds the "
                "function now."
            ),
            "ends_on": _("Only if the appointment has ended."),
        }

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error(
                "ends_on", _("The last day is before the first. Correct one of them.")
            )
        return cleaned


class EndAppointmentForm(forms.Form):
    """The last day of an appointment."""

    ends_on = forms.DateField(
        label=_("Last day"), widget=DayInput, initial=timezone.localdate
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
