"""Forms of the expression of interest."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Precision
from alliance87.core.forms import (
    DatedModelForm,
    DayInput,
    PartialDateField,
    UploadField,
)
from pathfinders.enums import Addressee
from pathfinders.models import ExpressionOfInterest

SECRETARIAT_FIELDS = (
    "received_on",
    "acknowledged_on",
    "source",
    "source_url",
    "conflict",
)
NEEDED_TO_SUBMIT = {
    *("when", "minister", "ministry", "addressee", "senior_official", "upload"),
}
LONG = forms.TextInput(attrs={"class": "input--full"})


class EoiForm(DatedModelForm):
    """What the minister's letter says. Everything may stay open in a draft.

    Source: Pathfinder Country Guidance Note, footnote 2 (who the letter goes to).
    """

    when = PartialDateField(label=_("Date of the letter"), required=False)
    until = None
    signed_by_minister = forms.TypedChoiceField(
        label=_("Did a minister sign the letter?"),
        choices=[(True, _("Yes")), (False, _("No"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose “Yes” or “No”.")},
    )
    addressee = forms.ChoiceField(
        label=_("To whom is the letter addressed?"),
        choices=Addressee.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "A letter signed by a minister is addressed to the ILO Director-General, "
            "any other letter to the head of the Secretariat."
        ),
    )
    upload = UploadField(label=_("Scan of the letter"), required=False)

    class Meta:
        model = ExpressionOfInterest
        fields = [
            "minister",
            "ministry",
            "signed_by_minister",
            "addressee",
            "text",
            "senior_official",
            "senior_official_post",
            *SECRETARIAT_FIELDS,
        ]
        labels = {"minister": _("Who signed the letter?")}
        help_texts = {
            "minister": _("Name and function as they stand under the letter."),
            "senior_official": _(
                "The letter names a senior government official who leads the "
                "acceleration."
            ),
            "source": _("Where the letter is on record, when no scan exists."),
        }
        widgets = {
            "ministry": LONG,
            "source": LONG,
            "received_on": DayInput,
            "acknowledged_on": DayInput,
            "text": forms.Textarea(attrs={"rows": 6}),
            "conflict": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, for_secretariat: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["signed_by_minister"] = None
        self.needed_to_submit = set(NEEDED_TO_SUBMIT)
        if self.instance.scan_id:
            self.needed_to_submit.discard("upload")
            self._offer_next_version()
        if not for_secretariat:
            for name in SECRETARIAT_FIELDS:
                del self.fields[name]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout(for_secretariat)

    def _offer_next_version(self) -> None:
        """Name the scan on file, so that nobody uploads it again."""
        field = self.fields["upload"]
        field.label = _("Replace the scan of the letter")
        field.help_text = format_html(
            "{} {}",
            _("On file: %(title)s. A new file becomes the next version.")
            % {"title": self.instance.scan},
            field.help_text,
        )

    def _layout(self, for_secretariat: bool) -> Layout:
        parts = [
            "version",
            Fieldset(
                _("The letter"),
                "when",
                "minister",
                "ministry",
                "signed_by_minister",
                "addressee",
                "text",
                "upload",
            ),
            Fieldset(
                _("Who leads the effort"), "senior_official", "senior_official_post"
            ),
        ]
        if for_secretariat:
            parts.append(Fieldset(_("For the secretariat"), *SECRETARIAT_FIELDS))
        return Layout(*parts)

    def clean(self):
        cleaned = super().clean()
        self._check_addressee(cleaned)
        self._check_days(cleaned)
        return cleaned

    def _check_addressee(self, cleaned) -> None:
        by_minister = cleaned.get("signed_by_minister")
        to = cleaned.get("addressee")
        if by_minister is True and to == Addressee.SECRETARIAT_HEAD:
            self.add_error(
                "addressee",
                _(
                    "A letter signed by a minister is addressed to the ILO "
                    "Director-General. Choose “ILO Director-General”, or answer “No” "
                    "to “Did a minister sign the letter?”."
                ),
            )
        if by_minister is False and to == Addressee.ILO_DIRECTOR_GENERAL:
            self.add_error(
                "addressee",
                _(
                    "A letter that no minister signed is addressed to the head of the "
                    "Secretariat. Choose “Head of the Secretariat”, or answer “Yes” "
                    "to “Did a minister sign the letter?”."
                ),
            )

    def _check_days(self, cleaned) -> None:
        when, today = cleaned.get("when"), timezone.localdate()
        received = cleaned.get("received_on")
        acknowledged = cleaned.get("acknowledged_on")
        if when and when.on and when.on > today:
            self.add_error(
                "when", _("This day is in the future. Enter the date on the letter.")
            )
        if received and received > today:
            self.add_error(
                "received_on", _("This day is in the future. Enter the day of receipt.")
            )
        elif received and when and _is_before(received, when):
            self.add_error(
                "received_on",
                _(
                    "The letter was received before its own date. Correct the day of "
                    "receipt or the date of the letter."
                ),
            )
        if received and acknowledged and acknowledged < received:
            self.add_error(
                "acknowledged_on",
                _("A letter is acknowledged after it was received. Correct this day."),
            )


def _is_before(day, when) -> bool:
    """Whether `day` lies before every day that `when` may be."""
    return bool(when.on) and when.precision != Precision.BEFORE and day < when.on


class ReturnForm(forms.Form):
    """Why the letter goes back to the country."""

    comment = forms.CharField(
        label=_("What is missing, and what should the country do?"),
        help_text=_("The focal point reads this text."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={
            "required": _("Say what is missing, so that the country can act on it.")
        },
    )


class OverrideForm(forms.Form):
    """A written reason to go on without a proof; only where the rules allow it."""

    override = forms.CharField(
        label=_("Reason to go on without the missing proof"),
        help_text=_("The reason stays visible, with what was missing."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )

    def __init__(self, *args, may_override: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["override"]


class AcceptForm(OverrideForm):
    """When the letter came in, registered by the person who accepts it."""

    one_is_needed = ("received_on", "override")
    received_on = forms.DateField(
        label=_("Received on"),
        widget=DayInput,
        error_messages={
            "required": _("Enter the day on which the letter was received.")
        },
    )
    acknowledged_on = forms.DateField(
        label=_("Acknowledged on"), widget=DayInput, required=False
    )
    field_order = ("received_on", "acknowledged_on", "override")

    def __init__(self, *args, eoi: ExpressionOfInterest, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("received_on", "acknowledged_on"):
            self.initial[name] = getattr(eoi, name)
        received = self.fields["received_on"]
        received.required = not (eoi.received_on or "override" in self.fields)
