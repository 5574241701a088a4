"""The pages that bring a file in: who may, what they show, and what comes of it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from monitoring.enums import ValueState
from monitoring.models import (
    Evidence,
    ImportProfile,
    Observation,
    ObservationVersion,
    Source,
    ValueImport,
)
from tests import factories
from tests.factories.people import PEOPLE
from tests.monitoring.import_files import (
    address,
    answers,
    apply_brought,
    brought,
    catalogue,
    open_round,
    rows_about,
    seen,
    table,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(is_public=True)


@pytest.fixture(autouse=True)
def indicator():
    return catalogue()


@pytest.fixture
def officer(client):
    found = factories.make_officer()
    client.force_login(found)
    return found


@pytest.fixture
def focal_point(client, pathfinder):
    open_round(pathfinder)
    found = factories.make_focal_point(pathfinder.country)
    client.force_login(found)
    return found


def values() -> list[tuple]:
    rows = ObservationVersion.objects.order_by("year", "number")
    return list(rows.values_list("year", "percent", "state"))


# --- Who may --------------------------------------------------------------------------

ROLES = ("OB", "GM", "CO=", "FP=", "CO≠", "FP≠", "AG", "SO", "SA", "CH")
SECRETARIAT, TEAM = {"SO", "SA"}, {"CO=", "FP="}


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_ways_in_are_for_those_who_may(client, pathfinder, role):
    open_round(pathfinder)
    client.force_login(PEOPLE[role](pathfinder.country))
    iso3 = pathfinder.country.slug
    all_countries = 200 if role in SECRETARIAT else 403
    own = 200 if role in SECRETARIAT | TEAM else 404

    found = [
        client.get(reverse(f"monitoring:{name}", kwargs=keys)).status_code
        for name, keys in (
            ("imports", {}),
            ("import-add", {}),
            ("country-imports", {"iso3": iso3}),
            ("country-import-add", {"iso3": iso3}),
        )
    ]

    assert found == [all_countries, all_countries, own, own]


@pytest.mark.parametrize("role", ROLES)
def test_import_of_somebody_else_is_for_focal_point_and_secretariat(
    client, pathfinder, focal_point, role
):
    """The row “indicator import job” of the table of permissions."""
    found = brought(
        client, table(*rows_about(pathfinder.country, 3)), pathfinder=pathfinder
    )
    client.force_login(PEOPLE[role](pathfinder.country))
    expected = 200 if role in SECRETARIAT | {"FP="} else 404

    for step in ("", "columns", "rows", "apply"):
        answer = client.get(address(step, found), follow=True)
        assert answer.status_code == expected, step


def test_visitors_are_asked_to_sign_in(client):
    answer = client.get(reverse("monitoring:imports"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_team_cannot_bring_a_file_in_without_a_round(client, pathfinder):
    client.force_login(factories.make_focal_point(pathfinder.country))
    file = table(*rows_about(pathfinder.country, 3))

    found = brought(client, file, pathfinder=pathfinder)
    answer = client.post(address("apply", found), {"seen": ""})

    assert "No reporting round is open for the country." in answer.content.decode()
    assert not Observation.objects.exists()


def test_secretariat_says_why_it_writes_for_a_country(client, pathfinder, officer):
    open_round(pathfinder)
    file = table(*rows_about(pathfinder.country, 3))
    found = brought(client, file, pathfinder=pathfinder)

    shown = seen(client, found)
    client.post(address("apply", found), shown | {"reason": ""})
    assert not Observation.objects.exists()
    client.post(address("apply", found), shown | {"reason": "Asked for by telephone"})

    version = ObservationVersion.objects.get()
    assert (version.state, version.reason) == ("draft", "Asked for by telephone")


# --- From the file to the values ------------------------------------------------------


def test_facts_of_a_source_are_public_at_once_and_lead_to_their_cell(
    client, pathfinder, officer
):
    found = brought(client, table(*rows_about(pathfinder.country, "3.3", "4.7")))
    page = client.get(address("rows", found)).content.decode()
    assert "2 values become public at once." in page
    assert not Observation.objects.exists()

    shown = seen(client, found)
    answer = client.post(address("apply", found), shown, follow=True)

    assert "2 new values, 0 changed, 0 the same" in answer.content.decode()
    assert values() == [
        (2010, Decimal("3.3"), "published"),
        (2011, Decimal("4.7"), "published"),
    ]
    found.refresh_from_db()
    assert (found.state, found.applied_by) == ("applied", officer)
    version = ObservationVersion.objects.first()
    assert version.observation.source.name == "Database"
    assert version.footnote == "Source given: Survey"
    proof = Evidence.objects.get(observation__year=2011)
    assert (proof.locator, proof.file_id) == ("E3", found.file_id)


def test_values_of_a_team_become_drafts_of_their_own_source(
    client, pathfinder, focal_point
):
    file = table(*rows_about(pathfinder.country, "3.3"))
    found = brought(client, file, pathfinder=pathfinder)
    page = client.get(address("rows", found)).content.decode()
    assert "1 value becomes a draft." in page

    client.post(address("apply", found), seen(client, found))

    assert values() == [(2010, Decimal("3.3"), "draft")]
    assert Source.objects.get().pathfinder == pathfinder
    document = found.file.document
    assert (document.audience, document.country) == ("country", pathfinder.country)


def test_row_about_another_country_is_a_fault(client, pathfinder, focal_point):
    other = factories.make_pathfinder()
    file = table(*rows_about(pathfinder.country, 3), *rows_about(other.country, 4))
    found = brought(client, file, pathfinder=pathfinder)

    page = client.get(address("rows", found)).content.decode()
    answer = client.post(address("apply", found), seen(client, found))

    told = f"This row is about {other.country.iso3}. You bring values of"
    assert told in page
    assert "1 row is at fault; nothing was written." in answer.content.decode()
    assert not Observation.objects.exists()


def test_bad_row_writes_nothing_and_is_named_by_its_cell(client, pathfinder, officer):
    rows = rows_about(pathfinder.country, *range(1, 12))
    rows[6] = f"{pathfinder.country.iso3},X-1,2016,Total,140,%,Survey"
    found = brought(client, table(*rows))

    page = client.get(address("rows", found)).content.decode()
    answer = client.post(address("apply", found), seen(client, found))

    assert "1 row is at fault" in page
    assert "E8" in page
    assert "140 is more than 100 percent" in page
    assert "nothing was written. E8:" in answer.content.decode()
    assert not Observation.objects.exists()


def test_same_file_twice_changes_nothing(client, pathfinder, officer):
    rows = rows_about(pathfinder.country, 3, 4)
    apply_brought(client, table(*rows))
    source = Source.objects.get()

    upload(client, table(*rows), source=source.pk, new_source="", new_kind="")
    again = ValueImport.objects.latest("pk")
    client.post(
        address("columns", again),
        {
            **{
                f"role-0-{column}": name
                for column, name in enumerate(
                    ("country", "code", "year", "axis:sex", "value", "unit", "source")
                )
            },
            "used-0": "on",
        },
    )
    page = client.get(address("rows", again)).content.decode()

    assert "The file changes nothing" in page
    assert "Bring the values in" not in page
    assert again.choices["is_remembered"] is True


def test_same_file_says_the_same_in_the_hands_of_a_french_reader(
    client, pathfinder, officer
):
    rows = rows_about(pathfinder.country, 3)
    apply_brought(client, table(*rows))
    client.force_login(factories.make_officer(language="fr"))
    source = {"source": Source.objects.get().pk, "new_source": "", "new_kind": ""}
    upload(client, table(*rows), **source)
    again = ValueImport.objects.latest("pk")
    client.post(address("columns", again), answers(client, again))

    page = client.get(address("rows", again), {"show": "same"})

    assert page.context["counts"]["same"] == 1
    assert ObservationVersion.objects.get().footnote == "Source given: Survey"


def test_change_is_shown_before_and_after(client, pathfinder, officer):
    apply_brought(client, table(*rows_about(pathfinder.country, 3)))
    ImportProfile.objects.all().delete()
    upload(
        client,
        table(*rows_about(pathfinder.country, 9)),
        source=Source.objects.get().pk,
        new_source="",
        new_kind="",
    )
    second = ValueImport.objects.latest("pk")
    client.post(address("columns", second), answers(client, second))

    page = client.get(address("rows", second), {"show": "changed"})

    [row] = page.context["rows"]
    assert (row.before, row.after, row.year) == ("3%", "9%", "2010")


def test_outcome_that_changed_meanwhile_is_looked_at_again(client, pathfinder, officer):
    found = brought(client, table(*rows_about(pathfinder.country, 3)))

    answer = client.post(address("apply", found), {"seen": "7-0-0"})

    assert answer.status_code == 409
    assert not Observation.objects.exists()


def test_fifty_rows_stand_on_a_page(client, pathfinder, officer):
    values_of_years = range(1, 60)
    rows = [
        f"{pathfinder.country.iso3},X-1,{1960 + n},Total,{n},%,Survey"
        for n in values_of_years
    ]
    found = brought(client, table(*rows))

    first = client.get(address("rows", found), {"show": "new"})
    second = client.get(address("rows", found), {"show": "new", "page": 2})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 9)


# --- Undo -----------------------------------------------------------------------------


def test_undo_takes_back_values_and_proofs_and_may_be_followed_by_the_same_file(
    client, pathfinder, officer
):
    rows = rows_about(pathfinder.country, 3)
    first = brought(client, table(*rows))
    client.post(address("apply", first), seen(client, first))

    client.post(address("undo", first), {})

    assert values() == [(2010, Decimal(3), "superseded")]
    assert not Evidence.objects.linked().exists()
    source = {"source": Source.objects.get().pk, "new_source": "", "new_kind": ""}
    upload(client, table(*rows), **source)
    second = ValueImport.objects.latest("pk")
    client.post(address("columns", second), answers(client, second))
    client.post(address("apply", second), seen(client, second))
    assert values() == [
        (2010, Decimal(3), "superseded"),
        (2010, Decimal(3), "published"),
    ]


def test_undo_leaves_what_was_sent_in_since(client, pathfinder, focal_point):
    file = table(*rows_about(pathfinder.country, 3, 4))
    found = brought(client, file, pathfinder=pathfinder)
    client.post(address("apply", found), seen(client, found))
    ObservationVersion.objects.filter(year=2011).update(state=ValueState.SUBMITTED)

    client.post(address("undo", found), {})

    assert values() == [
        (2010, Decimal(3), "superseded"),
        (2011, Decimal(4), "submitted"),
    ]


def test_secretariat_does_not_take_back_drafts_of_a_country(
    client, pathfinder, focal_point
):
    file = table(*rows_about(pathfinder.country, 3))
    found = brought(client, file, pathfinder=pathfinder)
    client.post(address("apply", found), seen(client, found))
    client.force_login(factories.make_officer())

    assert client.post(address("undo", found), {}).status_code == 403
