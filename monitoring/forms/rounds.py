"""Forms of the reporting round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput
from monitoring.enums import SubmissionState
from monitoring.models import ReportingRound
from pathfinders.forms.checked import CheckedForm
from pathfinders.forms.filters import NOT_A_CHOICE

DAYS = ("opens_on", "due_on", "closes_on")


class IndicatorSetField(forms.ModelChoiceField):
    """The sets, each with its state: a draft can still change."""

    def label_from_instance(self, obj):
        return f"{obj.title} ({obj.get_state_display()})"


class ChangeRoundForm(CheckedForm):
    """The days of a round, what it asks for, and what the countries are told."""

    class Meta:
        model = ReportingRound
        fields = ["indicator_set", *DAYS, "message"]
        field_classes = {"indicator_set": IndicatorSetField}
        widgets = dict.fromkeys(DAYS, DayInput) | {
            "message": forms.Textarea(attrs={"rows": 5})
        }
        help_texts = {
            "opens_on": _("From this day on the countries are reminded."),
            "due_on": _("The day by which the countries send their reports in."),
            "closes_on": _(
                "The last day on which values are entered. After it a country asks "
                "for a correction."
            ),
            "message": _("Goes into each mail, in the words you write here."),
        }

    @property
    def facts(self) -> dict:
        """What was answered, without the version."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class OpenRoundForm(ChangeRoundForm):
    """The round of another year."""

    class Meta(ChangeRoundForm.Meta):
        fields = ["year", *ChangeRoundForm.Meta.fields]
        widgets = ChangeRoundForm.Meta.widgets | {
            "year": forms.TextInput(attrs={"inputmode": "numeric", "class": "input--4"})
        }
        help_texts = ChangeRoundForm.Meta.help_texts | {
            "year": _("The year that the values are about.")
        }
        error_messages = {
            "year": {"unique": _("There is a round for this year already.")}
        }


class AddCountriesForm(forms.Form):
    """Which countries report from now on."""

    countries = forms.ModelMultipleChoiceField(
        label=_("Countries"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one country.")},
    )

    def __init__(self, *args, lacking, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["countries"].queryset = lacking


class ExtendForm(forms.Form):
    """Until when one country has time, and why."""

    until = forms.DateField(label=_("More time until"), widget=DayInput)
    reason = forms.CharField(
        label=_("Why more time is given"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The country reads it too."),
        error_messages={"required": _("Say why more time is given.")},
    )


# --- Filters ------------------------------------------------------------------------


class _Filters(forms.Form):
    """What of a list is shown; a value that cannot be read filters nothing."""

    def chosen(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _search(label) -> forms.CharField:
    attrs = {"type": "search", "autocomplete": "off"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=100, required=False, widget=widget)


def _choice(label, choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=False, error_messages=NOT_A_CHOICE
    )


class RoundFilters(_Filters):
    """Which countries of a round, and in which order."""

    q = _search(_("Name"))
    state = _choice(_("State"), [("", _("All states")), *SubmissionState.choices])
    time = _choice(
        _("Time left"),
        [("", _("All")), ("late", _("Late")), ("soon", _("Due within 7 days"))],
    )
    sort = _choice(
        _("Sort by"),
        [
            ("", _("Country")),
            ("left", _("Time left")),
            ("done", _("Least answered first")),
            ("quiet", _("Longest without activity")),
        ],
    )


class ReminderFilters(_Filters):
    """Which reminders of a round; countries and steps are pairs of value and words."""

    country = _choice(_("Country"), [])
    q = _search(_("Name or address"))
    step = _choice(_("From the due day"), [])

    def __init__(self, *args, countries, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("All countries")), *countries]
        self.fields["step"].choices = [("", _("All")), *steps]
