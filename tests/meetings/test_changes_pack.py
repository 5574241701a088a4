"""What changed since the previous meeting, as the briefing pack prints it."""

from decimal import Decimal

import pytest

from meetings.enums import PackAudience, SectionKind, VersionState
from meetings.reports.pack import build
from monitoring.enums import ValueState
from pathfinders.enums import MilestoneKind
from pathfinders.models import Milestone
from tests.factories import keeper, make_country, make_pathfinder
from tests.factories.decisions import make_gcg
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.packs import make_pack
from tests.factories.papers import make_paper
from tests.factories.values import make_observation
from tests.meetings import changed
from tests.meetings.changed import BEFORE, DAY, UNTIL
from tests.meetings.pack_samples import make_meeting, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Convene the 6th meeting a month after the 5th."""
    make_gcg(5, on=BEFORE)
    return make_meeting(on=UNTIL)[0]


def since(pack) -> str:
    """Return what the section of a pack prints."""
    built = build(pack)
    (found,) = [each for each in built.entries if each.kind == SectionKind.SINCE]
    assert pack.sections.get(kind=SectionKind.SINCE).pk not in built.problems
    return found.html


def test_pack_says_what_changed_after_the_previous_meeting(meeting):
    pathfinder = make_pathfinder()
    changed.step(pathfinder, BEFORE, kind=MilestoneKind.COORDINATION)
    changed.step(pathfinder, UNTIL)
    changed.pledge(pathfinder)

    html = since(make_pack(meeting))

    assert "After Meeting 5 of the Global Coordinating Group" in html
    assert "(29 February 2024), up to 31 March 2024." in html
    assert "Expression of interest" in html
    assert "We pledge to inspect more farms." in html
    assert "National coordination" not in html
    assert "Steps on the path (1)" in html


def test_pack_for_everyone_says_what_everyone_may_read(meeting):
    pathfinder = make_pathfinder()
    changed.one_of_each(pathfinder)
    changed.step(make_pathfinder(is_public=False), statement="Kept back")
    undated = {"endorsed_on": None, "endorsed_precision": "unknown"}
    draft = {"of": make_paper(title="Open note"), "state": VersionState.FOR_COMMENT}
    changed.paper(pathfinder, **draft, **undated)

    public = since(make_pack(meeting, audience=PackAudience.PUBLIC))
    for_the_group = since(make_pack(meeting))

    assert "Expression of interest" in public
    for words in ("Share an advance copy of the toolkit.", "Open note"):
        assert words not in public
        assert words in for_the_group
    assert "Kept back" not in public + for_the_group


def test_small_counts_are_withheld_in_the_pack(meeting):
    pathfinder, indicator = make_pathfinder(), make_indicator()
    limit = {"threshold": 11, "threshold_reason": "Few people", "unit_en": "victims"}
    make_definition(indicator, **limit)
    of = make_observation(pathfinder, indicator)
    fields = {"state": ValueState.SUPERSEDED, "superseded_at": changed.noon(DAY)}
    changed.value(pathfinder, BEFORE, of=of, quantity=Decimal(7), **fields)
    changed.value(pathfinder, of=of, quantity=Decimal(3))

    html = since(make_pack(meeting))

    assert html.count("Withheld: small number of people") == 2
    assert "7 victims" not in html
    assert "3 victims" not in html


def test_pack_leaves_out_that_nothing_changed_and_says_so(meeting):
    pack = make_pack(meeting)

    built = build(pack)

    section = pack.sections.get(kind=SectionKind.SINCE)
    words = "Nothing is on record for it, so it is left out."
    assert built.problems[section.pk] == words
    assert SectionKind.SINCE not in {each.kind for each in built.entries}


def test_pack_without_a_previous_meeting_leaves_it_out():
    changed.step(make_pathfinder())
    pack = make_pack(make_meeting(on=UNTIL)[0])

    assert pack.sections.get(kind=SectionKind.SINCE).pk in build(pack).problems


def test_pack_names_sixty_changes_of_a_kind_and_counts_the_rest(meeting):
    pathfinder = make_pathfinder()
    with changed.at(DAY):
        Milestone.objects.bulk_create(
            Milestone(
                pathfinder=pathfinder,
                kind=MilestoneKind.OTHER,
                statement=f"Step {number:03}",
                on=DAY,
                precision="day",
                created_by=keeper(),
            )
            for number in range(63)
        )
    changed.pledge(pathfinder)

    text = text_of(build(make_pack(meeting)).content)

    assert "Steps on the path (63)" in text
    assert "and 3 more, on the page “What changed”" in " ".join(text.split())
    assert "Step 062" in text
    assert "Step 003" in text
    assert "Step 002" not in text
    assert "Ratifications, pledges and support (1)" in text


def test_pack_of_an_example_holds_examples_only():
    make_gcg(5, on=BEFORE, is_example=True)
    meeting, _item = make_meeting(on=UNTIL, is_example=True)
    example = make_pathfinder(country=make_country(is_example=True))
    changed.pledge(example, text="A pledge of an example")
    changed.pledge(make_pathfinder(), text="A pledge of a country")

    html = since(make_pack(meeting))

    assert "A pledge of an example" in html
    assert "A pledge of a country" not in html
