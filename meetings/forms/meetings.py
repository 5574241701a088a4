"""Forms of meetings: their facts, sessions, moves, and the filters of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadline_fields import DeadlineField, HourField
from alliance87.core.deadlines import Deadline, deadline
from alliance87.core.forms import DayInput
from alliance87.core.models import Country
from alliance87.partners.forms.filters import Filters
from alliance87.partners.models import ActionGroup
from meetings import rules
from meetings.enums import EventLanguage, MeetingKind, MeetingState
from meetings.forms.hours import HoursForm
from meetings.forms.seats import PartnerField
from meetings.models import Event, Meeting, MeetingSession
from meetings.planning import next_number
from meetings.selectors.meetings import NO_EXAMPLES, ONLY_EXAMPLES, Offered
from meetings.selectors.people import people_offered

LONG = forms.TextInput(attrs={"class": "input--full"})
EXAMPLES = ((NO_EXAMPLES, _("Without examples")), (ONLY_EXAMPLES, _("Only examples")))


class MeetingForm(HoursForm):
    """What is known of a meeting. Deadlines say their hour and their zone."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=EventLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    chaired_for = PartnerField(
        label=_("Chaired for"),
        required=False,
        help_text=_("The country or organization that chairs."),
    )
    rsvp_deadline = DeadlineField(label=_("Answer until"), required=False)
    papers_deadline = DeadlineField(label=_("Papers until"), required=False)
    field_order = [
        *("kind", "number", "is_extraordinary", "group", "title"),
        *("when", "until", "date_text", "starts_at", "ends_at", "time_zone"),
        *("form", "venue", "venue_hint", "room", "address", "city", "country"),
        *("remote_link", "remote_notes", "languages", "objectives"),
        *("chaired_by", "chaired_for", "rsvp_deadline", "papers_deadline"),
        *("contact", "reference", "back_to_back_with", "outcomes_to"),
        *("chatham_house", "desk_notes"),
    ]

    class Meta:
        model = Meeting
        fields = [
            *("kind", "number", "is_extraordinary", "group", "title", "date_text"),
            *("form", "venue", "venue_hint", "room", "address", "city", "country"),
            *("remote_link", "remote_notes", "languages", "objectives"),
            *("chaired_by", "chaired_for"),
            *("contact", "reference", "back_to_back_with", "outcomes_to"),
            *("chatham_house", "desk_notes"),
        ]
        widgets = {
            "title": LONG,
            "venue": LONG,
            "address": LONG,
            "objectives": forms.Textarea(attrs={"rows": 5}),
            "remote_notes": forms.Textarea(attrs={"rows": 3}),
            "desk_notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        meeting, fields = self.instance, self.fields
        if not rules.may_plan_meetings(user):
            del fields["desk_notes"]
        fields["country"].queryset = Country.objects.by_name()
        people = people_offered(user, meeting, meeting.chaired_by_id)
        fields["chaired_by"].queryset = people
        fields["group"].queryset = ActionGroup.objects.order_by("name")
        events = Event.objects.visible_to(user) | Event.objects.filter(
            pk=meeting.back_to_back_with_id
        )
        fields["back_to_back_with"].queryset = events.distinct()
        fields["outcomes_to"].queryset = Meeting.objects.visible_to(user).exclude(
            pk=meeting.pk
        )
        if meeting.pk is None:
            self.initial["number"] = next_number()
        for name, at in (
            ("rsvp_deadline", meeting.rsvp_by),
            ("papers_deadline", meeting.papers_by),
        ):
            if at is not None and meeting.time_zone:
                self.initial[name] = Deadline(at, meeting.time_zone)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") != MeetingKind.GCG:
            cleaned["is_extraordinary"] = False
        if cleaned.get("kind") not in (MeetingKind.GCG, MeetingKind.ACTION_GROUP):
            cleaned["number"] = None
        meeting = self.instance
        rsvp, papers = cleaned.get("rsvp_deadline"), cleaned.get("papers_deadline")
        meeting.rsvp_by = rsvp.at if rsvp else None
        meeting.papers_by = papers.at if papers else None
        for read in filter(None, (rsvp, papers)):
            meeting.time_zone = meeting.time_zone or read.zone
        return cleaned


class SessionForm(forms.ModelForm):
    """A session or break; its hours are those of the meeting’s place."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    starts = HourField(label=_("From"))
    ends = HourField(label=_("To"))
    field_order = ["day", "starts", "ends", "title", "is_break"]

    class Meta:
        model = MeetingSession
        fields = ["title", "is_break"]

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, zone = meeting, meeting.time_zone
        session = self.instance
        session.meeting = meeting
        if session.pk:
            begins = Deadline(session.starts_at, zone).local
            self.initial |= {
                "day": begins.date(),
                "starts": begins.time(),
                "ends": Deadline(session.ends_at, zone).local.time(),
            }
        elif meeting.starts_at:
            self.initial["day"] = Deadline(meeting.starts_at, zone).local.date()

    def clean(self):
        cleaned = super().clean()
        if {"day", "starts", "ends"} <= cleaned.keys():
            zone, session = self.meeting.time_zone, self.instance
            session.starts_at = deadline(cleaned["day"], cleaned["starts"], zone).at
            session.ends_at = deadline(cleaned["day"], cleaned["ends"], zone).at
            if session.ends_at <= session.starts_at:
                self.add_error("ends", _("A session ends after it begins."))
        return cleaned


class MoveForm(forms.Form):
    """A move of a meeting; postponing and cancelling need the reason."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class MeetingFilters(Filters):
    """The filters of the list of meetings."""

    q = forms.CharField(label=_("Words or place"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.TypedChoiceField(
        label=_("Year"), required=False, coerce=int, empty_value=None
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    group = forms.TypedChoiceField(
        label=_("Action group"), required=False, coerce=int, empty_value=None
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    examples = forms.ChoiceField(label=_("Examples"), required=False)

    def __init__(self, *args, offered: Offered, **kwargs):
        super().__init__(*args, **kwargs)
        choices = {
            "kind": MeetingKind.choices,
            "state": MeetingState.choices,
            "year": [(year, year) for year in offered.years],
            "group": offered.groups,
            "country": offered.countries,
            "examples": EXAMPLES if offered.has_examples else (),
        }
        for name, offers in choices.items():
            self.fields[name].choices = [("", _("All")), *offers]
            if not offers:
                del self.fields[name]
