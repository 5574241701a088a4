"""Forms of the roadmap: its text, its rows, and the decisions about it."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.amounts import AmountField
from alliance87.core.dates import write_day
from alliance87.core.forms import DayInput, VersionedModelForm
from alliance87.core.numbers import write_amount
from pathfinders.enums import FundingKind, Theme
from pathfinders.models import Action, Priority, Roadmap

LONG = {"rows": 4}
PERIOD = ("starts_on", "ends_on")


def day(value) -> str:
    return write_day(value)


def refuse_end_before_start(form) -> None:
    starts, ends = (form.cleaned_data.get(name) for name in PERIOD)
    if starts and ends and ends < starts:
        form.add_error("ends_on", form.ENDS_BEFORE_START)


class ReasonedForm(forms.Form):
    """Asks for the reason when the person edits for a country they do not work for."""

    reason = forms.CharField(
        label=_("Reason for the change"),
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
        help_text=_("It stays in the trail of the country."),
    )

    def __init__(self, *args, needs_reason, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]

    @property
    def stated_reason(self) -> str:
        return self.cleaned_data.get("reason", "")


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


class PriorityForm(ReasonedForm, VersionedModelForm):
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Priority
        fields = ["title", "themes", "objective", "note"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "input--full"}),
            "objective": forms.Textarea(attrs=LONG),
            "note": forms.Textarea(attrs=LONG),
        }


class FundingForm(forms.Form):
    """One amount of money; an empty line is left out."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput, localize=False)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[("", _("Choose")), *FundingKind.choices]
    )
    amount = AmountField(label=_("Amount"))
    currency = forms.RegexField(
        label=_("Currency"),
        regex="^[A-Z]{3}$",
        widget=forms.TextInput(attrs={"class": "input--short", "maxlength": 3}),
        error_messages={
            "required": _("Enter the currency as three letters, for example USD."),
            "invalid": _("Write the currency as three letters, for example USD."),
        },
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1990,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={"invalid": _("Write the year with four digits.")},
    )
    source = forms.CharField(label=_("Who pays"), required=False, max_length=300)
    is_public = forms.BooleanField(
        label=_("Shown to the public"), required=False, initial=True
    )

    def __init__(self, data=None, *args, prefix=None, **kwargs):
        data = _with_capital_currency(data, prefix)
        super().__init__(data, *args, prefix=prefix, **kwargs)


def _with_capital_currency(data, prefix):
    """Read `usd` as USD: nobody means anything else by it."""
    name = f"{prefix}-currency"
    if data is None or name not in data:
        return data
    data = data.copy()
    data[name] = data[name].strip().upper()
    return data


FundingFormSet = formset_factory(FundingForm, extra=2, can_delete=True, max_num=40)


class ActionForm(ReasonedForm, VersionedModelForm):
    """An action with its dates and its money (`funding`, a formset)."""

    ENDS_BEFORE_START = _(
        "The action ends before it starts. Change one of the two dates."
    )

    class Meta:
        model = Action
        fields = [
            "title",
            "responsible",
            "partners",
            "starts_on",
            "ends_on",
            "timeline",
            "action_group",
            "status",
            "monitoring",
            "note",
        ]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "responsible": forms.TextInput(attrs={"class": "input--full"}),
            "partners": forms.TextInput(attrs={"class": "input--full"}),
            "timeline": forms.TextInput(attrs={"class": "input--full"}),
            "starts_on": DayInput,
            "ends_on": DayInput,
            "monitoring": forms.Textarea(attrs=LONG),
            "note": forms.Textarea(attrs=LONG),
        }

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.fields["action_group"].empty_label = _now("No link to an action group")
        self.funding = FundingFormSet(
            data, prefix="funding", initial=self._stored_funding()
        )

    def _stored_funding(self) -> list[dict]:
        if not self.instance.pk:
            return []
        names = ("pk", "kind", "amount", "currency", "year", "source", "is_public")
        return list(self.instance.funding.values(*names))

    def is_valid(self):
        lines_valid = self.funding.is_valid()
        return super().is_valid() and lines_valid

    @property
    def funding_values(self) -> list[dict]:
        """The lines to keep; empty and deleted ones are left out."""
        return [
            line.cleaned_data
            for line in self.funding.forms
            if line.cleaned_data.get("kind") and not line.cleaned_data.get("DELETE")
        ]

    def clean(self):
        cleaned = super().clean()
        refuse_end_before_start(self)
        roadmap = self.instance.priority.roadmap
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        for name, when in (("starts_on", starts), ("ends_on", ends)):
            if when and roadmap.starts_on and when < roadmap.starts_on:
                self._outside(name, roadmap.starts_on, before=True)
            if when and roadmap.ends_on and when > roadmap.ends_on:
                self._outside(name, roadmap.ends_on, before=False)
        return cleaned

    def _outside(self, name, limit, *, before) -> None:
        sentences = {
            ("starts_on", True): _(
                "This action starts on %(date)s but the roadmap starts on %(limit)s. "
                "Change the date or the period."
            ),
            ("starts_on", False): _(
                "This action starts on %(date)s but the roadmap ends on %(limit)s. "
                "Change the date or the period."
            ),
            ("ends_on", True): _(
                "This action ends on %(date)s but the roadmap starts on %(limit)s. "
                "Change the date or the period."
            ),
            ("ends_on", False): _(
                "This action ends on %(date)s but the roadmap ends on %(limit)s. "
                "Change the date or the period."
            ),
        }
        facts = {"date": day(self.cleaned_data[name]), "limit": day(limit)}
        self.add_error(name, ValidationError(sentences[name, before] % facts))

    def _find_conflicts(self) -> None:
        super()._find_conflicts()
        theirs = _in_words(self._stored_funding())
        yours = _in_words(self.funding_values)
        if theirs != yours:
            self.conflicts.append((_now("Funding"), theirs, yours))


def _in_words(lines: list[dict]) -> str:
    kinds = dict(FundingKind.choices)
    return "\n".join(
        f"{kinds[line['kind']]}: {write_amount(line['amount'], language='en')} "
        f"{line['currency']} {line['year'] or ''} {line['source']}".strip()
        for line in lines
    )


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
