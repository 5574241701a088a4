"""What of the directory and of the engagement desk is shown."""

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Region
from alliance87.core.forms import DayInput
from alliance87.core.models import Country, User
from alliance87.partners.enums import (
    SUBTYPES,
    Focus,
    PartnerState,
    PartnerType,
    Role,
)
from alliance87.partners.models import JourneyStage, Network, Partner, RoleAssignment

NOT_A_CHOICE = {"invalid_choice": _("This choice does not exist and was ignored.")}


class Filters(forms.Form):
    """A value that cannot be read filters nothing."""

    def chosen(self) -> dict:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def choice(label, all_of_them, choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", all_of_them), *choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )


def records(label, all_of_them, model) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        queryset=model.objects.none(),
        empty_label=all_of_them,
        required=False,
        error_messages=NOT_A_CHOICE,
    )


def grouped_subtypes() -> list[tuple]:
    """Return the sub-types under the type to which they belong."""
    return [
        (kind.label, [(each.value, each.label) for each in subtypes])
        for kind, subtypes in SUBTYPES.items()
        if subtypes
    ]


class DirectoryFilters(Filters):
    q = forms.CharField(
        label=_("Name or acronym"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    type = choice(_("Type"), _("All types"), PartnerType.choices)
    subtype = choice(_("Sub-type"), _("All sub-types"), grouped_subtypes())
    country = records(_("Country"), _("All countries"), Country)
    region = choice(_("Region"), _("All regions"), Region.choices)
    focus = choice(_("Works on"), _("All themes"), Focus.choices)
    network = records(_("Network"), _("All networks"), Network)
    state = choice(_("State"), _("All states"), PartnerState.choices)
    since = forms.DateField(
        label=_("Joined since"),
        required=False,
        widget=DayInput,
        error_messages={"invalid": _("This is not a day and was ignored.")},
    )
    sort = choice(_("Order"), _("By name"), [("joined", _("Last joined first"))])

    def __init__(self, *args, sees_applicants: bool, **kwargs):
        super().__init__(*args, **kwargs)
        known = Partner.objects.all()
        if not sees_applicants:
            known = Partner.objects.visible_to(AnonymousUser())
        here = known.exclude(country=None).values("country")
        countries = Country.objects.filter(pk__in=here)
        self.fields["country"].queryset = countries.by_name()
        self.fields["network"].queryset = Network.objects.all()
        if not sees_applicants:
            self.fields["state"].choices = [
                each
                for each in self.fields["state"].choices
                if each[0] != PartnerState.APPLICANT
            ]


class EngagementFilters(Filters):
    q = forms.CharField(
        label=_("Name or acronym"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    type = choice(_("Type"), _("All types"), PartnerType.choices)
    stage = records(_("Stage"), _("All stages"), JourneyStage)
    due = choice(
        _("Next step"),
        _("All partners"),
        [
            ("overdue", _("Overdue")),
            ("soon", _("Due within 30 days")),
            ("open", _("Any next step")),
            ("none", _("No next step")),
        ],
    )
    responsible = records(_("Responsible"), _("Everybody"), User)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = JourneyStage.objects.all()
        self.fields["stage"].label_from_instance = stage_with_type
        self.fields["responsible"].queryset = secretariat()


def stage_with_type(stage: JourneyStage) -> str:
    return f"{stage.get_kind_display()}: {stage}"


def secretariat(besides: int | None = None):
    """Return who works in the secretariat today, and one account more."""
    held = RoleAssignment.objects.current(timezone.localdate()).filter(
        role__in=(Role.OFFICER, Role.ADMINISTRATOR)
    )
    return User.objects.filter(
        Q(pk__in=held.values("user"), is_active=True) | Q(pk=besides)
    ).order_by("name", "pk")
