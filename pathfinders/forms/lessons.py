"""Forms of lessons learned."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import VersionedModelForm
from pathfinders.enums import Topic
from pathfinders.forms.filters import NOT_A_CHOICE
from pathfinders.models import Lesson
from pathfinders.selectors.lessons import countries_with_lessons


class LessonForm(VersionedModelForm):
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They make the lesson easy to find for other countries."),
    )

    class Meta:
        model = Lesson
        fields = ["text", "topics", "is_public"]
        help_texts = {
            "text": _(
                "What would you do again, or do differently? Name no person who took "
                "part."
            ),
            "is_public": _(
                "Otherwise only the country’s team and the secretariat read it."
            ),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


class LessonFilters(forms.Form):
    """What of the lessons is shown; a value that cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    topic = forms.ChoiceField(
        label=_("Topic"),
        choices=[("", _("All topics")), *Topic.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, error_messages=NOT_A_CHOICE
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        countries = countries_with_lessons(user)
        self.countries = {each.country.slug: each for each in countries}
        named = sorted((str(each), slug) for slug, each in self.countries.items())
        self.fields["country"].choices = [
            ("", _("All countries")),
            *((slug, name) for name, slug in named),
        ]

    def chosen(self) -> dict:
        """Return what the selector takes: the filters that are set and readable."""
        self.is_valid()
        values = self.cleaned_data
        return {
            "words": values.get("q", ""),
            "topic": values.get("topic", ""),
            "country": self.countries.get(values.get("country", "")),
        }
