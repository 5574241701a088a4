"""Forms of networks and of who is in them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput, VersionedModelForm
from alliance87.partners.models import Network, NetworkMembership, Partner

LONG = forms.TextInput(attrs={"class": "input--full"})


class NetworkForm(VersionedModelForm):
    """What a network is and how it works with the Alliance."""

    class Meta:
        model = Network
        fields = [
            *("kind", "name", "short_name", "convener", "summary", "relation"),
            *("website", "source", "source_url", "note", "conflict"),
        ]
        widgets = {
            "name": LONG,
            "summary": forms.Textarea(attrs={"rows": 5}),
            "relation": forms.Textarea(attrs={"rows": 3}),
            "source": LONG,
            "note": forms.Textarea(attrs={"rows": 3}),
            "conflict": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "note": _("For the secretariat; not shown to others."),
            "conflict": _("For the secretariat; not shown to others."),
        }

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Network.objects.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError(_("A network with this name exists already."))
        return name


class NetworkMemberForm(forms.ModelForm):
    """A partner in a network; who it is does not change afterwards."""

    class Meta:
        model = NetworkMembership
        fields = ["partner", "joined_on", "left_on"]
        widgets = {"joined_on": DayInput, "left_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Partner.objects.order_by("name")
        if self.instance.pk:
            del self.fields["partner"]
