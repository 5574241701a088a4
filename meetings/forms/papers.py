"""Forms of papers, their versions, and the questions often asked."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadline_fields import DeadlineField
from alliance87.core.deadlines import Deadline
from alliance87.core.forms import PartialDateField, UploadField, VersionedModelForm
from meetings.enums import PaperKind, VersionState
from meetings.models import FrequentQuestion, Paper, PaperVersion
from pathfinders.forms.filters import NOT_A_CHOICE

# Words that lead to other pages under /papers/.
RESERVED = {"add", "all", "publications", "questions"}
NEXT = "next"
LONG = forms.Textarea(attrs={"rows": 4})
MARKDOWN = _(
    "Plain text. An empty line begins a paragraph, “- ” an item of a list, “# ” a "
    "heading."
)


class PaperForm(VersionedModelForm):
    """What a paper is, whatever its versions."""

    compared = ("planned", "published")
    planned = PartialDateField(
        label=_("Planned for"),
        required=False,
        help_text=_("For publications. Leave the day, or day and month, empty."),
    )
    published = PartialDateField(
        label=_("Published"),
        required=False,
        help_text=_("Once it is out. Leave the day, or day and month, empty."),
    )
    field_order = [
        *("title", "kind", "purpose", "visibility", "is_announced"),
        *("toolkit", "toolkit_position", "group", "planned", "published"),
    ]

    class Meta:
        model = Paper
        fields = [
            *("title", "kind", "purpose", "toolkit", "toolkit_position", "visibility"),
            *("is_announced", "group", "replaced_by", "source", "source_url", "note"),
        ]
        widgets = {
            "purpose": LONG,
            "note": forms.Textarea(attrs={"rows": 2}),
            "title": forms.TextInput(attrs={"class": "input--full"}),
            "source": forms.TextInput(attrs={"class": "input--full"}),
        }
        help_texts = {
            "purpose": _("One or two sentences: what readers find in it."),
            "visibility": _(
                "Of a public paper everyone reads the version in force; the Group also "
                "reads what is out for comments or decision."
            ),
            "toolkit_position": _("Papers of a toolkit are listed by this number."),
            "replaced_by": _("Only when another paper took its place altogether."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("planned", self.instance.planned)
        self.initial.setdefault("published", self.instance.published)
        others = Paper.objects.exclude(pk=self.instance.pk)
        self.fields["replaced_by"].queryset = others

    def clean(self):
        cleaned = super().clean()
        for name in ("planned", "published"):
            if name in cleaned:
                setattr(self.instance, name, cleaned[name])
        if not self.instance.slug and cleaned.get("title"):
            self.instance.slug = _free_slug(cleaned["title"])
        return cleaned


def _free_slug(title: str) -> str:
    """Return a name for the address that no paper and no page has yet."""
    base = slugify(title)[:70] or "paper"
    taken = set(Paper.objects.filter(slug__startswith=base).values_list("slug", flat=1))
    taken |= RESERVED
    numbered = (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in numbered if slug not in taken)


class EmbargoMixin(forms.Form):
    """A form with the hour until which a version is held back; kept in UTC."""

    embargo = DeadlineField(
        label=_("Under embargo until"),
        required=False,
        help_text=_("Until then only the secretariat and the Chair can open it."),
    )

    @property
    def embargoed_until(self):
        chosen = self.cleaned_data.get("embargo")
        return chosen.at if chosen else None


class AddVersionForm(EmbargoMixin):
    """A new version: a PDF, an address, or the text itself."""

    number = forms.ChoiceField(label=_("Which version"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = forms.CharField(
        label=_("Title in this language"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "input--full"}),
        help_text=_("Only when it differs from the title of the paper."),
    )
    upload = UploadField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        help_text=_(
            "PDF, up to 20 MB, without password, forms or attachments, so that it can "
            "go into a briefing pack."
        ),
    )
    url = forms.URLField(
        label=_("Or its address on the web"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "input--full"}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=MARKDOWN,
    )
    change_note = forms.CharField(
        label=_("What changed"), max_length=2000, required=False, widget=LONG
    )
    source_note = forms.CharField(label=_("Source"), max_length=500, required=False)
    field_order = [
        *("number", "language", "title", "upload", "url", "text", "change_note"),
    ]

    def __init__(self, *args, numbers: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        following = max(numbers, default=0) + 1
        self.fields["number"].choices = [
            (NEXT, _("A new version: %(number)s") % {"number": following}),
            *(
                (
                    number,
                    _("Version %(number)s in another language") % {"number": number},
                )
                for number in numbers
            ),
        ]

    def clean(self):
        cleaned = super().clean()
        upload, url = cleaned.get("upload"), cleaned.get("url")
        if upload and url:
            raise ValidationError(_("Give a file or an address, not both."))
        stated = upload or url or cleaned.get("text", "").strip()
        if not stated and not self.errors:
            raise ValidationError(_("Give a file, or an address, or else the text."))
        return cleaned

    @property
    def facts(self) -> dict:
        """What the verb takes."""
        facts = {**self.cleaned_data, "embargoed_until": self.embargoed_until}
        del facts["embargo"]
        number = facts["number"]
        return facts | {"number": None if number == NEXT else int(number)}


class VersionForm(EmbargoMixin, VersionedModelForm):
    """What is said about a version; its text only while it is a draft."""

    class Meta:
        model = PaperVersion
        fields = ["title", "text", "change_note", "source_note"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "input--full"}),
            "text": forms.Textarea(attrs={"rows": 20}),
            "change_note": LONG,
        }

    field_order = ["title", "text", "change_note", "embargo", "source_note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        until = self.instance.embargoed_until
        if until:
            self.initial.setdefault("embargo", Deadline(until, "UTC"))
        if self.instance.state != VersionState.DRAFT:
            del self.fields["title"], self.fields["text"]
            return
        text = self.fields["text"]
        text.help_text = MARKDOWN
        text.required = self.instance.is_text_only
        if self.instance.file_id:
            text.help_text = _(
                "What a machine read out of the file, to compare versions by. Correct "
                "it where it went wrong."
            )

    def clean(self):
        cleaned = super().clean()
        if "embargo" in cleaned:
            self.instance.embargoed_until = self.embargoed_until
        return cleaned


class PaperFilters(forms.Form):
    """Which papers are shown; a value that cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All kinds")), *PaperKind.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("All languages")), *settings.LANGUAGES],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All states")), *VersionState.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )

    def chosen(self) -> dict:
        """Return what the selector takes: the filters that are set and readable."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class CompareForm(forms.Form):
    """Two versions of a paper; `choices` are those the reader may open."""

    old = forms.ChoiceField(label=_("From"), error_messages=NOT_A_CHOICE)
    new = forms.ChoiceField(label=_("To"), error_messages=NOT_A_CHOICE)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = choices


class QuestionForm(VersionedModelForm):
    """A question with its answer; of a translation the original gives the place."""

    class Meta:
        model = FrequentQuestion
        fields = [
            *("question", "answer", "topic", "position", "language", "original"),
            *("is_public", "source", "source_url"),
        ]
        widgets = {
            "question": forms.TextInput(attrs={"class": "input--full"}),
            "answer": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "answer": MARKDOWN,
            "topic": _("Questions of one topic stand together."),
            "original": _("Only for a translation: the question it translates."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        originals = FrequentQuestion.objects.filter(original__isnull=True)
        self.fields["original"].queryset = originals.exclude(pk=self.instance.pk)


class QuestionFilters(forms.Form):
    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
