"""A section that prints how a text changed."""

from dataclasses import dataclass
from typing import ClassVar

from alliance87.core.reports.sections import Section
from alliance87.core.text_comparison import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanges(Section):
    """What changed between two texts, paragraph by paragraph.

    A word says what happened to each paragraph. One that changed is printed twice, as
    it was and as it is now: a screen reader does not announce a line through a word.
    `language` is that of the texts.
    """

    template: ClassVar[str] = "reports/sections/changes.html"

    stretches: tuple[Stretch, ...]
    language: str = ""
