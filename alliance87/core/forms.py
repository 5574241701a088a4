"""Fields and forms that every app shares."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alliance87.core.dates import PartialDate, partial_date_from_parts
from alliance87.core.enums import Precision
from alliance87.core.exceptions import StaleVersion
from alliance87.core.uploads import ACCEPT, content_type_of

EXACT = "exact"
QUALIFIERS = [(EXACT, _("on this date")), (Precision.BEFORE, _("before this date"))]


class DayInput(forms.DateInput):
    """A calendar day, with the browser's own picker where there is one."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class PartialDateWidget(forms.MultiWidget):
    """Day, month, year and "on or before", as three short inputs and a choice."""

    def __init__(self, attrs=None):
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": forms.TextInput(number | {"maxlength": 2, "class": "input--2"}),
                "month": forms.TextInput(
                    number | {"maxlength": 2, "class": "input--2"}
                ),
                "year": forms.TextInput(number | {"maxlength": 4, "class": "input--4"}),
                "qualifier": forms.Select(choices=QUALIFIERS),
            },
            attrs,
        )

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"), _("Known as"))
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
            part["attrs"]["aria-label"] = label
        return context

    def decompress(self, value):
        if value is None or value.on is None:
            return [None, None, None, EXACT]
        exact_day = value.precision in {Precision.DAY, Precision.BEFORE}
        month = None if value.precision == Precision.YEAR else value.on.month
        before = value.precision == Precision.BEFORE
        return [
            value.on.day if exact_day else None,
            month,
            value.on.year,
            Precision.BEFORE if before else EXACT,
        ]


class PartialDateField(forms.MultiValueField):
    """A date as exactly as it is known; cleans to a PartialDate.

    Empty day: the month is known. Empty month too: the year is known. All empty:
    nothing is known (only when the field is not required).
    """

    widget = PartialDateWidget
    default_error_messages = {
        "required": _("Enter the date, at least the year."),
        "before": _("For “before this date” enter day, month and year."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "help_text", _("Leave the day, or day and month, empty if not known.")
        )
        number = {"required": False, "localize": False}
        super().__init__(
            fields=(
                forms.IntegerField(min_value=1, max_value=31, **number),
                forms.IntegerField(min_value=1, max_value=12, **number),
                forms.IntegerField(min_value=1900, max_value=2100, **number),
                forms.ChoiceField(choices=QUALIFIERS, required=False),
            ),
            require_all_fields=False,
            **kwargs,
        )

    def clean(self, value):
        parts = list(value or [])
        filled = [part for part in parts[:3] if part not in (None, "")]
        if not filled and not self.required:
            self.fields[3].clean(parts[3] if len(parts) > 3 else "")
            return PartialDate.unknown()
        if not filled:
            raise ValidationError(self.error_messages["required"], code="required")
        return super().clean(value)

    def compress(self, data_list):
        day, month, year, qualifier = data_list
        on, precision = partial_date_from_parts(year=year, month=month, day=day)
        if qualifier == Precision.BEFORE:
            if precision != Precision.DAY:
                raise ValidationError(self.error_messages["before"], code="before")
            precision = Precision.BEFORE
        return PartialDate(on, precision)


class UploadField(forms.FileField):
    """A file judged by its content (see `core.uploads`)."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("PDF, PNG, JPEG, DOCX or XLSX, up to 20 MB."))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            content_type_of(upload)
        return upload


class VersionedModelForm(forms.ModelForm):
    """A form that never overwrites what somebody else saved meanwhile.

    The version that was read travels with the form. On a conflict `conflicts` lists
    (label, their text, your text), and saving again means: I have seen it.
    """

    compared: tuple[str, ...] = ()  # further attributes that a conflict shows
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.conflicts: list[tuple[str, str, str]] = []

    def clean_version(self):
        version = self.cleaned_data["version"]
        if version is None and self.instance.pk:
            raise ValidationError(_("The form is incomplete. Load the page again."))
        return version

    def save(self, commit=True):
        if not commit or not self.instance.pk:
            return super().save(commit)
        try:
            self.instance.save_checked(expected=self.cleaned_data["version"])
        except StaleVersion:
            self._find_conflicts()
            raise
        self._save_m2m()
        return self.instance

    def _find_conflicts(self) -> None:
        stored = type(self.instance)._default_manager.get(pk=self.instance.pk)
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = stored.version
        for name in [*self._meta.fields, *self.compared]:
            theirs, yours = _shown(stored, name), _shown(self.instance, name)
            if theirs != yours:
                label = str(self.fields[name].label if name in self.fields else name)
                self.conflicts.append((label, theirs, yours))


def _shown(record, name: str) -> str:
    """Return a value as a person reads it: the words of a choice, not its code."""
    words = getattr(record, f"get_{name}_display", None)
    return str((words() if words else getattr(record, name)) or "")


class DatedModelForm(VersionedModelForm):
    """A form for a `Dated` model: `when` as known, and `until` for a range."""

    compared = ("when",)
    when = PartialDateField(label=_("Date"), required=False)
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput,
        help_text=_("Only when it took several days."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("when", self.instance.when)
        self.initial.setdefault("until", self.instance.until)

    def clean(self):
        cleaned = super().clean()
        when, until = cleaned.get("when"), cleaned.get("until")
        if when is not None:
            self.instance.when = PartialDate(when.on, when.precision, until)
            if until and (when.on is None or until < when.on):
                self.add_error(
                    "until", _("The last day is before the first. Correct one of them.")
                )
        return cleaned


class ReasonForm(forms.Form):
    """One required text: a comment, a reason."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page says what happens, the button confirms it."""
