"""The sentence under a country's name says what is known, and no more exactly."""

import pytest

from alliance87.core.dates import PartialDate
from pathfinders.enums import MilestoneKind as Kind
from pathfinders.enums import Procedure
from tests.factories import (
    make_country,
    make_milestone,
    make_pathfinder,
    make_status_event,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def uganda():
    country = make_country(
        iso3="UGA", iso2="UG", name_en="Uganda", name_fr="Ouganda", name_es="Uganda"
    )
    return make_pathfinder(country=country, procedure=Procedure.V2018)


@pytest.mark.parametrize(
    ("letter", "workshop", "sentence"),
    [
        (
            PartialDate.parse("2018-12"),
            PartialDate.parse("2019-07-17", before=True),
            "Uganda wrote its expression of interest in December 2018 and held its "
            "planning workshop before 17 July 2019.",
        ),
        (
            PartialDate.parse("2021-04-21"),
            None,
            "Uganda wrote its expression of interest on 21 April 2021.",
        ),
        (
            None,
            PartialDate.parse("2024-06-26", until="2024-06-27"),
            "Uganda held its planning workshop on 26–27 June 2024.",
        ),
        (
            PartialDate.parse("2018"),
            None,
            "Uganda wrote its expression of interest in 2018.",
        ),
        (
            PartialDate.unknown(),
            None,
            "Uganda wrote its expression of interest on a day that is not known.",
        ),
        (
            None,
            None,
            "No expression of interest and no planning workshop of Uganda is on "
            "record here yet.",
        ),
    ],
)
def test_lead_is_made_from_the_facts(client, uganda, letter, workshop, sentence):
    if letter:
        make_milestone(uganda, Kind.EXPRESSION_OF_INTEREST, when=letter)
    if workshop:
        make_milestone(uganda, Kind.WORKSHOP, when=workshop)

    lead = client.get(uganda.get_absolute_url()).context["page"].lead

    assert lead == f"{sentence} No roadmap is on record here yet."


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("on_path", "pathfinder", "It became a pathfinder country on 4 May 2021."),
        ("pathfinder", "on_hold", "Its status was put on hold on 4 May 2021."),
        (
            "on_hold",
            "pathfinder",
            "Its pathfinder status was given back on 4 May 2021.",
        ),
        ("pathfinder", "withdrawn", "It left the path on 4 May 2021."),
    ],
)
def test_lead_says_what_the_last_decision_made_of_the_status(
    client, was, now, sentence
):
    pathfinder = make_pathfinder(status=now)
    make_status_event(pathfinder, was=was, now=now)

    assert sentence in client.get(pathfinder.get_absolute_url()).context["page"].lead
