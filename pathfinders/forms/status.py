"""Decisions on the status of a country."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput, PartialDateField

TEXT_MAX = 4000


def not_in_the_future(day) -> None:
    if day > timezone.localdate():
        raise ValidationError(
            _("This day is in the future. Record a decision once it is in force.")
        )


class UnprovedStatusForm(forms.Form):
    """Record a status although proof is missing."""

    when = PartialDateField(label=_("Status since"))
    override = forms.CharField(
        label=_("Why the status stands without the missing proof"),
        help_text=_("The text is public: it stands on the country’s page."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=TEXT_MAX,
    )

    def clean_when(self):
        when = self.cleaned_data["when"]
        not_in_the_future(when.on)
        return when


class CountryDecisionForm(forms.Form):
    """What the country itself decided: to withdraw, or to come back."""

    on = forms.DateField(
        label=_("With effect from"), widget=DayInput, validators=[not_in_the_future]
    )
    reason = forms.CharField(
        label=_("The country’s decision and its reason"),
        help_text=_("Name the letter or the statement it rests on."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=450,
    )


class DecisionForm(forms.Form):
    """A decision of the Group on a status: hold or reinstatement.

    `needs_reason` for who decides only in writing; `may_override` when proof is
    missing and the person may go on without it.
    """

    on = forms.DateField(
        label=_("With effect from"), widget=DayInput, validators=[not_in_the_future]
    )
    decision_reference = forms.CharField(
        label=_("Decision"),
        max_length=300,
        help_text=_("Meeting, date and agenda item."),
        error_messages={
            "required": _("Name the decision: meeting, date and agenda item.")
        },
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=TEXT_MAX,
        required=False,
    )
    override = forms.CharField(
        label=_("Why it is decided without what is missing"),
        help_text=_("The text stays visible in the record."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=TEXT_MAX,
    )

    def __init__(self, *args, needs_reason: bool, may_override: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if may_override:
            del self.fields["reason"]
            return
        del self.fields["override"]
        self.fields["reason"].required = needs_reason
