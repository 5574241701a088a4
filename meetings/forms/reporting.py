"""Forms of the report of a meeting: sections, interventions, circulation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadline_fields import DeadlineField
from alliance87.partners.models import Person
from meetings.enums import InterventionKind
from meetings.forms.seats import PartnerField
from meetings.models import AgendaItem, Intervention, MeetingReport, MinuteSection
from pathfinders.forms.checked import CheckedForm

NAMES = ("partner", "person")
NAMES_UNDER_THE_RULE = _(
    "The Chatham House rule is in force: record the remark without a name."
)


class SectionForm(CheckedForm):
    """What the report says under one item."""

    class Meta:
        model = MinuteSection
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "text": _("Plain text; “- ” begins a line of a list, **two stars** bold."),
        }


class ReportForm(CheckedForm):
    """What stands around the items of a report."""

    class Meta:
        model = MeetingReport
        fields = ["summary", "next_meeting", "is_public"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 6}),
            "next_meeting": forms.Textarea(attrs={"rows": 3}),
        }


class InterventionForm(CheckedForm):
    """What somebody said. Under the Chatham House rule no name can be given."""

    partner = PartnerField(label=_("Organization"), required=False)

    class Meta:
        model = Intervention
        fields = [
            *("kind", "partner", "person", "office", "is_unattributed"),
            *("answers", "text"),
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, item: AgendaItem, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.item = item
        self.is_secret = item.chatham_house or item.meeting.chatham_house
        questions = item.interventions.filter(kind=InterventionKind.QUESTION)
        self.fields["answers"].queryset = questions.exclude(pk=self.instance.pk)
        if self.is_secret:
            for name in NAMES:
                del self.fields[name]
        else:
            self.fields["person"].queryset = Person.objects.filter(is_active=True)

    def clean(self):
        cleaned = super().clean()
        if self.is_secret and cleaned.get("kind") != InterventionKind.CONCLUSION:
            self._refuse_names(cleaned)
            cleaned["is_unattributed"], cleaned["office"] = True, ""
            self.instance.partner = self.instance.person = None
        named = any(cleaned.get(name) for name in ("partner", "person", "office"))
        if cleaned.get("is_unattributed") and named:
            words = _("Name nobody, or take away the mark “nobody is named”.")
            self.add_error("is_unattributed", words)
        elif not cleaned.get("is_unattributed") and not named:
            words = _("Name the organization, person or office, or mark “nobody”.")
            self.add_error("office", words)
        if cleaned.get("answers") and cleaned.get("kind") != InterventionKind.ANSWER:
            self.add_error("answers", _("Only an answer answers a question."))
        return cleaned

    def _refuse_names(self, cleaned) -> None:
        """Refuse an office, and a name from a page older than the rule."""
        if cleaned.get("office"):
            self.add_error("office", NAMES_UNDER_THE_RULE)
        elif any(self.data.get(self.add_prefix(name)) for name in NAMES):
            self.add_error(None, NAMES_UNDER_THE_RULE)


class RemovalForm(CheckedForm):
    """Nothing to fill in; the words that were read are those that go."""

    class Meta:
        model = Intervention
        fields = []


class CirculateForm(forms.Form):
    """Until when the Group comments on the report."""

    closes = DeadlineField(label=_("Comments until"))
    silence_is_consent = forms.BooleanField(
        label=_("Who says nothing agrees"),
        required=False,
        help_text=_("Silence counts only if you say so here."),
    )
    instructions = forms.CharField(
        label=_("What you ask for"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
