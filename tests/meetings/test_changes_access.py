"""Who reads which change: never more than the record itself lets a person read."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from alliance87.core.changes import Period, newest_first
from meetings.enums import DecisionKind, DecisionState, PaperVisibility, VersionState
from meetings.selectors.changes import SOURCES
from monitoring.enums import ReviewState, ValueState
from pathfinders.enums import RoadmapState
from tests import factories
from tests.factories.meetings import in_days
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.papers import make_paper
from tests.factories.values import make_observation
from tests.meetings import changed
from tests.meetings.changed import BEFORE, DAY, MARCH, UNTIL, asked, found

pytestmark = pytest.mark.django_db

ROLES = ("AN", "GM", "OB", "FP=", "FP≠", "CO=", "AG=", "AG≠", "SO", "SA", "CH")
GROUP = {"GM", "OB", "SO", "SA", "CH"}
TEAM = {"FP=", "CO="}
NOBODY: set[str] = set()
# What is recorded, as which source lists it, and who reads it; others do not.
OF_HIDDEN_COUNTRY = {*TEAM, "SO", "SA", "CH"}
READERS = {
    "hidden status": OF_HIDDEN_COUNTRY,
    "hidden step": OF_HIDDEN_COUNTRY,
    "hidden ratification": OF_HIDDEN_COUNTRY,
    "hidden pledge": OF_HIDDEN_COUNTRY,
    "hidden support": OF_HIDDEN_COUNTRY,
    "hidden roadmap": OF_HIDDEN_COUNTRY,
    "hidden action": OF_HIDDEN_COUNTRY,
    # A contributor reads reviews that are being written, and what everybody reads.
    "hidden review": {"FP=", "SO", "SA", "CH"},
    # The Chair reads values when everybody does.
    "hidden value": {*TEAM, "SO", "SA"},
    "hidden document": OF_HIDDEN_COUNTRY,
    "step kept": NOBODY,
    "roadmap draft": NOBODY,
    "roadmap submitted": NOBODY,
    "roadmap presented": NOBODY,
    "review shared": NOBODY,
    "review tabled": NOBODY,
    "value draft": NOBODY,
    "value submitted": NOBODY,
    "value returned": NOBODY,
    "decision proposed": NOBODY,
    "decision withdrawn": NOBODY,
    "decision kept": {*GROUP, "FP="},
    "decision on group kept": {*GROUP, "AG="},
    "new_action of country": {*GROUP, "FP="},
    "action_state of country": {*GROUP, "FP="},
    "new_action of group": {*GROUP, "AG="},
    "paper draft": NOBODY,
    "paper for comment": GROUP,
    "paper of members": {"GM", "SO", "SA", "CH"},
    "paper of secretariat": {"SO", "SA"},
    "paper embargoed": NOBODY,
    "document gcg": {*GROUP, *TEAM},
    "document members": {"GM", "SO", "SA", "CH"},
    "document country": {*TEAM, "SO", "SA", "CH"},
    "document officials": {"FP=", "SO", "SA", "CH"},
    "document secretariat": {"SO", "SA"},
    "document embargoed": NOBODY,
}
OPEN = (
    *("status", "step", "ratification", "pledge", "support", "roadmap", "action"),
    *("review", "value", "decision", "group", "paper", "document"),
)
READERS |= dict.fromkeys((f"public {name}" for name in OPEN), set(ROLES))


class World:
    """A public country and a hidden one with the same team, and what is kept back."""

    def __init__(self):
        self.country = factories.make_country()
        self.group = factories.make_group()
        self.pathfinder = factories.make_pathfinder(country=self.country)
        self.hidden = factories.make_pathfinder(is_public=False)
        self.names: dict[tuple[str, int], str] = {}
        for name in OPEN:
            make = changed.EACH["group_state" if name == "group" else name][0]
            self.put(f"public {name}", make(self.pathfinder))
            if f"hidden {name}" in READERS:
                self.put(f"hidden {name}", make(self.hidden))
        self.of_countries()
        self.of_meetings()
        self.papers()

    def put(self, name: str, record) -> None:
        source = name.split()[1] if name.split()[0] in ("public", "hidden") else ""
        source = source or name.split()[0]
        key = record.versions.get().pk if source == "document" else record.pk
        self.names[source, key] = name

    def of_countries(self):
        it = self.pathfinder
        self.put("step kept", changed.step(it, is_public=False))
        for state in (RoadmapState.DRAFT, RoadmapState.SUBMITTED):
            row = changed.roadmap(factories.make_pathfinder(), state=state)
            self.put(f"roadmap {state}", row)
        presented = {"state": RoadmapState.PRESENTED}
        row = changed.roadmap(factories.make_pathfinder(), **presented)
        self.put("roadmap presented", row)
        for year, state in enumerate((ReviewState.SHARED, ReviewState.TABLED), 2010):
            row = changed.review(it, state=state, published_at=None, year=year)
            self.put(f"review {state}", row)
        for state in (ValueState.DRAFT, ValueState.SUBMITTED, ValueState.RETURNED):
            self.put(f"value {state}", changed.value(it, state=state))

    def of_meetings(self):
        it = self.pathfinder
        for state in (DecisionState.PROPOSED, DecisionState.WITHDRAWN):
            self.put(f"decision {state}", changed.decision(it, state=state))
        self.put("decision kept", changed.decision(it, is_public=False))
        closed = {"kind": DecisionKind.CLOSE_GROUP, "pathfinder": None}
        row = changed.decision(it, group=self.group, is_public=False, **closed)
        self.put("decision on group kept", row)
        row = changed.action_point(it)
        self.put("new_action of country", row)
        self.put("action_state of country", changed.moved_point(it, of=row))
        row = changed.action_point(it, country=None, group=self.group)
        self.put("new_action of group", row)

    def papers(self):
        it, today = self.pathfinder, in_days(0)
        undated = {"endorsed_on": None, "endorsed_precision": "unknown"}
        draft = changed.paper(it, state=VersionState.DRAFT, **undated)
        self.put("paper draft", draft)
        circulated = {"state": VersionState.FOR_COMMENT, **undated}
        self.put("paper for comment", changed.paper(it, **circulated))
        seen = {"members": PaperVisibility.MEMBERS}
        seen["secretariat"] = PaperVisibility.SECRETARIAT
        for name, visibility in seen.items():
            of = make_paper(visibility=visibility)
            self.put(f"paper of {name}", changed.paper(it, of=of))
        later = {"embargoed_until": changed.noon(today + timedelta(days=3))}
        self.put("paper embargoed", changed.paper(it, **circulated, **later))
        audiences = {"members": "gcg_members"}
        for name in ("gcg", "members", "country", "officials", "secretariat"):
            audience = audiences.get(name, name)
            self.put(f"document {name}", changed.document(it, audience=audience))
        self.put("document embargoed", changed.document(it, **later))

    def person(self, role: str):
        if role == "AN":
            return AnonymousUser()
        if role == "AG=":
            return factories.make_group_chair(self.group)
        if role == "AG≠":
            return factories.make_group_chair()
        user = factories.people.PEOPLE[role](self.country)
        if role in TEAM:
            held = user.role_assignments.get()
            factories.make_role(user, held.role, country=self.hidden.country)
        return user

    def seen_by(self, user, period: Period = MARCH) -> set[str]:
        entries = newest_first(SOURCES, asked(user, period))
        return {
            self.names.get((source, key), f"{source} {key}")
            for source, key, _day in entries
        }


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_of_more_changes_than_of_records_and_opens_each(role, client):
    world = World()
    user = world.person(role)
    if role != "AN":
        client.force_login(user)

    expected = {name for name, readers in READERS.items() if role in readers}
    assert world.seen_by(user) == expected
    answers = {row.url: opened(client, row.url) for row in found(user)}
    assert set(answers.values()) == {200}, answers


def opened(client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def test_notes_of_progress_are_read_by_those_who_read_them_on_its_page():
    world = World()
    changed.action(world.pathfinder, note="Nobody came to the course.")

    readers = {
        role
        for role in ROLES
        if any("Nobody came" in row.note for row in found(world.person(role)))
    }

    assert readers == {*GROUP, *TEAM}


def test_earlier_report_and_earlier_value_are_those_its_reader_may_know():
    pathfinder = factories.make_pathfinder()
    of = make_observation(pathfinder)
    changed.value(pathfinder, BEFORE, of=of, state=ValueState.DISCARDED)
    changed.value(pathfinder, of=of, quantity=Decimal(15))

    (row,) = found(factories.make_officer())

    assert row.marks[0] is None


# --- Small counts ---------------------------------------------------------------------


@pytest.fixture
def small():
    """Publish a few victims, then fewer, each below the threshold of eleven."""
    pathfinder = factories.make_pathfinder()
    indicator = make_indicator()
    limit = {"threshold": 11, "threshold_reason": "Few people", "unit_en": "victims"}
    make_definition(indicator, **limit)
    of = make_observation(pathfinder, indicator)
    fields = {"state": ValueState.SUPERSEDED, "superseded_at": changed.noon(DAY)}
    changed.value(pathfinder, BEFORE, of=of, quantity=Decimal(7), **fields)
    changed.value(pathfinder, of=of, quantity=Decimal(3))
    return pathfinder


FEW = "Withheld: small number of people"
SPAN = {"since": BEFORE.isoformat(), "until": UNTIL.isoformat()}


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("AN", (FEW, FEW)),
        ("GM", (FEW, FEW)),
        ("FP=", ("7 victims", "3 victims")),
        ("SO", ("7 victims", "3 victims")),
    ],
)
def test_small_counts_are_withheld_in_files_as_on_the_page(role, words, small, client):
    if role != "AN":
        client.force_login(factories.people.PEOPLE[role](small.country))

    answer = client.get(reverse("meetings:changes-csv"), SPAN)

    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["Before"], row["Now"]) == words
