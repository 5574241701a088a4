"""Forms of imports: the file, what its columns are, and bringing its values in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.spreadsheets.reading import ACCEPTED
from monitoring.enums import SourceKind
from monitoring.models import Source
from monitoring.transfers.opening import add_source

FULL = {"class": "input--full"}


class UploadForm(forms.Form):
    """A file of values and the source that it comes from.

    `source_of` gives the source of the answers; it makes the one that is named new.
    """

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "A table as CSV or XLSX, as it was downloaded. The file is kept as proof."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
            "max_length": _("The name of the file is too long. Shorten it."),
        },
    )
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False
    )
    new_source = forms.CharField(
        label=_("Another source"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=FULL),
        help_text=_("As people know it, with the year: Household survey 2024."),
    )
    new_kind = forms.ChoiceField(
        label=_("Kind of the other source"),
        choices=[("", "---------"), *SourceKind.choices],
        required=False,
    )

    def __init__(self, *args, pathfinder=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.pathfinder = pathfinder
        self.one_is_needed = set() if pathfinder else {"source", "new_source"}
        field = self.fields["source"]
        field.queryset = Source.objects.filter(pathfinder=pathfinder)
        field.empty_label = (
            _("As the file says, row by row") if pathfinder else _("Choose a source")
        )
        if pathfinder:
            kinds = [
                each
                for each in SourceKind.choices
                if each[0] != SourceKind.GLOBAL_DATABASE
            ]
            self.fields["new_kind"].choices = [("", "---------"), *kinds]

    def clean(self):
        cleaned = super().clean()
        chosen, named = cleaned.get("source"), cleaned.get("new_source", "").strip()
        if chosen and named:
            self.add_error("new_source", _("Choose a source or name one, not both."))
        elif named and not cleaned.get("new_kind"):
            self.add_error("new_kind", _("Say what kind of source it is."))
        elif named and self.fields["source"].queryset.filter(name=named).exists():
            self.add_error("new_source", _("It is in the list above. Choose it there."))
        elif not (chosen or named or self.pathfinder) and "source" not in self.errors:
            self.add_error("source", _("Choose the source, or name another one."))
        return cleaned

    def source_of(self, *, by) -> Source | None:
        given = self.cleaned_data
        name = given["new_source"].strip()
        if not name:
            return given["source"]
        kind = given["new_kind"]
        return add_source(name=name, kind=kind, pathfinder=self.pathfinder, by=by)


class ApplyForm(forms.Form):
    """`seen` names the outcome that the person looked at."""

    seen = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, needs_reason: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Reason"),
                max_length=300,
                widget=forms.TextInput(attrs=FULL),
                help_text=_("You write for a country that is not yours. Say why."),
            )

    @property
    def reason(self) -> str:
        return self.cleaned_data.get("reason", "")
