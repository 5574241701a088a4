"""Forms of briefing packs and their sections."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from meetings.enums import PackAudience, SectionKind
from meetings.models import BriefingPack, PackSection

LONG = forms.TextInput(attrs={"class": "input--full"})
# Sections that print a text of one’s own beside what they are made of.
WITH_TEXT = frozenset({SectionKind.TEXT, SectionKind.COVER, SectionKind.GROUP_UPDATES})


class StartPackForm(forms.Form):
    """For whom the next version is, in which language, and a note on it."""

    audience = forms.ChoiceField(
        label=_("For"),
        choices=PackAudience.choices,
        help_text=_(
            "A pack for everyone holds only public papers: no names, no follow-up."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("A paper that has no translation is taken as it is, and says so."),
    )
    note = forms.CharField(
        label=_("Note for the readers"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        # The words for members are those of the body that meets.
        self.fields["audience"].choices = [
            (value, BriefingPack(meeting=meeting, audience=value).readers)
            for value in PackAudience.values
        ]


class SectionForm(forms.Form):
    """The title of a section, and its text where it prints one."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        widget=LONG,
        help_text=_("Empty: the usual title."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paragraphs, lists and **bold** as in a mail."),
    )

    def __init__(self, *args, section: PackSection | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        kind = section.kind if section else SectionKind.TEXT
        if kind not in WITH_TEXT:
            del self.fields["text"]
        if kind == SectionKind.TEXT:
            self.fields["title"].required = True
            self.fields["title"].help_text = ""
            self.fields["text"].required = True
        if section is not None:
            self.initial |= {"title": section.title, "text": section.text}

    @property
    def answer(self) -> dict[str, str]:
        """Return the title and text to save."""
        return {name: self.cleaned_data.get(name, "") for name in ("title", "text")}
