"""The pages on which a source is added and corrected."""

import pytest

from monitoring.enums import SourceKind
from monitoring.models import Source
from tests import factories
from tests.factories.values import make_source


@pytest.fixture
def pathfinder(db):
    return factories.make_pathfinder()


def address(pathfinder, verb: str = "add") -> str:
    return f"/pathfinders/{pathfinder.country.slug}/sources/{verb}/"


FIELDS = {"kind": SourceKind.SURVEY, "name": "Household survey 2024"}


def test_a_source_is_added_and_the_way_leads_back(pathfinder, client_for):
    person = factories.make_contributor(pathfinder.country)
    back = f"/pathfinders/{pathfinder.country.slug}/reporting/2025/prevalence/x/"

    answer = client_for(person).post(f"{address(pathfinder)}?back={back}", FIELDS)

    assert answer.url == back
    source = Source.objects.get()
    assert (source.pathfinder, source.name, source.created_by) == (
        pathfinder,
        "Household survey 2024",
        person,
    )


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/admin/"])
def test_the_way_back_never_leads_elsewhere(pathfinder, client_for, back):
    person = factories.make_contributor(pathfinder.country)

    answer = client_for(person).post(f"{address(pathfinder)}?back={back}", FIELDS)

    assert answer.url == f"/pathfinders/{pathfinder.country.slug}/reporting/"


def test_a_country_does_not_speak_for_a_global_database(pathfinder, client_for):
    person = factories.make_contributor(pathfinder.country)
    fields = FIELDS | {"kind": SourceKind.GLOBAL_DATABASE}

    answer = client_for(person).post(address(pathfinder), fields)

    assert answer.status_code == 200
    assert not Source.objects.exists()


def test_the_secretariat_says_why_it_adds_one(pathfinder, client_for):
    olga = client_for(factories.make_officer())

    assert olga.post(address(pathfinder), FIELDS).status_code == 200
    assert not Source.objects.exists()

    olga.post(address(pathfinder), FIELDS | {"reason": "Asked by telephone"})
    assert Source.objects.get().name == "Household survey 2024"


def test_a_source_is_corrected_and_nobody_overwrites_another(pathfinder, client_for):
    source = make_source(pathfinder=pathfinder)
    client = client_for(factories.make_contributor(pathfinder.country))
    url = address(pathfinder, f"{source.pk}/edit")

    first = client.post(url, FIELDS | {"version": source.version})
    second = client.post(url, FIELDS | {"name": "Mine", "version": source.version})

    source.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert source.name == "Household survey 2024"


def test_others_find_no_page(pathfinder, client_for):
    source = make_source(pathfinder=pathfinder)
    shared = make_source()
    elsewhere = factories.make_contributor(factories.make_pathfinder().country)
    own = factories.make_contributor(pathfinder.country)

    for person, url in (
        (elsewhere, address(pathfinder)),
        (elsewhere, address(pathfinder, f"{source.pk}/edit")),
        (own, address(pathfinder, f"{shared.pk}/edit")),
    ):
        assert client_for(person).get(url).status_code == 404
