"""Put on record what meetings decided and asked for, as their sources tell it.

The verbs of today are not used: these decisions took effect long ago.
"""

from datetime import date

from alliance87.partners.demo.loader import group_of, partner_of
from alliance87.partners.demo.sources import plain, sourced
from meetings.demo.meetings import gcg_meeting
from meetings.enums import DecisionState
from meetings.models import ActionPoint, AgendaItem, Decision, Meeting, Paper, numbered


def load_outcomes(meeting: Meeting, facts: dict, *, by) -> None:
    """Record the decisions of a meeting, then what they and it asked for."""
    items = {each.label: each.item for each in numbered(meeting.items.all())}
    decisions = {
        fact["number"]: _load_decision(meeting, fact, items, by=by)
        for fact in facts.get("decision", ())
    }
    for fact in facts.get("action", ()):
        _load_action(meeting, fact, items, decisions, by=by)


def _load_decision(
    meeting: Meeting, fact: dict, items: dict[str, AgendaItem], *, by
) -> Decision:
    state = fact.get("state", DecisionState.ADOPTED)
    decision = Decision(
        meeting=meeting,
        item=items.get(fact.get("item")),
        state=state,
        decided_on=meeting.on if state == DecisionState.ADOPTED else None,
        effective_on=_day(fact, "effective_on"),
        done_on=_day(fact, "done_on"),
        new_holder=partner_of(fact, "new_holder"),
        created_by=by,
        **_targets(fact),
        **plain(fact, ("number", "kind", "mode", "text", "office", "done_note")),
        **sourced(fact),
    )
    decision.full_clean()
    decision.save()
    return decision


def _targets(fact: dict) -> dict:
    found = {}
    if number := fact.get("report_of"):
        found["report"] = gcg_meeting(number).report
    if number := fact.get("next_meeting"):
        found["next_meeting"] = gcg_meeting(number)
    if slug := fact.get("paper"):
        paper = Paper.objects.get(slug=slug)
        found["paper_version"] = paper.versions.get(number=fact["version"])
    return found


def _load_action(
    meeting: Meeting,
    fact: dict,
    items: dict[str, AgendaItem],
    decisions: dict[int, Decision],
    *,
    by,
) -> None:
    action = ActionPoint(
        meeting=meeting,
        item=items.get(fact.get("item")),
        decision=decisions.get(fact.get("decision")),
        group=group_of(fact),
        partner=partner_of(fact),
        due_on=_day(fact, "due_on"),
        closed_on=_day(fact, "closed_on"),
        created_by=by,
        **plain(fact, ("number", "text", "office", "due_kind", "state")),
        **plain(fact, ("closing_note",)),
        **sourced(fact),
    )
    action.full_clean()
    action.save()


def _day(fact: dict, name: str) -> date | None:
    return date.fromisoformat(fact[name]) if name in fact else None
