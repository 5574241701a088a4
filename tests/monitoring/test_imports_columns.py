"""What only a person can say about a file, and the list of imports."""

import pytest
from django.urls import reverse

from monitoring.models import ImportProfile, ObservationVersion, ValueImport
from tests import factories
from tests.monitoring.import_files import (
    address,
    answers,
    brought,
    catalogue,
    rows_about,
    seen,
    table,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder()


@pytest.fixture(autouse=True)
def officer(client):
    catalogue()
    found = factories.make_officer()
    client.force_login(found)
    return found


def read(client, file) -> ValueImport:
    upload(client, file)
    return ValueImport.objects.latest("pk")


def form_of(client, found):
    return client.get(address("columns", found)).context["form"]


def say(client, found, **given):
    return client.post(address("columns", found), answers(client, found, **given))


def rows_in(client, found, kind="new"):
    return client.get(address("rows", found), {"show": kind}).context["rows"]


def test_proposal_is_shown_with_samples(client, pathfinder):
    found = read(client, table(*rows_about(pathfinder.country, 3, 4)))

    page = client.get(address("columns", found)).content.decode()

    assert "3; 4" in page
    form = form_of(client, found)
    assert form["role-0-4"].initial == "value"
    assert form["role-0-3"].initial == "axis:sex"


def test_question_has_to_be_answered(client, pathfinder):
    iso3 = pathfinder.country.iso3
    found = read(
        client,
        table(
            f"{iso3},X-1,2010,Total,-,%,Survey", f"{iso3},X-1,2011,Total,3.5,%,Survey"
        ),
    )
    [question] = form_of(client, found).questions()
    assert question.label == "What does “-” mean in place of a figure?"

    refused = say(client, found)
    assert refused.status_code == 200
    say(client, found, **{question.name: "not_collected"})

    after = {row.year: row.after for row in rows_in(client, found)}
    assert after["2010"].startswith("Not collected")
    assert after["2011"] == "3.5%"


def test_decimal_mark_is_asked_in_words_where_the_file_leaves_it_open(
    client, pathfinder
):
    iso3 = pathfinder.country.iso3
    file = table(
        f"{iso3};X-1;2010;Total;1,234;number;Survey",
        header=("Country;Indicator code;Year;Sex;Value;Unit;Source"),
    )
    found = read(client, file)
    assert [each.name for each in form_of(client, found).questions()] == [
        "decimal_mark"
    ]

    say(client, found, decimal_mark=".")

    [row] = rows_in(client, found)
    assert row.after == "1\N{NO-BREAK SPACE}234 children"
    found.refresh_from_db()
    assert found.decimal_mark == "."


def test_country_that_is_not_known_is_asked_about(client, pathfinder):
    found = read(
        client,
        table("Ruritania,X-1,2010,Total,3,%,Survey", "Freedonia,X-1,2010,Total,4,%,S"),
    )
    first, second = form_of(client, found).questions()
    assert first.label == "Which country is “Ruritania”?"

    say(client, found, **{first.name: pathfinder.country.iso3, second.name: "-"})

    [row] = rows_in(client, found)
    assert (row.country, row.after) == (pathfinder.country.iso3, "3%")
    [out] = rows_in(client, found, "skipped")
    assert (out.place, str(out.code)) == ("Freedonia", "No country, or to be left out")


def test_series_is_given_an_indicator(client, pathfinder):
    iso3 = pathfinder.country.iso3
    found = read(client, table(f"{iso3},SERIES_9,2010,Total,3,%,Survey"))
    [series] = form_of(client, found).unknown_series()
    say(client, found)
    assert len(rows_in(client, found, "skipped")) == 1

    say(client, found, **{series.name: "X-1"})

    [row] = rows_in(client, found)
    assert (row.code, row.after) == ("X-1", "3%")


def test_every_series_is_asked_about_or_counted_as_left_out(client, pathfinder):
    iso3 = pathfinder.country.iso3
    rows = (f"{iso3},SERIES_{n:03},2010,Total,3,%,Survey" for n in range(122))
    found = read(client, table(*rows))

    page = client.get(address("columns", found))

    asked = [field.label for field in page.context["form"].unknown_series()]
    assert asked == [f"SERIES_{n:03}" for n in range(120)]
    assert "2 more names are left out." in page.content.decode()


def test_file_that_does_not_say_its_indicator_and_year(client, pathfinder):
    iso3 = pathfinder.country.iso3
    found = read(client, table(f"{iso3},3", header="Country,Value"))

    refused = say(client, found)
    words = refused.content.decode()
    assert "It is not said yet what the figures are about" in words
    assert "the indicator" in words
    say(client, found, **{"code-0": "X-1", "year-0": "2019", "unit-0": "%"})

    [row] = rows_in(client, found)
    assert (row.code, row.year, row.after) == ("X-1", "2019", "3%")


def test_way_to_read_is_remembered_without_what_is_true_of_one_file(client, pathfinder):
    iso3 = pathfinder.country.iso3
    first = read(client, table(f"{iso3},3", header="Country,Value"))
    say(client, first, **{"code-0": "X-1", "year-0": "2019", "unit-0": "%"})
    client.post(address("apply", first), seen(client, first))

    profile = ImportProfile.objects.get()
    assert profile.mapping["sheets"][0]["fixed"] == {"code": "X-1", "unit": "%"}
    given = {"source": profile.source_id, "new_source": "", "new_kind": ""}
    upload(client, table(f"{iso3},4", header="Country,Value"), **given)
    second = ValueImport.objects.latest("pk")
    form = form_of(client, second)
    assert (form["code-0"].initial, form["year-0"].initial) == ("X-1", "")


def test_unrounded_numbers_of_a_workbook_and_two_units(client, pathfinder):
    iso3 = pathfinder.country.iso3
    found = brought(
        client,
        table(
            f"{iso3},X-1,2010,Total,13.5969599999998,%,Survey",
            f"{iso3},X-1,2010,Total,1200,number,Survey",
        ),
    )

    client.post(address("apply", found), seen(client, found))

    version = ObservationVersion.objects.get()
    assert (str(version.percent), version.quantity) == ("13.596960", 1200)
    assert version.raw == "13.5969599999998; 1200"


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_one_as_for_three(
    client, pathfinder, django_assert_num_queries, count
):
    for number in range(count):
        upload(
            client,
            table(*rows_about(pathfinder.country, 3)),
            new_source=f"Database {number}",
        )

    with django_assert_num_queries(5):
        page = client.get(reverse("monitoring:imports"))

    assert len(page.context["rows"]) == count
