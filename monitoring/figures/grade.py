"""How well a figure is supported, from the facts on record. Nobody chooses it.

Each fact is known or not, and none weighs more than another. Half of them make a
figure fair, all but one good. What is no count of its own stays below good, however
much is known of it: an estimate, a proxy, few cases.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Audience
from monitoring.enums import Quality, SourceKind
from monitoring.figures.content import Content


class Grade(TextChoices):
    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    WEAK = "weak", _("Weak")


class Fact(TextChoices):
    """What is asked of a figure, in the words of a list of what is known."""

    KIND = "kind", _("It is said whether it is official, an estimate or a proxy")
    COLLECTED = "collected", _("When the data were collected is on record")
    EXACT = "exact", _("How exact it is can be told")
    COVERAGE = "coverage", _("What it covers, or leaves out, is stated")
    DEFINITION = "definition", _("By which ages, hours or boundary is stated")
    PROOF = "proof", _("A document in force proves it")
    PUBLIC = "public", _("Everybody can read such a document")


# What is asked of answers, years, lists and money: nobody draws a sample for them.
OF_RECORDS = (Fact.KIND, Fact.COVERAGE, Fact.PROOF, Fact.PUBLIC)
# Sources that count everybody: there is no sampling error to state.
WHOLE = {SourceKind.CENSUS, SourceKind.ADMINISTRATIVE}
NO_COUNT = {Quality.ESTIMATE, Quality.PROXY, Quality.UNRELIABLE}


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade, and each fact that was asked with whether it is known.

    `is_held_back`: enough is known for more, but it is no count of its own.
    """

    grade: Grade
    facts: tuple[tuple[Fact, bool], ...]
    is_held_back: bool

    @property
    def known(self) -> int:
        return sum(is_known for _fact, is_known in self.facts)

    @property
    def asked(self) -> int:
        return len(self.facts)


def grade(content: Content, source, proofs: Collection) -> Graded | None:
    """Grade what a version states by its source and the documents that prove it.

    `source` may be None; `proofs` are those in force. None where no value stands.
    Do not ask for values that the reader may not see: the facts could tell them.
    """
    if not content.has_value:
        return None
    found = _known(content, source, proofs)
    is_figure = content.quantity is not None or content.percent is not None
    is_figure = is_figure and content.answer is None
    asked = tuple(Fact) if is_figure else OF_RECORDS
    facts = tuple((fact, fact in found) for fact in asked)
    reached = _grade(sum(known for _fact, known in facts), len(facts))
    is_held_back = reached == Grade.GOOD and content.quality in NO_COUNT
    return Graded(Grade.FAIR if is_held_back else reached, facts, is_held_back)


def _grade(known: int, asked: int) -> Grade:
    if known >= asked - 1:
        return Grade.GOOD
    return Grade.FAIR if 2 * known >= asked else Grade.WEAK


def _known(content: Content, source, proofs: Collection) -> set[Fact]:
    """Return the facts that are known, whether they are asked or not."""
    is_sized = content.sample_size is not None or content.standard_error is not None
    is_between = content.low is not None and content.high is not None
    method = (content.boundary, content.ages, content.hours, content.hazardous_list)
    holds = {
        Fact.KIND: bool(content.quality),
        Fact.COLLECTED: _has(source, "collected_from", "collected_until"),
        Fact.EXACT: is_sized
        or is_between
        or _has(source, "sample_size")
        or (source is not None and source.kind in WHOLE),
        Fact.COVERAGE: bool(content.coverage) or _has(source, "coverage"),
        Fact.DEFINITION: any(method) or _has(source, "method"),
        Fact.PROOF: bool(proofs),
        Fact.PUBLIC: any(each.audience == Audience.PUBLIC for each in proofs),
    }
    return {fact for fact, is_known in holds.items() if is_known}


def _has(source, *names: str) -> bool:
    return any(getattr(source, name, None) not in (None, "") for name in names)
