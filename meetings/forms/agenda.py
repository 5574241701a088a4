"""Forms of agenda items, their leads and papers."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadline_fields import DeadlineField
from alliance87.core.deadlines import are_on_several_days, write_local_hours
from alliance87.core.forms import VersionedModelForm
from alliance87.core.models import Country
from meetings.enums import (
    ItemKind,
    ItemOutcome,
    PaperPurpose,
    VersionState,
)
from meetings.forms.leads import LeadsField, leads_as_text, leads_of
from meetings.forms.seats import PartnerField, PersonField
from meetings.models import (
    LEVELS,
    AgendaItem,
    AgendaPaper,
    Meeting,
    MeetingReport,
    Paper,
    PaperVersion,
    numbered,
)
from meetings.models.agenda import ADDRESS
from meetings.selectors.people import people_offered

LONG = forms.TextInput(attrs={"class": "input--full"})
NOTHING_BELOW = _(
    "Nothing can stand below that item: it is on the third level by now, or off the "
    "agenda. An agenda has at most three levels. Choose another one."
)


class SessionField(forms.ModelChoiceField):
    """A session by its hours: many have no title."""

    def offer(self, meeting: Meeting) -> None:
        self.queryset = meeting.sessions.filter(is_break=False)
        starts = [each.starts_at for each in self.queryset]
        self._has_day = are_on_several_days(starts, meeting.time_zone)

    def label_from_instance(self, obj) -> str:
        hours = write_local_hours(
            obj.starts_at,
            obj.ends_at,
            obj.meeting.time_zone,
            with_day=self._has_day,
        )
        return f"{hours} · {obj}"


class ItemForm(VersionedModelForm):
    """An agenda item; its number follows from where it stands."""

    leads = LeadsField()
    field_order = [
        *("title", "parent", "session", "kind", "purpose", "minutes", "leads"),
        *("description", "objective", "expected_output", "country", "report"),
        *("chatham_house",),
    ]

    class Meta:
        model = AgendaItem
        fields = [
            *("title", "session", "kind", "purpose", "minutes", "description"),
            *("objective", "expected_output", "country", "report", "chatham_house"),
        ]
        field_classes = {"session": SessionField}
        widgets = {
            "title": LONG,
            "description": forms.Textarea(attrs={"rows": 4}),
            "objective": forms.Textarea(attrs={"rows": 2}),
            "expected_output": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, meeting: Meeting, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        self.fields["session"].offer(meeting)
        self.fields["country"].queryset = Country.objects.by_name()
        known = MeetingReport.objects.visible_to(user).values("pk")
        earlier = MeetingReport.objects.exclude(meeting=meeting).filter(
            Q(pk__in=known) | Q(pk=self.instance.report_id)
        )
        self.fields["report"].queryset = earlier.select_related("meeting")
        self._offer_leads(user)

    def _offer_leads(self, user) -> None:
        leads = self.fields["leads"]
        leads.people = people_offered(user, self.instance.meeting)
        if self.instance.pk:
            leads.kept = tuple(leads_of(self.instance))
            self.initial["leads"] = leads_as_text(self.instance)

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == ItemKind.ADOPT_REPORT and not cleaned.get("report"):
            self.add_error("report", _("Choose the report that is to be adopted."))
        if kind != ItemKind.ADOPT_REPORT:
            cleaned["report"] = None
        if kind in (ItemKind.CANDIDATE, ItemKind.REPORT_BACK) and not cleaned.get(
            "country"
        ):
            self.add_error("country", _("Name the country."))
        return cleaned


class ParentField(forms.ModelChoiceField):
    """The item below which another stands; the third level takes nothing below it."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Below"),
            queryset=AgendaItem.objects.none(),
            required=False,
            empty_label=_("No item: on the first level"),
            error_messages={"invalid_choice": NOTHING_BELOW},
            **kwargs,
        )
        self._names: dict[int, str] = {}

    def offer(self, meeting: Meeting, but: AgendaItem | None = None) -> None:
        """Offer the items of a meeting with their numbers."""
        rows = [
            row
            for row in numbered(meeting.items.all())
            if row.level < LEVELS and row.item != but
        ]
        self._names = {row.item.pk: f"{row.label} {row.item.title}" for row in rows}
        self.queryset = AgendaItem.objects.filter(pk__in=self._names)

    def label_from_instance(self, obj) -> str:
        return self._names.get(obj.pk, str(obj))


