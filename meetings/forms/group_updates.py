"""The form of a group’s update."""

from django import forms

from alliance87.core.forms import VersionedModelForm
from meetings.models import GroupUpdate


class GroupUpdateForm(VersionedModelForm):
    """What one action group tells a meeting, and what it needs."""

    class Meta:
        model = GroupUpdate
        fields = ["text", "needs"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 10}),
            "needs": forms.Textarea(attrs={"rows": 4}),
        }
