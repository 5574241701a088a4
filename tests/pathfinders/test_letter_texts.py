from datetime import date

import pytest

from alliance87.core.dates import PartialDate
from pathfinders import letter_texts
from pathfinders.enums import (
    EoiState,
    LetterKind,
    MilestoneKind,
    RoadmapState,
    Status,
)
from tests.factories import (
    make_eoi,
    make_exemption,
    make_milestone,
    make_pathfinder,
    make_roadmap,
    make_status_event,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return make_pathfinder()


def test_text_names_only_what_is_on_record(pathfinder):
    bare = letter_texts.draft_text(
        LetterKind.CONFIRMATION, letter_texts.facts_of(pathfinder, "en"), "en"
    )
    make_milestone(pathfinder, when=PartialDate.day(date(2018, 12, 5)))
    make_milestone(
        pathfinder,
        MilestoneKind.WORKSHOP,
        when=PartialDate.day(date(2019, 3, 28), date(2019, 3, 29)),
    )
    make_roadmap(
        pathfinder=pathfinder,
        state=RoadmapState.PUBLISHED,
        starts_on=date(2019, 1, 1),
        ends_on=date(2021, 12, 31),
    )
    full = letter_texts.draft_text(
        LetterKind.CONFIRMATION, letter_texts.facts_of(pathfinder, "en"), "en"
    )

    added = [line for line in full.split("\n\n") if line not in bare.split("\n\n")]
    assert added == [
        "On behalf of Alliance 8.7, I thank your Government for its expression of "
        "interest of 5 December 2018 in becoming a pathfinder country.",
        "The strategic planning workshop of 28–29 March 2019 brought together the "
        "partners in your country.",
        "The roadmap 2019–2021 sets out the measurable actions agreed to accelerate "
        "progress.",
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (PartialDate.parse("2018"), "expression of interest of 2018 in"),
        (PartialDate.parse("2018-12"), "expression of interest of December 2018 in"),
        (PartialDate.parse("2018-12-05", before=True), None),
    ],
)
def test_text_is_no_more_exact_than_the_record(when, said, pathfinder):
    make_milestone(pathfinder, when=when)

    text = letter_texts.draft_text(
        LetterKind.CONFIRMATION, letter_texts.facts_of(pathfinder, "en"), "en"
    )

    assert (said in text) if said else ("expression of interest" not in text)


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "4 May 2021"), ("fr", "4 mai 2021"), ("es", "4 de mayo de 2021")],
)
@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_exists_in_every_language(kind, language, day, pathfinder):
    make_milestone(pathfinder)
    make_status_event(pathfinder)
    make_status_event(pathfinder, was=Status.PATHFINDER, now=Status.ON_HOLD)

    text = letter_texts.draft_text(
        kind, letter_texts.facts_of(pathfinder, language), language
    )

    assert day in text
    assert "%(" not in text
    assert getattr(pathfinder.country, f"name_{language}") in text


# --- Acknowledgement ----------------------------------------------------------------

OBSERVE = "attend the next meeting of the Global Coordinating Group as an observer"
WORKSHOP = "hold an inclusive strategic planning workshop"
MAPPING = "prepare a mapping of the situation"
ROADMAP = "submit the roadmap that follows from the strategic planning workshop"
PRESENT = "present the roadmap to the Global Coordinating Group"


def acknowledgement(pathfinder, language="en") -> str:
    facts = letter_texts.facts_of(pathfinder, language)
    return letter_texts.draft_text(LetterKind.ACKNOWLEDGEMENT, facts, language)


@pytest.mark.parametrize(
    ("procedure", "done", "said"),
    [
        ("2018", [], OBSERVE),
        ("2018", [MilestoneKind.GCG_OBSERVED], WORKSHOP),
        ("2019", [MilestoneKind.GCG_OBSERVED], WORKSHOP),
        (
            "2019",
            [MilestoneKind.GCG_OBSERVED, MilestoneKind.WORKSHOP],
            ROADMAP,
        ),
        ("2023", [], MAPPING),
        ("2023", [MilestoneKind.COORDINATION], WORKSHOP),
        (
            "2023",
            [
                MilestoneKind.COORDINATION,
                MilestoneKind.WORKSHOP,
                MilestoneKind.ROADMAP_SUBMITTED,
            ],
            PRESENT,
        ),
    ],
)
def test_acknowledgement_announces_the_next_step_of_the_procedure(
    procedure, done, said
):
    pathfinder = make_pathfinder(procedure=procedure)
    for kind in done:
        make_milestone(pathfinder, kind)

    text = acknowledgement(pathfinder)

    steps = [s for s in (OBSERVE, WORKSHOP, MAPPING, ROADMAP, PRESENT) if s in text]
    assert steps == [said]


def test_acknowledgement_announces_no_step_that_does_not_apply():
    pathfinder = make_pathfinder(procedure="2019")
    make_exemption(pathfinder, kind=MilestoneKind.GCG_OBSERVED)

    text = acknowledgement(pathfinder)

    assert (OBSERVE in text, WORKSHOP in text) == (False, True)


def test_acknowledgement_names_the_letter_before_it_is_accepted(pathfinder):
    make_eoi(
        pathfinder,
        state=EoiState.SUBMITTED,
        when=PartialDate.day(date(2024, 2, 5)),
        senior_official="Omar Official",
        senior_official_post="Director of Labour",
    )

    text = acknowledgement(pathfinder)

    assert "the receipt of your letter of 5 February 2024, in which" in text
    assert "I have taken note that Omar Official (Director of Labour) will lead" in text


def test_acknowledgement_says_that_it_gives_no_status(pathfinder):
    assert "It does not confer the status of pathfinder country" in (
        acknowledgement(pathfinder)
    )


def test_draft_of_the_country_is_no_letter_yet(pathfinder):
    drafted = PartialDate.day(date(2024, 2, 5))
    make_eoi(pathfinder, state=EoiState.DRAFT, minister="Ada", when=drafted)

    assert "5 February 2024" not in acknowledgement(pathfinder)
    assert letter_texts.recipient_of(pathfinder) == ("", "")
