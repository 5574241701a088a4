"""Forms of events, their speakers and series, and the filters of the calendar."""

from difflib import get_close_matches

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import VersionedModelForm
from alliance87.partners.models import Partner
from meetings.enums import EventLanguage
from meetings.forms.hours import HoursForm
from meetings.models import Event, EventSeries, EventSpeaker, Paper
from meetings.selectors import calendar

LONG = forms.TextInput(attrs={"class": "input--full"})
NOT_A_CHOICE = {"invalid_choice": _("This choice does not exist and was ignored.")}


class PartnersField(forms.CharField):
    """Organizations of the directory, one a line; cleans to a list of partners."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "help_text",
            _("One organization a line, by its name or its short name."),
        )
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(str(each) for each in value)
        return value

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        lines = list(dict.fromkeys(line for line in lines if line))
        return self._found(lines) if lines else []

    def _found(self, lines: list[str]) -> list[Partner]:
        known: dict[str, set[Partner]] = {}
        for partner in Partner.objects.visible_to(AnonymousUser()):
            for name in filter(None, (partner.name, partner.short_name)):
                known.setdefault(name.casefold(), set()).add(partner)
        found, errors = [], []
        for line in lines:
            matches = known.get(line.casefold(), set())
            if len(matches) == 1:
                found += matches
            else:
                errors.append(_refusal(line, matches, known))
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(found))


def _refusal(line: str, matches: set[Partner], known: dict) -> ValidationError:
    if matches:
        words = _("“%(name)s” stands for several organizations: write the full name.")
        return ValidationError(words, params={"name": line})
    for near in get_close_matches(line.casefold(), known, n=1):
        words = _("“%(name)s” is not in the directory. Did you mean “%(near)s”?")
        meant = min(str(partner) for partner in known[near])
        return ValidationError(words, params={"name": line, "near": meant})
    words = _("“%(name)s” is not in the directory. Add it there first.")
    return ValidationError(words, params={"name": line})


class EventForm(HoursForm):
    """An event; the hours are those of the place whose clock counts."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=EventLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hosts = PartnersField(label=_("Hosts"))
    papers = forms.ModelMultipleChoiceField(
        label=_("Papers"),
        queryset=Paper.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = [
        *("kind", "title", "when", "until", "starts_at", "ends_at", "time_zone"),
        *("venue", "city", "country", "online_url", "registration_url", "languages"),
        *("hosts", "group", "series", "audience", "description", "key_questions"),
        *("expected_min", "expected_max", "is_public", "papers"),
    ]

    class Meta:
        model = Event
        fields = [
            *("kind", "title", "venue", "city", "country", "online_url"),
            *("registration_url", "languages", "hosts", "group", "series"),
            *("audience", "description", "key_questions", "expected_min"),
            *("expected_max", "is_public", "papers", "source", "source_url"),
        ]
        widgets = {"title": LONG, "venue": LONG, "audience": LONG, "source": LONG}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["papers"].queryset = Paper.objects.visible_to(user)


class EventOutcomeForm(VersionedModelForm):
    """What is known once an event was held."""

    class Meta:
        model = Event
        fields = ["attended", "recording_url"]
        widgets = {"recording_url": LONG}


class SeriesForm(VersionedModelForm):
    class Meta:
        model = EventSeries
        fields = ["title", "description", "group"]
        widgets = {"title": LONG}


class SpeakerForm(forms.ModelForm):
    """A speaker; a place on the programme may be given before a name is known."""

    position = forms.IntegerField(
        label=_("Place in the list"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("Empty: last."),
    )

    class Meta:
        model = EventSpeaker
        fields = [
            *("name", "affiliation", "partner", "role", "is_confirmed", "position"),
        ]
        widgets = {"name": LONG, "affiliation": LONG, "role": LONG}


class CancelForm(forms.Form):
    """Why an event does not take place."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("It stands on the page of the event."),
    )


class CalendarFilters(forms.Form):
    """What of the calendar is shown; a value that cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All kinds")), *calendar.KINDS],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    group = forms.ChoiceField(
        label=_("Group"), required=False, error_messages=NOT_A_CHOICE
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("All languages")), *EventLanguage.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, error_messages=NOT_A_CHOICE
    )
    year = forms.TypedChoiceField(
        label=_("Year"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages=NOT_A_CHOICE,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {each.slug: each for each in calendar.groups_of(user)}
        self.countries = {each.slug: each for each in calendar.countries_of(user)}
        years = [(str(year), str(year)) for year in calendar.years_of(user)]
        self._offer("group", _("All groups"), self.groups)
        self._offer("country", _("All countries"), self.countries)
        self.fields["year"].choices = [("", _("All years")), *years]

    def _offer(self, name: str, every, found: dict) -> None:
        named = [(slug, str(each)) for slug, each in found.items()]
        self.fields[name].choices = [("", every), *named]

    def chosen(self) -> dict:
        """Return what the selector takes: the filters that are set and readable."""
        self.is_valid()
        values = self.cleaned_data
        return {
            "words": values.get("q", ""),
            "kind": values.get("kind", ""),
            "group": self.groups.get(values.get("group", "")),
            "language": values.get("language", ""),
            "country": self.countries.get(values.get("country", "")),
            "year": values.get("year"),
        }
