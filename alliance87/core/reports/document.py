"""A document: cover, contents, numbered sections."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from alliance87.core.charts.ruler import TARGETS, ruler
from alliance87.core.dates import write_day
from alliance87.core.pdf import render_html
from alliance87.core.reports.sections import Fact, Section, Text

Data = TypeVar("Data")
Made = Section | Sequence[Section] | None

SPACE_AT_END = re.compile(r"\s+(?=</(?:td|th|p|dd|dt|li|h[1-4]|caption)>)")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a document says. It holds plain facts, never a model.

    `period` is the first and last year marked on the ruler of the cover, `targets`
    the target years with what is due by their end. `facts` are the four pairs at
    the foot of the cover. `version_text` is as printed: "version 2".
    """

    kind: Text
    title: str
    issuer: Text
    language: str
    as_of: date
    version_text: Text
    sections: tuple[Section, ...]
    subtitle: Text = ""
    facts: tuple[Fact, ...] = ()
    period: tuple[int, int] | None = None
    targets: tuple[tuple[int, Text], ...] = ()
    is_example: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def running_title(self) -> str:
        return f"{self.title} · {self.kind}"

    @property
    def full_title(self) -> str:
        """The title of the file, as a viewer and a screen reader announce it."""
        return f"{self.title}: {self.subtitle or self.kind}"

    @property
    def foot(self) -> str:
        as_of = _("As of %(date)s") % {"date": write_day(self.as_of)}
        language = language_name(self.language)
        return f"{self.issuer} · {self.kind}, {self.version_text}, {language} · {as_of}"

    @property
    def ruler(self) -> SafeString | str:
        if self.period is None:
            return ""
        return ruler(
            *self.period,
            targets=sorted(year for year, _note in self.targets) or TARGETS,
            notes={year: str(note) for year, note in self.targets},
            for_print=True,
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A section in its place: its number, its anchor, the label of its exhibit."""

    section: Section
    number: str
    anchor: str
    label: str
    label_anchor: str

    @property
    def opens(self) -> bool:
        """Whether this begins a numbered section."""
        return bool(self.section.heading)


def compose(parts: Sequence[Callable[[Data], Made]], data: Data) -> tuple[Section, ...]:
    """Return the sections that the parts of a kind of document make of the data."""
    sections: list[Section] = []
    for part in parts:
        made = part(data)
        if isinstance(made, Section):
            sections.append(made)
        elif made is not None:
            sections.extend(made)
    return tuple(sections)


def document_html(report: Report) -> str:
    """Return the page from which the PDF is made, in the document's language."""
    with override(report.language):
        placed = place(report.sections)
        html = render_to_string(
            "reports/document.html",
            {
                "report": report,
                "placed": placed,
                "numbered": [p for p in placed if p.opens],
                "exhibits": [p for p in placed if p.label],
            },
        )
    # With a space at its end, a text that fills its line to the last point is broken
    # after its first word (WeasyPrint 70).
    return SPACE_AT_END.sub("", html)


def render(report: Report) -> bytes:
    """Return the document as PDF/UA-1. Raises ReportError when it cannot be made."""
    return render_html(document_html(report))


def place(sections: Sequence[Section]) -> list[Placed]:
    """Number sections, tables and figures in their order."""
    placed, number = [], 0
    counts = {"table": 0, "figure": 0}
    for section in sections:
        number += bool(section.heading)
        label = label_anchor = ""
        if kind := section.exhibit:
            counts[kind] += 1
            label = _label(kind, counts[kind])
            label_anchor = f"{kind}-{counts[kind]}"
        anchor = section.anchor or (f"section-{number}" if section.heading else "")
        placed.append(Placed(section, str(number), anchor, label, label_anchor))
    return placed


def _label(kind: str, number: int) -> str:
    if kind == "figure":
        return _("Figure %(number)s") % {"number": number}
    return _("Table %(number)s") % {"number": number}


def language_name(code: str) -> str:
    """Return the name of a language in the active language; the code if unknown."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code
