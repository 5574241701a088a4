"""Draft texts of the letters to a country, in the languages of the application.

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
    Procedure,
    Status,
)
from pathfinders.letter_texts import english, french, spanish
from pathfinders.models import ExpressionOfInterest, Pathfinder
from pathfinders.procedures import PROCEDURES

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
    letter_on: str = ""
    senior_official: str = ""
    next_step: str = ""


def draft_text(kind: str, facts: LetterFacts, language: str) -> str:
    """Return the draft: plain paragraphs with salutation and closing."""
    words, known = TEXTS[language], asdict(facts)
    kept = [
        paragraph % known
        for paragraph in words.PARAGRAPHS[LetterKind(kind)]
        if all(known[name] for name in FACT.findall(paragraph))
    ]
    return "\n\n".join([words.SALUTATION, *kept, words.CLOSING])


def post_of_signatory(kind: str, language: str) -> str:
    """Return who signs such a letter: the Chair, or the head of the Secretariat."""
    words = TEXTS[language]
    is_reply = kind == LetterKind.ACKNOWLEDGEMENT
    return words.ACKNOWLEDGING_POST if is_reply else words.POST


def subject(kind: str, pathfinder: Pathfinder, language: str) -> str:
    """Return the line above the text, with the country named in that language."""
    with override(language):
        return TEXTS[language].SUBJECTS[LetterKind(kind)] % pathfinder.country


def facts_of(pathfinder: Pathfinder, language: str) -> LetterFacts:
    """Return the facts on record for a letter to this country."""
    eoi = latest_interest(pathfinder)
    with override(language):
        eoi_on = _step_on(pathfinder, MilestoneKind.EXPRESSION_OF_INTEREST)
        return LetterFacts(
            country=str(pathfinder.country),
            eoi_on=eoi_on,
            workshop_on=_step_on(pathfinder, MilestoneKind.WORKSHOP),
            roadmap_period=_roadmap_period(pathfinder),
            status_on=_status_on(pathfinder, Status.PATHFINDER),
            hold_on=_status_on(pathfinder, Status.ON_HOLD),
            letter_on=(_said(eoi.when) if eoi else "") or eoi_on,
            senior_official=_official(eoi) if eoi else "",
            next_step=_next_step(pathfinder, language),
        )


def recipient_of(pathfinder: Pathfinder) -> tuple[str, str]:
    """Return the minister and the ministry of the latest letter, "" if none."""
    eoi = latest_interest(pathfinder)
    return (eoi.minister, eoi.ministry) if eoi else ("", "")


def latest_interest(pathfinder: Pathfinder) -> ExpressionOfInterest | None:
    """Return the letter of the country that was accepted last, else sent in last."""
    letters = pathfinder.expressions_of_interest.order_by("on", "pk")
    accepted = letters.filter(state=EoiState.ACCEPTED).last()
    return accepted or letters.exclude(state=EoiState.DRAFT).last()


def reply_comes_after_workshop(pathfinder: Pathfinder) -> bool:
    """Whether the procedure lets the country wait for a reply until its workshop.

    Source: 6th meeting of the Global Coordinating Group, amended procedure: the reply
    to an expression of interest follows a successful first workshop.
    """
    waits = pathfinder.procedure == Procedure.V2019
    held = pathfinder.milestones.filter(kind=MilestoneKind.WORKSHOP)
    return waits and not held.exists()


def _official(eoi: ExpressionOfInterest) -> str:
    if not eoi.senior_official or not eoi.senior_official_post:
        return eoi.senior_official
    return f"{eoi.senior_official} ({eoi.senior_official_post})"


def _next_step(pathfinder: Pathfinder, language: str) -> str:
    """Return the sentence on the first step of the procedure that is to come."""
    done = {milestone.kind for milestone in pathfinder.milestones.all()}
    done |= {exemption.kind for exemption in pathfinder.exemptions.all()}
    sentences = TEXTS[language].NEXT_STEPS
    open_steps = (
        sentences[step.kind]
        for step in PROCEDURES[Procedure(pathfinder.procedure)]
        if step.kind in sentences and step.kind not in done and not step.not_applicable
    )
    return next(open_steps, "")


def _step_on(pathfinder: Pathfinder, kind: str) -> str:
    """Return the date of the latest such step, as exactly as it is known."""
    step = pathfinder.milestones.filter(kind=kind, on__isnull=False).last()
    return _said(step.when) if step else ""


def _status_on(pathfinder: Pathfinder, status: str) -> str:
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
