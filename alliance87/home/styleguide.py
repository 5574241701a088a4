"""One page with every component in every state, for the people who build pages."""

from dataclasses import dataclass
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Layout, Row, Submit
from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from alliance87.core.charts import FundingBar, FundingBars, sparkline
from alliance87.core.forms import PartialDateField
from alliance87.home.styleguide_charts import example_charts

EXAMPLE_ANSWERS = {
    "share": "12,4",
    "signed_on_day": "31",
    "signed_on_month": "2",
    "signed_on_year": "2025",
    "source": "survey",
    "public": "on",
    "difficult": "The survey came late.",
}


@dataclass(frozen=True, slots=True)
class Item:
    """What the components of this page are fed with: plain values, no domain."""

    label: str
    value: str | None = None
    url: str = ""
    tone: str = ""
    state: str = ""
    hint: str = ""
    date_text: str = ""
    state_label: str = ""
    source: str = ""
    source_url: str = ""
    note: str = ""
    count: int | None = None
    is_current: bool = False
    is_number: bool = False


class ExampleForm(forms.Form):
    """Each kind of field once."""

    share = forms.DecimalField(
        label=_("Children in child labour"),
        help_text=_("Share of children aged 5 to 17, for example 12.4"),
        error_messages={"invalid": _("Write the number with a point: 12.4")},
        localize=False,
    )
    signed_on = PartialDateField(label=_("Day of the letter"))
    source = forms.ChoiceField(
        label=_("Source"),
        choices=[("survey", _("Household survey 2024")), ("other", _("Another"))],
    )
    sure = forms.ChoiceField(
        label=_("How sure is the day?"),
        choices=[("day", _("Day is known")), ("month", _("Only the month"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how sure the day is")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the document"),
        choices=[("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    public = forms.BooleanField(
        label=_("The public may see this document"), required=False
    )
    document = forms.FileField(
        label=_("Scan of the letter"),
        help_text=_("PDF or image, at most 20 MB"),
        error_messages={"required": _("Choose the scan of the letter")},
    )
    difficult = forms.CharField(
        label=_("What was difficult"), widget=forms.Textarea, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["share"].unit = _("percent")
        self.helper = FormHelper()
        self.helper.attrs = {"aria-label": _("Example form")}
        self.helper.layout = Layout(
            Row("share", "signed_on"),
            Fieldset(_("The letter"), "source", "sure", "languages", "public"),
            "document",
            "difficult",
            ButtonHolder(Submit("save", _("Save and continue"))),
        )


def styleguide(request):
    """Show every component with invented values."""
    form = ExampleForm(EXAMPLE_ANSWERS)
    pages = Paginator(range(1, 401), 50)
    context = {
        "form": form,
        "is_example": True,
        "breadcrumbs": [Item(_("Home"), url="/"), Item(_("Style guide"))],
        "page_of_list": pages.page(3),
        **_drawings(),
        **example_charts(),
        **_examples(),
    }
    return render(request, "home/styleguide.html", context)


def _drawings() -> dict[str, object]:
    bars = FundingBars(
        rows=[
            FundingBar(str(_("Schooling")), Decimal(1_250_000), Decimal(980_000)),
            FundingBar(str(_("Inspection")), Decimal(640_000), Decimal(640_000)),
            FundingBar(str(_("Survey")), Decimal(410_000), None),
        ],
        currency="USD",
        title=str(_("Schooling lacks most: 270 000 of 1 250 000")),
        description=str(_("Money needed and found by priority, USD, Exampleland")),
    )
    shares = [(2019, "14.2"), (2020, "13.9"), (2021, "13.1"), (2024, "12.4")]
    return {
        "chart": bars,
        "chart_svg": bars.svg(),
        "chart_columns": [
            Item(_("Priority")),
            Item(_("Needed"), is_number=True),
            Item(_("Found"), is_number=True),
            Item(_("Gap"), is_number=True),
        ],
        "spark": sparkline(
            [(year, Decimal(share)) for year, share in shares],
            title=str(_("Children in child labour")),
            unit="%",
        ),
    }


def _examples() -> dict[str, object]:
    return {
        "swatches": [
            Item(_("Text"), value="ink"),
            Item(_("Second text"), value="ink-2"),
            Item(_("Hairline"), value="line"),
            Item(_("Field border"), value="edge"),
            Item(_("Band"), value="wash"),
            Item(_("Link, action, focus"), value="accent"),
            Item(_("Selected"), value="accent-wash"),
            Item(_("The mark only"), value="brand"),
            Item(_("Good"), value="good"),
            Item(_("Watch"), value="watch"),
            Item(_("Stop"), value="stop"),
            Item(_("No data"), value="none"),
        ],
        "states": [
            Item(_("Accepted"), tone="good", hint=_("Proof on record, published")),
            Item(_("Complete"), tone="done", hint=_("A task or cell is finished")),
            Item(_("In progress"), tone="half", hint=_("Draft, under way")),
            Item(_("Not started"), tone="todo", hint=_("Nothing done, nothing wrong")),
            Item(_("Due in 9 days"), tone="watch", hint=_("Due soon, stated, ageing")),
            Item(_("Overdue"), tone="stop", hint=_("Missing, returned, not saved")),
            Item(_("On hold"), tone="hold", hint=_("Only after a decision")),
            Item(_("Cannot start yet"), tone="lock", hint=_("Locked or withheld")),
            Item(_("No record"), tone="none", hint=_("Never a judgement")),
            Item(_("Not required"), tone="na", hint=_("The rule does not ask")),
            Item(_("Since 2019"), tone="info", hint=_("A date or fact to know")),
        ],
        "facts": [
            Item(_("Due"), value=_("30 November 2026")),
            Item(_("Sent by"), value=_("Focal point"), source=_("Letter of 3 March")),
            Item(_("Received"), value=None),
        ],
        "answers": [
            Item(_("Day of the letter"), value=_("3 March 2025"), url="#forms"),
            Item(_("What was difficult"), value=None, url="#forms"),
        ],
        "tasks": [
            Item(_("Budget"), url="#tasks", tone="half", state=_("In progress")),
            Item(
                _("Measurement"),
                url="#tasks",
                tone="done",
                state=_("Complete"),
                hint=_("11 indicators"),
            ),
            Item(_("Signature"), tone="lock", state=_("Cannot start yet")),
        ],
        "steps": [
            Item(_("Interest"), tone="done", date_text=_("3 March 2025")),
            Item(_("Workshop"), tone="part", state_label=_("Stated, no document")),
            Item(_("Roadmap"), tone="now", state_label=_("Under way")),
            Item(_("Report back"), tone="none", state_label=_("No record")),
            Item(_("Letter"), tone="todo", state_label=_("Not started")),
            Item(_("Review"), tone="skip", state_label=_("Not required")),
        ],
        "events": [
            Item(
                _("Minister writes to the ILO Director-General"),
                date_text=_("3 March 2025"),
                source=_("letter, scan"),
                source_url="#path",
                tone="good",
                state=_("On record"),
            ),
            Item(
                _("Planning workshop"),
                date_text=_("June 2025"),
                note=_("Held with employers, unions and survivors."),
                tone="watch",
                state=_("Day missing"),
            ),
        ],
        "columns": [
            Item(_("Priority")),
            Item(_("Needed"), is_number=True),
            Item(_("Found"), is_number=True),
        ],
        "rows": [
            [_("Schooling"), "1\u00a0250\u00a0000", "980\u00a0000"],
            [_("Inspection"), "640\u00a0000", "640\u00a0000"],
            [_("Survey"), "410\u00a0000", None],
        ],
        "tabs": [
            Item(_("Agenda"), url="#ways", is_current=True),
            Item(_("Decisions"), url="#ways", count=3),
            Item(_("Participants"), url="#ways", count=41),
        ],
        "icons": ["person", "globe", "document", "download"],
        "notices": [_("PDF is switched off: a system library is missing.")],
    }
