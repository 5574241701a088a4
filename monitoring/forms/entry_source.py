"""The form of a source: the survey, the records or the report behind a figure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput, VersionedModelForm
from monitoring.enums import SourceKind
from monitoring.models import Source

# Databases of others are kept by the secretariat: a country does not speak for them.
OWN_KINDS = [each for each in SourceKind if each != SourceKind.GLOBAL_DATABASE]
KIND_CHOICES = [("", _("Choose")), *((each.value, each.label) for each in OWN_KINDS)]


class SourceForm(VersionedModelForm):
    """What a country says of one of its own sources; only kind and name are needed."""

    class Meta:
        model = Source
        fields = [
            *("kind", "name", "publisher", "url", "collected_from"),
            *("collected_until", "published_on", "sample_size", "coverage"),
            *("method", "licence"),
        ]
        widgets = {
            "collected_from": DayInput(),
            "collected_until": DayInput(),
            "published_on": DayInput(),
            "method": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "name": _("As people know it, with the year: Household survey 2024."),
            "publisher": _(
                "The office or ministry, for example the statistical office."
            ),
            "url": _("Where everybody can read it."),
            "sample_size": _("How many households or people were asked."),
            "coverage": _("What is left out, for example two provinces at war."),
            "method": _("Definitions that differ, for example other hour thresholds."),
        }

    def __init__(self, *args, needs_reason: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=KIND_CHOICES)
        if needs_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Reason"),
                max_length=300,
                help_text=_("You write for a country that is not yours. Say why."),
            )

    @property
    def stated_reason(self) -> str:
        return self.cleaned_data.get("reason", "")
