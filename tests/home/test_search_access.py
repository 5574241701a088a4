"""Who finds what: never more than the record itself lets a person read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliance87.home.search import KINDS
from meetings.enums import DecisionKind, DecisionState, PaperVisibility, VersionState
from pathfinders.enums import RoadmapState
from tests import factories
from tests.factories.decisions import HELD_ON, make_decision
from tests.factories.events import make_event
from tests.factories.meetings import make_coming, make_planned
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.papers import make_paper, make_question, make_version

pytestmark = pytest.mark.django_db

WORD = "quern"
ROLES = ("AN", "GM", "OB", "FP=", "FP≠", "CO=", "CO≠", "AG=", "AG≠", "SO", "SA", "CH")
ALL = set(ROLES)
GROUP = {"GM", "OB", "SO", "SA", "CH"}
TEAM = {"FP=", "CO="}
OFFICE = {"SO", "SA"}
OF_HIDDEN_COUNTRY = {*TEAM, *OFFICE, "CH"}
NOBODY: set[str] = set()
# What is on record, by its kind and a name of its own, and who finds it.
READERS = {
    ("countries", "public"): ALL,
    ("countries", "hidden"): OF_HIDDEN_COUNTRY,
    ("actions", "published"): ALL,
    ("actions", "superseded"): NOBODY,
    ("actions", "presented"): {*GROUP, *TEAM},
    ("actions", "submitted"): {*TEAM, *OFFICE},
    ("actions", "draft"): {*TEAM, *OFFICE},
    ("actions", "hidden"): OF_HIDDEN_COUNTRY,
    ("indicators", "standard"): ALL,
    ("indicators", "own"): ALL,
    ("indicators", "hidden"): {*TEAM, *OFFICE},
    ("decisions", "public"): ALL,
    ("decisions", "kept"): {*GROUP, "FP="},
    ("decisions", "proposed"): {"SO", "SA", "CH"},
    ("papers", "public"): ALL,
    ("papers", "members"): {"GM", "SO", "SA", "CH"},
    ("papers", "secretariat"): OFFICE,
    ("papers", "draft"): {"SO", "SA", "CH"},
    ("texts", "endorsed"): ALL,
    ("texts", "superseded"): NOBODY,
    ("texts", "for comment"): GROUP,
    ("texts", "draft"): {"SO", "SA", "CH"},
    ("texts", "members"): {"GM", "SO", "SA", "CH"},
    ("texts", "embargoed"): {"SO", "SA", "CH"},
    ("documents", "public"): ALL,
    ("documents", "of hidden"): OF_HIDDEN_COUNTRY,
    ("documents", "gcg"): {*GROUP, *TEAM},
    ("documents", "members"): {"GM", "SO", "SA", "CH"},
    ("documents", "country"): {*TEAM, "SO", "SA", "CH"},
    ("documents", "officials"): {"FP=", "SO", "SA", "CH"},
    ("documents", "secretariat"): OFFICE,
    ("documents", "embargoed"): {"SO", "SA", "CH"},
    ("meetings", "announced"): ALL,
    ("meetings", "planned"): {"SO", "SA", "CH"},
    ("events", "public"): ALL,
    ("events", "kept"): GROUP,
    ("events", "of group"): {*GROUP, "AG="},
    ("questions", "public"): ALL,
    ("questions", "kept"): OFFICE,
    ("groups", "any"): ALL,
    ("partners", "named"): ALL,
    ("partners", "applicant"): OFFICE,
}


class World:
    """A public country and a hidden one with the same team; each record has its name.

    Every record has the word in what is looked through, and nothing else has.
    """

    def __init__(self):
        self.country = factories.make_country(name_en=f"{WORD} public")
        self.other = factories.make_country(name_en=f"{WORD} hidden")
        self.group = factories.make_group(name="any", summary=WORD)
        self.pathfinder = factories.make_pathfinder(country=self.country)
        self.hidden = factories.make_pathfinder(country=self.other, is_public=False)
        self.of_countries()
        self.of_meetings()
        self.of_papers()
        factories.make_partner(name="named", summary=WORD)
        today = timezone.localdate()
        applied = {"applied_on": today, "joined_on": None}
        factories.make_partner(name="applicant", summary=WORD, **applied)

    def of_countries(self):
        # One version of a roadmap is open at a time: each in a country of its own,
        # which has the same team.
        self.lands = []
        for state in RoadmapState.values:
            if state in (RoadmapState.RETURNED, RoadmapState.ACCEPTED):
                continue
            pathfinder = factories.make_pathfinder()
            self.lands.append(pathfinder.country)
            self.roadmap(state, pathfinder, state)
        self.roadmap("hidden", self.hidden, RoadmapState.PUBLISHED)
        of = {"standard": None, "own": self.pathfinder, "hidden": self.hidden}
        for name, pathfinder in of.items():
            indicator = make_indicator(pathfinder=pathfinder)
            make_definition(indicator, label_en=name, note_en=WORD)
        later = timezone.now() + timedelta(days=3)
        audiences = {"public": "public", "gcg": "gcg", "members": "gcg_members"}
        audiences |= {each: each for each in ("country", "officials", "secretariat")}
        for name, audience in audiences.items():
            self.document(name, self.country, audience=audience)
        self.document("of hidden", self.other, audience="public")
        embargo = {"audience": "public", "embargoed_until": later}
        self.document("embargoed", self.country, **embargo)

    def roadmap(self, name: str, pathfinder, state: str):
        rows = {"Priority 1": [f"{name} {WORD}"]}
        factories.make_roadmap(pathfinder, state=state, rows=rows)

    def document(self, name: str, country, **fields):
        factories.make_document(title=f"{name} {WORD}", country=country, **fields)

    def of_meetings(self):
        decided = {"state": DecisionState.ADOPTED, "decided_on": HELD_ON}
        of = {"pathfinder": self.pathfinder, "kind": DecisionKind.AWARD_STATUS}
        make_decision(text=f"{WORD} public", is_public=True, **decided)
        make_decision(text=f"{WORD} kept", is_public=False, **decided, **of)
        make_decision(make_planned(title="plan"), text=f"{WORD} proposed")
        make_coming(title="announced", city=WORD)
        make_planned(title="planned", city=WORD)
        make_event(title="public", description=WORD)
        make_event(title="kept", description=WORD, is_public=False)
        of_group = {"group": self.group, "is_public": False}
        make_event(title="of group", description=WORD, **of_group)
        make_question(question="public", answer=WORD, is_public=True)
        make_question(question="kept", answer=WORD, is_public=False)

    def of_papers(self):
        shown = {
            "public": PaperVisibility.PUBLIC,
            "members": PaperVisibility.MEMBERS,
            "secretariat": PaperVisibility.SECRETARIAT,
        }
        for name, visibility in shown.items():
            paper = make_paper(title=name, purpose=WORD, visibility=visibility)
            make_version(paper)
        make_version(make_paper(title="draft", purpose=WORD), state=VersionState.DRAFT)
        states = {
            "endorsed": {},
            "superseded": {"state": VersionState.SUPERSEDED, "was_endorsed": True},
            "for comment": {"state": VersionState.FOR_COMMENT},
            "draft": {"state": VersionState.DRAFT},
            "embargoed": {"embargoed_until": timezone.now() + timedelta(days=3)},
        }
        for name, fields in states.items():
            make_version(make_paper(title=name), text=f"Turn the {WORD}.", **fields)
        of = make_paper(title="members", visibility=PaperVisibility.MEMBERS)
        make_version(of, text=f"Turn the {WORD}.")

    def person(self, role: str):
        if role == "AG=":
            return factories.make_group_chair(self.group)
        if role == "AG≠":
            return factories.make_group_chair()
        user = factories.people.PEOPLE[role](self.country)
        if role in TEAM:
            held = user.role_assignments.get()
            for country in (self.other, *self.lands):
                factories.make_role(user, held.role, country=country)
        return user


def names_of(kind: str) -> list[str]:
    names = [name for each, name in READERS if each == kind]
    return sorted(names, key=len, reverse=True)


def found(client) -> set[tuple[str, str]]:
    """Return what the pages of each kind show: which of the records it is."""
    seen = set()
    for kind in KINDS:
        response = client.get("/search/", {"q": WORD, "kind": kind})
        for group in response.context["answer"].groups:
            assert group.number == len(group.hits)
            for hit in group.hits:
                said = f"{hit.title} {hit.passage}".lower()
                name = next((name for name in names_of(kind) if name in said), said)
                seen.add((kind, name))
    return seen


@pytest.mark.parametrize("role", ROLES)
def test_nobody_finds_more_than_records_let_them_read(role, client):
    world = World()
    if role != "AN":
        client.force_login(world.person(role))

    expected = {name for name, readers in READERS.items() if role in readers}

    assert found(client) == expected
    numbers = client.get("/search/", {"q": WORD}).context["answer"].numbers
    assert numbers == {
        kind: number
        for kind in KINDS
        if (number := sum(each == kind for each, _name in expected))
    }


@pytest.mark.parametrize("role", ["AN", "GM", "FP=", "SO"])
def test_each_hit_opens_for_who_finds_it(role, client):
    world = World()
    if role != "AN":
        client.force_login(world.person(role))

    answers = {}
    for kind in KINDS:
        response = client.get("/search/", {"q": WORD, "kind": kind})
        for group in response.context["answer"].groups:
            for hit in group.hits:
                opened = client.get(hit.url)
                b"".join(opened.streaming_content) if opened.streaming else None
                answers[kind, hit.title] = opened.status_code

    assert set(answers.values()) == {200}, answers


def test_what_is_kept_beside_a_public_record_is_not_looked_through(client):
    """Notes, reasons and personal data stand beside texts that everybody reads."""
    factories.make_pathfinder(internal_notes=WORD)
    person = factories.make_person(name=WORD, email=f"{WORD}@example.org")
    factories.make_partner(name="Union", left_reason="")
    make_coming(remote_notes=WORD)
    make_event(online_url=f"https://{WORD}.example.org/")
    paper = make_paper(visibility=PaperVisibility.PUBLIC)
    make_version(paper, number=1, text="Said to all.")
    make_version(paper, number=2, text=f"The {WORD}.", state=VersionState.DRAFT)
    document = factories.make_document(title="Said to all", audience="secretariat")

    assert (person.name, document.title) == (WORD, "Said to all")
    assert client.get("/search/", {"q": WORD}).context["answer"].total == 0
