"""The roadmap's pages by real requests: who may, what is shown, the whole way."""

from datetime import date
from decimal import Decimal

import pgtrigger
import pytest
from django.test import Client

from alliance87.core.models import AuditEvent
from pathfinders.enums import FundingKind, RoadmapState
from pathfinders.models import Action, Priority, Roadmap
from tests.factories import (
    make_administrator,
    make_contributor,
    make_focal_point,
    make_funding,
    make_gcg_member,
    make_officer,
    make_pathfinder,
    make_roadmap,
)
from tests.factories.people import PEOPLE
from tests.pathfinders.roadmap_forms import action_data, roadmap_url

pytestmark = pytest.mark.django_db

# The columns of permissions.csv; "≠" works for another country.
SEEN, DENIED, HIDDEN, LOGIN = 200, 403, 404, 302
# object state, page, then the answer for AN and the columns above in their order
CELLS = [
    ("draft", "", "L H H Y Y H H H Y Y H"),
    ("draft", "pdf/", "L H H Y Y H H H Y Y H"),
    ("draft", "edit/", "L H H Y Y H H H Y Y H"),
    ("draft", "rows/", "L H H Y Y H H H Y Y H"),
    ("draft", "rows/priorities/add/", "L H H Y Y H H H Y Y H"),
    ("draft", "submit/", "L H H D Y H H H D D H"),
    ("submitted", "", "L H H Y Y H H H Y Y H"),
    ("submitted", "edit/", "L H H D D H H H D D H"),
    ("submitted", "rows/", "L H H D D H H H D D H"),
    ("submitted", "return/", "L H H D D H H H Y Y H"),
    ("submitted", "accept/", "L H H D D H H H Y Y H"),
    ("accepted", "", "L H H Y Y H H H Y Y H"),
    ("accepted", "pdf/", "L H H Y Y H H H Y Y H"),
    ("accepted", "rows/", "L H H D D H H H D D H"),
    ("accepted", "present/", "L H H D D H H H Y Y H"),
    ("accepted", "publish/", "L H H D D H H H Y Y H"),
    ("presented", "", "L Y Y Y Y H H H Y Y Y"),
    ("presented", "pdf/", "L Y Y Y Y H H H Y Y Y"),
    ("presented", "rows/", "L D D D D H H H D D D"),
    ("presented", "publish/", "L D D D D H H H Y Y D"),
    ("published", "", "Y Y Y Y Y Y Y Y Y Y Y"),
    ("published", "pdf/", "Y Y Y Y Y Y Y Y Y Y Y"),
    ("published", "edit/", "L D D D D D D D D D D"),
    ("published", "rows/", "L D D D D D D D D D D"),
    ("published", "rows/priorities/add/", "L D D D D D D D D D D"),
    ("draft", "check/", "L H H Y Y H H H Y Y H"),
    ("draft", "comments/add/", "L H H Y Y H H H Y Y H"),
    ("presented", "check/", "L D D Y Y H H H Y Y D"),
    ("presented", "comments/add/", "L D D D D H H H D D D"),
    ("published", "check/", "L D D Y Y D D D Y Y D"),
    ("draft", "record-past/", "L H H D D H H H D Y H"),
    ("draft", "delete/", "L H H D D H H H D Y H"),
]
# Making a document takes a second: where it may be read, these roles fetch it.
RENDERED = {"AN", "GM", "FP=", "SO"}
ANSWERS = {"Y": SEEN, "D": DENIED, "H": HIDDEN, "L": LOGIN}


def _cells():
    for state, page, row in CELLS:
        for person, letter in zip(["AN", *PEOPLE], row.split(), strict=True):
            case = f"{state}-{page}-{person}"
            if page != "pdf/" or letter != "Y" or person in RENDERED:
                yield pytest.param(state, page, person, ANSWERS[letter], id=case)


def _client(person, country, client_for) -> Client:
    return Client() if person == "AN" else client_for(PEOPLE[person](country))


@pytest.mark.parametrize(("state", "at", "person", "answer"), list(_cells()))
def test_page_answers_as_the_matrix_says(state, at, person, answer, client_for):
    roadmap = make_roadmap(state=state, rows={"Priority 1": ["Action 1"]})
    client = _client(person, roadmap.pathfinder.country, client_for)

    assert client.get(roadmap_url(roadmap, at)).status_code == answer


@pytest.mark.parametrize(
    ("person", "answer"),
    [(person, 200 if person == "FP=" else 403) for person in PEOPLE],
)
def test_next_version_is_opened_by_the_focal_point_alone(person, answer, client_for):
    roadmap = make_roadmap(state="published")
    client = _client(person, roadmap.pathfinder.country, client_for)
    url = roadmap_url(roadmap).replace(f"/{roadmap.number}/", "/start/")

    assert client.get(url).status_code == answer


def test_draft_of_a_hidden_country_is_not_listed_for_others(client_for):
    roadmap = make_roadmap(
        pathfinder=make_pathfinder(is_public=False), state="published"
    )

    assert client_for(make_gcg_member()).get(roadmap_url(roadmap)).status_code == 404


