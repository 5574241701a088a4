"""Forms of constituencies, seats, representatives and offices."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Precision
from alliance87.core.forms import DayInput, PartialDateField
from alliance87.partners.enums import OF_A_COUNTRY, PartnerState, PartnerType
from alliance87.partners.models import Partner, Person
from meetings.enums import EndReason, RepresentativeRole
from meetings.models import Constituency, Seat
from pathfinders.forms.checked import CheckedForm

LONG = {"class": "input--full"}
SHOWN = _("Everybody reads it on the public page.")
NOT_BEFORE = date(1990, 1, 1)
END_REASONS = [
    choice for choice in EndReason.choices if choice[0] != EndReason.SEAT_ABOLISHED
]


class PartnerField(forms.ModelChoiceField):
    """The partners that may hold something, each with its country."""

    def __init__(self, **kwargs):
        partners = Partner.objects.in_state(PartnerState.ACTIVE, PartnerState.NAMED)
        super().__init__(partners.select_related("country"), **kwargs)

    def label_from_instance(self, obj):
        is_plain = obj.kind == PartnerType.COUNTRY or obj.country is None
        return obj.name if is_plain else f"{obj.name} ({obj.country})"


class PersonField(forms.ModelChoiceField):
    """Everybody in office, each with the organization."""

    def __init__(self, **kwargs):
        people = Person.objects.filter(is_active=True)
        super().__init__(people.select_related("organization"), **kwargs)

    def label_from_instance(self, obj):
        return f"{obj.name}, {obj.organization}" if obj.organization else obj.name


class DecisionField(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("Decided by"),
            max_length=300,
            widget=forms.TextInput(LONG),
            help_text=_("The meeting and item, or the note of the constituency."),
            **kwargs,
        )


# --- Which day ------------------------------------------------------------------------


class DayFilter(forms.Form):
    """The day that the seat map shows; today when none can be read."""

    on = forms.DateField(label=_("On which day"), required=False, widget=DayInput)

    def __init__(self, query):
        today = timezone.localdate()
        super().__init__({"on": query.get("on") or today.isoformat()})

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day < NOT_BEFORE:
            raise ValidationError(_("Choose a day from 1990 on."))
        return day

    @property
    def day(self) -> date:
        self.is_valid()
        return self.cleaned_data.get("on") or timezone.localdate()


# --- Constituencies and seats ---------------------------------------------------------


class ConstituencyForm(CheckedForm):
    compared = ("partner_types",)
    partner_types = forms.MultipleChoiceField(
        label=_("Types of partners"),
        choices=PartnerType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who may be proposed for a seat. None ticked: any partner."),
    )

    class Meta:
        model = Constituency
        fields = [
            *("name", "slug", "position", "partner_types", "only_pathfinders"),
            *("rotation_scheme", "term_months", "source", "note"),
        ]
        widgets = {
            "name": forms.TextInput(LONG),
            "source": forms.TextInput(LONG),
            "rotation_scheme": forms.Textarea({"rows": 5}),
            "note": forms.Textarea({"rows": 3}),
        }
        help_texts = {"note": SHOWN}


class SeatForm(CheckedForm):
    class Meta:
        model = Seat
        fields = [
            *("constituency", "label", "position", "standing", "theme", "region"),
            *("rotates", "created_on", "source", "note"),
        ]
        widgets = {
            "label": forms.TextInput(LONG),
            "source": forms.TextInput(LONG),
            "created_on": DayInput,
            "note": forms.Textarea({"rows": 3}),
        }
        help_texts = {"note": SHOWN}


class AbolishForm(forms.Form):
    on = forms.DateField(
        label=_("First day without the seat"),
        widget=DayInput,
        initial=timezone.localdate,
    )
    decision_reference = DecisionField()


# --- Holders --------------------------------------------------------------------------


class MandateForm(forms.Form):
    """What every handover says: from when, until when as agreed, who decided it."""

    on = forms.DateField(
        label=_("First day of the new holder"),
        widget=DayInput,
        initial=timezone.localdate,
        help_text=_("The holder before holds it until the day before."),
    )
    mandate_end = PartialDateField(
        label=_("End of the mandate"),
        required=False,
        help_text=_(
            "As agreed. Leave the day, or day and month, empty if not known. The "
            "term goes on until it is handed over."
        ),
    )
    decision_reference = DecisionField()

    def clean_mandate_end(self):
        when = self.cleaned_data["mandate_end"]
        if when.precision == Precision.BEFORE:
            raise ValidationError(
                _("Give the day as agreed, or only the month or the year.")
            )
        return when


class HandOverForm(MandateForm):
    """A seat passes to another holder."""

    field_order = [
        *("holder", "on", "mandate_end", "representative"),
        *("end_reason", "decision_reference"),
    ]
    holder = PartnerField(label=_("New holder"))
    representative = PersonField(
        label=_("Representative"),
        required=False,
        help_text=_("Who speaks for the new holder; can be named later."),
    )
    end_reason = forms.ChoiceField(
        label=_("Why the term before ends"), choices=END_REASONS
    )

    def __init__(self, *args, is_held: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_held:
            del self.fields["end_reason"]
            self.fields["on"].help_text = _("The seat is vacant until then.")


class EndTermForm(forms.Form):
    on = forms.DateField(
        label=_("First vacant day"), widget=DayInput, initial=timezone.localdate
    )
    end_reason = forms.ChoiceField(label=_("Why it ends"), choices=END_REASONS)
    decision_reference = DecisionField()


class RepresentativeForm(forms.Form):
    """A person for the holder of a seat."""

    person = PersonField(label=_("Person"))
    role = forms.ChoiceField(
        label=_("Function"),
        choices=RepresentativeRole.choices,
        help_text=_("A person in copy gets the mails and no rights."),
    )
    starts_on = forms.DateField(
        label=_("From"), widget=DayInput, initial=timezone.localdate
    )
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DayInput,
        help_text=_("The first day that is no longer covered. Empty: with the term."),
    )


class EndServiceForm(forms.Form):
    on = forms.DateField(
        label=_("First day without the function"),
        widget=DayInput,
        initial=timezone.localdate,
    )


# --- Offices --------------------------------------------------------------------------


class OfficeForm(MandateForm):
    """An office passes to another country."""

    field_order = ["holder", "person", "on", "mandate_end", "decision_reference"]
    holder = PartnerField(label=_("Country"))
    person = PersonField(
        label=_("In the person of"),
        required=False,
        help_text=_("Can be named later."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        holder = self.fields["holder"]
        holder.queryset = holder.queryset.filter(kind__in=OF_A_COUNTRY)


class EndOfficeForm(forms.Form):
    """An office becomes vacant."""

    on = forms.DateField(
        label=_("First vacant day"), widget=DayInput, initial=timezone.localdate
    )
    reason = forms.CharField(
        label=_("Why it ends"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    decision_reference = DecisionField(required=False)


class OfficeHolderForm(forms.Form):
    person = PersonField(label=_("In the person of"), required=False)
