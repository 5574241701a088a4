"""Full text search in the reader's language, whichever app holds the texts.

Each app names what can be found as `Searched`: which rows a person may know of, in
which of their fields words are looked for, and what a hit says. Words match whatever
their accents and capitals, because both sides are made plain in the same way.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from alliance87.core.plain_words import (
    MOST_LETTERS,
    letter_for_letter,
    plain,
    plain_fields,
)

# The words of PostgreSQL for our languages: how it finds the stem of a word.
CONFIGS = {"en": "english", "fr": "french", "es": "spanish"}
LONGEST_QUESTION = 200
# No word that is typed: it keeps the words of two fields from standing side by side.
GAP = "' ':1"
SHORTEST_BEGINNING = 2
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
LEFT_OUT = re.compile(r'(?:^|(?<=\s))-\s*("[^"]*"?|\S+)')
LAST_WORD = re.compile(rf"[^\W_]{{{SHORTEST_BEGINNING},}}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """One kind of record that can be found.

    `rows(user)` are those that the person may know of. `names` and `texts` lead to
    the fields with words, of which a name counts more; `flag` to whether a row is an
    example. What a hit says: `title`, `about` and `passages` of the row, and `url`.
    """

    kind: str
    label: Any
    rows: Callable[[Any], QuerySet]
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()
    flag: str = ""
    title: Callable[[Any], Any] = str
    about: Callable[[Any], Any] = lambda _row: ""
    url: Callable[[Any], str] = lambda row: row.get_absolute_url()
    beside: tuple[str, ...] = ()

    def text_of(self, row) -> list[str]:
        """Return what was looked through of a row, the names last."""
        return [_follow(row, path) for path in (*self.texts, *self.names)]

    def is_example(self, row) -> bool:
        return bool(self.flag and _follow(row, self.flag, empty=False))


@dataclass(frozen=True, slots=True)
class Question:
    """What a person looks for, read from what was typed.

    Words between quotation marks stand together; a minus leaves a word out; the last
    word may be the beginning of one.
    """

    typed: str
    wanted: str
    left_out: tuple[str, ...]
    language: str

    @classmethod
    def read(cls, typed: str, language: str) -> "Question":
        text = "".join(
            " " if unicodedata.category(sign)[0] == "C" else sign for sign in typed
        )
        text = " ".join(text.translate(QUOTES).split())[:LONGEST_QUESTION]
        left_out = tuple(plain(each) for each in LEFT_OUT.findall(text))
        return cls(text, plain(LEFT_OUT.sub(" ", text)).strip(), left_out, language)

    @property
    def is_empty(self) -> bool:
        """Whether no word is left to look for."""
        return not re.search(r"[^\W_]", self.wanted)

    @property
    def words(self) -> list[str]:
        return re.findall(r"[^\W_]+", self.wanted)

    @property
    def _configs(self) -> tuple[str, str]:
        """The words of the language for their stems, and as they stand for names."""
        return CONFIGS.get(self.language, "english"), "simple"

    def as_query(self):
        query = self._of(self.wanted)
        if beginning := self._beginning():
            rest = self.wanted[: beginning.start()]
            begun = SearchQuery(f"{beginning[0]}:*", config="simple", search_type="raw")
            query |= and_(self._of(rest), begun) if rest.strip() else begun
        for words in self.left_out:
            if re.search(r"[^\W_]", words):
                for each in self._each(words):
                    query &= ~each
        return query

    def _beginning(self) -> re.Match | None:
        """Return the last word where it may go on: not inside quotation marks."""
        if self.wanted.count('"') % 2:
            return None
        return LAST_WORD.search(self.wanted)

    def _of(self, words: str):
        return reduce(or_, self._each(words))

    def _each(self, words: str) -> list[SearchQuery]:
        return [
            SearchQuery(words, config=config, search_type="websearch")
            for config in self._configs
        ]

    def vector(self, searched: Searched):
        """Return the words of a row: of its name, and with less weight of its text."""
        parts = []
        for weight, paths in (("A", searched.names), ("C", searched.texts)):
            if paths:
                words = plain_fields(*paths)
                parts += [
                    SearchVector(words, config=config, weight=weight)
                    for config in self._configs
                ]
        return reduce(_beside, parts)


def _beside(first, second) -> CombinedSearchVector:
    gap = Cast(Value(GAP), SearchVectorField())
    apart = CombinedSearchVector(first, "||", gap, None)
    return CombinedSearchVector(apart, "||", second, None)


# --- Counts and hits ------------------------------------------------------------------


def count(kinds: Iterable[Searched], question: Question, user) -> dict[str, int]:
    """Count the hits of each kind that has any, in one query."""
    parts = [
        _found(each, question, user)
        .annotate(listed_kind=Value(each.kind, CharField()))
        .order_by()
        .values_list("listed_kind")
        .annotate(number=Count("pk", distinct=True))
        for each in kinds
    ]
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    return {kind: number for kind, number in rows if number}


def hits(searched: Searched, question: Question, user) -> QuerySet:
    """Return the rows that were found, the nearest first and examples last."""
    rows = _found(searched, question, user).annotate(
        nearness=SearchRank(F("words_of_row"), question.as_query())
    )
    order = [Coalesce(searched.flag, Value(False))] if searched.flag else []  # noqa: FBT003
    rows = rows.select_related(*searched.beside) if searched.beside else rows
    return rows.order_by(*order, "-nearness", "-pk")


def _found(searched: Searched, question: Question, user) -> QuerySet:
    rows = searched.rows(user).alias(words_of_row=question.vector(searched))
    return rows.filter(words_of_row=question.as_query())


def _follow(row, path: str, empty: Any = ""):
    for name in path.split("__"):
        row = getattr(row, name, None)
        if row is None:
            return empty
    return row


# --- Excerpts -------------------------------------------------------------------------

AROUND = 110
# So many letters of a word are compared: its ending changes with its form.
STEM = 5


def passage(texts: Sequence[str], words: Sequence[str]) -> list[tuple[bool, str]]:
    """Return the first passage with one of the words, as (is it one, piece of text).

    Empty where no text has one of them as it was typed.
    """
    begun = "|".join(re.escape(_stem(word)) for word in words)
    wanted = re.compile(rf"\b(?:{begun})\w*")
    for text in texts:
        text = " ".join(str(text)[:MOST_LETTERS].split())
        folded = letter_for_letter(text)
        if begun and (first := wanted.search(folded)):
            return _cut(text, folded, wanted, first.start())
    return []


def _cut(text: str, folded: str, wanted: re.Pattern, at: int):
    start = max(0, at - AROUND)
    if start:
        start = text.find(" ", start, at) + 1 or at
    end = min(len(text), at + 2 * AROUND)
    if end < len(text):
        end = text.rfind(" ", at, end) if text.rfind(" ", at, end) > at else end
    pieces, last = [(False, "… ")] if start else [], start
    for match in wanted.finditer(folded, start, end):
        word = text[match.start() : match.end()]
        pieces += [(False, text[last : match.start()]), (True, word)]
        last = match.end()
    pieces.append((False, text[last:end]))
    if end < len(text):
        pieces.append((False, " …"))
    return [piece for piece in pieces if piece[1]]


def _stem(word: str) -> str:
    return word if len(word) <= STEM else word[: max(STEM, len(word) - 3)]
