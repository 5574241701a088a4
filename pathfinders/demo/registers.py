"""Load what the facts say of a country's registers, through their own verbs."""

from alliance87.partners.models import ActionGroup
from pathfinders.demo.loader import FACTS, first_day, read_facts, when
from pathfinders.models import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    Instrument,
    NationalReview,
    Pathfinder,
    Ratification,
    SupervisoryCase,
    SupportGiven,
)
from pathfinders.registers import save_record

# Those of the example stand in a file of their own.
EXAMPLE = FACTS / "_exampleland_registers.toml"
# How a date is stated; it becomes `when`.
DATE = {"on", "until", "precision"}
DAYS = ("in_force_on", "starts_on", "ends_on")


def load_registers(facts: dict, *, by) -> None:
    """Put on record what the file of one country names; it is on the path already."""
    if facts.get("example"):
        facts = facts | read_facts(EXAMPLE)
    pathfinder = Pathfinder.objects.get(country__iso3=facts["iso3"])
    of_country = {"pathfinder": pathfinder, "created_by": by}
    for fact in facts.get("commitment", []):
        _load_commitment(fact, of_country, by=by)
    for fact in facts.get("support", []):
        group = fact.get("action_group")
        found = ActionGroup.objects.get(name=group) if group else None
        _save(SupportGiven, fact, of_country | {"action_group": found}, by=by)
    for fact in facts.get("ratification", []):
        _save(Ratification, fact, of_country | _instrument(fact), by=by)
    for fact in facts.get("body", []):
        _load_body(fact, of_country, by=by)
    for fact in facts.get("case", []):
        _save(SupervisoryCase, fact, of_country | _instrument(fact), by=by)
    for fact in facts.get("national_review", []):
        _save(NationalReview, fact, of_country, by=by)


def _load_commitment(fact: dict, of_country: dict, *, by) -> None:
    commitment = _save(Commitment, fact, of_country, by=by)
    for follow_up in fact.get("follow_up", []):
        part_of = {"commitment": commitment, "created_by": by}
        _save(CommitmentFollowUp, follow_up, part_of, by=by)


def _load_body(fact: dict, of_country: dict, *, by) -> None:
    body = _save(CoordinationBody, fact, of_country, by=by)
    for part in fact.get("sub_committee", []):
        _load_body(part, of_country | {"parent": body}, by=by)


def _instrument(fact: dict) -> dict:
    code = fact.get("instrument")
    return {"instrument": Instrument.objects.get(code=code)} if code else {}


def _save(model: type, fact: dict, related: dict, *, by):
    """Save one record; tables below it are records of their own."""
    values = {
        name: value
        for name, value in fact.items()
        if name not in DATE and not isinstance(value, list)
    }
    for name in DAYS:
        if name in values:
            values[name] = first_day(values[name])
    item = model(**(values | related))
    if hasattr(model, "when"):
        item.when = when(fact)
    return save_record(item, by=by)
