"""What the forms of a roadmap and of its rows share."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = {"rows": 4}


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
