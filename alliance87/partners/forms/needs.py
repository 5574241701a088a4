"""Forms of what the action groups lack: the list, and an offer of help."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.partners.enums import ResourceNeedState
from alliance87.partners.forms.filters import Filters, choice, records
from alliance87.partners.models import ActionGroup, Partner


class NeedFilters(Filters):
    q = forms.CharField(
        label=_("Need, note or group"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = choice(
        _("State"),
        _("All states"),
        [("pending", _("Still to be answered")), *ResourceNeedState.choices],
    )
    group = records(_("Action group"), _("All groups"), ActionGroup)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class OfferForm(forms.Form):
    """Who offers help, and which."""

    partner = forms.ModelChoiceField(
        label=_("Who offers"), queryset=Partner.objects.none()
    )
    reason = forms.CharField(
        label=_("What is offered"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        field.queryset = partners
        own = list(partners[:2])
        if len(own) == 1:
            field.initial = own[0]
