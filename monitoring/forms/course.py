"""Judging progress otherwise than the figures do."""

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.enums import ProgressStatus
from monitoring.models import ProgressOverride


class OverrideForm(forms.Form):
    status = forms.ChoiceField(
        label=_("How progress is judged"), choices=ProgressStatus.choices
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=ProgressOverride._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody reads it beside what the figures say, with your name."),
    )

    def __init__(self, *args, computed: ProgressStatus, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        field.choices = [each for each in field.choices if each[0] != computed]
