"""Forms of the rows of a roadmap: all fields of a priority or an action."""

from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import construct_instance
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliance87.core.forms import DayInput, VersionedModelForm
from alliance87.core.numbers import write_amount
from pathfinders.enums import FundingKind, Theme
from pathfinders.forms.lines import (
    BenchmarkFormSet,
    FundingFormSet,
    ValueField,
    YearField,
)
from pathfinders.forms.reasoned import LONG, ReasonedForm
from pathfinders.models import Action, Priority, Roadmap
from pathfinders.models.money import FundingLine
from pathfinders.row_values import (
    Directory,
    Partners,
    check_row,
    split_partners,
    unexplained_spending,
)
from pathfinders.snapshots import BENCHMARK_FIELDS, FUNDING_FIELDS, RowKind, value_of

FULL = {"class": "input--full"}
NUMBER = {"inputmode": "decimal", "autocomplete": "off", "class": "input--num"}


class RowForm(ReasonedForm, VersionedModelForm):
    """A whole row; what its fields say against each other stands beside them."""

    @property
    def roadmap(self) -> Roadmap:
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        draft = construct_instance(self, copy(self.instance), self._meta.fields)
        try:
            check_row(draft, self.roadmap)
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                self.add_error(name, sentences)
        return cleaned


class PriorityForm(RowForm):
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    baseline = ValueField(
        RowKind.PRIORITY,
        "baseline",
        label=_("Baseline"),
        widget=forms.TextInput(attrs=NUMBER),
        help_text=_("Where the count stood before."),
    )
    baseline_year = YearField(label=_("Year of the baseline"), required=False)
    target = ValueField(
        RowKind.PRIORITY,
        "target",
        label=_("Target"),
        widget=forms.TextInput(attrs=NUMBER),
        help_text=_("What the count is to reach. A target needs its date."),
    )

    class Meta:
        model = Priority
        fields = [
            *("title", "objective", "area", "themes", "target_on", "indicator"),
            *("unit", "baseline", "baseline_year", "target", "note"),
        ]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "objective": forms.Textarea(attrs=LONG),
            "target_on": DayInput,
            "indicator": forms.TextInput(attrs=FULL),
            "note": forms.Textarea(attrs=LONG),
        }
        help_texts = {
            "indicator": _("Your own indicator, for example “Children in farm work”."),
            "target_on": _("The day by which the objective is to be reached."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas = [each for each in self.fields["area"].choices if each[0]]
        self.fields["area"].choices = [("", _now("Not stated")), *areas]

    @property
    def roadmap(self) -> Roadmap:
        return self.instance.roadmap


class ActionForm(RowForm):
    """An action with what stands under it: `benchmarks` and `funding`, two formsets.

    `found_partners` are the partners read from the one field they are typed in.
    """

    partners = forms.CharField(
        label=_("Partners"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Names or short names, with a semicolon between them. Those in the "
            "directory become links, the others stay as you write them."
        ),
    )

    class Meta:
        model = Action
        fields = [
            *("title", "output", "level", "responsible", "partners", "starts_on"),
            *("ends_on", "timeline", "status", "action_group", "no_group_reason"),
            *("supervisory_case", "recommendation", "budget", "budget_note"),
            *("monitoring", "note"),
        ]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "output": forms.TextInput(attrs=FULL),
            "responsible": forms.TextInput(attrs=FULL),
            "timeline": forms.TextInput(attrs=FULL),
            "no_group_reason": forms.TextInput(attrs=FULL),
            "recommendation": forms.TextInput(attrs=FULL),
            "budget": forms.TextInput(attrs=FULL),
            "budget_note": forms.Textarea(attrs={"rows": 2}),
            "starts_on": DayInput,
            "ends_on": DayInput,
            "monitoring": forms.Textarea(attrs=LONG),
            "note": forms.Textarea(attrs=LONG),
        }

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.found_partners = Partners()
        if self.instance.pk:
            self.initial["partners"] = value_of(self.instance, "partners")
        self.fields["action_group"].empty_label = _now("No link to an action group")
        for name in ("level", "status"):
            choices = [each for each in self.fields[name].choices if each[0]]
            self.fields[name].choices = [("", _now("Not stated")), *choices]
        cases = self.fields["supervisory_case"]
        cases.empty_label = _now("None")
        country = self.roadmap.pathfinder_id
        cases.queryset = cases.queryset.filter(pathfinder=country)
        self.benchmarks = BenchmarkFormSet(
            data, prefix="benchmarks", initial=self._stored("benchmarks")
        )
        self.funding = FundingFormSet(
            data, prefix="funding", initial=self._stored("funding")
        )

    @property
    def roadmap(self) -> Roadmap:
        return self.instance.priority.roadmap

    def _stored(self, lines: str) -> list[dict]:
        if not self.instance.pk:
            return []
        names = FUNDING_FIELDS if lines == "funding" else BENCHMARK_FIELDS
        return list(getattr(self.instance, lines).values("pk", *names))

    def clean_partners(self):
        self.found_partners = Partners(
            *split_partners(
                self.cleaned_data["partners"], directory=Directory.of(self.roadmap)
            )
        )
        return self.found_partners.others

    def is_valid(self):
        lines_valid = [self.funding.is_valid(), self.benchmarks.is_valid()]
        if not super().is_valid() or not all(lines_valid):
            return False
        note = self.cleaned_data["budget_note"]
        for sentence in unexplained_spending(self._typed_money(), note):
            self.add_error("budget_note", sentence)
        return not self.errors

    def _typed_money(self) -> list[FundingLine]:
        names = ("kind", "amount", "currency", "year")
        return [
            FundingLine(**{name: line[name] for name in names})
            for line in self.funding.values
        ]

    def _find_conflicts(self) -> None:
        super()._find_conflicts()
        label = str(self.fields["partners"].label)
        stored = type(self.instance).objects.get(pk=self.instance.pk)
        names = (*self.found_partners.known, self.found_partners.others)
        pairs = [
            (
                label,
                value_of(stored, "partners"),
                "; ".join(filter(None, map(str, names))),
            ),
            (
                _now("Funding"),
                _money(self._stored("funding")),
                _money(self.funding.values),
            ),
            (
                _now("Annual benchmarks"),
                _years(self._stored("benchmarks")),
                _years(self.benchmarks.values),
            ),
        ]
        self.conflicts = [each for each in self.conflicts if each[0] != label]
        self.conflicts += [each for each in pairs if each[1] != each[2]]


class QuickForm(ReasonedForm):
    """The text of a new row, typed at the end of the table."""

    def __init__(self, *args, kind: RowKind, **kwargs):
        super().__init__(*args, **kwargs)
        widget = forms.Textarea(attrs={"rows": 2})
        self.fields["title"] = ValueField(
            kind, "title", label=_now("Text"), required=True, widget=widget
        )


class SplitForm(ReasonedForm):
    """One action becomes two."""

    first = forms.CharField(
        label=_("Text of the first action"),
        max_length=1000,
        widget=forms.Textarea(attrs=LONG),
    )
    second = forms.CharField(
        label=_("Text of the second action"),
        max_length=1000,
        widget=forms.Textarea(attrs=LONG),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", _("Both texts are the same. Share the text out."))
        return cleaned


class ChooseForm(forms.Form):
    """Which of the other rows a row is joined with."""

    other = forms.ModelChoiceField(
        label=_("Join it with"), queryset=Action.objects.none()
    )

    def __init__(self, *args, others: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others


class ChoosePriorityForm(ChooseForm):
    """Which two priorities become one, and whose title stays."""

    OTHER = "other"

    stays = forms.ChoiceField(
        label=_("Which one stays"),
        choices=[("this", _("This priority")), (OTHER, _("The other priority"))],
        initial="this",
        widget=forms.RadioSelect,
        help_text=_("The other one goes, and leaves its actions and its text."),
    )


class SplitPriorityForm(ReasonedForm):
    """Which actions of a priority move to a new one."""

    title = forms.CharField(
        label=_("Text of the new priority"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    actions = forms.ModelMultipleChoiceField(
        label=_("Actions that move to it"),
        queryset=Action.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, priority: Priority, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actions"].queryset = priority.actions.all()

    def clean_actions(self):
        chosen = self.cleaned_data["actions"]
        if len(chosen) == self.fields["actions"].queryset.count():
            raise ValidationError(_now("At least one action moves and one stays."))
        return chosen


class JoinForm(ReasonedForm):
    """Confirms what two actions become together."""

    title = forms.CharField(
        label=pgettext_lazy("of a joined action", "Text of the action"),
        max_length=1000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("Both texts stand here. Make one sentence of them if you like."),
    )


class PlaceForm(ReasonedForm):
    """Where a row was dropped: before another one, under a priority."""

    under = forms.ModelChoiceField(Priority.objects.none(), required=False)
    before = forms.IntegerField(required=False, localize=False)

    def __init__(self, *args, roadmap: Roadmap, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["under"].queryset = roadmap.priorities.all()


def _money(lines: list[dict]) -> str:
    kinds = dict(FundingKind.choices)
    return "\n".join(
        f"{kinds[line['kind']]}: {write_amount(line['amount'], language='en')} "
        f"{line['currency']} {line['year'] or ''} {line['source']}".strip()
        for line in lines
    )


def _years(lines: list[dict]) -> str:
    return "\n".join(f"{line['year']}: {line['text']}" for line in lines)
