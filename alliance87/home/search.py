"""One search over everything that a reader may know of, grouped by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from alliance87.core import searching
from alliance87.core.searching import Question, Searched
from alliance87.partners.selectors import searched as partners
from meetings.selectors import searched as meetings
from monitoring.selectors import searched as monitoring
from pathfinders.selectors import searched as pathfinders

# In the order in which readers look for them.
SEARCHED: tuple[Searched, ...] = (
    *pathfinders.SEARCHED,
    *monitoring.SEARCHED,
    *meetings.SEARCHED,
    *partners.SEARCHED,
)
KINDS = {each.kind: each for each in SEARCHED}
SHOWN_OF_EACH = 5
SHOWN_OF_ONE = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found, as the page shows it."""

    title: str
    url: str
    about: Any
    passage: SafeString
    is_example: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one kind that are shown, and how many there are."""

    kind: str
    label: Any
    number: int
    hits: Sequence[Hit]
    page: Page | None = None

    @property
    def is_cut(self) -> bool:
        return self.page is None and self.number > len(self.hits)


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that was found: how many of each kind, and the hits shown."""

    numbers: dict[str, int]
    groups: tuple[Found, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())

    @property
    def kinds(self) -> list[tuple[str, Any, int]]:
        return [
            (kind, each.label, self.numbers[kind])
            for kind, each in KINDS.items()
            if kind in self.numbers
        ]


def question_of(typed: str) -> Question:
    """Read what was typed, in the language of the page."""
    return Question.read(typed, (get_language() or "en")[:2])


def search(question: Question, user, *, kind: str = "", page: Any = 1) -> Answer:
    """Return the nearest hits of each kind, or one page of the kind that is named."""
    if question.is_empty:
        return Answer({}, ())
    numbers = searching.count(SEARCHED, question, user)
    if kind in KINDS:
        if kind not in numbers:
            return Answer(numbers, ())
        return Answer(numbers, (_page(KINDS[kind], question, user, page, numbers),))
    groups = tuple(
        Found(
            kind,
            each.label,
            numbers[kind],
            _hits(each, question, user, slice(SHOWN_OF_EACH)),
        )
        for kind, each in KINDS.items()
        if kind in numbers
    )
    return Answer(numbers, groups)


def _page(searched: Searched, question: Question, user, page, numbers) -> Found:
    number = numbers[searched.kind]
    shown = Paginator(range(number), SHOWN_OF_ONE).get_page(page)
    rows = slice(shown.start_index() - 1, shown.end_index())
    hits = _hits(searched, question, user, rows)
    return Found(searched.kind, searched.label, number, hits, shown)


def _hits(searched: Searched, question: Question, user, shown: slice) -> list[Hit]:
    rows = searching.hits(searched, question, user)[shown]
    return [_hit(searched, row, question.words) for row in rows]


def _hit(searched: Searched, row, words: Sequence[str]) -> Hit:
    """Return a hit; its passage says more than the title, or nothing."""
    title = str(searched.title(row))
    texts = [text for text in searched.text_of(row) if text != title]
    return Hit(
        title=title,
        url=searched.url(row),
        about=searched.about(row),
        passage=_marked(searching.passage(texts, words)),
        is_example=searched.is_example(row),
    )


def _marked(pieces: Sequence[tuple[bool, str]]) -> SafeString:
    """Return a passage with its words marked; the text itself is never HTML."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", text) if is_word else text,)
            for is_word, text in pieces
        ),
    )
