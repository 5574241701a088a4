"""Documents made of sections, and letters, as PDF.

An app's `reports.py` turns facts into sections and hands them over:

    ROADMAP = [summary, priorities, funding]       # one function a part, in order

    def roadmap_pdf(roadmap) -> bytes:
        facts = selectors.roadmap_facts(roadmap)   # a frozen dataclass, no models
        return reports.render(
            reports.Report(..., sections=reports.compose(ROADMAP, facts))
        )

A section with a heading opens a numbered section of the document; one without
continues the section before it. Tables and figures are numbered by the document.
A part that has nothing to say returns None and is left out.
"""

from alliance87.core.reports.changes import TextChanges
from alliance87.core.reports.charts import chart_figure
from alliance87.core.reports.document import Report, compose, document_html, render
from alliance87.core.reports.leaves import Leaf, Leaves, leaf_htmls, render_leaves
from alliance87.core.reports.letter import Letter, letter_html, render_letter
from alliance87.core.reports.prose import prose
from alliance87.core.reports.sections import (
    CANNOT_BE_COMPUTED,
    NO_DATA,
    NOT_ON_RECORD,
    NOT_STATED,
    Cell,
    Column,
    Details,
    Fact,
    Facts,
    Figure,
    Group,
    Note,
    People,
    Person,
    Prose,
    Row,
    Section,
    Source,
    Sources,
    TableSection,
    Tone,
)

__all__ = [
    "CANNOT_BE_COMPUTED",
    "NOT_ON_RECORD",
    "NOT_STATED",
    "NO_DATA",
    "Cell",
    "Column",
    "Details",
    "Fact",
    "Facts",
    "Figure",
    "Group",
    "Leaf",
    "Leaves",
    "Letter",
    "Note",
    "People",
    "Person",
    "Prose",
    "Report",
    "Row",
    "Section",
    "Source",
    "Sources",
    "TableSection",
    "TextChanges",
    "Tone",
    "chart_figure",
    "compose",
    "document_html",
    "leaf_htmls",
    "letter_html",
    "prose",
    "render",
    "render_leaves",
    "render_letter",
]
