"""Forms of the workshop report; their help is the workshop guidance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import VersionedModelForm
from pathfinders.enums import ReportPartKind
from pathfinders.models import ReportPart, Roadmap, WorkshopReport
from pathfinders.selectors.workshop_report import MADE

LONG = {"class": "input--full"}
# Report template and key orientations of the workshop guidance.
PART_HELP = {
    ReportPartKind.SUMMARY: _(
        "On one page: why the workshop was held, who took part, what was agreed, and "
        "the next steps."
    ),
    ReportPartKind.CONTEXT: _(
        "What is there: statistics, laws, policies, programmes and institutions on "
        "target 8.7, and the development frameworks they belong to. What is missing: "
        "shortcomings and bottlenecks. How the workshop was prepared. Programme, "
        "participants by group and public lessons follow by themselves."
    ),
    ReportPartKind.PRIORITIES: _(
        "The small number of priorities that were agreed, why these, and what will "
        "make action faster. Think of the four drivers: acceleration; innovation; "
        "monitoring; accountability and partnerships. The list of priorities follows "
        "from the roadmap."
    ),
    ReportPartKind.ROADMAP: _(
        "A few lines on how the table was made, if they are needed. The table itself "
        "comes from the roadmap that the report prints."
    ),
    ReportPartKind.FUNDING_GAP: _(
        "How the resources were estimated, and who will find what is missing. The "
        "sums follow from the roadmap."
    ),
    ReportPartKind.FOCAL_POINT: _(
        "The role of the focal point, and how to reach the office. The name follows "
        "from the appointment on record. This text becomes public: no private "
        "address or number."
    ),
    ReportPartKind.EXTRA: _(
        "For example the methodology, roles and responsibilities, or an annex."
    ),
}
MARKS = _(
    "An empty line begins a new paragraph, “- ” a list, “### ” a heading, and "
    "**two stars** make bold."
)


class ReportForm(VersionedModelForm):
    """Title, language, and the version of the roadmap that the report prints."""

    class Meta:
        model = WorkshopReport
        fields = ["title", "language", "roadmap"]
        help_texts = {
            "roadmap": _(
                "Its table and its sums fill three parts. Amounts that are not shown "
                "to the public stay out of the published report, and a roadmap that "
                "is not public does too."
            ),
        }
        widgets = {"title": forms.TextInput(LONG)}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        host = self.instance.workshop.pathfinder
        if host is None:
            del self.fields["roadmap"]
            return
        field = self.fields["roadmap"]
        field.queryset = Roadmap.objects.visible_to(user).filter(pathfinder=host)
        field.empty_label = _("None")
        field.label_from_instance = _version


def _version(roadmap: Roadmap) -> str:
    words = {
        "number": roadmap.number,
        "title": roadmap,
        "state": roadmap.get_state_display(),
    }
    return _("Version %(number)s: %(title)s (%(state)s)") % words


class PartForm(VersionedModelForm):
    """The text of one part; only further parts have a title of their own."""

    after = forms.ModelChoiceField(
        label=_("Stands after"), queryset=ReportPart.objects.none(), empty_label=None
    )

    class Meta:
        model = ReportPart
        fields = ["title", "text"]
        widgets = {
            "title": forms.TextInput(LONG),
            "text": forms.Textarea(attrs={"rows": 16, "class": "input--tall"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        part = self.instance
        help_text = PART_HELP.get(ReportPartKind(part.kind), "")
        self.fields["text"].help_text = f"{help_text} {MARKS}"
        if part.kind == ReportPartKind.EXTRA:
            self.fields["title"].required = True
        else:
            del self.fields["title"]
        if part.pk is None:
            places = part.report.parts.exclude(kind=MADE[0])
            self.fields["after"].queryset = places
            self.initial["after"] = places.last()
            self.order_fields(["title", "after", "text"])
        else:
            del self.fields["after"]