# --- Money that is not public ---------------------------------------------------------


@pytest.fixture
def with_private_money():
    roadmap = make_roadmap(rows={"Schools": ["Build"]})
    action = Action.objects.get()
    make_funding(action, kind=FundingKind.NEEDED, amount=Decimal(1111), currency="USD")
    make_funding(
        action,
        kind=FundingKind.NEEDED,
        amount=Decimal(7777777),
        currency="EUR",
        is_public=False,
    )
    Roadmap.objects.update(state="published")
    roadmap.refresh_from_db()
    return roadmap


@pytest.mark.parametrize(
    ("person", "seen"),
    [("AN", False), ("OB", False), ("GM", False), ("FP≠", False), ("AG", False)]
    + [("CO=", True), ("FP=", True), ("SO", True), ("SA", True), ("CH", True)],
)
def test_amount_not_public_is_seen_by_few(person, seen, with_private_money, client_for):
    client = _client(person, with_private_money.pathfinder.country, client_for)

    html = client.get(roadmap_url(with_private_money)).content.decode()

    assert "1\N{NO-BREAK SPACE}111" in html
    assert ("7\N{NO-BREAK SPACE}777\N{NO-BREAK SPACE}777" in html) is seen
    assert ("EUR" in html) is seen


@pytest.mark.parametrize(
    ("person", "seen"), [("OB", False), ("GM", False), ("CH", True)]
)
def test_group_reads_a_presented_roadmap_without_private_money(
    person, seen, with_private_money, client_for
):
    with pgtrigger.ignore("pathfinders.Roadmap:roadmap_text_locked"):
        Roadmap.objects.update(
            state="presented", presented_on=date(2024, 2, 1), meeting="18th meeting"
        )
    client = _client(person, with_private_money.pathfinder.country, client_for)

    html = client.get(roadmap_url(with_private_money)).content.decode()

    assert "1\N{NO-BREAK SPACE}111" in html
    assert ("EUR" in html) is seen
    assert "Not public: the country’s team, the secretariat, the Global" in html


def test_presented_roadmap_of_a_hidden_country_is_not_for_the_group(client_for):
    hidden = make_pathfinder(is_public=False)
    roadmap = make_roadmap(hidden, state="presented")

    answers = {
        person: _client(person, hidden.country, client_for)
        .get(roadmap_url(roadmap))
        .status_code
        for person in ("OB", "GM", "CH")
    }

    assert answers == {"OB": 404, "GM": 404, "CH": 200}


# --- The table ------------------------------------------------------------------------


def test_empty_cells_say_so_in_words(client):
    roadmap = make_roadmap(state="published", rows={"Schools": ["Build"]})

    html = client.get(roadmap_url(roadmap)).content.decode()

    # partners, timeline, budget, action group, monitoring
    assert html.count('<em class="table__gap">Not stated</em>') == 5


def test_empty_cells_of_a_sourced_roadmap_name_the_source(client):
    roadmap = make_roadmap(
        state="published", rows={"Schools": ["Build"]}, source="Ministry, 2019"
    )

    html = client.get(roadmap_url(roadmap)).content.decode()

    assert html.count('<em class="table__gap">Not stated in the source</em>') == 5


def test_superseded_version_leads_to_the_current_one(client):
    pathfinder = make_pathfinder()
    old = make_roadmap(pathfinder, state="superseded")
    new = make_roadmap(pathfinder, state="published")

    html = client.get(roadmap_url(old)).content.decode()

    assert f'<a href="{roadmap_url(new)}">Read version 2</a>' in html


