"""What the secretariat says when it decides about values."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput
from monitoring.enums import ReturnReason
from monitoring.models import ObservationVersion


class ReturnForm(forms.Form):
    """Why one value goes back. Its prefix is the key of the version."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose")), *ReturnReason.choices],
        error_messages={"required": _("Choose the reason.")},
    )
    text = forms.CharField(
        label=_("What to change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what to change.")},
    )

    def __init__(self, *args, version: ObservationVersion, **kwargs):
        super().__init__(*args, prefix=str(version.pk), **kwargs)
        self.version = version


class ReturnsForm(forms.Form):
    """The values that go back together, each with its own reason and text."""

    def __init__(self, *args, versions: Sequence[ObservationVersion], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = [ReturnForm(*args, version=each, **kwargs) for each in versions]

    def clean(self):
        # Every line is asked, so that all faults are shown at once.
        valid = [line.is_valid() for line in self.lines]
        if not all(valid):
            self.add_error(None, _("Give the reason and what to change for each."))
        return super().clean()

    @property
    def answers(self) -> list[tuple[ObservationVersion, str, str]]:
        """Each value with its reason and its text."""
        return [
            (line.version, line.cleaned_data["reason"], line.cleaned_data["text"])
            for line in self.lines
        ]


class ReopenForm(forms.Form):
    """Why a report is opened again and, once its round has closed, until when."""

    reason = forms.CharField(
        label=_("Why it is opened again"),
        max_length=300,
        error_messages={"required": _("Say why the submission is opened again.")},
    )
    until = forms.DateField(
        label=_("Open until"),
        widget=DayInput,
        error_messages={"required": _("Give the last day for new values.")},
    )

    def __init__(self, *args, is_closed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_closed:
            del self.fields["until"]


class CorrectionForm(forms.Form):
    """The answer to a request; a refusal says why."""

    granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Let the country change the value")), ("no", _("Refuse"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    answer = forms.CharField(
        label=_("Answer to the country"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when you refuse."),
    )
