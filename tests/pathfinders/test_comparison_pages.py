"""The page and the PDF of a comparison, the list of versions, and who reads them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pathfinders.models import Roadmap
from pathfinders.reports import comparison_report
from tests import factories
from tests.pathfinders.compared import action, change, next_version
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    """Return a published version, and a draft in which one action is renamed."""
    old = factories.make_roadmap(state="published", rows={"Schools": ["Build", "Feed"]})
    new = next_version(old)
    change(action(new, "Build"), title="Rebuild")
    return old, new


def compare_url(old, new, at="") -> str:
    return roadmap_url(old, f"compare/{new.number}/{at}")


def list_url(roadmap) -> str:
    return reverse("pathfinders:roadmap-list", args=[roadmap.pathfinder.country.slug])


def choose_url(roadmap, **query) -> str:
    path = f"{list_url(roadmap)}compare/"
    return f"{path}?" + "&".join(f"{k}={v}" for k, v in query.items())


# --- Who reads it -------------------------------------------------------------------


@pytest.mark.parametrize("at", ["", "pdf/"])
def test_comparison_is_read_by_those_who_read_both_versions(at, versions, client_for):
    old, new = versions
    country = old.pathfinder.country
    people = {
        "own": factories.make_contributor(country),
        "officer": factories.make_officer(),
        "member": factories.make_gcg_member(),
        "chair": factories.make_chair(),
        "abroad": factories.make_focal_point(),
    }
    url = compare_url(old, new, at)

    answers = {
        who: client_for(user).get(url).status_code for who, user in people.items()
    }
    answers["visitor"] = Client().get(url).status_code

    assert answers == {
        "own": 200,
        "officer": 200,
        "member": 404,
        "chair": 404,
        "abroad": 404,
        "visitor": 302,
    }


def test_two_public_versions_are_compared_by_everyone(client):
    pathfinder = factories.make_pathfinder()
    old = factories.make_roadmap(pathfinder, state="superseded")
    new = factories.make_roadmap(pathfinder, state="published")

    assert client.get(compare_url(old, new)).status_code == 200


@pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 9), (9, 1)])
def test_comparison_needs_two_versions_that_exist(one, other, versions, client_for):
    old, _new = versions
    url = roadmap_url(old).replace("/1/", f"/{one}/compare/{other}/")

    assert client_for(factories.make_officer()).get(url).status_code == 404


# --- The page -----------------------------------------------------------------------


def test_page_marks_what_was_written_and_what_was_struck(versions, client_for):
    html = client_for(factories.make_officer()).get(compare_url(*versions)).text

    assert "<del>Build</del>" in html
    assert "<ins>Rebuild</ins>" in html
    assert '<span class="mark mark--changed">Changed</span>' in html
    assert "Feed" not in html


def test_all_rows_are_shown_when_asked(versions, client_for):
    url = f"{compare_url(*versions)}?rows=all"

    html = client_for(factories.make_officer()).get(url).text

    assert "Feed" in html
    assert '<span class="mark mark--same">No change</span>' in html


def test_order_in_the_address_does_not_turn_time_round(versions, client_for):
    old, new = versions
    page = client_for(factories.make_officer()).get(compare_url(new, old))

    comparison = page.context["comparison"]
    assert (comparison.old, comparison.new) == (old, new)


def test_chooser_leads_to_the_comparison(versions, client_for):
    old, new = versions
    client = client_for(factories.make_officer())

    empty = client.get(choose_url(old))
    answer = client.get(choose_url(old, old=2, new=1))

    assert [empty.context["form"][name].value() for name in ("old", "new")] == [1, 2]
    assert answer.url == compare_url(old, new)


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({"old": 1, "new": 1}, {"new": ["Choose two different versions."]}),
        ({"old": 1, "new": 7}, {"new": ["Choose a version from the list."]}),
        ({"old": "x", "new": 2}, {"old": ["Choose a version from the list."]}),
    ],
)
def test_chooser_says_what_is_wrong(query, errors, versions, client_for):
    page = client_for(factories.make_officer()).get(choose_url(versions[0], **query))

    assert page.context["form"].errors == errors


def test_chooser_offers_only_what_the_reader_sees(versions, client):
    page = client.get(choose_url(versions[0]))

    assert page.context["may_choose"] is False
    assert "Nothing to compare yet" in page.text


def test_text_of_a_row_runs_no_script(versions, client_for):
    old, new = versions
    change(action(new, "Rebuild"), title="<script>alert(1)</script> Build")

    html = client_for(factories.make_officer()).get(compare_url(old, new)).text

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("actions", [1, 30])
def test_page_queries_do_not_grow(actions, client, django_assert_num_queries):
    pathfinder = factories.make_pathfinder()
    rows = {"Priority": [str(number) for number in range(actions)]}
    old = factories.make_roadmap(pathfinder, state="superseded", rows=rows)
    new = factories.make_roadmap(pathfinder, state="published", rows=rows)
    url = compare_url(old, new)
    client.get(url)

    with django_assert_num_queries(15):
        client.get(url)


# --- The document -------------------------------------------------------------------


def test_report_says_what_changed_in_the_language_of_the_newer_version(versions):
    old, new = versions
    Roadmap.objects.filter(pk=new.pk).update(language="fr", summary="Plus loin.")
    new.refresh_from_db()

    report = comparison_report(old, new, factories.make_officer())

    table = report.sections[-1]
    said = [
        [str(cell.text) for cell in row.as_cells]
        for row in table.rows
        if hasattr(row, "cells")
    ]
    assert report.language == "fr"
    assert [line[2:] for line in said] == [
        ["Anglais", "Français"],
        ["Not stated", "Plus loin."],
        ["Build", "Rebuild"],
    ]


def test_comparison_is_delivered_as_pdf(versions, client_for):
    answer = client_for(factories.make_officer()).get(compare_url(*versions, "pdf/"))

    iso3 = versions[0].pathfinder.country.slug
    assert answer.headers["Content-Disposition"] == (
        f'inline; filename="comparison-{iso3}-1-2.pdf"'
    )
    assert answer.content.startswith(b"%PDF-")


# --- The list of versions -----------------------------------------------------------


def test_list_says_when_each_version_was_what(client):
    pathfinder = factories.make_pathfinder()
    old = factories.make_roadmap(
        pathfinder,
        state="superseded",
        presented_on=date(2024, 2, 1),
        meeting="18th meeting",
    )
    new = factories.make_roadmap(pathfinder, state="published")

    page = client.get(list_url(old))

    rows = [row for row, _tone in page.context["versions"]]
    assert [(row.roadmap, row.before, row.replaced_by) for row in rows] == [
        (new, old, None),
        (old, None, new),
    ]
    for words in (
        "1 March 2024",
        "1 February 2024",
        "18th meeting",
        "Replaced by version 2",
        f'href="{compare_url(old, new)}"',
    ):
        assert words in page.text


@pytest.mark.parametrize("versions", [1, 3])
def test_list_queries_do_not_grow(versions, client_for, django_assert_num_queries):
    pathfinder = factories.make_pathfinder()
    for _number in range(versions - 1):
        factories.make_roadmap(pathfinder, state="superseded")
    last = factories.make_roadmap(pathfinder, state="published")
    client = client_for(factories.make_officer())
    client.get(list_url(last))

    with django_assert_num_queries(6):
        client.get(list_url(last))