@pytest.mark.parametrize("actions", [1, 30])
def test_page_queries_do_not_grow(actions, client, django_assert_num_queries):
    rows = {f"Priority {n}": ["One", "Two", "Three"] for n in range(actions // 3)}
    roadmap = make_roadmap(state="published", rows=rows or {"Priority": ["One"]})
    for action in Action.objects.all():
        make_funding(action)
    url = roadmap_url(roadmap)

    with django_assert_num_queries(7):
        client.get(url)


# --- The whole way --------------------------------------------------------------------


@pytest.fixture
def way(client_for):
    """Return `way(who, page, **data)`: send a form of one country's roadmaps."""
    country = make_pathfinder().country
    people = {
        "country": client_for(make_focal_point(country)),
        "office": client_for(make_officer()),
    }

    def send(who, page, **data):
        url = f"/pathfinders/{country.iso3.lower()}/roadmaps/{page}"
        answer = people[who].post(url, data)
        assert (page, answer.status_code) == (page, 302)
        return answer

    return send


def test_way_from_the_first_draft_to_the_published_roadmap(way):
    way("country", "start/", title="Roadmap", language="en")
    way("country", "1/rows/priorities/add/", title="Schools", version=0)
    add = f"1/rows/priorities/{Priority.objects.get().pk}/actions/add/"
    way("country", add, **action_data(title="Build"))
    way(
        "country",
        "1/edit/",
        title="Roadmap",
        language="en",
        starts_on="2026-01-01",
        ends_on="2028-12-31",
        version=0,
    )
    way("country", "1/submit/")
    way("office", "1/return/", comment="Name the partners.")
    action = Action.objects.get()
    edit = f"1/rows/actions/{action.pk}/edit/"
    way("country", edit, **action_data(title="Build", partners="Unions"))
    way("country", "1/submit/")
    way("office", "1/accept/")
    way("office", "1/present/", on="2026-02-01", meeting="18th meeting")
    way("office", "1/publish/")

    roadmap = Roadmap.objects.get()
    action.refresh_from_db()
    assert (roadmap.state, action.partners) == (RoadmapState.PUBLISHED, "Unions")


def test_way_from_a_published_roadmap_to_the_next_version(client_for):
    first = make_roadmap(state="published", rows={"Schools": ["Build"]})
    client = client_for(make_focal_point(first.pathfinder.country))
    office = client_for(make_officer())

    started = client.post(roadmap_url(first).replace("/1/", "/start/"))
    second = Roadmap.objects.get(number=2)
    copied = Action.objects.get(priority__roadmap=second)
    client.post(roadmap_url(second, "submit/"))
    office.post(roadmap_url(second, "accept/"))
    presented = {"on": "2026-02-01", "meeting": "18th meeting"}
    office.post(roadmap_url(second, "present/"), presented)
    office.post(roadmap_url(second, "publish/"))

    assert (started.url, copied.title) == (roadmap_url(second, "rows/"), "Build")
    states = dict(Roadmap.objects.values_list("number", "state"))
    assert states == {1: RoadmapState.SUPERSEDED, 2: RoadmapState.PUBLISHED}


def test_second_draft_is_not_opened_beside_the_first(client_for):
    draft = make_roadmap()
    client = client_for(make_focal_point(draft.pathfinder.country))

    html = client.post(
        roadmap_url(draft).replace("/1/", "/start/"), {"title": "Two", "language": "en"}
    ).content.decode()

    assert "Version 1 is in preparation. Finish that one first." in html
    assert Roadmap.objects.count() == 1


def test_returned_roadmap_shows_the_comment_to_the_country(client_for):
    roadmap = make_roadmap(state="returned", return_comment="Name the partners.")
    client = client_for(make_contributor(roadmap.pathfinder.country))

    assert "Name the partners." in client.get(roadmap_url(roadmap)).content.decode()


def test_return_without_a_comment_is_refused(client_for):
    roadmap = make_roadmap(state="submitted")

    answer = client_for(make_officer()).post(
        roadmap_url(roadmap, "return/"), {"comment": " "}
    )

    roadmap.refresh_from_db()
    assert (answer.status_code, roadmap.state) == (200, RoadmapState.SUBMITTED)


def test_submission_without_actions_says_what_is_missing(client_for):
    roadmap = make_roadmap(rows={"Schools": []})
    client = client_for(make_focal_point(roadmap.pathfinder.country))

    answer = client.post(roadmap_url(roadmap, "submit/"))

    roadmap.refresh_from_db()
    assert "The priority “Schools” has no action yet." in answer.content.decode()
    assert roadmap.state == RoadmapState.DRAFT


def test_decision_in_another_state_leads_back_and_changes_nothing(client_for):
    roadmap = make_roadmap(rows={"Schools": ["Build"]})

    answer = client_for(make_officer()).post(roadmap_url(roadmap, "accept/"))

    roadmap.refresh_from_db()
    assert (answer.url, roadmap.state) == (roadmap_url(roadmap), RoadmapState.DRAFT)


def test_past_roadmap_is_recorded_with_source_and_reason(client_for):
    roadmap = make_roadmap(rows={"Schools": ["Build"]})

    client_for(make_administrator()).post(
        roadmap_url(roadmap, "record-past/"),
        {"version": 0, "source": "Ministry, 2019", "reason": "Public since 2019"},
    )

    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.source) == (RoadmapState.PUBLISHED, "Ministry, 2019")
    event = AuditEvent.objects.get(verb="roadmap.record_past")
    assert event.reason == "Public since 2019"


@pytest.mark.parametrize(
    "at",
    [
        "edit/",
        "rows/priorities/add/",
        "rows/priorities/{priority}/edit/",
        "rows/priorities/{priority}/delete/",
        "rows/priorities/{priority}/down/",
        "rows/priorities/{priority}/actions/add/",
        "rows/actions/{action}/edit/",
        "rows/actions/{action}/delete/",
        "rows/actions/{action}/up/",
    ],
)
@pytest.mark.parametrize("person", ["FP=", "SA"])
def test_published_roadmap_is_never_changed(at, person, client_for):
    roadmap = make_roadmap(state="published")
    action = Action.objects.get()
    client = _client(person, roadmap.pathfinder.country, client_for)
    path = at.format(priority=action.priority_id, action=action.pk)

    answer = client.post(
        roadmap_url(roadmap, path), {"title": "Changed", "reason": "Because"}
    )

    assert answer.status_code == 403
    action.refresh_from_db()
    assert (action.title, Priority.objects.get().title) == ("Action 1", "Priority 1")
