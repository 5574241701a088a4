"""Forms of the roadmap: its text and the decisions about it."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import write_day
from alliance87.core.forms import DayInput, VersionedModelForm
from pathfinders.forms.lines import FundingForm
from pathfinders.forms.reasoned import LONG, ReasonedForm
from pathfinders.models import Action, Roadmap

__all__ = [
    "FirstVersionForm",
    "FundingForm",
    "ReasonedForm",
    "RecordPastForm",
    "ReturnForm",
    "RoadmapForm",
    "day",
    "refuse_end_before_start",
]

PERIOD = ("starts_on", "ends_on")


def day(value) -> str:
    return write_day(value)


def refuse_end_before_start(form) -> None:
    starts, ends = (form.cleaned_data.get(name) for name in PERIOD)
    if starts and ends and ends < starts:
        form.add_error("ends_on", form.ENDS_BEFORE_START)


class RoadmapForm(ReasonedForm, VersionedModelForm):
    """The text and the period of a roadmap in preparation."""

    needed_to_submit = PERIOD
    ENDS_BEFORE_START = _(
        "The roadmap ends before it starts. Change one of the two dates."
    )

    class Meta:
        model = Roadmap
        fields = ["title", "language", "starts_on", "ends_on", "summary", "context"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "input--full"}),
            "starts_on": DayInput,
            "ends_on": DayInput,
        }

    def clean(self):
        cleaned = super().clean()
        refuse_end_before_start(self)
        if self.instance.pk and not self.errors:
            self._refuse_actions_left_outside(cleaned)
        return cleaned

    def _refuse_actions_left_outside(self, cleaned) -> None:
        rows = Action.objects.filter(priority__roadmap=self.instance)
        starts, ends = cleaned["starts_on"], cleaned["ends_on"]
        for action in rows.order_by("priority__position", "position", "pk"):
            early = starts and action.starts_on and action.starts_on < starts
            late = ends and action.ends_on and action.ends_on > ends
            if early:
                self._outside("starts_on", action, _now("starts"), action.starts_on)
            if late:
                self._outside("ends_on", action, _now("ends"), action.ends_on)

    def _outside(self, field, action, word, when) -> None:
        self.add_error(
            field,
            _now(
                "The action “%(action)s” %(starts_or_ends)s on %(date)s, outside this "
                "period. Change the period here, or the action first."
            )
            % {"action": action, "starts_or_ends": word, "date": day(when)},
        )


class FirstVersionForm(forms.ModelForm):
    """What a first version starts with; all of it can be changed later."""

    needed_to_submit = PERIOD
    ENDS_BEFORE_START = _(
        "The roadmap ends before it starts. Change one of the two dates."
    )

    class Meta:
        model = Roadmap
        fields = ["title", "language", "starts_on", "ends_on"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "input--full"}),
            "starts_on": DayInput,
            "ends_on": DayInput,
        }
        help_texts = {"starts_on": _("Leave the period empty if it is not agreed yet.")}

    def clean(self):
        cleaned = super().clean()
        refuse_end_before_start(self)
        return cleaned


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=_("What to change"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=_("The country reads this text and can then change the roadmap."),
    )


class RecordPastForm(VersionedModelForm):
    """Where a roadmap published before this system stands, and why it is recorded."""

    reason = forms.CharField(
        label=_("Why it is recorded without the usual steps"),
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
    )

    class Meta:
        model = Roadmap
        fields = ["source", "source_url"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["source_url"].assume_scheme = "https"
