"""One line of the entry grid: what stands there, what was typed, what was meant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from alliance87.core.enums import Empty
from alliance87.core.numbers import AmbiguousNumber, Reading, typed, write_number
from monitoring.enums import Frequency, ValueType
from monitoring.figures.content import Content
from monitoring.figures.reading import facts_of, fields_of, read_content
from monitoring.figures.reading_fields import FIELD_NAMES
from monitoring.models import Definition, ObservationVersion
from monitoring.selectors.entry import Line

NUMBER, WORD, TEXT, AREA, DAY, CHOICE = (
    "number",
    "word",
    "text",
    "area",
    "day",
    "choice",
)
KINDS = {
    "currency": WORD,
    "answer": CHOICE,
    "on": DAY,
    "frequency": CHOICE,
    "items": AREA,
    "text": AREA,
}
LIMITED = frozenset({"percent", "quantity", "amount", "gdp_percent"})
SIGNS = {"percent": "%", "gdp_percent": "%"}
YES, NO = "yes", "no"
CHOICES = {
    "answer": (
        ("", gettext_lazy("Choose")),
        (YES, pgettext_lazy("answer", "Yes")),
        (NO, pgettext_lazy("answer", "No")),
    ),
    "frequency": (("", gettext_lazy("Choose")), *Frequency.choices),
}
EMPTY_CHOICES = (("", gettext_lazy("There is a value")), *Empty.choices)
# What stands beside the value in each kind of line.
ABSENCE = ("empty", "empty_reason")
# Which of the fields is a further fact, that most people leave open.
OPTIONAL = {
    ValueType.YES_NO: {"on", "quantity", "text"},
    ValueType.SHARE: {"quantity"},
    ValueType.MONEY: {"gdp_percent"},
}


@dataclass(frozen=True, slots=True)
class Control:
    """One field as a page draws it. `readings` asks which of several was meant."""

    name: str
    field: str
    label: str
    kind: str
    value: str
    sign: str = ""
    choices: tuple = ()
    is_optional: bool = False
    errors: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()


def value_fields(definition: Definition) -> tuple[str, ...]:
    """Return the fields of a value that a line of the grid has room for."""
    return tuple(each for each in fields_of(definition) if each in FIELD_NAMES)


def texts_of(
    version: ObservationVersion | None, definition: Definition, *, language: str
) -> dict[str, str]:
    """Return the fields of a line as a person would type what a version states."""
    names = (*value_fields(definition), *ABSENCE)
    if version is None:
        return dict.fromkeys(names, "")
    content = Content.of(version)
    return {name: _text(content, name, language) for name in names}


def fact_texts(
    version: ObservationVersion, definition: Definition, *, language: str
) -> dict[str, str]:
    """Return what is said about a figure as a person would type it."""
    content = Content.of(version)
    return {name: _text(content, name, language) for name in facts_of(definition)}


def _text(content: Content, name: str, language: str) -> str:
    value = getattr(content, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return _number(value, content.bound if name in LIMITED else "", language)
    if name == "items":
        return "\n".join(value)
    return value.isoformat() if name == "on" else str(value)


def _number(value: Decimal, bound: str, language: str) -> str:
    """Write a number so that it is read in one way only, and easy to check."""
    if value == value.to_integral_value():
        return f"{bound}{write_number(value, language=language)}"
    plain = Decimal(f"{value.normalize():f}")
    return typed(Reading(plain, bound=bound), language=language)


@dataclass(slots=True)
class Entry:
    """A line with what stands in its fields, and what stands against saving it.

    `name` begins the names of its fields. `seen` is the version the person saw.
    """

    line: Line
    name: str
    texts: dict[str, str]
    seen: ObservationVersion | None = None
    errors: dict[str, list[str]] = field(default_factory=dict)
    readings: dict[str, tuple] = field(default_factory=dict)
    meant: Content | None = None
    is_conflict: bool = False
    is_unsaved: bool = False
    warnings: list = field(default_factory=list)
    explanations: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Line, name: str, *, language: str) -> "Entry":
        texts = texts_of(line.now, line.definition, language=language)
        return cls(line, name, texts, seen=line.now)

    @property
    def definition(self) -> Definition:
        return self.line.definition

    @property
    def seen_key(self) -> str:
        return str(self.seen.pk) if self.seen else ""

    def controls(self) -> list[Control]:
        """Return the fields of the value; those of its absence stand by themselves."""
        optional = OPTIONAL.get(ValueType(self.definition.value_type), set())
        return [
            self._control(each, is_optional=each in optional)
            for each in value_fields(self.definition)
        ]

    @property
    def short_controls(self) -> list[Control]:
        """The fields that stand in one row; longer texts follow them."""
        controls = self.controls()
        short = [each for each in controls if each.kind != AREA]
        return short or controls

    @property
    def long_controls(self) -> list[Control]:
        short = {each.field for each in self.short_controls}
        return [each for each in self.controls() if each.field not in short]

    def empty_control(self) -> Control:
        return self._control("empty")

    def reason_control(self) -> Control:
        return self._control("empty_reason")

    def _empty_label(self) -> str:
        if {"quantity", "percent", "amount"} & set(value_fields(self.definition)[:1]):
            return _("If there is no number")
        return _("If there is no answer")

    def label_of(self, name: str) -> str:
        """Return the words over a field; none for what belongs to the whole line."""
        if name == "empty":
            return self._empty_label()
        if name == "empty_reason":
            return _("Why there is none")
        return str(FIELD_NAMES[name]) if name else ""

    def _control(self, name: str, *, is_optional: bool = False) -> Control:
        choices = EMPTY_CHOICES if name == "empty" else CHOICES.get(name, ())
        return Control(
            name=f"{self.name}-{name}",
            field=name,
            label=self.label_of(name),
            kind=CHOICE if name == "empty" else KINDS.get(name, NUMBER),
            value=self.texts.get(name, ""),
            sign=SIGNS.get(name, ""),
            choices=choices,
            is_optional=is_optional,
            errors=tuple(self.errors.get(name, ())),
            readings=self.readings.get(name, ()),
        )

    # --- What was typed ---

    def take(self, data: Mapping[str, str]) -> None:
        """Put what was sent into the fields; a field that is missing stays."""
        for name in self.texts:
            sent = data.get(f"{self.name}-{name}")
            if sent is not None:
                self.texts[name] = sent.replace("\r\n", "\n")[:10_000]
        prefix = f"{self.name}-why-"
        self.explanations = {
            key.removeprefix(prefix): text
            for key, text in ((key, without_null(sent)) for key, sent in data.items())
            if key.startswith(prefix) and text.strip()
        }

    def differs_from(self, version: ObservationVersion | None, language: str) -> bool:
        stood = texts_of(version, self.definition, language=language)
        return {name: text.strip() for name, text in self.texts.items()} != stood

    @property
    def is_blank(self) -> bool:
        return not any(text.strip() for text in self.texts.values())

    @property
    def raw(self) -> str:
        """What was typed, as it is kept beside the value."""
        names = value_fields(self.definition)
        return " | ".join(filter(None, (self.texts[name].strip() for name in names)))

    def read(self, *, language: str) -> Content:
        """Return what was meant. Raises ValidationError by field.

        What the grid has no field for is kept from the version the person saw.
        """
        self._drop_idle_reason(language)
        content = read_content(self.definition, self.texts, language=language)
        if self.seen is not None and not content.empty:
            kept = {
                name: getattr(self.seen, name)
                for name in facts_of(self.definition)
                if not getattr(content, name)
            }
            content = replace(content, **kept)
        self.meant = content
        return content

    def _drop_idle_reason(self, language: str) -> None:
        """Forget why there was none once there is a value: the page hides that field.

        A word such as “Not available” may stand in the place of the value; then the
        reason belongs to it.
        """
        if self.texts["empty"].strip() or not self.texts["empty_reason"].strip():
            return
        texts = self.texts | {"empty_reason": ""}
        try:
            content = read_content(self.definition, texts, language=language)
        except ValidationError:
            return
        if content.has_value:
            self.texts = texts

    def refuse(self, error: ValidationError) -> None:
        """Keep what was typed, with what is wrong beside the field it is about."""
        named = hasattr(error, "error_dict")
        by_field = error.error_dict if named else {"": error.error_list}
        for name, errors in by_field.items():
            place = name if name in self.texts else ""
            for each in errors:
                self.errors.setdefault(place, []).extend(each.messages)
                if isinstance(each, AmbiguousNumber):
                    self.readings[place] = tuple(choice[:2] for choice in each.choices)
        self.is_unsaved = True

    def say(self, *sentences: str) -> None:
        """Refuse for a reason that belongs to no field."""
        self.errors.setdefault("", []).extend(sentences)
        self.is_unsaved = True

    def stands_already(self, was: "Entry") -> bool:
        """Whether what seemed a conflict is the same value, sent twice."""
        now = self.line.now
        return was.is_conflict and now is not None and Content.of(now) == was.meant

    def put_back(self, was: "Entry") -> None:
        """Let what could not be saved stand in the line again."""
        self.texts, self.seen = was.texts, was.seen
        self.errors, self.readings = was.errors, was.readings
        self.is_unsaved, self.is_conflict = True, was.is_conflict
        self.explanations = was.explanations

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Return each fault with the id of the field it is about, for the summary."""
        first = next(iter(value_fields(self.definition)), "empty")
        return [
            (f"{self.name}-{name or first}", self._named(name, sentence))
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]

    def _named(self, name: str, sentence: str) -> str:
        """Name the field before what is wrong with it."""
        if not name:
            return sentence
        facts = {"label": self.label_of(name), "text": sentence}
        return _("%(label)s: %(text)s") % facts


def without_null(text: str) -> str:
    """Return a text without the sign that no database keeps."""
    return text.replace("\x00", "")


def slug(breakdown: str) -> str:
    """Return a part as the name of a field: `age=5-11` is `age-5-11`."""
    return re.sub(r"\W+", "-", breakdown) or "total"
