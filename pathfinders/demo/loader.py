"""Load sourced facts (`facts/*.toml`) through the application's own verbs."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.models import Country
from alliance87.partners.models import ActionGroup
from pathfinders import workflow
from pathfinders.enums import ActionStatus, MilestoneKind, Theme
from pathfinders.milestones import record_milestone
from pathfinders.models import (
    Action,
    Appointment,
    Benchmark,
    ExpressionOfInterest,
    FundingLine,
    Milestone,
    Pathfinder,
    Priority,
    Profile,
    Roadmap,
    StatedRate,
    Workshop,
    WorkshopParticipants,
)
from pathfinders.services import open_path, start_roadmap

FACTS = Path(__file__).parent / "facts"
LETTER_NOT_ON_FILE = "The letter is not on file."
SOURCED = ("source", "source_url", "note", "conflict")


def fact_files() -> list[Path]:
    """Return the files of countries, by code; those with `_` are about the Alliance."""
    return sorted(path for path in FACTS.glob("*.toml") if path.name[0] != "_")


def read_facts(path: Path) -> dict:
    with path.open("rb") as file:
        return tomllib.load(file)


def load_country(facts: dict, *, by, second) -> Pathfinder:
    """Put one real country on the path with all its facts.

    `second` is the other person where four eyes are asked for.
    """
    country = Country.objects.get(iso3=facts["iso3"])
    pathfinder = open_path(
        country,
        by=by,
        procedure=facts["procedure"],
        procedure_reason=facts.get("procedure_reason", ""),
    )
    load_steps(pathfinder, facts, by=by)
    if eoi := facts.get("eoi"):
        _load_eoi(pathfinder, eoi, by=by, second=second)
    for each in facts.get("roadmap", []):
        _load_past_roadmap(pathfinder, each, by=by)
    if status := facts.get("status"):
        _load_status(pathfinder, status, by=by)
    return pathfinder


def load_steps(pathfinder: Pathfinder, facts: dict, *, by) -> None:
    """Load what needs no decision: milestones, appointments, workshops, profile."""
    for each in facts.get("milestone", []):
        record_milestone(
            pathfinder,
            each["kind"],
            when=when(each),
            statement=each.get("statement", ""),
            meeting=each.get("meeting", ""),
            by=by,
            **_sourced(each),
        )
    for each in facts.get("appointment", []):
        _load_appointment(pathfinder, each, by=by)
    for each in facts.get("workshop", []):
        load_workshop(each, pathfinder=pathfinder, by=by)
    if profile := facts.get("profile"):
        _load_profile(pathfinder, profile, by=by)


def when(fact: dict) -> PartialDate:
    before = fact.get("precision") == Precision.BEFORE
    on, until = fact.get("on", ""), fact.get("until", "")
    return PartialDate.parse(on, until=until, before=before)


def first_day(text: str) -> date | None:
    return PartialDate.parse(text).on if text else None


def last_day(text: str) -> date | None:
    return PartialDate.parse(text).latest if text else None


def _sourced(fact: dict) -> dict:
    return {name: fact.get(name, "") for name in SOURCED}


def _load_appointment(pathfinder: Pathfinder, fact: dict, *, by) -> None:
    Appointment.objects.create(
        pathfinder=pathfinder,
        kind=fact["kind"],
        person=fact["person"],
        post=fact.get("post", ""),
        ministry=fact.get("ministry", ""),
        starts_on=first_day(fact.get("starts_on", "")),
        ends_on=last_day(fact.get("ends_on", "")),
        created_by=by,
        **_sourced(fact),
    )


def load_workshop(fact: dict, *, by, pathfinder: Pathfinder | None = None) -> Workshop:
    workshop = Workshop(
        pathfinder=pathfinder,
        host=fact.get("host", ""),
        title=fact.get("title", ""),
        place=fact.get("place", ""),
        participants_total=fact.get("participants_total") or None,
        participants_text=fact.get("participants_text", ""),
        outputs=fact.get("outputs", ""),
        created_by=by,
        **_sourced(fact),
    )
    workshop.when = when(fact)
    workshop.full_clean()
    workshop.save()
    for group, count in fact.get("participants", {}).items():
        WorkshopParticipants.objects.create(workshop=workshop, group=group, count=count)
    Milestone.objects.filter(
        pathfinder=pathfinder,
        kind=MilestoneKind.WORKSHOP,
        on=workshop.on,
        workshop=None,
    ).update(workshop=workshop)
    return workshop


def _load_profile(pathfinder: Pathfinder, fact: dict, *, by) -> None:
    if body := fact.get("coordination_body"):
        pathfinder.coordination_body = body
        pathfinder.save()
    texts = ("context", "challenges", "priorities", "commitments", "next_steps")
    Profile.objects.create(
        pathfinder=pathfinder,
        language="en",
        created_by=by,
        **{name: fact.get(name, "") for name in texts},
        **_sourced(fact),
    )


def _load_eoi(pathfinder: Pathfinder, fact: dict, *, by, second) -> None:
    """Record a letter of which the content is known; the scan is not on file."""
    if not fact.get("minister"):
        return
    eoi = ExpressionOfInterest(
        pathfinder=pathfinder,
        minister=fact["minister"],
        ministry=fact.get("ministry", ""),
        addressee=fact.get("addressee", ""),
        text=fact.get("text", ""),
        created_by=by,
        **_sourced(fact),
    )
    eoi.when = when(fact)
    eoi.full_clean()
    eoi.save()
    reason = f"{LETTER_NOT_ON_FILE} {fact['source']}"
    workflow.submit_eoi(eoi, by=by, override=reason)
    workflow.accept_eoi(eoi, by=second, override=reason)


def _load_status(pathfinder: Pathfinder, fact: dict, *, by) -> None:
    parts = [f"{fact['statement'].rstrip('.')}. Source: {fact['source']}."]
    if conflict := fact.get("conflict"):
        parts.append(f"Another source: {conflict}")
    parts.append(LETTER_NOT_ON_FILE)
    workflow.confirm_status(
        pathfinder, when=when(fact), by=by, override=" ".join(parts)
    )


# --- Roadmaps -------------------------------------------------------------------


def _load_past_roadmap(pathfinder: Pathfinder, fact: dict, *, by) -> None:
    """Record a roadmap that a source shows; a mere announcement stays a milestone."""
    if fact["state"] == "draft":
        return
    roadmap = load_rows(pathfinder, fact, by=by)
    workflow.record_past_roadmap(
        roadmap, reason=f"Recorded from: {fact['source']}.", by=by
    )


def load_rows(pathfinder: Pathfinder, fact: dict, *, by) -> Roadmap:
    """Start a roadmap and write its rates, priorities, actions, benchmarks and money.

    What was reported on it is for `demo.progress`, once it is published.
    """
    roadmap = start_roadmap(
        pathfinder,
        by=by,
        title=fact["title"],
        starts_on=first_day(fact.get("start", "")),
        ends_on=last_day(fact.get("end", "")),
        summary=fact.get("summary", ""),
        context=fact.get("context", ""),
        currency=fact.get("currency", ""),
        **_sourced(fact),
    )
    for rate in fact.get("rate", []):
        StatedRate.objects.create(
            roadmap=roadmap,
            currency=rate["currency"],
            rate=Decimal(str(rate["rate"])),
            on=first_day(rate["on"]),
            source=rate["source"],
        )
    for position, priority in enumerate(fact.get("priority", []), start=1):
        _load_priority(roadmap, position, priority)
    return roadmap


def _load_priority(roadmap: Roadmap, position: int, fact: dict) -> None:
    priority = Priority.objects.create(
        roadmap=roadmap,
        position=position,
        title=fact["title"],
        area=fact.get("area", ""),
        themes=_themes(fact.get("theme", "")),
        objective=fact.get("objective", ""),
        indicator=fact.get("indicator", ""),
        unit=fact.get("unit", ""),
        baseline=decimal(fact.get("baseline")),
        baseline_year=fact.get("baseline_year"),
        target=decimal(fact.get("target")),
        target_on=last_day(fact.get("target_on", "")),
        note=fact.get("note", ""),
    )
    for number, action in enumerate(fact.get("action", []), start=1):
        _load_action(priority, number, action)


def _themes(word: str) -> list[str]:
    """Read `all` as the three themes."""
    if not word:
        return []
    return list(Theme.values) if word == "all" else [Theme(word).value]


def _load_action(priority: Priority, position: int, fact: dict) -> None:
    group = fact.get("action_group")
    notes = (fact.get("note", ""), fact.get("budget", ""))
    action = Action.objects.create(
        priority=priority,
        position=position,
        title=fact["title"],
        output=fact.get("output", ""),
        level=fact.get("level", ""),
        responsible=fact.get("responsible", ""),
        partners=fact.get("partners", ""),
        timeline=fact.get("timeline", ""),
        starts_on=first_day(fact.get("starts_on", "")),
        ends_on=last_day(fact.get("ends_on", "")),
        action_group=ActionGroup.objects.get(name=group) if group else None,
        no_group_reason=fact.get("no_group_reason", ""),
        status=ActionStatus(fact["status"]) if fact.get("status") else "",
        monitoring=fact.get("monitoring", ""),
        note=" ".join(filter(None, notes)),
    )
    for benchmark in fact.get("benchmark", []):
        Benchmark.objects.create(
            action=action, year=benchmark["year"], text=benchmark["text"]
        )
    for line in fact.get("funding", []):
        FundingLine.objects.create(action=action, **money(line))


def money(line: dict) -> dict:
    return line | {"amount": Decimal(str(line["amount"]))}


def decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
