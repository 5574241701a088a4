"""What differs between two texts: by paragraph, and inside a paragraph by word.

Made for texts of sixty pages and for what a machine read out of a file: the work
grows with the length of the texts and not with its square. Paragraphs are aligned
first; only two that say nearly the same are compared word by word, and in them only
so many words as stay readable.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

# Below that share of common words a paragraph counts as another one.
ALIKE = 0.5
# So far from its place a paragraph is looked for, where whole parts were rewritten.
REACH = 12
# Longer paragraphs are cut at the ends of their sentences.
LONGEST = 250
# In longer lists the commonest items are no anchors; see `difflib` on "junk".
FEW = 400
# Unchanged paragraphs that are shown before and after a change.
AROUND = 1

TOKENS = re.compile(r"\s+|\w+(?:[\u2019'.-]\w+)*|[^\w\s]")
WORD = re.compile(r"\w+")
SPACES = re.compile(r"[ \t\r\f\v\n]+")
# Where a paragraph begins without an empty line: headings and lists.
STARTS = re.compile(
    r"#{1,6}\s|[-*+\u2022\u25cf\u2013]\s|\(?\d{1,3}[.)]\s|\(?[a-z][)]\s"
)
SENTENCE = re.compile(r"(?<=[.!?;:])\s+")


class Mark(models.TextChoices):
    """What happened to a paragraph from the older text to the newer."""

    SAME = "same", _("No change")
    ADDED = "added", _("Added")
    REMOVED = "removed", _("Removed")
    CHANGED = "changed", _("Changed")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph: in both texts, or only in one of them."""

    mark: Mark
    text: str

    @property
    def is_added(self) -> bool:
        return self.mark == Mark.ADDED

    @property
    def is_removed(self) -> bool:
        return self.mark == Mark.REMOVED


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in both texts; "" where a text lacks it."""

    mark: Mark
    old: str
    new: str
    runs: tuple[Run, ...]

    @property
    def old_runs(self) -> tuple[Run, ...]:
        """The paragraph as it was, in pieces."""
        return tuple(run for run in self.runs if not run.is_added)

    @property
    def new_runs(self) -> tuple[Run, ...]:
        """The paragraph as it is now, in pieces."""
        return tuple(run for run in self.runs if not run.is_removed)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages that follow each other; `hidden` of them are the same and left out."""

    passages: tuple[Passage, ...] = ()
    hidden: int = 0


@dataclass(frozen=True)
class TextComparison:
    """Two texts, paragraph by paragraph, in the order of the newer one."""

    passages: tuple[Passage, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many paragraphs were added, removed, changed and left as they were."""
        found = Counter(passage.mark for passage in self.passages)
        return {mark.value: found[mark] for mark in Mark}

    @property
    def differs(self) -> bool:
        return any(passage.mark != Mark.SAME for passage in self.passages)

    def stretches(self, around: int = AROUND) -> tuple[Stretch, ...]:
        """Return what changed with a little around it; the rest is only counted."""
        near = self._near(around)
        found: list[Stretch] = []
        for passage, is_near in zip(self.passages, near, strict=True):
            last = found[-1] if found else None
            if is_near:
                shown = last.passages if last and last.passages else ()
                if shown:
                    found.pop()
                found.append(Stretch((*shown, passage)))
            else:
                hidden = last.hidden if last and last.hidden else 0
                if hidden:
                    found.pop()
                found.append(Stretch(hidden=hidden + 1))
        return tuple(found)

    def _near(self, around: int) -> list[bool]:
        near = [False] * len(self.passages)
        for at, passage in enumerate(self.passages):
            if passage.mark != Mark.SAME:
                first, last = max(0, at - around), at + around + 1
                near[first:last] = [True] * len(near[first:last])
        return near


def compare_texts(old: str, new: str) -> TextComparison:
    """Compare two texts; how their lines are broken makes no difference."""
    before, after = paragraphs(old), paragraphs(new)
    return TextComparison(tuple(_passages(before, after)))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line.

    An empty line ends one; a heading or an item of a list begins one. A very long one
    is cut into pieces at the ends of sentences.
    """
    found: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\f", "\n\n").split("\n"):
        words = SPACES.sub(" ", line).strip()
        if not words or STARTS.match(words):
            found.append([])
        if words:
            found[-1].append(words)
    joined = (" ".join(lines) for lines in found if lines)
    return [piece for paragraph in joined for piece in _pieces(paragraph)]


def _pieces(paragraph: str) -> Iterator[str]:
    if len(paragraph.split()) <= LONGEST:
        yield paragraph
        return
    piece: list[str] = []
    for sentence in SENTENCE.split(paragraph):
        words = sentence.split(" ")
        for start in range(0, len(words), LONGEST):
            part = words[start : start + LONGEST]
            if piece and len(piece) + len(part) > LONGEST:
                yield " ".join(piece)
                piece = []
            piece += part
    if piece:
        yield " ".join(piece)


# --- Paragraphs -----------------------------------------------------------------------


def _passages(before: list[str], after: list[str]) -> Iterator[Passage]:
    for step, start, end, new_start, new_end in _steps(before, after):
        old, new = before[start:end], after[new_start:new_end]
        if step == "equal":
            yield from (_same(text) for text in new)
        else:
            yield from _rewritten(old, new)


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple]:
    """Yield the steps from one list to the other, as `difflib` names them."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    end, new_end = len(before) - tail, len(after) - tail
    inner, new_inner = before[head:end], after[head:new_end]
    yield "equal", 0, head, 0, head
    matcher = SequenceMatcher(None, inner, new_inner, autojunk=len(new_inner) > FEW)
    for step, *places in matcher.get_opcodes():
        yield step, *(place + head for place in places)
    yield "equal", end, len(before), new_end, len(after)


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many items both lists begin with."""
    pairs = enumerate(zip(before, after, strict=False))
    shorter = min(len(before), len(after))
    return next((at for at, (old, new) in pairs if old != new), shorter)


