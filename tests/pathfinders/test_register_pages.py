"""Pages of a country's registers: who reads, who writes, and what the forms refuse."""

import pytest
from django.test import Client
from django.urls import reverse

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Audience
from pathfinders.models import (
    Commitment,
)
from pathfinders.views.register_kinds import REGISTERS
from tests.factories import (
    make_commitment,
    make_contributor,
    make_coordination_body,
    make_document,
    make_focal_point,
    make_follow_up,
    make_gcg_member,
    make_instrument,
    make_national_review,
    make_officer,
    make_pathfinder,
    make_ratification,
    make_supervisory_case,
    make_support_given,
)
from tests.factories.people import PEOPLE
from tests.pathfinders.register_forms import (
    commitment_answers,
    url_of,
)

pytestmark = pytest.mark.django_db

EDITORS = {"FP=", "SO", "SA"}
MAKERS = {
    "commitments": lambda pathfinder: make_follow_up(make_commitment(pathfinder)),
    "support": make_support_given,
    "ratifications": make_ratification,
    "coordination": lambda pathfinder: make_coordination_body(
        pathfinder, parent=make_coordination_body(pathfinder)
    ),
    "supervisory": lambda pathfinder: make_supervisory_case(
        pathfinder, instrument=make_instrument()
    ),
    "national-reviews": lambda pathfinder: make_national_review(
        pathfinder, year=2016 + pathfinder.national_reviews.count()
    ),
}
# Country, then its documents that may be read, then the rows with what stands below.
QUERIES = {
    "commitments": 4,
    "support": 5,
    "ratifications": 4,
    "coordination": 3,
    "supervisory": 4,
    "national-reviews": 4,
}


@pytest.fixture
def pathfinder():
    return make_pathfinder()


@pytest.fixture
def focal(client_for, pathfinder):
    return client_for(make_focal_point(pathfinder.country))


# --- Who reads --------------------------------------------------------------------


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("who", ["AN", "OB", "CO=", "FP=", "FP≠", "SO", "CH"])
def test_register_is_public(who, register, client_for, pathfinder):
    MAKERS[register](pathfinder)
    person = PEOPLE[who](pathfinder.country) if who in PEOPLE else None
    client = client_for(person) if person else Client()

    page = client.get(url_of(pathfinder, register))

    assert page.status_code == 200
    assert len(page.context["page"].object_list) == 1
    assert (url_of(pathfinder, register, "add") in page.text) is (who in EDITORS)
    assert ("/delete/" in page.text) is (who in EDITORS)


def test_register_of_a_hidden_country_does_not_exist(client, client_for):
    hidden = make_pathfinder(is_public=False)

    assert client.get(url_of(hidden, "support")).status_code == 404
    assert client_for(make_officer()).get(url_of(hidden, "support")).status_code == 200


@pytest.mark.parametrize("slug", ["follow-ups", "nothing"])
def test_unknown_register_does_not_exist(client, pathfinder, slug):
    assert client.get(url_of(pathfinder, slug)).status_code == 404


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_the_same_queries_for_any_number(
    client, django_assert_num_queries, pathfinder, register, count
):
    for _number in range(count):
        MAKERS[register](pathfinder)

    with django_assert_num_queries(QUERIES[register]):
        client.get(url_of(pathfinder, register))


def test_silence_is_shown_to_the_team_only(client, client_for, pathfinder):
    make_commitment(pathfinder, when=PartialDate.parse("2019"))
    url, words = url_of(pathfinder, "commitments"), "No follow-up for 12 months"

    assert words not in client.get(url).text
    assert words in client_for(make_contributor(pathfinder.country)).get(url).text
    assert words in client_for(make_officer()).get(url).text
    assert words not in client_for(make_gcg_member()).get(url).text


def test_document_is_linked_for_those_who_may_read_it(client, client_for, pathfinder):
    paper = make_document(audience=Audience.COUNTRY, country=pathfinder.country)
    make_support_given(pathfinder, document=paper)
    url = url_of(pathfinder, "support")

    assert paper.get_absolute_url() not in client.get(url).text
    team = client_for(make_contributor(pathfinder.country))
    assert paper.get_absolute_url() in team.get(url).text


def test_instrument_without_a_source_is_a_gap_and_not_a_no(client, pathfinder):
    make_instrument(code="C029")

    text = client.get(url_of(pathfinder, "ratifications")).text

    assert "No source on record" in text
    assert ">Not ratified<" not in text


def test_filters_narrow_the_list_and_ignore_what_does_not_exist(client, pathfinder):
    make_support_given(pathfinder, kind="groups", title="Group work")
    make_support_given(pathfinder, kind="political", title="Conference")
    url = url_of(pathfinder, "support")

    chosen = client.get(url, {"kind": "groups"})
    unknown = client.get(url, {"kind": "nothing"})

    assert ("Group work" in chosen.text, "Conference" in chosen.text) == (True, False)
    assert len(unknown.context["page"].object_list) == 2


def test_ratifications_are_filtered_by_theme_and_importance(client, pathfinder):
    make_instrument(code="C138", themes=["child_labour"], is_priority=True)
    make_instrument(code="C188", themes=["child_labour"])
    make_instrument(code="C029", themes=["forced_labour"], is_priority=True)

    page = client.get(
        url_of(pathfinder, "ratifications"), {"theme": "child_labour", "named": "1"}
    )

    rows = page.context["page"].object_list
    assert [row.instrument.code for row in rows] == ["C138"]


def test_long_register_has_pages(client, pathfinder):
    for _number in range(51):
        make_support_given(pathfinder)

    first = client.get(url_of(pathfinder, "support"))
    second = client.get(url_of(pathfinder, "support"), {"page": 2})

    assert len(first.context["page"].object_list) == 50
    assert len(second.context["page"].object_list) == 1


# --- Who writes -------------------------------------------------------------------


@pytest.mark.parametrize("who", PEOPLE)
def test_commitment_is_added_by(who, client_for, pathfinder):
    client = client_for(PEOPLE[who](pathfinder.country))
    url = url_of(pathfinder, "commitments", "add")

    page = client.get(url)
    client.post(url, commitment_answers())

    assert page.status_code == (200 if who in EDITORS else 403)
    assert Commitment.objects.count() == (1 if who in EDITORS else 0)


@pytest.mark.parametrize("who", PEOPLE)
def test_commitment_is_edited_and_deleted_by(who, client_for, pathfinder):
    item = make_commitment(pathfinder, text="Before")
    client = client_for(PEOPLE[who](pathfinder.country))
    edit = url_of(pathfinder, "commitments", "edit", item.pk)
    delete = url_of(pathfinder, "commitments", "delete", item.pk)

    client.post(edit, commitment_answers(text="After"))
    item.refresh_from_db()
    answer = client.post(delete, {"reason": "Entered twice."})

    assert item.text == ("After" if who in EDITORS else "Before")
    assert answer.status_code == (302 if who in EDITORS else 403)
    assert Commitment.objects.count() == (0 if who in EDITORS else 1)


def test_record_of_another_country_does_not_exist_here(focal, pathfinder):
    foreign = make_commitment()

    for verb in ("edit", "delete"):
        url = url_of(pathfinder, "commitments", verb, foreign.pk)
        assert focal.get(url).status_code == 404
    other = reverse(
        "pathfinders:follow-up-add", args=[pathfinder.country.slug, foreign.pk]
    )
    assert focal.get(other).status_code == 404


def test_visitor_is_asked_to_sign_in_before_adding(client, pathfinder):
    answer = client.get(url_of(pathfinder, "commitments", "add"))

    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]
