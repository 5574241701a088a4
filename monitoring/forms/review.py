"""Forms of the annual review."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import VersionedModelForm
from monitoring.enums import Assessment, JustificationVerdict
from monitoring.models import AnnualReview, MissedMilestone
from monitoring.selectors.missed import Missed

FIRST_YEAR = 2018  # the first note on pathfinder countries
REPORT_TEXTS = (
    *("progress", "challenges", "justification"),
    *("support_needed", "next_steps"),
)


def _text(rows: int = 8) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StartForm(forms.Form):
    """Which year to report on. `taken_year` is the year that has a review already."""

    year = forms.TypedChoiceField(
        label=_("Year"),
        coerce=int,
        help_text=_("Years that have a review already are not in the list."),
    )

    def __init__(self, pathfinder, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken_year: int | None = None
        self.taken = set(pathfinder.reviews.values_list("year", flat=True))
        this_year = timezone.localdate().year
        free = [
            year
            for year in range(this_year, FIRST_YEAR - 1, -1)
            if year not in self.taken
        ]
        self.fields["year"].choices = [(year, str(year)) for year in free]

    def clean(self):
        for year in self.taken:
            if self.data.get("year") == str(year):
                self.taken_year = year
                self.errors.pop("year", None)
                sentence = _("There is a review for %(year)s already.")
                self.add_error("year", ValidationError(sentence % {"year": year}))
        return super().clean()


class ReportForm(VersionedModelForm):
    """The country's part of the review; much of it may stay open in a draft."""

    needed_to_submit = ("progress", "next_steps")

    class Meta:
        model = AnnualReview
        fields = ["language", *REPORT_TEXTS]
        labels = {"language": _("Language of the report")}
        widgets = {
            "progress": _text(10),
            "challenges": _text(),
            "justification": _text(),
            "support_needed": _text(5),
            "next_steps": _text(),
        }
        help_texts = {
            "language": _("The review is published in the language you write it in."),
            "progress": _(
                "What was done in the year, priority by priority. Name laws, "
                "inspections, money spent and people reached, with figures and dates."
            ),
            "challenges": _("What was difficult or did not happen."),
            "justification": _(
                "Only when progress was not substantial: what stood in the way, and "
                "why it was outside your control. Reasons for single milestones have "
                "their own list on the page of the review."
            ),
            "support_needed": _("What would help, and from whom."),
            "next_steps": _("What will be done until the next review, and by when."),
        }


class AssessmentForm(VersionedModelForm):
    """The secretariat's part: how far the country came, and why we say so."""

    class Meta:
        model = AnnualReview
        fields = ["assessment", "assessment_reasons"]
        labels = {"assessment": _("How far did the country come in the year?")}
        widgets = {"assessment": forms.RadioSelect, "assessment_reasons": _text()}
        help_texts = {
            "assessment_reasons": _(
                "Say what the judgement rests on, so that the country can answer it."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assessment"].choices = Assessment.choices
        for field in ("assessment", "assessment_reasons"):
            self.fields[field].required = True


class AnswerForm(VersionedModelForm):
    """The country's answer to the assessment, with its reasons."""

    class Meta:
        model = AnnualReview
        fields = ["answer", "justification"]
        widgets = {"answer": _text(), "justification": _text()}
        help_texts = {
            "answer": _("Whether you agree, and what the assessment leaves out."),
            "justification": _(
                "Only when progress was not substantial. An administrator says later "
                "whether the reasons are accepted."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True


class ReturnForm(forms.Form):
    """What the country should change."""

    comment = forms.CharField(
        label=_("What should the country change?"),
        widget=_text(5),
        max_length=4000,
        help_text=_("Name the part of the report and what is missing in it."),
    )


class TableForm(forms.Form):
    """At which meeting the review is tabled."""

    meeting = forms.CharField(
        label=_("Meeting"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "input--full"}),
        help_text=_("For example: 20th meeting of the Global Coordinating Group."),
    )


class OutcomeForm(forms.Form):
    """Whether the review counts towards a hold, and each missed milestone's reasons.

    `missed` are the milestones of the review (see `selectors.missed`).
    """

    verdict = forms.ChoiceField(
        label=_("Reasons for little progress"), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note on the outcome"),
        required=False,
        widget=_text(4),
        max_length=4000,
        help_text=_("Published with the review."),
    )

    def __init__(self, review, *args, missed: Sequence[Missed] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.missed = missed
        substantial = review.assessment == Assessment.SUBSTANTIAL
        self.fields["verdict"].choices = [
            (verdict.value, verdict.label)
            for verdict in JustificationVerdict
            if (verdict == JustificationVerdict.NOT_NEEDED) == substantial
        ]
        if missed and not substantial:
            self.fields["verdict"].help_text = _(
                "Proposal: accepted only when the reasons for every missed milestone "
                "are. You decide."
            )
        for each in missed:
            self._ask_about(each.row)
        self.order_fields([name for name in self.fields if "-" in name])

    def _ask_about(self, row: MissedMilestone) -> None:
        facts = {"title": row.title}
        wanted = _("Say whether the reasons for “%(title)s” are accepted.")
        self.fields[f"verdict-{row.pk}"] = forms.ChoiceField(
            label=_("Does the Group accept the reasons?"),
            choices=MissedMilestone._meta.get_field("verdict").choices,
            widget=forms.RadioSelect,
            error_messages={"required": wanted % facts},
        )
        self.fields[f"why-{row.pk}"] = forms.CharField(
            label=_("Why"),
            max_length=MissedMilestone._meta.get_field("verdict_note").max_length,
            widget=_text(2),
            help_text=_("Published with the review."),
            error_messages={"required": _("Say why, for “%(title)s”.") % facts},
        )

    @property
    def groups(self) -> list[tuple[Missed, list[forms.BoundField]]]:
        """Each missed milestone with its two fields."""
        return [
            (each, [self[f"verdict-{each.row.pk}"], self[f"why-{each.row.pk}"]])
            for each in self.missed
        ]

    @property
    def outcome(self) -> dict:
        """What the verb takes: the verdict, the note, and those on each milestone."""
        given = self.cleaned_data
        keys = [each.row.pk for each in self.missed]
        return {
            "verdict": given["verdict"],
            "note": given["note"],
            "judgements": {
                key: (given[f"verdict-{key}"], given[f"why-{key}"]) for key in keys
            },
        }
