"""What people add to a value: a comment, its proof, an explanation, a choice."""

from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Audience
from alliance87.core.forms import DayInput, UploadField
from alliance87.core.models import Document

UNDETERMINED = "und"  # BCP 47
AREA = {"rows": 4}
ISO_DAY = "%Y-%m-%d"


class AsOfForm(forms.Form):
    """The day of `?as_of=`, up to today. What cannot be read is said and ignored.

    An address means the same in every language, so one way of writing is read.
    """

    as_of = forms.DateField(
        label=_("As known on"),
        required=False,
        widget=DayInput,
        input_formats=[ISO_DAY],
        error_messages={"invalid": _("This is no day. Write it as 2026-03-31.")},
    )

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise ValidationError(
                _("This day is still to come. Choose today or an earlier one.")
            )
        return day

    def day(self) -> date | None:
        """Return the day asked for, or None for now."""
        return self.cleaned_data.get("as_of") if self.is_valid() else None

    @property
    def fault(self) -> str:
        """What is wrong with the day; empty when it could be read."""
        return " ".join(self.errors.get("as_of", ()))


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Comment"),
        max_length=2000,
        widget=forms.Textarea(attrs=AREA),
        help_text=_(
            "The country’s team and the secretariat read it. Name nobody who was "
            "counted."
        ),
        error_messages={"required": _("Write the comment.")},
    )


class ExplainForm(forms.Form):
    text = forms.CharField(
        label=_("Why it is right"),
        max_length=500,
        widget=forms.Textarea(attrs=AREA),
        error_messages={"required": _("Write the explanation, or correct the value.")},
    )


class ReasonedChoiceForm(forms.Form):
    reason = forms.CharField(
        label=_("Why this source is shown first"),
        max_length=300,
        error_messages={"required": _("Say why this source is shown first.")},
    )


class AskCorrectionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the value has to change"),
        max_length=2000,
        widget=forms.Textarea(attrs=AREA),
        error_messages={"required": _("Say why the value has to change.")},
    )
    effect = forms.CharField(
        label=_("What else has to change with it"),
        max_length=500,
        required=False,
        help_text=_(
            "Where the old value is printed. For example: Review 2023, page 4."
        ),
    )


class UnlinkForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the file does not prove the value"),
        max_length=300,
        error_messages={"required": _("Say why the file does not prove the value.")},
    )


class DiscardForm(forms.Form):
    """`version` is the draft that the person saw."""

    version = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions


class ProofForm(forms.Form):
    """A file that is here already, or a new one; and where in it the value stands."""

    document = forms.ModelChoiceField(
        label=_("A document that is here already"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("None: upload a new file"),
    )
    upload = UploadField(label=_("A new file"), required=False)
    title = forms.CharField(
        label=_("Title of the new file"),
        max_length=300,
        required=False,
        help_text=_("For example: Labour force survey 2024, final report."),
    )
    language = forms.ChoiceField(
        label=_("Language of the document"),
        choices=[*settings.LANGUAGES, (UNDETERMINED, _("Another language"))],
        required=False,
    )
    audience = forms.TypedChoiceField(
        label=_("Who may read the new file"),
        choices=[
            (Audience.COUNTRY, Audience.COUNTRY.label),
            (Audience.PUBLIC, Audience.PUBLIC.label),
        ],
        required=False,
        empty_value=Audience.COUNTRY,
    )
    expires_on = forms.DateField(
        label=_("The new file is in force until"),
        required=False,
        widget=DayInput,
        help_text=_("The last day on which it proves anything. Empty: no end."),
        error_messages={"invalid": _("This is no day. Write it as 2026-03-31.")},
    )
    locator = forms.CharField(
        label=_("Page or table"),
        max_length=120,
        required=False,
        help_text=_("For example: page 42, table 5.1."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents

    def clean(self):
        cleaned = super().clean()
        chosen, upload = cleaned.get("document"), cleaned.get("upload")
        if "upload" in self.errors:
            return cleaned
        if bool(chosen) == bool(upload):
            raise ValidationError(
                _("Choose a document, or upload a new file: one of the two.")
            )
        if upload and not cleaned.get("title", "").strip():
            self.add_error("title", _("Give the new file a title."))
        return cleaned
