"""Put papers with their versions, and frequent questions, on record."""

from hashlib import sha256

from alliance87.partners.demo.loader import group_of
from alliance87.partners.demo.sources import (
    partial,
    plain,
    read_facts,
    source_of,
    sourced,
    text,
)
from meetings.demo.meetings import FACTS
from meetings.enums import VersionState
from meetings.models import FrequentQuestion, Paper, PaperVersion

OF_PAPER = (
    *("slug", "title", "kind", "purpose", "toolkit", "toolkit_position"),
    *("visibility", "is_announced"),
)


def load_papers(*, by) -> None:
    facts = read_facts(FACTS / "papers.toml")
    for fact in facts["paper"]:
        paper = Paper(
            group=group_of(fact),
            created_by=by,
            **plain(fact, OF_PAPER),
            **sourced(fact),
        )
        paper.planned = partial(fact.get("planned", ""))
        paper.published = partial(fact.get("published", ""))
        paper.full_clean()
        paper.save()
        for version in fact.get("version", ()):
            _load_version(paper, version, by=by)
    for position, fact in enumerate(facts["question"], start=1):
        question = FrequentQuestion(
            position=position,
            answer=text(fact["answer"]),
            is_public=True,
            created_by=by,
            **plain(fact, ("topic", "question")),
            **sourced(fact),
        )
        question.full_clean()
        question.save()


def _load_version(paper: Paper, fact: dict, *, by) -> None:
    state = VersionState(fact["state"])
    words = _text(paper, fact)
    in_force = state == VersionState.ENDORSED or fact.get("was_endorsed", False)
    version = PaperVersion(
        paper=paper,
        state=state,
        purpose=fact.get("circulated", ""),
        text=words,
        sha256=sha256(words.encode()).hexdigest() if words else "",
        was_endorsed=in_force,
        source_note=source_of(fact),
        uploaded_by=by,
        **plain(fact, ("number", "title", "url", "change_note")),
    )
    version.endorsed = partial(
        fact.get("endorsed", ""), before=fact.get("endorsed_before", False)
    )
    version.full_clean()
    version.save()


def _text(paper: Paper, fact: dict) -> str:
    """Return the text that stands in a file of its own, or in the fact."""
    if not fact.get("text"):
        return fact.get("text_inline", "")
    path = FACTS / "texts" / f"{paper.slug}-{fact['number']}.md"
    return text(path.read_text(encoding="utf-8"))
