"""Forms of participants: the list, the answer, attendance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import VersionedModelForm
from alliance87.core.models import Country
from alliance87.partners.forms.filters import Filters
from meetings.enums import Attendance, Capacity, Response, TakesPart
from meetings.forms.seats import PartnerField
from meetings.models import Meeting, Participation
from meetings.selectors.people import people_offered

LONG = forms.TextInput(attrs={"class": "input--full"})
ANSWERS = (Response.YES, Response.TENTATIVE, Response.DELEGATED, Response.NO)


class ParticipantForm(VersionedModelForm):
    """Somebody on the list of a meeting, as printed."""

    partner = PartnerField(label=_("Organization"), required=False)
    field_order = [
        *("person", "honorific", "name", "affiliation", "capacity", "partner"),
        *("country", "position", "is_copy"),
    ]

    class Meta:
        model = Participation
        fields = [
            *("person", "honorific", "name", "affiliation", "capacity", "partner"),
            *("country", "position", "is_copy"),
        ]
        widgets = {"name": LONG, "affiliation": LONG}
        help_texts = {
            "person": _("Somebody of the directory; without it no mail can be sent."),
            "position": _("Where the name stands in the list. Empty or 0: at the end."),
        }

    def __init__(self, *args, meeting: Meeting, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        people = people_offered(user, meeting, self.instance.person_id)
        self.fields["person"].queryset = people
        self.fields["country"].queryset = Country.objects.by_name()
        self.fields["position"].required = False
        self.fields["name"].required = False

    def clean_position(self):
        return self.cleaned_data["position"] or 0

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        if not cleaned.get("name"):
            if person is None:
                self.add_error("name", _("Enter the name, or choose a person."))
            else:
                cleaned["name"] = person.name
                cleaned["honorific"] = cleaned.get("honorific") or person.honorific
        if not cleaned.get("affiliation") and person and person.organization:
            cleaned["affiliation"] = str(person.organization)
        return cleaned


class AnswerForm(forms.Form):
    """Will you take part? In person, remotely, or somebody else for you."""

    response = forms.ChoiceField(
        label=_("Will you take part?"), widget=forms.RadioSelect
    )
    mode = forms.ChoiceField(
        label=_("How?"),
        help_text=_("Only when you, or somebody for you, takes part."),
        choices=TakesPart.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    delegate_name = forms.CharField(
        label=_("Who comes instead"),
        help_text=_("Only when you send somebody else."),
        required=False,
        max_length=200,
    )
    delegate_email = forms.EmailField(
        label=_("E-mail address of that person"),
        help_text=_(
            "To it the secretariat sends the invitation. You may leave it out."
        ),
        required=False,
        max_length=254,
    )
    delegate_affiliation = forms.CharField(
        label=_("Organization of that person"), required=False, max_length=200
    )
    note = forms.CharField(
        label=_("Message to the secretariat"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, participation: Participation, **kwargs):
        super().__init__(*args, **kwargs)
        row = participation
        offered = [each for each in ANSWERS if not self._is_too_much(each, row)]
        self.fields["response"].choices = [(each, each.label) for each in offered]
        if row.response in ANSWERS:
            self.initial.setdefault("response", row.response)
        self.initial.setdefault("mode", row.response_mode)
        self.initial.setdefault("note", row.response_note)
        if row.delegate_of_id:
            for name in ("delegate_name", "delegate_email", "delegate_affiliation"):
                del self.fields[name]
            return
        # As it was typed: what the directory knows is not told here.
        sent = Participation.objects.filter(delegate_of=row).first()
        name = row.sends_name or (sent.name if sent else "")
        affiliation = row.sends_affiliation or (sent.affiliation if sent else "")
        self.initial.setdefault("delegate_name", name)
        self.initial.setdefault("delegate_affiliation", affiliation)
        self.initial.setdefault("delegate_email", row.sends_email)

    @staticmethod
    def _is_too_much(response: str, row: Participation) -> bool:
        """Whoever comes for somebody else does not send a third person."""
        return response == Response.DELEGATED and bool(row.delegate_of_id)

    def clean(self):
        cleaned = super().clean()
        response = cleaned.get("response")
        if response == Response.YES and not cleaned.get("mode"):
            self.add_error("mode", _("Say whether you come or take part remotely."))
        if response == Response.DELEGATED and not cleaned.get("delegate_name"):
            self.add_error("delegate_name", _("Name the person who comes instead."))
        return cleaned

    def answers(self) -> dict:
        """Return the arguments of the verb."""
        data = self.cleaned_data
        return {
            "mode": data["mode"],
            "note": data["note"],
            "delegate": {
                "name": data.get("delegate_name", ""),
                "affiliation": data.get("delegate_affiliation", ""),
                "email": data.get("delegate_email", ""),
                "mode": data["mode"],
            },
        }


class AttendanceForm(forms.Form):
    """Who took part, one choice for each name of the list."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        choices = [("", _("Not recorded")), *Attendance.choices]
        for row in rows:
            self.fields[self.name_of(row)] = forms.ChoiceField(
                label=row.name,
                choices=choices,
                required=False,
                initial=row.attended or self._likely(row),
                help_text=row.printed_affiliation,
            )

    @staticmethod
    def name_of(row: Participation) -> str:
        return f"came-{row.pk}"

    @staticmethod
    def _likely(row: Participation) -> str:
        """Propose what somebody answered; nothing is recorded by it."""
        return row.response_mode if row.response == Response.YES else ""

    def came(self) -> dict[int, str]:
        return {row.pk: self.cleaned_data[self.name_of(row)] for row in self.rows}


class ParticipantFilters(Filters):
    """The filters of the list of participants."""

    q = forms.CharField(label=_("Name or affiliation"), required=False, max_length=100)
    response = forms.ChoiceField(
        label=_("Answer"), choices=[("", _("All")), *Response.choices], required=False
    )
    capacity = forms.ChoiceField(
        label=_("As"), choices=[("", _("All")), *Capacity.choices], required=False
    )
