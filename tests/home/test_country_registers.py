"""The registers on the public page of a country."""

import pytest
from django.urls import reverse

from alliance87.core.dates import PartialDate
from tests.factories import (
    make_commitment,
    make_coordination_body,
    make_country,
    make_instrument,
    make_pathfinder,
    make_ratification,
    make_supervisory_case,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def uganda():
    return make_pathfinder(country=make_country(iso3="UGA"))


def page_of(client, pathfinder):
    return client.get(pathfinder.get_absolute_url())


def html_of(client, pathfinder) -> str:
    return page_of(client, pathfinder).content.decode()


def registers_of(client, pathfinder):
    return page_of(client, pathfinder).context["page"].registers


def test_latest_ratifications_are_the_three_last_dated_ones(client, uganda):
    def ratify(code, when, **fields):
        instrument = make_instrument(code=code)
        make_ratification(uganda, instrument=instrument, when=when, **fields)

    ratify("C105", PartialDate.parse("1963-06-04"))
    ratify("C138", PartialDate.parse("2003"))
    ratify("C182", PartialDate.parse("2001-06"))
    ratify("P029", PartialDate.parse("2020-01-01", before=True))
    ratify("C189", PartialDate.unknown())
    ratify("C190", PartialDate.parse("2023-08-07"))
    ratify("PALERMO", PartialDate.parse("2024-12-12"), status="signed")

    assert [each.instrument.code for each in registers_of(client, uganda).latest] == [
        *("C190", "C138", "C182"),
    ]
    html = html_of(client, uganda)
    assert "7 August 2023" in html
    assert reverse("pathfinders:register", args=["uga", "ratifications"]) in html


def test_bodies_stand_in_place_of_the_text(client, uganda):
    uganda.coordination_body = "An old text on coordination."
    uganda.save()
    assert "An old text on coordination." in html_of(client, uganda)

    body = make_coordination_body(uganda, name="Action Committee", rhythm="quarterly")
    make_coordination_body(uganda, name="Sub-committee on data", parent=body)

    html = html_of(client, uganda)
    assert "An old text on coordination." not in html
    assert "Meets: Every three months" in html
    [node] = registers_of(client, uganda).bodies
    assert [below.body.name for below in node.sub_committees] == [
        "Sub-committee on data"
    ]


def test_page_says_that_the_alliance_supervises_nobody(client, uganda):
    make_supervisory_case(uganda, source_url="https://normlex.ilo.org/x", year=2022)

    html = html_of(client, uganda)

    assert 'href="https://normlex.ilo.org/x"' in html
    assert "the Alliance supervises nobody" in html


def test_silence_on_a_pledge_is_not_shown_to_the_public(client, uganda):
    make_commitment(uganda, when=PartialDate.parse("2019"), text="End child labour.")

    html = html_of(client, uganda)

    assert "End child labour." in html
    assert "No follow-up for 12 months" not in html
