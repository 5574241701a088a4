"""Forms of action points: what is asked of whom by when, and how it stands."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadline_fields import DeadlineField
from alliance87.core.forms import DayInput, UploadField
from alliance87.core.models import Country
from alliance87.partners.forms.filters import Filters, choice, records
from alliance87.partners.models import ActionGroup, Partner
from meetings.enums import (
    DecisionState,
    DueKind,
    InterventionKind,
    OwnerOffice,
)
from meetings.models import ActionPoint, AgendaItem, Decision, Intervention, Meeting
from meetings.models.action_points import NO_OWNER
from pathfinders.forms.checked import CheckedForm
from pathfinders.models import Pathfinder

NOTE = forms.Textarea(attrs={"rows": 4})
SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
OWNERS = ("office", "partner", "group", "person", "country")
SHOW = [
    ("mine", _("Asked of me")),
    ("open", _("Open")),
    ("overdue", _("Overdue")),
    ("verify", _("Reported done, to verify")),
    ("closed", _("Closed")),
]


class ActionForm(CheckedForm):
    """Who does what by when. A deadline always has its hour and its time zone."""

    compared = ("deadline",)
    deadline = DeadlineField(
        label=_("Deadline"),
        required=False,
        help_text=_("Only when it is due by a date."),
    )

    class Meta:
        model = ActionPoint
        fields = [
            *("text", "item", "decision", "raised_by", *OWNERS),
            *("due_kind", "is_high_priority"),
        ]
        widgets = {"text": NOTE, "due_kind": forms.RadioSelect}
        labels = {"decision": _("Decision it follows from")}
        help_texts = {"country": _("Its focal point reports on it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        action = self.instance
        self._offer(action)
        if action.deadline:
            self.initial["deadline"] = action.deadline
        zone = action.meeting.time_zone if action.meeting else ""
        self.initial.setdefault("deadline", zone or "Europe/Zurich")
        self.fields["due_kind"].choices = DueKind.choices
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "version",
            Fieldset(_("What"), *self._there("text", "is_high_priority")),
            Fieldset(_("Who owes it: one of these at least"), *OWNERS),
            Fieldset(_("By when"), "due_kind", "deadline"),
            Fieldset(
                _("Where it comes from"),
                *self._there("item", "decision", "raised_by"),
            ),
        )

    def _there(self, *names: str) -> list[str]:
        return [name for name in names if name in self.fields]

    def _offer(self, action: ActionPoint) -> None:
        """Offer what belongs to the meeting, and countries on the path."""
        fields = self.fields
        known = Pathfinder.objects.order_by().values("country")
        fields["country"].queryset = Country.objects.filter(pk__in=known)
        gone = (DecisionState.WITHDRAWN, DecisionState.SUPERSEDED)
        decisions = Decision.objects.filter(meeting=action.meeting_id)
        decisions = decisions.exclude(state__in=gone).select_related("meeting")
        fields["decision"].queryset = decisions
        if action.meeting_id is None:
            del fields["item"], fields["raised_by"]
            fields["decision"].required = True
            return
        items = AgendaItem.objects.filter(meeting=action.meeting_id)
        fields["item"].queryset = items
        fields["raised_by"].queryset = Intervention.objects.filter(
            item__in=items, kind=InterventionKind.QUESTION
        )

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in OWNERS) and not set(OWNERS) & set(
            self.errors
        ):
            self.add_error("office", NO_OWNER)
        self._set_deadline(cleaned)
        return cleaned

    def _set_deadline(self, cleaned) -> None:
        deadline, kind = cleaned.get("deadline"), cleaned.get("due_kind")
        action = self.instance
        if "deadline" in self.errors or not kind:
            return
        if kind != DueKind.DATE:
            action.due_on = action.due_at = None
            action.time_zone = ""
            if deadline:
                self.add_error(
                    "deadline", _("Choose “By a date”, or leave the deadline empty.")
                )
        elif deadline:
            action.due_on, action.due_at = deadline.local.date(), deadline.at
            action.time_zone = deadline.zone
        else:
            self.add_error("deadline", _("Enter the day, the hour and the time zone."))


class TellForm(forms.Form):
    """How it stands, for the next meeting to read."""

    text = forms.CharField(
        label=_("How it stands"),
        widget=NOTE,
        max_length=2000,
        help_text=_("One or two sentences. The next meeting reads the latest."),
    )


class MoveForm(forms.Form):
    """A word on a move, if there is one to say."""

    text = forms.CharField(
        label=_("Note"), widget=NOTE, max_length=2000, required=False
    )


class ReportDoneForm(forms.Form):
    """What was done, with the proof that an action point of high priority needs."""

    note = forms.CharField(label=_("What was done"), widget=NOTE, max_length=2000)
    upload = UploadField(label=_("Proof"), required=False)

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = action.is_high_priority


class CloseForm(forms.Form):
    """The day and the note with which it is closed."""

    closed_on = forms.DateField(
        label=_("Closed on"), widget=DayInput, initial=timezone.localdate
    )
    note = forms.CharField(label=_("How it was closed"), widget=NOTE, max_length=2000)
    upload = UploadField(label=_("Proof"), required=False)

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        if action.is_high_priority:
            del self.fields["upload"]


class NoteForm(forms.Form):
    """Why it is given up."""

    note = forms.CharField(label=_("Why"), widget=NOTE, max_length=2000)


class LinkForm(forms.Form):
    """To whom the personal link goes."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))


class OwnerForm(forms.Form):
    """What somebody says who came by the personal link."""

    text = forms.CharField(label=_("How it stands"), widget=NOTE, max_length=2000)
    is_done = forms.BooleanField(
        label=_("It is done"),
        required=False,
        help_text=_("The secretariat looks at it and closes it."),
    )
    upload = UploadField(
        label=_("Proof"),
        required=False,
        help_text=_("A document that shows it. PDF, PNG, JPEG, DOCX or XLSX."),
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = action
        if action.proposed_done_at:
            del self.fields["is_done"], self.fields["upload"]

    def clean(self):
        cleaned = super().clean()
        is_done, upload = cleaned.get("is_done"), cleaned.get("upload")
        if upload and not is_done:
            raise ValidationError(
                {"is_done": _("Tick this to send the proof, or remove the file.")}
            )
        is_bare = is_done and not upload and "upload" not in self.errors
        if is_bare and self.action.is_high_priority:
            raise ValidationError(
                {"upload": _("Add the proof: this one has high priority.")}
            )
        return cleaned


class ActionFilters(Filters):
    """What of the list is shown."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False, widget=SEARCH)
    show = choice(_("Show"), _("All"), SHOW)
    meeting = records(_("Meeting"), _("All meetings"), Meeting)
    office = choice(_("Office"), _("All offices"), OwnerOffice.choices)
    partner = records(_("Organization"), _("All organizations"), Partner)
    group = records(_("Action group"), _("All groups"), ActionGroup)
    country = records(_("Country"), _("All countries"), Country)

    def __init__(self, *args, rows, **kwargs):
        """Offer what the rows that the person may see are about."""
        super().__init__(*args, **kwargs)
        for name in ("meeting", "partner", "group", "country"):
            model = self.fields[name].queryset.model
            used = rows.order_by().values(name)
            self.fields[name].queryset = model.objects.filter(pk__in=used)
