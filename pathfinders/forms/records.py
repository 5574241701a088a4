"""Records of a country: its way onto the path, its procedure, its texts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput
from alliance87.core.models import Country
from pathfinders.enums import MilestoneKind, Procedure
from pathfinders.forms.checked import CheckedForm
from pathfinders.models import Pathfinder

REASON = forms.Textarea(attrs={"rows": 4})


class AddCountryForm(forms.Form):
    """A country that is not on the path yet."""

    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.filter(pathfinder__isnull=True),
        empty_label=_("Choose a country"),
    )
    entered_on = forms.DateField(
        label=_("Entered on"),
        widget=DayInput,
        required=False,
        help_text=_("The day of its expression of interest; empty if not known."),
    )
    procedure = forms.ChoiceField(
        label=_("Procedure"),
        choices=[("", _("The one in force on that day")), *Procedure.choices],
        required=False,
    )
    procedure_reason = forms.CharField(
        label=_("Why this procedure"),
        help_text=_("Needed when it is not the one in force on the day of entry."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    is_public = forms.BooleanField(
        label=_("Show the country to the public"), initial=True, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = self.fields["country"].queryset.by_name()


class ProcedureForm(forms.Form):
    """Another version of the procedure for a country, with the reason."""

    procedure = forms.ChoiceField(label=_("Procedure"), choices=Procedure.choices)
    reason = forms.CharField(
        label=_("Why another procedure applies"),
        help_text=_("It stays on the record of the country."),
        widget=REASON,
        max_length=4000,
    )


class ExemptionForm(forms.Form):
    """A step that does not apply; `kinds` are the steps that may still be chosen."""

    reason = forms.CharField(
        label=_("Why it does not apply"),
        help_text=_("It stands beside the step, also on the public page."),
        widget=REASON,
        max_length=4000,
    )

    def __init__(self, *args, kinds: list[MilestoneKind], **kwargs):
        super().__init__(*args, **kwargs)
        steps = [(kind.value, kind.label) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(label=_("Step"), choices=steps)
        self.order_fields(["kind", "reason"])


class NotesForm(CheckedForm):
    """The secretariat's own notes about a country."""

    class Meta:
        model = Pathfinder
        fields = ["internal_notes"]
        widgets = {"internal_notes": forms.Textarea(attrs={"rows": 12})}
