"""What a country says about itself, in one language."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from pathfinders.forms.checked import CheckedForm
from pathfinders.models import Profile
from pathfinders.profiles import TEXTS, possible_originals


class OriginalField(forms.ModelChoiceField):
    """Choose a profile by its language."""

    widget = forms.RadioSelect

    def label_from_instance(self, profile):
        return profile.get_language_display()


class ProfileForm(CheckedForm):
    """One language of a profile, and which original it was translated from.

    The versions of the originals travel with the form: a translation is of what the
    translator saw, also when the original was changed meanwhile.
    """

    original = OriginalField(
        label=_("Translated from"), queryset=None, required=False, blank=True
    )
    agreement = forms.CharField(
        label=_("How the country agreed"),
        max_length=500,
        help_text=_(
            "Who agreed to the text and when, for example “Ministry of Labour, mail of "
            "3 May 2026”. It stays in the trail of the country."
        ),
        widget=forms.TextInput(attrs={"class": "input--full"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Profile
        fields = ["original", *TEXTS, "source", "source_url"]

    def __init__(self, *args, needs_agreement: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_agreement:
            del self.fields["agreement"]
        self.originals = possible_originals(self.instance)
        language = get_language_info(self.instance.language)["name_translated"]
        if self.originals:
            keys = [each.pk for each in self.originals]
            asked = self.fields["original"]
            asked.queryset = Profile.objects.filter(pk__in=keys)
            asked.empty_label = _("No original: written in %(language)s") % {
                "language": language
            }
            self.initial["seen"] = self._versions()
        else:
            del self.fields["original"], self.fields["seen"]
        for name in TEXTS:
            self.fields[name].widget.attrs["lang"] = self.instance.language

    def _versions(self) -> str:
        return " ".join(f"{each.pk}:{each.version}" for each in self.originals)

    def clean(self):
        cleaned = super().clean()
        if "original" not in self.fields:
            return cleaned
        original = cleaned.get("original")
        version = None
        if original is not None:
            version = self._seen_version(original)
        self.instance.original_version = version
        return cleaned

    def _seen_version(self, original: Profile) -> int:
        pairs = (pair.partition(":") for pair in self.cleaned_data["seen"].split())
        seen = {key: version for key, _colon, version in pairs}
        version = seen.get(str(original.pk), "")
        if not (version.isascii() and version.isdecimal() and len(version) < 10):
            raise ValidationError(_("The form is incomplete. Load the page again."))
        return int(version)
