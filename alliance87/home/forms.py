"""What the people of a country send from their own page."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import UploadField
from alliance87.core.models import Document

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

    field_order = ["title", "upload", "language"]

    class Meta:
        model = Document
        fields = ["title", "language"]
        widgets = {"title": forms.TextInput(attrs={"class": "input--full"})}
        help_texts = {
            "title": _("What it is, and from when. For example: Workshop report 2026.")
        }
        error_messages = {"title": {"required": _("Give the document a title.")}}
