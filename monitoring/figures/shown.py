"""The one place that turns a value into text: for pages, charts, files and documents.

A reader gets a number, one of four reasons why there is none, that it is withheld
because it is about few people, or that nothing was entered. These never look alike.
"""

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from alliance87.core.enums import Empty
from monitoring.enums import Computation, Quality
from monitoring.figures.content import Content
from monitoring.figures.writing import Written, write_interval, write_value

NUMBER = "number"
ZERO = "zero"
WORDS = "words"
COMPUTED = "computed"
SUPPRESSED = "suppressed"
NONE = "none"

# The shape that stands before words without a value (see `components/state.html`).
TONES = {
    Empty.NOT_AVAILABLE: "none",
    Empty.NOT_COLLECTED: "todo",
    Empty.NOT_APPLICABLE: "na",
    Empty.WITHHELD: "lock",
    SUPPRESSED: "lock",
    COMPUTED: "info",
}
# Codes of the SDMX code list CL_OBS_STATUS 2.2: A normal, B break, D definition
# differs, E estimate, P provisional, U low reliability; without a value: O missing,
# L data exist but were not collected, M data cannot exist, Q suppressed.
STATUS = {
    Quality.OFFICIAL: "A",
    Quality.PROVISIONAL: "P",
    Quality.ESTIMATE: "E",
    Quality.PROXY: "D",
    Quality.UNRELIABLE: "U",
    Quality.BREAK: "B",
    Empty.NOT_AVAILABLE: "O",
    Empty.NOT_COLLECTED: "L",
    Empty.NOT_APPLICABLE: "M",
    Empty.WITHHELD: "Q",
    SUPPRESSED: "Q",
    NONE: "O",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A value with what must be known to print it; selectors fill it.

    `version` is a stored version, a `Content`, or None where nothing was entered.
    `exact`: this reader may see counts of few people. `withheld`: the public may not
    (`disclosure.withheld_in`).
    """

    version: Any
    definition: Any
    exact: bool
    withheld: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as one reader sees it. `kind` is number, zero, words, computed,
    suppressed, none or one of the four empty meanings; `tone` the shape of a gap.

    `note` says why there is no value, or what to know of it; `beside` is a second
    statement (number beside percent). `stated` holds only what may be shown.
    """

    text: str
    unit: str = ""
    kind: str = NUMBER
    tone: str = ""
    note: str = ""
    number: Decimal | None = None
    beside: str = ""
    interval: str = ""
    quality: str = ""
    status: str = "A"
    stated: Content = Content()

    @property
    def is_gap(self) -> bool:
        """Whether words stand here because there is no value to show."""
        return not self.stated.has_value

    @property
    def words(self) -> str:
        """The whole value in one line: for alternative texts, titles and sentences."""
        whole = f"{self.text} {self.unit}".strip()
        return f"{whole} ({self.beside})" if self.beside else whole


@dataclass(frozen=True, slots=True)
class Plain:
    """A value for a file: `text` for people; numbers and codes for programs.

    `kind` tells apart what one status code holds together. Units as in `Content`.
    """

    kind: str
    status: str
    text: str
    note: str
    percent: Decimal | None
    quantity: Decimal | None
    amount: Decimal | None
    currency: str
    gdp_percent: Decimal | None
    bound: str
    low: Decimal | None
    high: Decimal | None
    standard_error: Decimal | None
    sample_size: int | None
    footnote: str


STATED = tuple(field.name for field in fields(Plain))[4:]


def shown(version, definition, *, language: str, exact: bool, withheld: bool) -> Shown:
    """Return a version or content as a reader sees it, in one language.

    A withheld value shows nothing to a reader who may not see it `exact`: no number,
    quality, note, interval or footnote. The mark is the same whether its count is
    small or would give a small one away. Why there is none is said beside withheld
    parts, but not in the country's words, which may tell the number.
    """
    content = _content_of(version)
    is_hidden = withheld and not exact
    with translation.override(language):
        if content.empty:
            return _empty(replace(content, empty_reason="") if is_hidden else content)
        if content.is_blank:
            return _nothing(definition)
        if is_hidden:
            return _gap(SUPPRESSED, withheld_words())
        return _value(content, definition, language, is_secret=withheld)


def withheld_words() -> str:
    """Return what stands where the public may not see a number of people."""
    return _("Withheld: small number of people")


def reason_words(kind: str) -> str:
    """Return what stands in a series in place of a number, by `Series.gaps`."""
    if kind == SUPPRESSED:
        return withheld_words()
    return _("Stated in words") if kind == WORDS else str(Empty(kind).label)


def shown_to(printed: Printed | None, *, language: str) -> Shown:
    """Return what a selector handed over as its reader sees it."""
    if printed is None:
        with translation.override(language):
            return _gap(NONE, _("Nothing entered"))
    return shown(
        printed.version,
        printed.definition,
        language=language,
        exact=printed.exact,
        withheld=printed.withheld,
    )


def plain(value: Shown) -> Plain:
    """Return a value for CSV, XLSX and JSON, with nothing that is not shown."""
    stated = {name: getattr(value.stated, name) for name in STATED}
    return Plain(value.kind, value.status, value.words, value.note, **stated)


def _content_of(version) -> Content:
    if version is None:
        return Content()
    return version if isinstance(version, Content) else Content.of(version)


def _gap(kind: str, text: str, note: str = "") -> Shown:
    return Shown(
        text=text,
        kind=kind,
        tone=TONES.get(kind, ""),
        note=note,
        status=STATUS.get(kind, "O"),
    )


def _empty(content: Content) -> Shown:
    meaning = Empty(content.empty)
    return _gap(meaning.value, str(meaning.label), content.empty_reason)


def _nothing(definition) -> Shown:
    if definition.computed_from:
        return _gap(COMPUTED, _("Not computed yet"), _computed_note(definition))
    return _gap(NONE, _("Nothing entered"))


def _value(content: Content, definition, language: str, *, is_secret: bool) -> Shown:
    written = write_value(content, definition, language=language)
    note = _("Not public: small number of people") if is_secret else ""
    kind = _kind(written, content)
    if definition.computed_from:
        kind, note = COMPUTED, note or _computed_note(definition)
    is_official = content.quality in {"", Quality.OFFICIAL}
    return Shown(
        text=written.text,
        unit=written.unit,
        kind=kind,
        tone="lock" if is_secret else "",
        note=note,
        number=written.number,
        beside=written.beside,
        interval=write_interval(content, language=language),
        quality="" if is_official else str(Quality(content.quality).label),
        status=STATUS.get(content.quality, "A"),
        stated=replace(content, empty_reason=""),
    )


def _kind(written: Written, content: Content) -> str:
    if written.number is None:
        return WORDS
    return ZERO if written.number == 0 and not content.bound else NUMBER


def _computed_note(definition) -> str:
    source = Computation(definition.computed_from).label
    return _("Computed from: %(source)s") % {"source": source}
