"""What is said about a figure: how good it is, what it covers, how exact it is."""

from django import forms
from django.contrib.admin.utils import label_for_field
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Boundary, Quality
from monitoring.figures.reading import facts_of
from monitoring.forms.entry import fact_texts
from monitoring.models import ObservationVersion

CHOICES = {"quality": Quality.choices, "boundary": Boundary.choices}
HINTS = {
    "quality": _("What the source says of its figure."),
    "boundary": _("Whether household chores are counted as work."),
    "ages": _("For example 5-17."),
    "hours": _("From how many hours a week a child is counted, for each age."),
    "hazardous_list": _("Which list of hazardous work was used."),
    "coverage": _("What is left out, for example two provinces at war."),
    "low": _("Of the confidence interval, in the unit of the figure."),
    "footnote": _("Printed with the figure wherever it is shown."),
}
LONG = {"footnote", "hazardous_list", "coverage", "hours"}


class FactsForm(forms.Form):
    """Texts about one figure, read by the same code as its value. All are optional."""

    def __init__(self, *args, version, language, needs_reason=False, **kwargs):
        texts = fact_texts(version, version.definition, language=language)
        super().__init__(*args, initial=texts, **kwargs)
        for name in facts_of(version.definition):
            self.fields[name] = _field(name)
        if needs_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Reason"),
                max_length=300,
                help_text=_("You write for a country that is not yours. Say why."),
            )

    @property
    def facts(self) -> dict[str, str]:
        return {
            each: text for each, text in self.cleaned_data.items() if each != "reason"
        }

    @property
    def stated_reason(self) -> str:
        return self.cleaned_data.get("reason", "")


def _field(name: str) -> forms.Field:
    hint = HINTS.get(name, "")
    label = capfirst(str(label_for_field(name, ObservationVersion)))
    if name in CHOICES:
        choices = [("", _("Not said")), *CHOICES[name]]
        return forms.ChoiceField(
            choices=choices, label=label, help_text=hint, required=False
        )
    css = "input--full" if name in LONG else ""
    return forms.CharField(
        max_length=500,
        widget=forms.TextInput(attrs={"class": css}),
        label=label,
        help_text=hint,
        required=False,
    )
