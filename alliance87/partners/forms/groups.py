"""Forms of action groups: the group, its roles and members, its moves."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import (
    DayInput,
    PartialDateField,
    UploadField,
    VersionedModelForm,
)
from alliance87.partners.enums import GroupKind, GroupState
from alliance87.partners.models import (
    ActionGroup,
    GroupMembership,
    GroupRole,
    Partner,
    Person,
)

NOT_A_CHOICE = {"invalid_choice": _("This choice does not exist and was ignored.")}
LONG = forms.TextInput(attrs={"class": "input--full"})


class GroupFilters(forms.Form):
    """What of the list is shown; a value that cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Name or work"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All states")), *GroupState.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All kinds")), *GroupKind.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )

    def chosen(self) -> dict:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class GroupForm(VersionedModelForm):
    """What a group is and does; a chair leaves name, kind and sources as they are."""

    compared = ("founded",)
    of_secretariat = (
        *("name", "short_name", "kind", "parent", "lead"),
        *("source", "source_url", "conflict"),
    )

    founded = PartialDateField(label=_("Founded"), required=False)

    class Meta:
        model = ActionGroup
        fields = [
            *("name", "short_name", "kind", "parent", "lead", "summary", "mandate"),
            *("channel_url", "source", "source_url", "conflict"),
        ]
        labels = {
            "lead": _("Led by, as sources say"),
            "parent": _("Part of the group"),
            "conflict": _("What another source says"),
        }
        widgets = {
            "name": LONG,
            "summary": forms.Textarea(attrs={"rows": 4}),
            "mandate": forms.Textarea(attrs={"rows": 6}),
            "conflict": forms.Textarea(attrs={"rows": 2}),
            "source": LONG,
        }

    field_order = [
        *("name", "short_name", "kind", "parent", "founded", "lead"),
        *("summary", "mandate", "channel_url", "source", "source_url", "conflict"),
    ]

    def __init__(self, *args, is_secretariat: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("founded", self.instance.founded)
        if not is_secretariat:
            for name in (*self.of_secretariat, "founded"):
                del self.fields[name]
            return
        others = ActionGroup.objects.filter(parent__isnull=True)
        self.fields["parent"].queryset = others.exclude(pk=self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        if "founded" in cleaned:
            self.instance.founded = cleaned["founded"]
        return cleaned

    def clean_founded(self):
        founded = self.cleaned_data["founded"]
        if founded.on and founded.on > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return founded


class PeopleForm(forms.ModelForm):
    """A person beside an organization; the secretariat alone sees who there is."""

    person_field = ""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.person_field
        if "partner" in self.fields:
            self.fields["partner"].queryset = Partner.objects.visible_to(user)
        if self.instance.pk:
            self.fields.pop("partner", None)
            self.fields.pop("role", None)
        known = Person.objects.visible_to(user).filter(
            organization=self.instance.partner_id
        )
        if self.instance.pk is None or not known.exists():
            del self.fields[name]
        else:
            self.fields[name].queryset = known


class RoleForm(PeopleForm):
    """Give a role in a group, or change who holds it and on which days."""

    person_field = "person"

    class Meta:
        model = GroupRole
        fields = ["role", "partner", "person", "starts_on", "ends_on", "source", "note"]
        labels = {"starts_on": _("From"), "ends_on": _("Until")}
        help_texts = {
            "starts_on": _("Leave empty when it is not known."),
            "ends_on": _(
                "The first day on which the role is not held any more: on the day of a "
                "handover the new holder has it. Leave empty while it is held."
            ),
        }
        widgets = {
            "starts_on": DayInput,
            "ends_on": DayInput,
            "source": LONG,
            "note": forms.Textarea(attrs={"rows": 3}),
        }


class MemberForm(PeopleForm):
    """Add a member to a group, or change its contact and days."""

    person_field = "contact"

    class Meta:
        model = GroupMembership
        fields = ["partner", "contact", "joined_on", "left_on"]
        labels = {"joined_on": _("Joined on"), "left_on": _("Left on")}
        help_texts = {
            "joined_on": _("Leave empty when it is not known."),
            "left_on": _(
                "The first day on which it is not a member any more. Leave empty while "
                "it is one."
            ),
        }
        widgets = {"joined_on": DayInput, "left_on": DayInput}


class MoveForm(forms.Form):
    """When a group changed its state, why, and by which decision."""

    when = PartialDateField(label=_("Date"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decision_reference = forms.CharField(
        label=_("Decision of the Global Coordinating Group"),
        max_length=300,
        required=False,
        widget=LONG,
        help_text=_("For example: 19th meeting, item 5."),
    )
    source = forms.CharField(
        label=_("Source"), max_length=500, required=False, widget=LONG
    )

    def __init__(self, *args, needs_reason: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason


class CloseForm(MoveForm):
    """Closing needs the decision, and a reason or the final report."""

    upload = UploadField(label=_("Final report"), required=False)
    field_order = ["decision_reference", "reason", "upload", "when", "source"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision_reference"].required = True
        self.fields["reason"].help_text = _("The reason or the final report is needed.")

    def clean(self):
        cleaned = super().clean()
        has_both = {"reason", "upload"} <= set(cleaned)
        if has_both and not cleaned["reason"].strip() and not cleaned["upload"]:
            self.add_error(
                "reason",
                _("Give the reason for closing the group, or its final report."),
            )
        return cleaned
