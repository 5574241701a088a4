"""The filters of the list of questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.partners.forms.filters import NOT_A_CHOICE, Filters
from alliance87.partners.models import Partner
from meetings.models import Meeting
from meetings.selectors.questions_asked import CAME_OF_IT

SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class QuestionsAskedFilters(Filters):
    """What of the list of questions is shown."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False, widget=SEARCH)
    partner = forms.ModelChoiceField(
        label=_("Asked by"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=_("Everybody"),
        error_messages=NOT_A_CHOICE,
    )
    state = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("", _("Anything")), *CAME_OF_IT.items()],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    meeting = forms.ModelChoiceField(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("All meetings"),
        error_messages=NOT_A_CHOICE,
    )

    def __init__(self, *args, partners, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners
        self.fields["meeting"].queryset = meetings
