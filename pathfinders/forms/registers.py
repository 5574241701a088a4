"""The forms of a country's registers."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Audience
from alliance87.core.forms import (
    DatedModelForm,
    DayInput,
    UploadField,
    VersionedModelForm,
)
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    Instrument,
    NationalReview,
    Ratification,
    SupervisoryCase,
    SupportGiven,
)

LONG = forms.TextInput(attrs={"class": "input--full"})
WHERE_FROM = ["source", "source_url", "note", "conflict"]


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _name_the_empty_choice(field: forms.Field) -> None:
    words = _("Choose") if field.required else _("Not stated")
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words
    elif isinstance(field, forms.TypedChoiceField):
        choices = cast("list[tuple]", field.choices)
        field.choices = [("", words), *(each for each in choices if each[0])]


class RegisterForm(VersionedModelForm):
    """What the forms of all registers share: where the fact comes from."""

    source_is_needed = True

    def filed(self) -> dict:
        """Return what the verb files as evidence."""
        return {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = self.source_is_needed
        self.fields["source"].widget = forms.TextInput(attrs={"class": "input--full"})
        self.fields["source"].help_text = _("A report, a letter or a website.")
        self.fields["source_url"].widget.attrs["class"] = "input--full"
        for name in {"note", "conflict"} & set(self.fields):
            self.fields[name].widget = area(2)
        for each in self.fields.values():
            _name_the_empty_choice(each)


class EvidenceForm(RegisterForm):
    """A record that may carry a document as its proof."""

    source_is_needed = False
    one_is_needed: tuple[str, ...] = ()
    upload = UploadField(label=_("Document as proof"), required=False)
    audience = forms.ChoiceField(
        label=_("Who may read the document"),
        choices=[
            (each.value, each.label) for each in (Audience.COUNTRY, Audience.PUBLIC)
        ],
        initial=Audience.COUNTRY,
    )

    def clean(self):
        cleaned = super().clean()
        given = (cleaned.get(name) for name in self.one_is_needed)
        has_failed = set(self.one_is_needed) & set(self.errors)
        has_proof = any(given) or self.instance.document_id or has_failed
        if self.one_is_needed and not has_proof:
            self.add_error(
                "source", _("Give the proof: a source, its address, or a document.")
            )
        return cleaned

    def filed(self) -> dict:
        names = ("upload", "audience")
        return {name: self.cleaned_data[name] for name in names}


class CommitmentForm(RegisterForm, DatedModelForm):
    field_order = ["kind", "text", "when", "until"]

    class Meta:
        model = Commitment
        fields = ["kind", "text", *WHERE_FROM]
        widgets = {"text": area(4)}


class FollowUpForm(EvidenceForm, DatedModelForm):
    field_order = ["text", "when", "until", "source", "source_url", "upload"]

    class Meta:
        model = CommitmentFollowUp
        fields = ["text", "source", "source_url", "note"]
        widgets = {"text": area(4)}


class SupportForm(EvidenceForm, DatedModelForm):
    one_is_needed = ("source", "source_url", "upload")
    field_order = [
        *("kind", "level", "title", "description", "when", "until", "action_group"),
        *("source", "source_url", "upload", "audience"),
    ]

    class Meta:
        model = SupportGiven
        fields = ["kind", "level", "title", "description", "action_group", *WHERE_FROM]
        widgets = {"title": LONG, "description": area(3)}


class RatificationForm(RegisterForm, DatedModelForm):
    """How the country stands to one instrument; the source is part of the fact."""

    field_order = ["instrument", "status", "when", "in_force_on", "minimum_age"]

    class Meta:
        model = Ratification
        fields = [
            *("instrument", "status", "in_force_on", "minimum_age"),
            *WHERE_FROM,
        ]
        widgets = {"in_force_on": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["until"]
        self.fields["instrument"].queryset = Instrument.objects.filter(
            is_ratifiable=True
        )
        self.fields["when"].label = _("Date of registration")
        self.fields["when"].help_text = _(
            "The day of ratification or accession; for “signed”, of the signature. "
            "Leave the day, or day and month, empty if not known."
        )


class BodyForm(RegisterForm):
    source_is_needed = False

    class Meta:
        model = CoordinationBody
        fields = [
            *("name", "parent", "chair", "members", "mandate"),
            *("rhythm", "rhythm_text", "starts_on", "ends_on"),
            *WHERE_FROM,
        ]
        widgets = {
            "name": LONG,
            "chair": LONG,
            "members": area(4),
            "mandate": area(3),
            "rhythm_text": LONG,
            "starts_on": DayInput,
            "ends_on": DayInput,
        }
        help_texts = {
            "chair": _("The post or the body, not a person’s name."),
            "members": _("Ministries, social partners and others, one on each line."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = CoordinationBody.objects.filter(pathfinder=self.instance.pathfinder)
        self.fields["parent"].queryset = own.exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = _("None: it stands by itself")


class CaseForm(RegisterForm):
    class Meta:
        model = SupervisoryCase
        fields = ["kind", "instrument", "year", "title", *WHERE_FROM]
        widgets = {"title": area(2)}
        help_texts = {"title": _("One or two sentences, close to the text.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instrument"].empty_label = _("None, or not in the list")
        self.fields["source_url"].required = True
        self.fields["source_url"].help_text = _(
            "The page of the comment in NORMLEX. We link, we do not judge."
        )


class ReviewForm(RegisterForm):
    class Meta:
        model = NationalReview
        fields = ["year", "reported", "support_asked", *WHERE_FROM]
        widgets = {"reported": area(4), "support_asked": area(3)}


# --- Filters --------------------------------------------------------------------------


class RegisterFilters(forms.Form):
    """What of a register is shown; a value that cannot be read filters nothing.

    `choices` gives for each filter its label and its choices.
    """

    def __init__(self, *args, choices: dict[str, tuple], **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, options) in choices.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[("", _("All")), *options],
                required=False,
                error_messages={
                    "invalid_choice": _("This choice does not exist and was ignored.")
                },
            )

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
