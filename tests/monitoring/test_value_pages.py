"""The page of a value and of a country’s values: the chain, and who sees what of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client

from alliance87.core.enums import Audience
from monitoring import recording, talk
from monitoring.enums import ValueState
from monitoring.models import Evidence, Observation, ValueComment
from monitoring.selectors.country_values import Coverage, coverage_of
from tests import factories
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.people import PEOPLE
from tests.factories.values import (
    make_correction,
    make_evidence,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring.import_files import (
    apply_brought,
    catalogue,
    open_round,
    rows_about,
    table,
)

pytestmark = pytest.mark.django_db
TEAM = {"CO=", "FP=", "SO", "SA"}


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(is_public=True)


@pytest.fixture
def indicator():
    found = make_indicator(code="X-9")
    definition = make_definition(
        found, label_en="Victims identified", threshold=11, threshold_reason="Few"
    )
    make_indicator_set(definition)
    return found


@pytest.fixture
def observation(pathfinder, indicator):
    return make_observation(pathfinder, indicator, source=make_source(name="Police"))


def page(observation, client=None, query=""):
    return (client or Client()).get(f"{observation.get_absolute_url()}{query}")


def values_url(observation) -> str:
    return f"/pathfinders/{observation.pathfinder.country.slug}/values/"


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("who", ["AN", *PEOPLE])
@pytest.mark.parametrize("state", [ValueState.DRAFT, ValueState.PUBLISHED])
def test_who_opens_a_value(client_for, observation, who, state):
    make_value(observation, state=state)
    country = observation.pathfinder.country
    client = Client() if who == "AN" else client_for(PEOPLE[who](country))

    status = page(observation, client).status_code

    if state == ValueState.PUBLISHED or who in TEAM:
        assert status == 200
    else:
        assert status == (302 if who == "AN" else 404)


def test_public_page_shows_the_chain_without_names_and_drafts(observation):
    officer = factories.make_officer(name="Olu Officer")
    make_value(
        observation, quantity=Decimal(40), state="published", recorded_by=officer
    )
    make_value(observation, quantity=Decimal("77.375"))
    document = factories.make_document(title="Yearbook", audience=Audience.PUBLIC)
    make_evidence(observation, file=document.versions.get(), locator="table 7")
    make_evidence(observation)
    ValueComment.objects.create(observation=observation, text="A secret", by=officer)
    make_correction(observation)

    shown = text(page(observation))

    for present in ("40", "Police", "Yearbook", "table 7", "1 document that is not"):
        assert present in shown
    for hidden in ("77.375", "Olu Officer", "A secret", "computed anew", "Document "):
        assert hidden not in shown


def test_security_small_count_shows_nothing_beside_it_to_the_public(observation):
    make_value(
        observation,
        quantity=Decimal(3),
        raw="3 girls",
        footnote="Three girls of one family",
        coverage="One village",
        reason="Three, not four",
        state=ValueState.PUBLISHED,
    )

    shown = text(page(observation))

    assert "Withheld: small number of people" in shown
    for hidden in ("3 girls", "Three girls", "One village", "Three, not four"):
        assert hidden not in shown
    assert "Police" in shown


def test_team_reads_small_counts_and_the_thread(client_for, observation):
    make_value(observation, quantity=Decimal(3), footnote="Three", state="published")
    focal_point = factories.make_focal_point(observation.pathfinder.country)
    talk.comment(observation, text="Checked twice", by=focal_point)

    shown = text(page(observation, client_for(focal_point)))

    assert "Withheld: small" not in shown
    for present in ("Three", "Checked twice", focal_point.name):
        assert present in shown


def test_as_of_shows_what_was_known_then(observation):
    then, now = (datetime(year, 6, 1, tzinfo=UTC) for year in (2024, 2025))
    old = make_value(
        observation, quantity=Decimal(400), state=ValueState.SUPERSEDED, at=then
    )
    type(old).objects.filter(pk=old.pk).update(superseded_at=now)
    make_value(observation, quantity=Decimal(500), state="published", at=now)

    assert "Nothing was known" in text(page(observation, query="?as_of=2023-01-01"))
    before = page(observation, query="?as_of=2024-12-31").context["facts"].shown
    after = page(observation, query="?as_of=2025-06-01").context["facts"].shown
    assert (before.quantity, after.quantity) == (Decimal(400), Decimal(500))


@pytest.mark.parametrize("query", ["?as_of=31-13-2020", "?as_of=%00", "?as_of="])
def test_day_that_cannot_be_read_is_ignored(observation, query):
    make_value(observation, state=ValueState.PUBLISHED, quantity=Decimal(40))

    assert page(observation, query=query).status_code == 200


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("?as_of=31-13-2020", "This is no day. Write it as 2026-03-31."),
        ("?as_of=03/04/2020", "This is no day. Write it as 2026-03-31."),
        ("?as_of=9999-12-31", "This day is still to come."),
    ],
)
def test_fault_of_a_day_is_named_on_both_pages(observation, query, fault):
    make_value(observation, state=ValueState.PUBLISHED, quantity=Decimal(40))
    values = f"/pathfinders/{observation.pathfinder.country.slug}/values/{query}"

    for shown in (text(page(observation, query=query)), text(Client().get(values))):
        assert fault in shown
        assert "What is known now is shown." in shown
        assert "40" in shown


def test_value_leads_back_to_the_values_of_its_country(observation):
    make_value(observation, state=ValueState.PUBLISHED)
    slug = observation.pathfinder.country.slug

    response = page(observation)

    way = [(line.label, line.url) for line in response.context["breadcrumbs"]][2:]
    url = f"/pathfinders/{slug}/values/"
    assert way == [("Indicators", url), ("X-9, 2021, Total", "")]
    assert 'class="value__link"' not in text(response)


def test_page_says_which_source_is_first_who_chose_it_and_why(observation):
    make_value(observation, quantity=Decimal(40), state=ValueState.PUBLISHED)
    other = make_observation(
        observation.pathfinder, observation.indicator, source=make_source(name="Court")
    )
    make_value(other, quantity=Decimal(50), state=ValueState.PUBLISHED)
    assert "nobody chose which is shown first" in text(page(other))

    officer = factories.make_officer(name="Olu Officer")
    recording.prefer(other, reason="All courts answer.", by=officer)

    first, second = text(page(other)), text(page(observation))
    assert "This source is shown first." in first
    assert "Another source is shown first." in second
    for shown in (first, second):
        assert "Chosen by Olu Officer" in shown
        assert "All courts answer." in shown


def test_team_reads_from_which_file_a_value_came(client, pathfinder):
    catalogue()
    open_round(pathfinder)
    client.force_login(factories.make_focal_point(pathfinder.country))
    file = table(*rows_about(pathfinder.country, "12.5"), name="survey.csv")
    apply_brought(client, file, pathfinder=pathfinder)

    found = Observation.objects.get(pathfinder=pathfinder)

    assert "From the file survey.csv" in text(page(found, client))


def test_country_reads_that_a_value_came_back(client_for, observation):
    at = datetime(2025, 6, 1, tzinfo=UTC)
    officer = factories.make_officer(name="Olu Officer")
    make_value(observation, state="returned", decided_at=at, decided_by=officer)
    focal_point = factories.make_focal_point(observation.pathfinder.country)

    response = page(observation, client_for(focal_point))

    decided = response.context["path"][-1]
    assert (decided.label, decided.hint) == ("Sent back", "Olu Officer")
    assert response.context["state_tone"] == "watch"
    assert "state--pill" in text(response)


def test_past_day_offers_nothing_to_do(client_for, observation):
    make_value(observation, state="published", at=datetime(2025, 6, 1, tzinfo=UTC))
    client = client_for(factories.make_focal_point(observation.pathfinder.country))

    assert page(observation, client).context["steps"] != []
    assert list(page(observation, client, "?as_of=2025-12-31").context["steps"]) == []


# --- The values of a country ----------------------------------------------------------


def test_values_of_a_country_show_the_newest_and_lead_to_earlier(observation):
    make_value(observation, quantity=Decimal(40), state="published")
    older = make_observation(observation.pathfinder, observation.indicator, year=2019)
    make_value(older, quantity=Decimal(50), state=ValueState.PUBLISHED)
    url = f"/pathfinders/{observation.pathfinder.country.slug}/values/"

    shown = text(Client().get(url))

    assert "Victims identified" in shown
    assert "40" in shown
    assert older.get_absolute_url() in shown
    assert "0 of 2 values have a document as proof." in shown


def test_every_earlier_year_leads_to_its_value(observation):
    make_value(observation, state=ValueState.PUBLISHED)
    older = [
        make_observation(observation.pathfinder, observation.indicator, year=year)
        for year in range(2010, 2021)
    ]
    for each in older:
        make_value(each, state=ValueState.PUBLISHED)

    shown = text(Client().get(values_url(observation)))

    assert [each for each in older if each.get_absolute_url() not in shown] == []


def test_values_of_a_day_lead_to_the_values_of_that_day(observation):
    then = datetime(2024, 6, 1, tzinfo=UTC)
    make_value(observation, quantity=Decimal(40), state="published", at=then)
    url = values_url(observation)

    shown = text(Client().get(f"{url}?as_of=2024-12-31"))

    slug = observation.pathfinder.country.slug
    for link in (
        f"{observation.get_absolute_url()}?as_of=2024-12-31",
        f"/pathfinders/{slug}/values.csv?as_of=2024-12-31",
        f"/pathfinders/{slug}/values.xlsx?as_of=2024-12-31",
    ):
        assert f'href="{link}"' in shown


def test_day_before_any_value_says_that_nothing_was_known(observation):
    make_value(observation, state=ValueState.PUBLISHED)
    url = values_url(observation)

    shown = text(Client().get(f"{url}?as_of=2001-01-01"))

    assert "Nothing was known on this day" in shown
    assert "No value is public yet" not in shown


def test_parts_without_a_total_say_their_year(observation):
    part = make_observation(
        observation.pathfinder, observation.indicator, breakdown="sex=F", year=2017
    )
    make_value(part, quantity=Decimal(40), state=ValueState.PUBLISHED)

    (group,) = Client().get(values_url(observation)).context["found"].groups

    assert [row.year for row in group.rows] == [2017]


def test_values_cost_the_same_for_many(
    client_for, pathfinder, django_assert_max_num_queries
):
    costs = []
    url = f"/pathfinders/{pathfinder.country.slug}/values/"
    definitions = []
    for count in (1, 3):
        for _number in range(count):
            definition = make_definition(threshold=11, threshold_reason="Few")
            definitions.append(definition)
            found = make_observation(pathfinder, definition.indicator)
            make_value(found, quantity=Decimal(40), state=ValueState.PUBLISHED)
        make_indicator_set(*definitions, valid_from=f"20{20 + count}-01-01")
        with django_assert_max_num_queries(25) as queries:
            Client().get(url)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_coverage_counts_proved_declared_and_missing(pathfinder, indicator):
    reader = factories.make_gcg_member()
    source = make_source()
    rows = [
        make_observation(pathfinder, indicator, year=year, source=by)
        for year, by in ((2018, source), (2019, source), (2020, None), (2021, None))
    ]
    for each in rows[:3]:
        make_value(each, state=ValueState.PUBLISHED)
    make_value(rows[3], state=ValueState.PUBLISHED, empty="not_collected")
    make_evidence(rows[0])
    taken_off = make_evidence(rows[1])
    Evidence.objects.filter(pk=taken_off.pk).update(
        unlinked_at=datetime(2025, 1, 1, tzinfo=UTC), unlinked_by=factories.keeper()
    )

    assert coverage_of(pathfinder, reader) == Coverage(1, 1, 1)


def test_desk_of_a_country_leads_to_its_values_and_reporting(client_for, pathfinder):
    slug = pathfinder.country.slug
    links = [f'href="/pathfinders/{slug}/{to}/"' for to in ("values", "reporting")]
    desks = [
        text(client_for(user).get(pathfinder.get_desk_url()))
        for user in (factories.make_officer(), factories.make_chair())
    ]

    found = [[link in desk for link in links] for desk in desks]
    assert found == [[True, True], [True, False]]
