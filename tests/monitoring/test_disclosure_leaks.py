"""Ways on which a small count once got out, each closed for the public."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from alliance87.core.enums import Audience
from monitoring import recording
from monitoring.enums import Computation, ValueType
from monitoring.models import ObservationVersion
from monitoring.selectors.computed import computed
from monitoring.selectors.printed import hidden_baselines, printed
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.people import PEOPLE
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)

pytestmark = pytest.mark.django_db
LIMIT = {"threshold": 11, "threshold_reason": "Few people"}
WITHHELD = "Withheld: small number of people"
EARLIER = datetime(2025, 1, 10, tzinfo=UTC)
TEAM = ("CO=", "FP=", "SO", "SA")


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(is_public=True)


@pytest.fixture
def indicator():
    return make_indicator(code="X-9")


@pytest.fixture
def definition(indicator):
    found = make_definition(indicator, axes={"sex": ["F", "M"]}, **LIMIT)
    make_indicator_set(found)
    return found


@pytest.fixture
def place(pathfinder, indicator):
    """Return `place(part)`: what the police say of 2023, or another source and year."""
    police = make_source(name="Police")

    def made(part="", *, year=2023, source=police):
        facts = {"year": year, "breakdown": part, "source": source}
        return make_observation(pathfinder, indicator, **facts)

    return made


def public(observation, number, **fields):
    stated = {"quantity": None if number is None else Decimal(number)}
    return make_value(observation, **(stated | {"state": "published"} | fields))


def page(place, client=None) -> str:
    url = place if isinstance(place, str) else place.get_absolute_url()
    return (client or Client()).get(url).content.decode()


def texts(html: str) -> list[str]:
    return re.findall(r'value__text">([^<]*)<', html)


def hidden() -> set[str]:
    """Return the parts that are withheld from the public, of all that is on record."""
    rows = ObservationVersion.objects.select_related(
        "pathfinder", "definition", "observation"
    )
    marks = printed(rows, None)
    return {row.breakdown for row in rows if marks[row.pk].withheld}


def test_small_counts_from_before_the_limit_was_set_are_withheld(
    pathfinder, indicator, place
):
    before = make_definition(indicator)
    make_indicator_set(make_definition(indicator, **LIMIT))
    observation = place()
    public(observation, 7, definition=before)
    table = f"/pathfinders/{pathfinder.country.slug}/values.csv"

    assert {*texts(page(observation))} == {WITHHELD}
    assert WITHHELD in page(table)


def test_small_counts_are_withheld_on_a_day_before_the_limit(indicator, place):
    """The newest version has the limit; the page of the earlier day has not."""
    before = make_definition(indicator)
    now = make_definition(indicator, **LIMIT)
    observation, other = place("sex=F"), place()
    over = {"state": "superseded", "superseded_at": datetime(2025, 3, 1, tzinfo=UTC)}
    public(observation, 37, definition=before, at=EARLIER, **over)
    public(other, 40, definition=before, at=EARLIER)
    public(observation, 20, definition=now)

    shown = page(f"{observation.get_absolute_url()}?as_of=2025-02-01")

    assert {*texts(shown)} == {WITHHELD}


def test_small_counts_of_a_limit_that_is_not_yet_in_force_are_shown(indicator, place):
    make_definition(indicator)
    make_definition(indicator, valid_from=date(2999, 1, 1), **LIMIT)
    observation = place()
    public(observation, 7, definition=indicator.definitions.last())

    assert {*texts(page(observation))} == {"7"}


def test_small_counts_as_a_percentage_of_a_public_total_are_withheld(place, definition):
    """A fifth of 40 victims are eight people."""
    public(place(), 40)
    public(place("sex=F"), None, percent=Decimal(20))

    assert hidden() == {"sex=F"}


def test_small_counts_are_not_seen_in_a_large_percentage(place, definition):
    public(place(), 40)
    public(place("sex=F"), None, percent=Decimal(50))

    assert hidden() == set()


def test_small_counts_are_not_seen_in_a_percentage_of_nobody_knows_what(
    place, definition
):
    """No total is public, but 16.393443 percent are 10 of 61."""
    public(place("sex=F"), None, percent=Decimal("16.393443"))
    public(place("sex=M"), 40)

    assert hidden() == {"sex=F"}


def test_percentage_without_any_number_is_public_where_no_limit_is(place, indicator):
    make_definition(indicator, axes={"sex": ["F", "M"]})
    public(place("sex=F"), None, percent=Decimal("16.393443"))

    assert hidden() == set()


def test_small_counts_in_the_reason_for_an_empty_part_are_withheld(place, definition):
    public(place(), 40)
    public(place("sex=F"), 37)
    empty = place("sex=M")
    public(empty, None, empty="withheld", empty_reason="Three boys of one village")

    shown = page(empty)

    assert {*texts(shown)} == {"Withheld for safety"}
    assert "Three boys" not in shown


def test_small_counts_in_page_and_note_of_a_proof_are_withheld(
    client_for, pathfinder, place, definition
):
    observation = place()
    public(observation, 7)
    document = factories.make_document(title="Report", audience=Audience.PUBLIC)
    proof = {"locator": "table of the 7 girls", "note": "seven in all"}
    make_evidence(observation, file=document.versions.get(), **proof)

    shown = page(observation)

    assert "Report" in shown
    assert "7 girls" not in shown
    assert "seven in all" not in shown
    focal = factories.make_focal_point(pathfinder.country, language="en")
    assert "table of the 7 girls. seven in all." in page(observation, client_for(focal))


def test_small_counts_in_the_reason_of_a_choice_are_withheld(place, definition):
    """The total is public; the reason for its source may tell of its parts."""
    total = place()
    public(total, 40)
    public(place("sex=F"), 37)
    officer = factories.make_officer(name="Olu Officer")
    recording.prefer(total, reason="It counts the three boys", by=officer)

    shown = page(total)

    assert "Chosen by Olu Officer" in shown
    assert "three boys" not in shown


def test_small_counts_are_no_matter_for_the_reason_of_a_choice(place, definition):
    total = place()
    public(total, 40)
    recording.prefer(total, reason="It is complete", by=factories.make_officer())

    assert "“It is complete”" in page(total)


# --- Baselines ------------------------------------------------------------------------


@pytest.fixture
def own(pathfinder):
    return make_indicator(code="IM-C-1", pathfinder=pathfinder)


def stating(indicator, baseline, year=2023, **fields):
    facts = {"baseline": Decimal(baseline), "baseline_year": year}
    return make_definition(indicator, **(LIMIT | facts | fields))


@pytest.mark.parametrize("who", ["AN", *PEOPLE])
def test_small_counts_in_a_baseline_are_for_the_team(client_for, own, who):
    stating(own, 8)
    country = own.pathfinder.country
    client = Client() if who == "AN" else client_for(PEOPLE[who](country))
    client.cookies["django_language"] = "en"

    shown = page(own, client)

    assert ("8 in 2023" in shown) == (who in TEAM)
    assert (WITHHELD in shown) == (who not in TEAM)


def test_small_counts_in_what_changed_of_a_definition_are_withheld(own):
    stating(own, 8)
    stating(own, 30)

    shown = page(own)

    assert f"<del>{WITHHELD}</del> → <ins>30</ins>" in shown
    assert "<del>8</del>" not in shown


def test_small_counts_in_a_baseline_are_withheld_in_the_list(pathfinder, own):
    stating(own, 8)

    shown = page(f"/pathfinders/{pathfinder.country.slug}/indicators/")

    assert WITHHELD in shown
    assert "8 in 2023" not in shown


def test_small_counts_that_a_baseline_completes_are_withheld(pathfinder, own):
    """40 in the definition less 37 girls are three boys."""
    stating(own, 40)
    observation = make_observation(pathfinder, own, year=2023, breakdown="sex=F")
    make_axis_item("sex", "F")
    public(observation, 37)

    assert hidden() == {"sex=F"}


@pytest.mark.parametrize("is_measured", [False, True])
@pytest.mark.parametrize("state", ["published", "draft"])
def test_small_counts_that_a_published_roadmap_completes_are_withheld(
    pathfinder, state, is_measured
):
    """The roadmap says 40 cases; less 37 girls they are three boys."""
    roadmap = factories.make_roadmap(pathfinder, state=state, rows={})
    stated = {} if is_measured else {"baseline": 40, "baseline_year": 2023}
    priority = factories.make_priority(roadmap, unit="cases", **stated)
    if is_measured:
        factories.make_target_result(priority, on=date(2023, 12, 31), value=40)
    own = make_indicator(
        code="IM-C-1", pathfinder=pathfinder, priority_key=priority.key
    )
    make_definition(own, **LIMIT)
    public(make_observation(pathfinder, own, year=2023, breakdown="sex=F"), 37)

    assert hidden() == ({"sex=F"} if state == "published" else set())


@pytest.mark.parametrize(
    ("baseline", "is_hidden"), [(0, False), (10, True), (11, False)]
)
def test_small_counts_of_a_baseline_end_at_the_limit(own, baseline, is_hidden):
    found = stating(own, baseline)

    assert (found.pk in hidden_baselines([found], None)) == is_hidden


def test_small_counts_are_no_matter_for_a_baseline_without_limit(own):
    found = stating(own, 3, threshold=None, threshold_reason="")

    assert hidden_baselines([found], None) == set()


# --- Computed -------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "is_withheld"), [("FP≠", True), ("FP=", False)])
def test_small_counts_that_are_computed_are_withheld(pathfinder, who, is_withheld):
    definition = make_definition(
        computed_from=Computation.SUPPORT_GROUPS, value_type=ValueType.NUMBER, **LIMIT
    )
    factories.make_support_given(pathfinder, kind="groups")
    user = PEOPLE[who](pathfinder.country)

    found = computed(pathfinder, [definition], user)[definition.pk]

    assert found.is_withheld == is_withheld
    assert (found.words == "") == is_withheld
