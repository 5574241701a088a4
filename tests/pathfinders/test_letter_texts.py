from datetime import date

import pytest

from alliance87.core.dates import PartialDate
from pathfinders import letter_texts
from pathfinders.enums import (
    LetterKind,
    MilestoneKind,
    RoadmapState,
    Status,
)
from tests.factories import (
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