def _rewritten(old: list[str], new: list[str]) -> Iterator[Passage]:
    """Find which of the new paragraphs were made from which of the old ones."""
    words = [Counter(_words(text)) for text in old]
    first, fresh = 0, []
    for place, text in enumerate(new):
        near = place * len(old) // len(new)
        match = _match(words, Counter(_words(text)), first, near)
        if match is None:
            fresh.append(_added(text))
            continue
        yield from (_removed(each) for each in old[first:match])
        yield from fresh
        yield _changed(old[match], text)
        first, fresh = match + 1, []
    yield from (_removed(each) for each in old[first:])
    yield from fresh


def _match(words: list[Counter], wanted: Counter, first: int, near: int) -> int | None:
    """Return the likest paragraph not before `first`, around `near`, if any."""
    start = max(first, min(near, len(words)) - REACH)
    stop = min(len(words), max(first, near) + REACH + 1)
    likeness = {at: _alike(words[at], wanted) for at in range(start, stop)}
    best = max(likeness, key=lambda at: likeness[at], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None


def _alike(old: Counter, new: Counter) -> float:
    """Return the share of words that two paragraphs have in common, 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


# --- Words ----------------------------------------------------------------------------


def _same(text: str) -> Passage:
    return Passage(Mark.SAME, text, text, (Run(Mark.SAME, text),))


def _added(text: str) -> Passage:
    return Passage(Mark.ADDED, "", text, (Run(Mark.ADDED, text),))


def _removed(text: str) -> Passage:
    return Passage(Mark.REMOVED, text, "", (Run(Mark.REMOVED, text),))


def _changed(old: str, new: str) -> Passage:
    before, after = TOKENS.findall(old), TOKENS.findall(new)
    runs: list[Run] = []
    for step, start, end, new_start, new_end in _steps(before, after):
        was, now = "".join(before[start:end]), "".join(after[new_start:new_end])
        if step == "equal":
            runs.append(Run(Mark.SAME, now))
        else:
            runs += [Run(Mark.REMOVED, was), Run(Mark.ADDED, now)]
    return Passage(Mark.CHANGED, old, new, _readable(runs))


def _readable(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Join neighbours: a lone space or comma between two changes belongs to them."""
    stated = [run for run in runs if run.text]
    last = len(stated) - 1
    found: list[Run] = []
    was, now = "", ""
    for at, run in enumerate(stated):
        is_island = 0 < at < last and not WORD.search(run.text) and (was or now)
        if run.mark == Mark.SAME and not is_island:
            found += _both(was, now)
            was, now = "", ""
            found.append(run)
            continue
        was += "" if run.is_added else run.text
        now += "" if run.is_removed else run.text
    found += _both(was, now)
    return tuple(found)


def _both(was: str, now: str) -> list[Run]:
    """Return what was and what is now; a space that ends both is no change."""
    kept = now[len(now.rstrip()) :] if was and now else ""
    if kept and was.endswith(kept):
        runs = [
            Run(Mark.REMOVED, was.removesuffix(kept)),
            Run(Mark.ADDED, now.rstrip()),
        ]
        return [run for run in [*runs, Run(Mark.SAME, kept)] if run.text]
    runs = [Run(Mark.REMOVED, was), Run(Mark.ADDED, now)]
    return [run for run in runs if run.text]
