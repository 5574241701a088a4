"""Put the sourced side of the meetings on record: seats, papers, events, meetings."""

from alliance87.partners.demo.sources import read_facts
from meetings.demo.events import load_events
from meetings.demo.governance import load_people, load_seats
from meetings.demo.meetings import FACTS, load_meeting
from meetings.demo.outcomes import load_outcomes
from meetings.demo.papers import load_papers
from meetings.enums import MeetingKind


def meeting_files() -> list[dict]:
    """Return what is known of each meeting, those of the Group by number first.

    A report is adopted by a later meeting, so the earlier one stands before it.
    """
    files = [read_facts(path) for path in sorted(FACTS.glob("meeting_*.toml"))]
    files.append(read_facts(FACTS / "workshop_2022.toml"))
    for fact in read_facts(FACTS / "meetings.toml")["meeting"]:
        files.append({"meeting": fact} | {"decision": fact.get("decision", [])})
    return sorted(files, key=_order)


def load_governance(*, by) -> None:
    """Load all that the sources tell; partners and groups are loaded before."""
    load_people()
    load_seats(by=by)
    load_papers(by=by)
    load_events(by=by)
    loaded = [(load_meeting(facts, by=by), facts) for facts in meeting_files()]
    for meeting, facts in loaded:
        load_outcomes(meeting, facts, by=by)


def _order(facts: dict) -> tuple[bool, int]:
    meeting = facts["meeting"]
    return meeting["kind"] != MeetingKind.GCG, meeting.get("number", 0)
