"""Forms of the catalogue: its filters, its files, and what a country defines."""

from collections.abc import Sequence
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from alliance87.core.amounts import NumberField
from alliance87.core.exceptions import Blocked
from alliance87.core.forms import DayInput
from monitoring.catalogue import SetFile, faults_of, read_set
from monitoring.catalogue.customized import VALUE_TYPES, Parents, Wording
from monitoring.enums import (
    Axis,
    Dimension,
    Direction,
    IndicatorTheme,
    SubArea,
    ValueType,
)
from monitoring.models import Definition, Indicator
from monitoring.models.catalogue import THRESHOLD
from monitoring.selectors.catalogue import Chosen
from pathfinders.forms.filters import NOT_A_CHOICE

FILE_MAX = 1_000_000  # bytes
FIRST_YEAR, LAST_YEAR = 1990, 2100
FULL = {"class": "input--full"}
NUMBER_DIGITS, NUMBER_PLACES = 18, 6


def _filter(label, every, choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", every), *choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )


class CatalogueFilters(forms.Form):
    """What of the catalogue is shown; a value that cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Words or code"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    dimension = _filter(_("Dimension"), _("All dimensions"), Dimension.choices)
    theme = _filter(_("Theme"), _("Every theme"), IndicatorTheme.choices)
    area = _filter(_("Area"), _("All areas"), SubArea.choices)
    value = _filter(_("Kind of value"), _("All kinds"), ValueType.choices)
    # The set that is shown stays the same when the filters change.
    set = forms.CharField(max_length=24, required=False, widget=forms.HiddenInput)

    def chosen(self) -> Chosen:
        self.is_valid()
        values = self.cleaned_data
        return Chosen(
            words=values.get("q", ""),
            dimension=values.get("dimension", ""),
            theme=values.get("theme", ""),
            sub_area=values.get("area", ""),
            value_type=values.get("value", ""),
        )


# --- Files --------------------------------------------------------------------------


class SetUploadForm(forms.Form):
    """A file with a set of indicators; `set_file` and `text` once it is valid."""

    file = forms.FileField(
        label=_("File of the catalogue"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        help_text=_(
            "A YAML file, as the catalogue is downloaded. You see first what it would "
            "change; nothing is saved by that."
        ),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if PurePath(upload.name).suffix.lower() not in {".yaml", ".yml"}:
            raise ValidationError(_("Choose a YAML file (.yaml or .yml)."))
        if upload.size > FILE_MAX:
            sentence = _now("The file is larger than %(limit)s.")
            raise ValidationError(sentence % {"limit": filesizeformat(FILE_MAX)})
        try:
            self.text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is not written in UTF-8.")) from error
        self.set_file = _read(self.text)
        return upload


class SetLoadForm(forms.Form):
    """The same file again, with why it is loaded. `seen` names what was shown."""

    text = forms.CharField(
        widget=forms.HiddenInput, max_length=FILE_MAX, strip=False, required=True
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("Why the catalogue changes"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=FULL),
        help_text=_("Stands beside each new version of a definition."),
    )
    valid_from = forms.DateField(
        label=_("New versions are valid from"),
        required=False,
        widget=DayInput,
        help_text=_(
            "Left empty: from the day of a new set, or from today. Never before the "
            "day after the version they follow."
        ),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            self.set_file = _read(text)
        except ValidationError as error:
            # The field is hidden: its faults stand above the form.
            self.add_error(None, error)
        return text


def _read(text: str) -> SetFile:
    """Return the set of a text. Raises ValidationError with every fault."""
    try:
        set_file = read_set(text)
    except Blocked as error:
        raise ValidationError(list(error.reasons)) from error
    if faults := faults_of(set_file):
        raise ValidationError(faults)
    return set_file


# --- What a country defines ---------------------------------------------------------


def _by_theme(standard: Sequence[Definition], first: str) -> list[tuple]:
    """Return indicators under the names of their themes, as choices of a list."""
    themes = sorted(IndicatorTheme, key=lambda theme: theme != first)
    groups = {
        theme: [
            (str(each.indicator_id), f"{each.indicator.code}: {each.label}"[:160])
            for each in standard
            if each.indicator.theme == theme
        ]
        for theme in themes
    }
    return [(theme.label, choices) for theme, choices in groups.items() if choices]


class WordingForm(forms.Form):
    """What a country says of its own indicator."""

    label_en = forms.CharField(
        label=_("Indicator in English"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=FULL),
        help_text=_(
            "What is measured. One language is enough; it stands in for the others."
        ),
    )
    label_fr = forms.CharField(
        label=_("Indicator in French"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=FULL),
    )
    label_es = forms.CharField(
        label=_("Indicator in Spanish"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=FULL),
    )
    objective = forms.CharField(
        label=_("Objective"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the priority is to reach."),
    )
    parent = forms.ChoiceField(
        label=_("Standard indicator it makes more precise"),
        required=False,
        help_text=_("Leave it open where it measures something else."),
    )
    value_type = forms.ChoiceField(
        label=_("Kind of value"),
        choices=[(each.value, each.label) for each in VALUE_TYPES],
        widget=forms.RadioSelect,
    )
    unit_en = forms.CharField(
        label=_("Unit"),
        max_length=80,
        required=False,
        help_text=_("What is counted, for example “children”."),
    )
    baseline = NumberField(
        label=_("Baseline"),
        required=False,
        help_text=_("Where the count stood before."),
    )
    baseline_year = forms.IntegerField(
        label=_("Year of the baseline"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={"invalid": _("Write the year with four digits.")},
    )
    target = NumberField(label=_("Target"), required=False)
    target_on = forms.DateField(
        label=_("Target date"),
        required=False,
        widget=DayInput,
        help_text=_("By when the target is to be reached."),
    )
    direction = forms.ChoiceField(
        label=_("Which way is better"),
        choices=Direction.choices,
        initial=Direction.NONE,
        widget=forms.RadioSelect,
    )
    axes = forms.MultipleChoiceField(
        label=_("Broken down by"),
        choices=Axis.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose only what your source gives."),
    )
    counts_people = forms.BooleanField(
        label=_("It counts victims, cases or other people who could be recognised"),
        required=False,
        help_text=_("Counts from 1 to 10 are then not shown to the public."),
    )
    note_en = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How it is measured."),
    )

    def __init__(self, *args, standard: Sequence[Definition], theme="", **kwargs):
        """Offer the standard indicators of `theme` before the others."""
        super().__init__(*args, **kwargs)
        self.standard = {str(each.indicator_id): each.indicator for each in standard}
        self.fields["parent"].choices = [("", _("None"))] + _by_theme(standard, theme)

    def clean_parent(self) -> Indicator | None:
        return self.standard.get(self.cleaned_data["parent"])

    def clean_baseline(self):
        return self._number("baseline")

    def clean_target(self):
        return self._number("target")

    def _number(self, name: str):
        """Return the plain number that was typed; a bound or a gap is none."""
        reading = self.cleaned_data[name]
        if reading is None:
            return None
        if reading.number is None or reading.bound:
            raise ValidationError(_("Write one number here, or leave it empty."))
        number = reading.number
        if abs(number) >= 10**NUMBER_DIGITS or number != round(number, NUMBER_PLACES):
            raise ValidationError(_("This number is too long."))
        return number

    def clean(self):
        cleaned = super().clean()
        labels = ("label_en", "label_fr", "label_es")
        is_named = any(cleaned.get(name) or name in self.errors for name in labels)
        if not is_named:
            self.add_error("label_en", _("Say what is measured, in one language."))
        if cleaned.get("target") is not None and not cleaned.get("target_on"):
            self.add_error("target_on", _("A target needs the date it is for."))
        if cleaned.get("value_type") == ValueType.PERCENT:
            for name in ("baseline", "target"):
                number = cleaned.get(name)
                if number is not None and not 0 <= number <= 100:
                    problem = _("A share is between 0 and 100 percent.")
                    self.add_error(name, problem)
        return cleaned

    def wording(self) -> Wording:
        """Return what was written; English stands for what has no English."""
        given = self.cleaned_data
        values = {
            name: given[name]
            for name in Wording.__dataclass_fields__
            if name in given and name not in {"axes", "label_en"}
        }
        english = given["label_en"] or given["label_fr"] or given["label_es"]
        if given["counts_people"]:
            values["threshold"] = THRESHOLD
            written = self.initial.get("threshold_reason")
            values["threshold_reason"] = written or _now("People could be recognised.")
        return Wording(label_en=english, axes=tuple(given["axes"]), **values)


class DefineForm(WordingForm):
    """A new indicator for a priority of the roadmap."""

    field_order = ["priority", "theme"]

    priority = forms.TypedChoiceField(label=_("Priority of the roadmap"))
    theme = forms.ChoiceField(label=_("Theme"), choices=IndicatorTheme.choices)

    def __init__(self, *args, priorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = [
            (str(key), str(priority)[:120]) for key, priority in priorities.items()
        ]


class ReviseForm(WordingForm):
    """The next version; `number` is the version that was read."""

    number = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    seen_parent = forms.CharField(
        widget=forms.HiddenInput, max_length=20, required=False
    )
    reason = forms.CharField(
        label=_("Why it is changed"), max_length=300, widget=forms.TextInput(attrs=FULL)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: list[tuple[str, str, str]] = []

    def parents(self) -> Parents:
        given = self.cleaned_data
        return Parents(self.standard.get(given["seen_parent"]), given["parent"])

    def show_conflicts(self, number: int, parent: int | None, conflicts) -> None:
        """Show what somebody else wrote; saving again means: I have seen it."""
        self.conflicts = list(conflicts)
        self.data = self.data.copy()
        self.data["number"] = number
        self.data["seen_parent"] = str(parent or "")
