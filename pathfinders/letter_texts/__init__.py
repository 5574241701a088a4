"""Draft texts of the Chair's letters, in the languages of the application.

A draft states what is on record and nothing else: a paragraph that names a fact not
on record is left out. The secretariat edits the text before it is signed. The country
is addressed as "your country", so that no article has to be guessed.

Source: Pathfinder Country Guidance Note, "Who are pathfinder countries?" and "What
are the implications of becoming a pathfinder country?".
"""

import re
from dataclasses import asdict, dataclass

from django.utils.translation import override

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from pathfinders.enums import (
    PUBLIC_ROADMAP_STATES,
    EoiState,
    LetterKind,
    MilestoneKind,
    Status,
)
from pathfinders.letter_texts import english, french, spanish
from pathfinders.models import Pathfinder

TEXTS = {"en": english, "fr": french, "es": spanish}
FACT = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter may mention, as text in its language; "" where nothing is known."""

    country: str
    eoi_on: str = ""
    workshop_on: str = ""
    roadmap_period: str = ""
    status_on: str = ""
    hold_on: str = ""


def draft_text(kind: str, facts: LetterFacts, language: str) -> str:
    """Return the draft: plain paragraphs with salutation and closing."""
    words, known = TEXTS[language], asdict(facts)
    kept = [
        paragraph % known
        for paragraph in words.PARAGRAPHS[LetterKind(kind)]
        if all(known[name] for name in FACT.findall(paragraph))
    ]
    return "\n\n".join([words.SALUTATION, *kept, words.CLOSING])


def subject(kind: str, pathfinder: Pathfinder, language: str) -> str:
    """Return the line above the text, with the country named in that language."""
    with override(language):
        return TEXTS[language].SUBJECTS[LetterKind(kind)] % pathfinder.country


def facts_of(pathfinder: Pathfinder, language: str) -> LetterFacts:
    """Return the facts on record for a letter to this country."""
    with override(language):
        return LetterFacts(
            country=str(pathfinder.country),
            eoi_on=_step_on(pathfinder, MilestoneKind.EXPRESSION_OF_INTEREST, language),
            workshop_on=_step_on(pathfinder, MilestoneKind.WORKSHOP, language),
            roadmap_period=_roadmap_period(pathfinder),
            status_on=_status_on(pathfinder, Status.PATHFINDER, language),
            hold_on=_status_on(pathfinder, Status.ON_HOLD, language),
        )


def recipient_of(pathfinder: Pathfinder) -> tuple[str, str]:
    """Return the minister and the ministry of the accepted letter, "" if none."""
    accepted = pathfinder.expressions_of_interest.filter(state=EoiState.ACCEPTED)
    eoi = accepted.order_by("on", "pk").last()
    return (eoi.minister, eoi.ministry) if eoi else ("", "")


def _step_on(pathfinder: Pathfinder, kind: str, language: str) -> str:
    """Return the date of the latest such step, as exactly as it is known."""
    step = pathfinder.milestones.filter(kind=kind, on__isnull=False).last()
    return _said(step.when) if step else ""


def _status_on(pathfinder: Pathfinder, status: str, language: str) -> str:
    """Return since when the country has the status: the first award, the last hold."""
    events = pathfinder.status_events.filter(now=status, on__isnull=False)
    event = events.last() if status == Status.ON_HOLD else events.first()
    return _said(PartialDate(event.on, event.precision)) if event else ""


def _roadmap_period(pathfinder: Pathfinder) -> str:
    roadmap = (
        pathfinder.roadmaps.filter(
            state__in=PUBLIC_ROADMAP_STATES,
            starts_on__isnull=False,
            ends_on__isnull=False,
        )
        .order_by("number")
        .last()
    )
    if roadmap is None:
        return ""
    return f"{roadmap.starts_on.year}\N{EN DASH}{roadmap.ends_on.year}"


def _said(when: PartialDate) -> str:
    """Return the date for a running text, or "" when it is too vague to be cited."""
    exact = {Precision.DAY, Precision.MONTH, Precision.YEAR}
    return str(when) if when.precision in exact else ""
