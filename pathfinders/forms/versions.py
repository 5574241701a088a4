"""Forms of the versions of a roadmap: presenting, publishing, commenting, comparing."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DayInput
from alliance87.core.planned.pages import EmbargoForm
from pathfinders.forms.roadmap import ReturnForm

LONG = {"rows": 4}


class PresentForm(forms.Form):
    """At which meeting the Group saw the roadmap."""

    on = forms.DateField(
        label=_("Presented on"),
        widget=DayInput,
        error_messages={"required": _("Enter the day of the presentation.")},
    )
    meeting = forms.CharField(
        label=_("Meeting"),
        max_length=120,
        help_text=_("For example: 19th meeting of the Global Coordinating Group."),
        widget=forms.TextInput(attrs={"class": "input--full"}),
        error_messages={"required": _("Name the meeting.")},
    )
    report_back = forms.BooleanField(
        label=_("Put the step “Reported back to the Group” on record too"),
        help_text=_("With the same day and meeting. The path still lacks this step."),
        required=False,
        initial=True,
    )

    def __init__(self, *args, lacks_report_back: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not lacks_report_back:
            del self.fields["report_back"]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(
                _(
                    "This day is in the future. Record the presentation once it took "
                    "place."
                )
            )
        return on


class PublishUnpresentedForm(EmbargoForm):
    """Why an accepted roadmap is published without the presentation to the Group."""

    reason = forms.CharField(
        label=_("Why it was not presented to the Group"),
        help_text=_("It stays in the trail of the country."),
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
        error_messages={
            "required": _("Say why the roadmap was not presented to the Group.")
        },
    )
    field_order = ("reason", "until")


class ReturnWithCommentsForm(ReturnForm):
    """What to change; it may stay empty when comments on rows say it."""

    def __init__(self, *args, has_comments: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_comments:
            self.fields["comment"].required = False
            self.fields["comment"].help_text = _(
                "The country reads this text above your comments on the rows. It may "
                "stay empty."
            )


class CommentForm(forms.Form):
    """What to say about a row, or about the whole roadmap."""

    text = forms.CharField(
        label=_("Comment"),
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
        error_messages={"required": _("Write the comment.")},
    )


class ChooseVersionsForm(forms.Form):
    """Which two versions are compared."""

    old = forms.TypedChoiceField(label=_("Compare version"), coerce=int)
    new = forms.TypedChoiceField(label=_("with version"), coerce=int)

    def __init__(self, *args, choices: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            self.fields[name].choices = choices
            self.fields[name].error_messages["invalid_choice"] = _(
                "Choose a version from the list."
            )

    def clean(self):
        cleaned = super().clean()
        old, new = cleaned.get("old"), cleaned.get("new")
        if old is not None and old == new:
            self.add_error("new", _("Choose two different versions."))
        return cleaned
