"""What a country says when it sends its values in, or takes them back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendForm(forms.Form):
    message = forms.CharField(
        label=_("Message to the secretariat"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you take the values back"),
        max_length=300,
        error_messages={"required": _("Say why you take the values back.")},
    )
