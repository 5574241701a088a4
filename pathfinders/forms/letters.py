"""Forms of the letters to a country."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput, UploadField, VersionedModelForm
from pathfinders.enums import LetterKind
from pathfinders.models import Letter

LONG = forms.TextInput(attrs={"class": "input--full"})


REASON_MISSING = _("Write the reason: only the Chair decides without one.")


class LetterForm(VersionedModelForm):
    """A letter in draft; what is left open may follow until it is signed."""

    class Meta:
        model = Letter
        fields = [
            "number",
            "dated_on",
            "language",
            "recipient",
            "recipient_post",
            "signatory",
            "signatory_post",
            "body",
        ]
        labels = {
            "recipient": _("To whom"),
            "signatory": _("Who signs"),
            "body": _("What the letter says"),
        }
        help_texts = {
            "recipient": _("The responsible minister."),
            "signatory": _("The Chair of the Alliance. Needed before it is signed."),
            "body": _(
                "With salutation and closing. An empty line starts a new paragraph. "
                "The draft states only what is on record."
            ),
        }
        widgets = {
            "dated_on": DayInput,
            "recipient_post": LONG,
            "signatory_post": LONG,
            "body": forms.Textarea(attrs={"rows": 18}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["language"]
        if self.instance.kind == LetterKind.ACKNOWLEDGEMENT:
            self.fields["signatory"].help_text = _(
                "The head of the Secretariat. Needed before it is signed."
            )
        language = ["language"] if "language" in self.fields else []
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "version",
            Fieldset(_("The sheet"), "number", "dated_on", *language),
            Fieldset(_("Recipient"), "recipient", "recipient_post"),
            Fieldset(_("Signature"), "signatory", "signatory_post"),
            Fieldset("", "body"),
        )


class SignForm(forms.Form):
    """The scan of the signed letter."""

    scan = UploadField(
        label=_("Scan of the signed letter"),
        error_messages={"required": _("Choose the scan of the signed letter.")},
    )


class SendForm(forms.Form):
    """The day it was sent, and the reasons that some decisions need."""

    sent_on = forms.DateField(
        label=_("Sent on"),
        widget=DayInput,
        error_messages={"required": _("Enter the day on which the letter was sent.")},
    )
    reason = forms.CharField(
        label=_("Reason to decide in place of the Chair"),
        help_text=_("Only the Chair gives the status without a written reason."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
        error_messages={"required": REASON_MISSING},
    )
    override = forms.CharField(
        label=_("Reason to go on without the missing proof"),
        help_text=_("The reason stays visible on the country’s page and in the trail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, needs_reason: bool, may_override: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]
        elif not may_override:
            self.fields["reason"].required = True
        if not may_override:
            del self.fields["override"]

    def clean_sent_on(self):
        sent_on = self.cleaned_data["sent_on"]
        if sent_on > timezone.localdate():
            raise forms.ValidationError(
                _("This day is in the future. Record the letter once it was sent.")
            )
        return sent_on

    def clean(self):
        cleaned = super().clean()
        reasons = (cleaned.get("reason"), cleaned.get("override"))
        may_be_either = "reason" in self.fields and "override" in self.fields
        if may_be_either and not any(reasons):
            self.add_error("reason", REASON_MISSING)
        return cleaned
