"""What people send from the pages that are composed here."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput, UploadField
from alliance87.core.models import Document
from alliance87.home.trail import DECISIONS

UNDETERMINED = "und"  # BCP 47


class CountryDocumentForm(forms.ModelForm):
    """A paper of the country. Who may read it is not theirs to choose."""

    upload = UploadField(
        label=_("File"), error_messages={"required": _("Choose the file.")}
    )
    language = forms.ChoiceField(
        label=_("Language of the document"),
        choices=[*settings.LANGUAGES, (UNDETERMINED, _("Another language"))],
    )

    field_order = ["title", "upload", "language", "expires_on"]

    class Meta:
        model = Document
        fields = ["title", "language", "expires_on"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "input--full"}),
            "expires_on": DayInput(),
        }
        help_texts = {
            "title": _("What it is, and from when. For example: Workshop report 2026.")
        }
        error_messages = {"title": {"required": _("Give the document a title.")}}


class TrailFilters(forms.Form):
    """What of a trail is shown; a value that cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Person, record or reason"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    what = forms.ChoiceField(
        label=_("Entries"),
        choices=[
            ("", _("All entries")),
            (DECISIONS, _("Decisions only")),
        ],
        required=False,
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To"), required=False, widget=DayInput)

    def chosen(self) -> dict:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
