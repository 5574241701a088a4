"""Forms of a workbook that comes back, and the reads that its verbs need."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from monitoring.models import Submission, ValueImport
from monitoring.selectors.findings import findings_for
from monitoring.selectors.workbook import parts_by_words, read_book
from monitoring.workbook.planning import Plan, base_of, plan
from monitoring.workbook.verbs import open_returned, read_returned


def plan_now(value_import: ValueImport) -> Plan:
    """Compare a workbook with the values as they are at this moment."""
    submission = value_import.submission
    return plan(
        value_import,
        read_book(submission),
        find=lambda cells: findings_for(submission.pathfinder, cells),
    )


class BringForm(forms.Form):
    """A workbook that somebody filled in; `returned` and `brought` hold what is in it.

    Cells that cannot be taken are no errors of the form: the plan lists them all.
    """

    file = forms.FileField(
        label=_("The workbook you filled in"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Excel (XLSX). You see every change before anything is written."),
    )

    def __init__(self, *args, submission: Submission, **kwargs):
        super().__init__(*args, **kwargs)
        self.submission = submission
        self.returned = self.brought = None

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if not upload.name.lower().endswith(".xlsx"):
            raise ValidationError(
                _now("Save the workbook as XLSX in your program, and bring that file.")
            )
        self.returned = open_returned(upload, self.submission)
        book = read_book(self.submission)
        export = self.returned.export
        parts = parts_by_words(book, export.language, given=base_of(export))
        self.brought = read_returned(self.returned, book, parts)
        return upload


class ApplyForm(forms.Form):
    """Carries what the person saw, so that nothing unseen is written."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("Why you write for a country that is not yours"), max_length=300
    )

    def __init__(self, *args, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]
