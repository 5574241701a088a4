"""Forms of work plans: the plan, its outputs, what is reported, what is needed."""

from datetime import date, timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.amounts import AmountField
from alliance87.core.forms import DayInput, VersionedModelForm
from alliance87.core.models import Country
from alliance87.partners.enums import DuePrecision, OutputState
from alliance87.partners.models import Output, Partner, ResourceNeed, WorkPlan
from alliance87.partners.work_plans import next_number

LONG = forms.TextInput(attrs={"class": "input--full"})
MANY = forms.SelectMultiple(attrs={"size": 8})


class PlanForm(VersionedModelForm):
    """The period of a plan, with its last day; it is stored as the day after."""

    field_order = ["starts_on", "last_day", "cross_cutting", "source", "note"]

    last_day = forms.DateField(label=_("Last day"), widget=DayInput)

    class Meta:
        model = WorkPlan
        fields = ["starts_on", "cross_cutting", "source", "note"]
        labels = {"starts_on": _("First day")}
        help_texts = {"note": _("Everybody who may read the plan reads it.")}
        widgets = {
            "starts_on": DayInput,
            "cross_cutting": forms.Textarea(attrs={"rows": 8}),
            "source": LONG,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.ends_on:
            self.initial.setdefault("last_day", self.instance.last_day)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif last == date.max:
            words = _("Check the year: %(year)s is too far away.")
            self.add_error("last_day", words % {"year": last.year})
        elif last:
            self.instance.ends_on = last + timedelta(days=1)
        if first and self._starts_twice(first):
            self.add_error(
                "starts_on", _("The group has a work plan that starts on this day.")
            )
        return cleaned

    def _starts_twice(self, first) -> bool:
        plans = self.instance.group.work_plans.exclude(pk=self.instance.pk)
        return plans.filter(starts_on=first).exists()


class OutputForm(VersionedModelForm):
    """An output of a plan; without a number it gets the next one."""

    class Meta:
        model = Output
        fields = [
            *("objective", "number", "text", "leads", "leads_text"),
            *("due_precision", "due_on", "deliverable", "deliverable_url"),
            *("countries", "note"),
        ]
        labels = {
            "text": _("What will exist"),
            "leads": _("Led by members of the group"),
            "leads_text": _("Led by, in words"),
            "due_precision": _("Due in or on"),
            "due_on": _("Any day of it"),
            "deliverable": _("What is delivered"),
        }
        help_texts = {
            "number": _("Left empty: the next one under the objective."),
            "leads": _("Hold Ctrl, or Command on a Mac, to choose several."),
            "leads_text": _("As printed, or who is not a member."),
            "due_on": _("For a month, quarter or year any day that falls in it."),
            "countries": _("Hold Ctrl, or Command on a Mac, to choose several."),
            "note": _("Everybody who may read the plan reads it."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "deliverable": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
            "leads_text": LONG,
            "leads": MANY,
            "countries": MANY,
            "due_on": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.instance.plan.group
        here = Q(group_memberships__group=group) | Q(group_roles__group=group)
        if self.instance.pk:
            here |= Q(led_outputs=self.instance)
        self.fields["leads"].queryset = Partner.objects.filter(here).distinct()
        if not self.fields["leads"].queryset.exists():
            del self.fields["leads"]
        self.fields["countries"].queryset = Country.objects.by_name()
        self.fields["number"].required = False

    def clean(self):
        cleaned = super().clean()
        self._name_day(cleaned)
        objective = cleaned.get("objective")
        if objective and "number" in cleaned:
            self._number(objective, cleaned)
        return cleaned

    def _name_day(self, cleaned) -> None:
        """Store a month, quarter or year as its first day."""
        day, precision = cleaned.get("due_on"), cleaned.get("due_precision")
        if day and not precision and "due_precision" in cleaned:
            self.add_error("due_precision", _("Say how exactly the day is meant."))
        if precision and not day and "due_on" in cleaned:
            self.add_error("due_on", _("Give a day that falls in it."))
        if not day or not precision:
            return
        quarter = (day.month - 1) // 3 * 3 + 1
        first = {
            DuePrecision.DAY: day,
            DuePrecision.MONTH: day.replace(day=1),
            DuePrecision.QUARTER: day.replace(day=1, month=quarter),
            DuePrecision.YEAR: day.replace(day=1, month=1),
        }
        cleaned["due_on"] = first[precision]

    def _number(self, objective, cleaned) -> None:
        plan, number = self.instance.plan, cleaned["number"]
        if number is None:
            cleaned["number"] = next_number(plan, objective)
            return
        others = plan.outputs.filter(objective=objective, number=number)
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "number", _("Another output of this objective has this number.")
            )


class ReportForm(forms.Form):
    """How far an output is."""

    state = forms.ChoiceField(label=_("State"), choices=OutputState.choices)
    progress = forms.IntegerField(
        label=_("Progress (%)"),
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--4"}),
        help_text=_("100 exactly when the output is delivered."),
    )
    on = forms.DateField(label=_("As of"), widget=DayInput)
    note = forms.CharField(
        label=_("What happened"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(
                _("This day is in the future. Record it once it happened.")
            )
        return on

    def clean(self):
        cleaned = super().clean()
        state, progress = cleaned.get("state"), cleaned.get("progress")
        if state is None or progress is None:
            return cleaned
        if (state == OutputState.DELIVERED) != (progress == 100):
            self.add_error(
                "progress",
                _(
                    "An output at 100 % is delivered, and only a delivered one is at "
                    "100 %."
                ),
            )
        return cleaned


class CarryOverForm(forms.Form):
    """Which outputs of earlier plans go on in this one."""

    outputs = forms.ModelMultipleChoiceField(
        label=_("Outputs that are still open"),
        queryset=Output.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, outputs, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["outputs"]
        field.queryset = outputs
        field.label_from_instance = _in_words


def _in_words(output: Output) -> str:
    return f"{output.plan.period}, {output.label}: {output.text}"


class AdoptForm(forms.Form):
    adopted_on = forms.DateField(label=_("Adopted on"), widget=DayInput)
    decision_reference = forms.CharField(
        label=_("Where it was adopted"),
        max_length=300,
        required=False,
        widget=LONG,
        help_text=_("The meeting of the group, or a decision."),
    )

    def clean_adopted_on(self):
        day = self.cleaned_data["adopted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                _("This day is in the future. Record it once it happened.")
            )
        return day


class NoteForm(forms.Form):
    """A remark that stays with the decision."""

    reason = forms.CharField(
        label=_("Remark"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ResourceNeedForm(VersionedModelForm):
    """What a group lacks; it goes to the Global Coordinating Group."""

    amount = AmountField(label=_("Amount"), required=False)

    class Meta:
        model = ResourceNeed
        fields = ["what", "amount", "currency", "raised_on", "note"]
        help_texts = {"currency": _("Three letters, for example USD.")}
        widgets = {
            "what": LONG,
            "raised_on": DayInput,
            "note": forms.Textarea(attrs={"rows": 4}),
            "currency": forms.TextInput(attrs={"class": "input--short"}),
        }

    def clean_currency(self):
        return self.cleaned_data["currency"].upper()

    def clean(self):
        cleaned = super().clean()
        if {"amount", "currency"} & set(self.errors):
            return cleaned
        amount, currency = cleaned["amount"], cleaned["currency"]
        if amount is not None and not currency:
            self.add_error("currency", _("Say in which currency the amount is."))
        elif currency and amount is None:
            self.add_error("amount", _("Enter the amount, or leave the currency out."))
        return cleaned
