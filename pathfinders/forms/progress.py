"""Forms of progress reports: for one action, for all, a benchmark, a target."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.amounts import AmountField
from alliance87.core.dates import write_day
from alliance87.core.forms import DayInput, UploadField
from pathfinders.enums import ActionStatus
from pathfinders.forms.filters import NOT_A_CHOICE
from pathfinders.forms.lines import FundingFormSet
from pathfinders.forms.reasoned import ReasonedForm
from pathfinders.progress import share_error

LONG = {"rows": 4}
STATUSES = [("", _("Choose")), *ActionStatus.choices]
NO_PERCENT = {
    "invalid": _("Write the share as a whole number from 0 to 100."),
    "min_value": _("A share is not below zero."),
    "max_value": _("A share is at most 100 percent."),
}
YES, NO = "yes", "no"


class ProgressFilters(forms.Form):
    """What of the actions is shown, and as of which day."""

    OVERDUE, SILENT, MISSED = "overdue", "silent", "missed"

    flag = forms.ChoiceField(
        label=_("Asks for attention"),
        choices=[
            ("", _("All actions")),
            (OVERDUE, _("Past their end and not done")),
            (SILENT, _("Nothing heard for 12 months")),
            (MISSED, _("With a missed benchmark")),
        ],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    status = forms.ChoiceField(
        label=_("State of the action"),
        choices=[("", _("All states")), *ActionStatus.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    responsible = forms.ChoiceField(
        label=_("Responsible body"), required=False, error_messages=NOT_A_CHOICE
    )
    on = forms.DateField(label=_("As of"), required=False, widget=DayInput)

    def __init__(self, *args, bodies=(), **kwargs):
        super().__init__(*args, **kwargs)
        named = [(body, body) for body in bodies]
        self.fields["responsible"].choices = [("", _("All bodies")), *named]

    def chosen(self) -> dict:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DayField(forms.DateField):
    """The day a report is true for: today unless stated, never to come."""

    widget = DayInput

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("As of"))
        kwargs.setdefault("initial", timezone.localdate)
        kwargs.setdefault("help_text", _("The day on which this was true."))
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(
                _("This day is still to come. Report as of today or earlier."),
                code="future",
            )


class ReportForm(ReasonedForm):
    """What every report has; `earlier` is the one that is corrected."""

    on = DayField()
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
        help_text=_("Read by the country’s team, the secretariat and the Group."),
    )
    keep_evidence = forms.BooleanField(
        label=_("Keep the file of the earlier report"), required=False, initial=True
    )
    evidence = UploadField(label=_("Evidence"), required=False)

    def __init__(self, *args, earlier=None, initial=None, **kwargs):
        self.earlier = earlier
        start = self.prefilled(earlier) if earlier else {}
        super().__init__(*args, initial=start | (initial or {}), **kwargs)
        if earlier is None or earlier.evidence is None:
            del self.fields["keep_evidence"]

    def prefilled(self, earlier) -> dict:
        return {"on": earlier.on, "note": earlier.note}

    @property
    def stated_evidence(self):
        """The new file, else the one that is kept, else None."""
        if upload := self.cleaned_data.get("evidence"):
            return upload
        keeps = self.cleaned_data.get("keep_evidence")
        return self.earlier.evidence if keeps else None

    @property
    def report(self) -> dict:
        """What the verbs of all reports take."""
        return {
            "on": self.cleaned_data["on"],
            "note": self.cleaned_data["note"],
            "evidence": self.stated_evidence,
            "reason": self.stated_reason,
        }


class ActionReportForm(ReportForm):
    """A report on one action, with the amounts known that day (`funding`)."""

    field_order = ["on", "status", "percent_done", "note", "keep_evidence", "evidence"]

    status = forms.ChoiceField(label=_("State of the action"), choices=STATUSES)
    percent_done = forms.IntegerField(
        label=_("Share done, in percent"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages=NO_PERCENT,
        help_text=_("Leave it empty if nobody measured it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--4"}),
    )

    def __init__(self, data=None, *args, lines=(), **kwargs):
        super().__init__(data, *args, **kwargs)
        self.funding = FundingFormSet(data, prefix="funding", initial=list(lines))

    def prefilled(self, earlier) -> dict:
        facts = {"status": earlier.status, "percent_done": earlier.percent_done}
        return super().prefilled(earlier) | facts

    def is_valid(self):
        lines_valid = self.funding.is_valid()
        return super().is_valid() and lines_valid

    def clean(self):
        cleaned = super().clean()
        error = share_error(cleaned.get("status", ""), cleaned.get("percent_done"))
        if error and "percent_done" not in self.errors:
            self.add_error("percent_done", error)
        return cleaned

    @property
    def report(self) -> dict:
        names = ("kind", "amount", "currency", "year", "source", "is_public")
        return super().report | {
            "status": self.cleaned_data["status"],
            "percent_done": self.cleaned_data["percent_done"],
            "funding": [
                {name: line[name] for name in names} for line in self.funding.values
            ],
        }


class BenchmarkReportForm(ReportForm):
    field_order = ["was_met", "note", "on", "keep_evidence", "evidence"]

    was_met = forms.ChoiceField(
        label=_("Was the benchmark met?"),
        choices=[(YES, _("Met")), (NO, _("Missed"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = _("If it was missed, say why.")

    def prefilled(self, earlier) -> dict:
        answer = YES if earlier.was_met else NO
        return super().prefilled(earlier) | {"was_met": answer}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("was_met") == NO and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say why the benchmark was missed."))
        return cleaned

    @property
    def report(self) -> dict:
        return super().report | {"was_met": self.cleaned_data["was_met"] == YES}


class TargetReportForm(ReportForm):
    field_order = ["value", "is_reached", "on", "note", "keep_evidence", "evidence"]

    value = AmountField(
        label=_("Value measured"), max_digits=18, places=4, required=False
    )
    is_reached = forms.ChoiceField(
        label=_("Is the target reached?"),
        choices=[(YES, _("Reached")), (NO, _("Not reached yet"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, priority, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].unit = priority.unit
        if priority.target is not None and priority.baseline is not None:
            self.fields["is_reached"].help_text = _(
                "Computed from baseline, target and value. Answer only if there is no "
                "value."
            )

    def prefilled(self, earlier) -> dict:
        answer = YES if earlier.is_reached else NO
        facts = {"value": earlier.value, "is_reached": answer}
        return super().prefilled(earlier) | facts

    @property
    def report(self) -> dict:
        answer = self.cleaned_data["is_reached"]
        stated = None if not answer else answer == YES
        return super().report | {
            "value": self.cleaned_data["value"],
            "is_reached": stated,
        }


# --- Many at once ---------------------------------------------------------------------


class RowForm(forms.Form):
    """One action in the list of all; reported on when something in it is changed.

    `shown` keeps what the page showed, so that a row left alone is never taken for a
    change, and one that somebody else reported on meanwhile is not overwritten.
    """

    pk = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(
        label=_("State of the action"),
        choices=STATUSES,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    percent_done = forms.IntegerField(
        label=_("Share done, in percent"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages=NO_PERCENT,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "input input--num"}
        ),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 1, "class": "input"}),
    )

    row = None  # the ActionProgress, given by the formset

    @property
    def is_changed(self) -> bool:
        cleaned = self.cleaned_data
        now = as_shown(cleaned.get("status"), cleaned.get("percent_done"))
        return bool(cleaned.get("note")) or now != self._shown_state

    @property
    def _shown_state(self) -> str:
        return self.cleaned_data.get("shown", "").rpartition("/")[0]

    def full_clean(self):
        """Let a wrong answer name its row."""
        super().full_clean()
        for name in self.errors if self.row else ():
            if name in self.fields:
                facts = {"field": self.fields[name].label, "number": self.row.number}
                self[name].label = _now("%(field)s (action %(number)s)") % facts

    def clean(self):
        cleaned = super().clean()
        if self.row is None or self.errors or not self.is_changed:
            return cleaned
        self._refuse_what_others_changed(cleaned)
        if not cleaned.get("status"):
            self.add_error("status", _("Choose the state of the action."))
        elif error := share_error(cleaned["status"], cleaned.get("percent_done")):
            self.add_error("percent_done", error)
        return cleaned

    def _refuse_what_others_changed(self, cleaned) -> None:
        current = shown(self.row)
        latest = self.row.latest
        if latest is None or cleaned.get("shown") == current:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = current
        self.add_error(
            "status",
            _now(
                "Somebody reported on this action meanwhile: %(state)s, as of %(day)s. "
                "Check your answer and save again."
            )
            % {"state": self.row.status_text, "day": write_day(latest.on)},
        )


class BaseRowFormSet(BaseFormSet):
    def __init__(self, *args, rows, **kwargs):
        self.found = {row.action.pk: row for row in rows}
        super().__init__(
            *args, initial=[initial_of(row) for row in self.found.values()], **kwargs
        )

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.row = list(self.found.values())[i] if i < len(self.found) else None
        form.empty_permitted = False
        return form

    def clean(self):
        sent = [form.cleaned_data.get("pk") for form in self.forms]
        if sent != list(self.found):
            raise forms.ValidationError(
                _("The list of actions has changed. Open the page again.")
            )

    @property
    def reports(self) -> list[dict]:
        """The rows in which something is changed, as the verb takes them."""
        return [
            {
                "action": self.found[form.cleaned_data["pk"]].action,
                "status": form.cleaned_data["status"],
                "percent_done": form.cleaned_data["percent_done"],
                "note": form.cleaned_data["note"],
            }
            for form in self.forms
            if form.is_changed
        ]


RowFormSet = formset_factory(RowForm, formset=BaseRowFormSet, extra=0)


class ManyReportsForm(ReasonedForm):
    """One day for all, and a row for each action (`rows`)."""

    field_order = ["on", "reason"]

    on = DayField(help_text=_("The day on which all this was true."))

    def __init__(self, data=None, *args, rows, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.rows = RowFormSet(data, prefix="rows", rows=rows)

    def is_valid(self):
        rows_valid = self.rows.is_valid()
        return super().is_valid() and rows_valid


def initial_of(row) -> dict:
    return {
        "pk": row.action.pk,
        "shown": shown(row),
        "status": row.status,
        "percent_done": row.percent_done,
    }


def shown(row) -> str:
    """Return state, share and report that a page shows, as one text."""
    report = row.latest.pk if row.latest else ""
    return f"{as_shown(row.status, row.percent_done)}/{report}"


def as_shown(status: str, percent_done: int | None) -> str:
    return f"{status or ''}/{'' if percent_done is None else percent_done}"