class AddItemForm(ItemForm):
    """A new item, and below which other one it stands."""

    parent = ParentField()

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["parent"].offer(meeting)

    def clean(self):
        cleaned = super().clean()
        self.instance.parent = cleaned.get("parent")
        return cleaned


class PlaceForm(forms.Form):
    """Where an item stands: below which other one."""

    parent = ParentField()

    def __init__(self, *args, item: AgendaItem, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(item.meeting, but=item)
        self.initial.setdefault("parent", item.parent_id)


class OutcomeForm(forms.Form):
    """What came of an item."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=ItemOutcome.choices)
    deferred_to = forms.ModelChoiceField(
        label=_("Deferred to"),
        queryset=Meeting.objects.none(),
        required=False,
        help_text=_(
            "Only for a deferred item. Empty: it comes onto the agenda of the next "
            "meeting that is planned."
        ),
    )

    def __init__(self, *args, item: AgendaItem, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("outcome", item.outcome)
        self.initial.setdefault("deferred_to", item.deferred_to_id)
        rows = Meeting.objects.filter(kind=item.meeting.kind, group=item.meeting.group)
        self.fields["deferred_to"].queryset = rows.exclude(pk=item.meeting_id)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("deferred_to") and cleaned.get("outcome") != "deferred":
            self.add_error(
                "deferred_to", _("Only a deferred item goes to another meeting.")
            )
        return cleaned


def readable_versions(paper: Paper, user) -> QuerySet[PaperVersion]:
    """Return what a person may put before a meeting: who pins opens it to others."""
    rows = PaperVersion.objects.visible_to(user).filter(paper=paper)
    return rows.exclude(state=VersionState.WITHDRAWN)


class PutPaperForm(forms.Form):
    """A paper under an item, pinned to one version or to follow."""

    paper = forms.ModelChoiceField(label=_("Paper"), queryset=Paper.objects.none())
    purpose = forms.ChoiceField(
        label=_("For"),
        choices=[("", _("Not said")), *PaperPurpose.choices],
        required=False,
    )
    is_to_follow = forms.BooleanField(
        label=_("To follow: there is no version yet"), required=False
    )
    responsible_partner = PartnerField(
        label=_("Responsible organization"), required=False
    )
    responsible_person = PersonField(
        label=_("Responsible person"),
        required=False,
        help_text=_("Gets the reminders; is not named on the agenda."),
    )
    responsible = forms.CharField(
        label=_("Responsible, as printed"),
        required=False,
        max_length=200,
        help_text=_("Only when it differs from the organization: “UNODC and IOM”."),
    )
    due = DeadlineField(label=_("Due"), required=False)
    in_pack = forms.BooleanField(
        label=_("In the briefing pack"), required=False, initial=True
    )

    def __init__(self, *args, item: AgendaItem, user, **kwargs):
        super().__init__(*args, **kwargs)
        self._user = user
        taken = item.papers.values("paper")
        rows = Paper.objects.visible_to(user).exclude(pk__in=taken)
        self.fields["paper"].queryset = rows
        self.fields["responsible_person"].queryset = people_offered(
            user, item.meeting
        ).select_related("organization")

    def clean_responsible(self):
        words = self.cleaned_data["responsible"]
        if ADDRESS.search(words):
            raise ValidationError(
                _(
                    "Write no address here: choose the person, whose address is in "
                    "the directory."
                )
            )
        return words

    def version(self) -> PaperVersion | None:
        """Return the newest version of the chosen paper that the person may read.

        None when it is to follow, or when there is no such version.
        """
        if self.cleaned_data["is_to_follow"]:
            return None
        rows = readable_versions(self.cleaned_data["paper"], self._user)
        return rows.order_by("-number", "language").first()


class PinForm(forms.Form):
    """Another version of a paper that stands under an item."""

    version = forms.ModelChoiceField(
        label=_("Version"), queryset=PaperVersion.objects.none()
    )

    def __init__(self, *args, placed: AgendaPaper, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = readable_versions(placed.paper, user)
        self.fields["version"].queryset = rows.order_by("-number", "language")
        self.initial.setdefault("version", placed.version_id)
