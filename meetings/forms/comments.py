"""Forms of comment rounds: opening one, saying something, answering it."""

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alliance87.core.deadline_fields import DeadlineField
from alliance87.partners.models import Partner
from meetings.enums import Disposition, RoundAudience
from meetings.models.comment_rounds import REFUSALS

TEXT = forms.Textarea(attrs={"rows": 6})


class OpenRoundForm(forms.Form):
    """Until when comments are taken, from whom, and what silence means."""

    closes = DeadlineField(label=_("Comments until"))
    audience = forms.ChoiceField(
        label=_("Who is asked"),
        choices=RoundAudience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is asked.")},
    )
    instructions = forms.CharField(
        label=_("Instructions"),
        max_length=4000,
        required=False,
        widget=TEXT,
        help_text=_("What you want to know, and which parts matter most."),
    )
    silence_is_consent = forms.BooleanField(
        label=_("Who says nothing agrees"),
        required=False,
        help_text=_(
            "Everybody reads this beside the deadline. It cannot be added later."
        ),
    )


class WriteCommentForm(forms.Form):
    """A comment; the secretariat says from whom it is."""

    partner = forms.ModelChoiceField(
        label=_("From"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=_("The secretariat"),
    )
    section = forms.CharField(
        label=_("Part of the text"),
        max_length=200,
        required=False,
        help_text=_("The heading, the page or the paragraph."),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=8000,
        widget=TEXT,
        error_messages={"required": _("Write the comment.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, names_partner: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if names_partner:
            known = Partner.objects.visible_to(AnonymousUser())
            self.fields["partner"].queryset = known
        else:
            del self.fields["partner"]


class AnswerForm(forms.Form):
    """What was done with a comment."""

    disposition = forms.ChoiceField(
        label=_("What was done"),
        choices=[each for each in Disposition.choices if each[0] != Disposition.OPEN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what was done with the comment.")},
    )
    response = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        required=False,
        widget=TEXT,
        help_text=_("Needed where a comment is not accepted, or not all of it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        is_refusal = cleaned.get("disposition") in REFUSALS
        if is_refusal and not cleaned.get("response", "").strip():
            raise ValidationError(
                {"response": _("Say why a comment is not accepted, or not all of it.")}
            )
        return cleaned
