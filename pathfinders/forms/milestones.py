"""A step of the path, entered by hand with its source or its proof."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Audience
from alliance87.core.forms import DatedModelForm, UploadField
from pathfinders.enums import MilestoneKind
from pathfinders.forms.checked import CheckedForm
from pathfinders.models import Milestone
from pathfinders.selectors.decisions import BY_HAND, FOLLOWS_FROM


class MilestoneForm(CheckedForm, DatedModelForm):
    """One record of a step; `documents` are those of the country the person may read.

    Steps that follow from a decision are refused with the way to that decision; when
    such a record is corrected, its step stays what it is.
    """

    upload = UploadField(label=_("New evidence"), required=False)
    audience = forms.ChoiceField(
        label=_("Who may read the new evidence"),
        choices=Audience.choices,
        initial=Audience.SECRETARIAT,
    )
    reason = forms.CharField(
        label=_("Why it is corrected"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
        help_text=_("It stays in the trail of the country."),
    )

    # Neither needed nor optional: one of them is given.
    one_is_needed = ("source", "document", "upload")
    field_order = ["kind", "when", "until", "statement", "meeting", "source"]

    class Meta:
        model = Milestone
        fields = [
            "kind",
            "statement",
            "meeting",
            "source",
            "source_url",
            "document",
            "note",
            "conflict",
            "is_public",
        ]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3}),
            "conflict": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "statement": _("One sentence. Empty: the step speaks for itself."),
            "source": _(
                "Give a source or file the document. A source is a report, a letter "
                "or a website."
            ),
            "document": _("A document that is on file already."),
            "conflict": _("Filled in, the step is shown as “Sources differ”."),
        }

    def __init__(self, *args, documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents
        self.fields["document"].empty_label = _("None")
        self.fields["when"].help_text = _(
            "Leave the day, or day and month, empty if not known; all empty if no "
            "source gives a date."
        )
        if self.instance.pk is None:
            del self.fields["reason"]
        if self.instance.pk and self.instance.kind in FOLLOWS_FROM:
            self.fields["kind"].disabled = True
        else:
            self.fields["kind"].widget.choices = [("", _("Choose a step")), *BY_HAND]
        self.order_fields(
            [*self.field_order, "source_url", "document", "upload", "audience"]
        )

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        if kind in FOLLOWS_FROM and not self.fields["kind"].disabled:
            raise forms.ValidationError(FOLLOWS_FROM[MilestoneKind(kind)])
        return kind

    def clean(self):
        cleaned = super().clean()
        document, upload = cleaned.get("document"), cleaned.get("upload")
        if document and upload:
            self.add_error(
                "upload", _("Choose one: a document on file, or a new file.")
            )
        has_failed = {"source", "document", "upload"} & set(self.errors)
        if not (cleaned.get("source") or document or upload or has_failed):
            self.add_error(
                "source", _("Name the source, or file the evidence. One is needed.")
            )
        return cleaned

    def _update_errors(self, errors):
        """Put what the record says about its days beside the date."""
        named = errors.update_error_dict({})
        if about_days := named.pop(NON_FIELD_ERRORS, None):
            named["when"] = about_days
        super()._update_errors(forms.ValidationError(named))

    def facts(self) -> dict:
        """Return the cleaned fields of Milestone, without step, date and document."""
        names = set(self.Meta.fields) - {"kind", "document"}
        return {name: self.cleaned_data[name] for name in names}
