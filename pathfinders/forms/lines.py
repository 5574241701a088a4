"""Lines that stand under a row or a roadmap: money, benchmarks, stated rates."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.amounts import AmountField
from alliance87.core.forms import DayInput
from pathfinders.enums import FundingKind
from pathfinders.models.rows import FIRST_YEAR, LAST_YEAR
from pathfinders.row_values import parse_value, write_value
from pathfinders.snapshots import RowKind, as_text


class ValueField(forms.CharField):
    """A column of a row, read as everywhere (see `row_values`)."""

    def __init__(self, kind: RowKind, column: str, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.kind, self.column = kind, column

    def to_python(self, value):
        language = get_language() or "en"
        return parse_value(self.kind, self.column, value or "", language=language)

    def validate(self, value):
        if self.required and value in (None, ""):
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Leave the checks of a text's length out: `parse_value` made them."""

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return write_value(self.kind, self.column, as_text(value))


class CurrencyField(forms.RegexField):
    """Three letters; `usd` is read as USD: nobody means anything else by it."""

    default_error_messages = {
        "required": _("Enter the currency as three letters, for example USD."),
        "invalid": _("Write the currency as three letters, for example USD."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Currency"))
        widget = forms.TextInput(attrs={"class": "input--short", "maxlength": 3})
        super().__init__("^[A-Z]{3}$", widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python(value).upper()


class YearField(forms.IntegerField):
    default_error_messages = {"invalid": _("Write the year with four digits.")}

    def __init__(self, **kwargs):
        attrs = {"inputmode": "numeric", "class": "input--short"}
        kwargs = {"label": _("Year"), "widget": forms.TextInput(attrs=attrs)} | kwargs
        super().__init__(
            min_value=FIRST_YEAR, max_value=LAST_YEAR, localize=False, **kwargs
        )


class LineForm(forms.Form):
    """One line of several. Where lines are numbered, a wrong answer names its line."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput, localize=False)
    number = 0

    def add_error(self, field, error):
        super().add_error(field, error)
        if field and self.number:
            facts = {"field": self.fields[field].label, "number": self.number}
            self[field].label = _now("%(field)s (line %(number)s)") % facts


class LineFormSet(BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.number = (index or 0) + 1

    @property
    def values(self) -> list[dict]:
        """The lines to keep; empty and deleted ones are left out."""
        return [
            line.cleaned_data
            for line in self.forms
            if line.cleaned_data and not line.cleaned_data.get("DELETE")
        ]


class FundingForm(LineForm):
    """One amount of money; an empty line is left out."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=[("", _("Choose")), *FundingKind.choices]
    )
    amount = AmountField(label=_("Amount"))
    currency = CurrencyField()
    year = YearField(required=False)
    source = forms.CharField(label=_("Who pays"), required=False, max_length=300)
    is_public = forms.BooleanField(
        label=_("Shown to the public"), required=False, initial=True
    )


class BenchmarkForm(LineForm):
    year = YearField()
    text = forms.CharField(
        label=_("What is reached by then"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "input--full"}),
    )


class RateForm(LineForm):
    """What one unit of a currency is worth in the currency of the totals."""

    currency = CurrencyField()
    rate = AmountField(label=_("Rate"), max_digits=20, places=8)
    on = forms.DateField(label=_("Day of the rate"), required=False, widget=DayInput)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "input--full"}),
    )

    def clean_rate(self):
        rate = self.cleaned_data["rate"]
        if rate == 0:
            raise ValidationError(_("A rate is above zero."))
        return rate


def _lines(form, extra: int):
    return formset_factory(
        form, formset=LineFormSet, extra=extra, can_delete=True, max_num=40
    )


FundingFormSet = _lines(FundingForm, 2)
BenchmarkFormSet = _lines(BenchmarkForm, 2)
RateFormSet = _lines(RateForm, 2)
