"""Forms of decisions: what is proposed, when it was adopted, what was done about it."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput
from alliance87.core.models import Country
from alliance87.partners.enums import GroupState
from alliance87.partners.forms.filters import NOT_A_CHOICE, Filters, choice, records
from alliance87.partners.models import ActionGroup
from meetings.enums import (
    DecisionKind,
    DecisionMode,
    DecisionState,
    InterventionKind,
    MeetingState,
    ReportState,
    VersionState,
)
from meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
)
from meetings.models.decisions import AT_WORK, STATUS_BEFORE, TARGETS
from pathfinders.forms.checked import CheckedForm
from pathfinders.models import Pathfinder

TEXT = forms.Textarea(attrs={"rows": 4})
NOTE = forms.Textarea(attrs={"rows": 3})
SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
NOT_OVER = (MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.POSTPONED)
FOLLOW_UP = [
    ("late", _("Overdue")),
    ("open", _("Still open")),
    ("done", _("Done")),
]


class DecisionForm(CheckedForm):
    """What the Group is to decide; `kind` and meeting stand in the address."""

    class Meta:
        model = Decision
        fields = [
            *("item", "text", *TARGETS, "raised_by", "is_public", "review_on"),
            *("source", "source_url"),
        ]
        widgets = {
            "text": TEXT,
            "effective_on": DayInput,
            "review_on": DayInput,
            "source": forms.TextInput(attrs={"class": "input--full"}),
        }
        help_texts = {
            "text": _("As it is put to the Group, in one or two sentences."),
            "review_on": _("When the Group looks at it again, if it said so."),
            "source": _("Only for a past decision: where it can be read."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        decision = self.instance
        for name, kinds in TARGETS.items():
            if decision.kind not in kinds:
                del self.fields[name]
            else:
                self.fields[name].required = True
        self._offer_items(decision)
        for name, rows in _offered(decision).items():
            if name in self.fields:
                kept = Q(pk=getattr(decision, f"{name}_id"))
                field = self.fields[name]
                field.queryset = field.queryset.filter(rows | kept)
        if "report" in self.fields:
            field = self.fields["report"]
            field.queryset = field.queryset.select_related("meeting")
        if not self.fields["raised_by"].queryset.exists():
            del self.fields["raised_by"]

    def _offer_items(self, decision: Decision) -> None:
        if decision.meeting_id is None:
            del self.fields["item"]
            return
        rows = AgendaItem.objects.filter(meeting=decision.meeting_id)
        self.fields["item"].queryset = rows


def _offered(decision: Decision) -> dict[str, Q]:
    """Return which records a decision of this kind can be about now."""
    opens = decision.kind == DecisionKind.OPEN_GROUP
    today = timezone.localdate()
    is_there = Q(abolished_on__isnull=True) | Q(abolished_on__gt=today)
    return {
        "report": ~Q(state=ReportState.ADOPTED) & ~Q(meeting=decision.meeting_id),
        "paper_version": Q(
            state__in=(VersionState.FOR_COMMENT, VersionState.FOR_DECISION)
        ),
        "pathfinder": Q(status=STATUS_BEFORE.get(decision.kind, "")),
        "group": ~Q(state__in=AT_WORK) if opens else ~Q(state=GroupState.CLOSED),
        "seat": is_there,
        "next_meeting": Q(state__in=NOT_OVER) & ~Q(pk=decision.meeting_id),
        "raised_by": _asked_until(decision.meeting),
    }


def _asked_until(meeting: Meeting | None) -> Q:
    """Return the questions of a meeting and of those before it."""
    asked = Q(kind=InterventionKind.QUESTION)
    if meeting is None or meeting.on is None:
        return asked
    return asked & Q(item__meeting__on__lte=meeting.on)


class AdoptForm(forms.Form):
    """When and how the Group came to it, and what stands in place of a proof."""

    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput)
    mode = forms.ChoiceField(label=_("How it was decided"))
    reservation = forms.CharField(
        label=_("Reservation"),
        required=False,
        max_length=2000,
        widget=NOTE,
        help_text=_("Who agreed with a reservation, and which."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=4000, widget=NOTE, required=False
    )
    override = forms.CharField(
        label=_("Adopt it although something is missing"),
        required=False,
        max_length=4000,
        widget=NOTE,
        help_text=_("Write why. It stays visible in the trail."),
    )

    def __init__(self, *args, decision, needs_reason, may_override, **kwargs):
        super().__init__(*args, **kwargs)
        in_writing = decision.meeting_id is None
        self.fields["mode"].choices = [
            (mode, mode.label)
            for mode in DecisionMode
            if (mode == DecisionMode.WRITTEN_PROCEDURE) == in_writing
        ]
        self.fields["mode"].initial = decision.mode
        self.fields["decided_on"].initial = day_offered(decision)
        self.fields["reason"].required = needs_reason and not may_override
        if not needs_reason:
            del self.fields["reason"]
        if not may_override:
            del self.fields["override"]


def day_offered(decision: Decision) -> date:
    """Return the day that a form proposes: that of the meeting, today at the latest."""
    meeting = decision.meeting
    if decision.decided_on or meeting is None or meeting.on is None:
        return decision.decided_on or timezone.localdate()
    return min(meeting.on, timezone.localdate())


class PastForm(forms.Form):
    """A decision of the past, as its source gives it."""

    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput)
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "input--full"}),
        help_text=_("Where it can be read: the report, the page on the web."),
    )
    done_on = forms.DateField(
        label=_("Carried out on"), required=False, widget=DayInput
    )
    done_note = forms.CharField(
        label=_("What was done about it"), required=False, widget=NOTE, max_length=4000
    )


class SupersedeForm(forms.Form):
    """The decision that replaces this one."""

    superseded_by = forms.ModelChoiceField(
        label=_("Replaced by"), queryset=Decision.objects.none()
    )
    reason = forms.CharField(
        label=_("Note"), required=False, widget=NOTE, max_length=4000
    )

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Decision.objects.filter(
            state=DecisionState.ADOPTED, decided_on__gte=decision.decided_on
        ).exclude(pk=decision.pk)
        field = self.fields["superseded_by"]
        field.queryset = rows.select_related("meeting")


class FollowUpForm(CheckedForm):
    """What was done about an adopted decision."""

    class Meta:
        model = Decision
        fields = ["done_on", "done_note", "review_on", "is_public"]
        widgets = {"done_on": DayInput, "done_note": TEXT, "review_on": DayInput}

    @property
    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class RegisterFilters(Filters):
    """What of the register is shown."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False, widget=SEARCH)
    kind = choice(_("Kind"), _("All kinds"), DecisionKind.choices)
    state = choice(_("State"), _("All states"), DecisionState.choices)
    meeting = records(_("Meeting"), _("All meetings"), Meeting)
    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, required=False, error_messages=NOT_A_CHOICE
    )
    country = records(_("Country"), _("All countries"), Country)
    group = records(_("Action group"), _("All groups"), ActionGroup)
    follow_up = choice(_("Follow-up"), _("Any follow-up"), FOLLOW_UP)

    def __init__(self, *args, meetings, years, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["group"].queryset = ActionGroup.objects.all()
        self.fields["year"].choices = [("", _("All years")), *((y, y) for y in years)]
        known = Pathfinder.objects.visible_to(user).order_by().values("country")
        self.fields["country"].queryset = Country.objects.filter(pk__in=known)
