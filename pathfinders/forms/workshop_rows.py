"""Forms of what stands under a workshop: tasks, sessions, participants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput, VersionedModelForm
from pathfinders.enums import ParticipantGroup
from pathfinders.forms.filters import NOT_A_CHOICE
from pathfinders.models import (
    Participant,
    PreparationTask,
    ProgrammeItem,
    Workshop,
)
from pathfinders.workshops import MOST_LINES, Length, PastedLine, read_participants

LONG = {"class": "input--full"}
EMPTY_GROUP = ("", _("Choose a group"))


class TimeInput(forms.TimeInput):
    """A time of day, with the browser's own picker where there is one."""

    input_type = "time"

    def __init__(self):
        super().__init__(attrs={"class": "input--short"}, format="%H:%M")


class TaskForm(VersionedModelForm):
    class Meta:
        model = PreparationTask
        fields = ["kind", "title", "responsible", "due_on", "done_on", "note"]
        help_texts = {
            "responsible": _("An office or a person."),
            "done_on": _("Leave it empty while the task is open."),
        }
        widgets = {
            "title": forms.TextInput(LONG),
            "due_on": DayInput,
            "done_on": DayInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }


class SessionForm(VersionedModelForm):
    class Meta:
        model = ProgrammeItem
        fields = ["block", "title", "lead", "on", "starts_at", "ends_at"]
        help_texts = {
            "lead": _("A ministry, an organization or a person who agreed to it."),
        }
        widgets = {
            "title": forms.TextInput(LONG),
            "lead": forms.TextInput(LONG),
            "on": DayInput,
            "starts_at": TimeInput,
            "ends_at": TimeInput,
        }

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("The session ends before it starts."))
        return cleaned


class StartProgrammeForm(forms.Form):
    """How long the workshop is, and when it begins."""

    length = forms.ChoiceField(
        label=_("Length"), choices=Length.choices, widget=forms.RadioSelect
    )
    first_day = forms.DateField(label=_("First day"), widget=DayInput)


class ParticipantForm(VersionedModelForm):
    """Somebody who took part; of survivors the name may be left out."""

    class Meta:
        model = Participant
        fields = ["group", "name", "post", "organization", "email", "is_remote"]
        help_texts = {
            "name": _(
                "Only survivors and affected groups may stay without a name: leave it "
                "empty, or write initials or a code name. Nobody must be put at risk "
                "by this list."
            ),
            "email": _("Only if the person agreed to be written to."),
        }
        error_messages = {"name": {"required": _("Enter the name.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [EMPTY_GROUP, *ParticipantGroup.choices]
        group = self["group"].value()
        self.fields["name"].required = group != ParticipantGroup.SURVIVORS


class PasteForm(forms.Form):
    """Lines of participants; `lines` holds what was read of them."""

    text = forms.CharField(
        label=_("One participant a line"),
        max_length=200_000,
        help_text=_(
            "Name; post; organization; group; e-mail address. Separate them by "
            "semicolons, or copy the rows from a spreadsheet. The e-mail address may "
            "be left out. For survivors leave the name empty, or write initials or a "
            "code name."
        ),
        widget=forms.Textarea(
            attrs={"rows": 12, "spellcheck": "false", "class": "input--tall"}
        ),
        strip=False,
    )

    def __init__(self, *args, workshop: Workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.lines: list[PastedLine] = []

    @property
    def new(self) -> list[Participant]:
        return [line.participant for line in self.lines if line.is_new]

    def clean_text(self):
        text = self.cleaned_data["text"]
        self.lines = read_participants(text, self.workshop.participants.all())
        if not self.lines:
            raise forms.ValidationError(_("There is no line with a participant."))
        if len(self.lines) > MOST_LINES:
            self.lines = []
            raise forms.ValidationError(
                _("At most %(most)s lines at once."), params={"most": MOST_LINES}
            )
        faults = [
            _("Line %(number)s: %(fault)s") % {"number": line.number, "fault": fault}
            for line in self.lines
            for fault in line.errors
        ]
        if faults:
            raise forms.ValidationError(faults)
        return text


class ParticipantFilters(forms.Form):
    """Which part of the list is shown."""

    q = forms.CharField(
        label=_("Name or organization"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    group = forms.ChoiceField(
        label=_("Group"),
        choices=[("", _("All groups")), *ParticipantGroup.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )

    def chosen(self) -> dict:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
