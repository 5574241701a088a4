"""What a value page tells of its source, its proofs and the other years."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.enums import Audience
from alliance87.core.models import Document
from monitoring import recording
from monitoring.enums import ValueState
from monitoring.selectors.country_values import Coverage, coverage_of
from tests import factories
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)

pytestmark = pytest.mark.django_db
PUBLIC = {"state": ValueState.PUBLISHED}
EARLY = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def indicator():
    found = make_indicator(code="X-9")
    definition = make_definition(found, label_en="Children in child labour")
    make_indicator_set(definition)
    return found


@pytest.fixture
def survey():
    return make_source(
        name="Labour survey",
        publisher="Office of statistics",
        url="https://statistics.example/survey",
        licence="CC BY 4.0",
        sample_size=12345,
        coverage="Two provinces left out",
        method="From 14 hours a week on",
        collected_from=date(2024, 3, 1),
        collected_until=date(2024, 5, 31),
        published_on=date(2025, 2, 3),
    )


@pytest.fixture
def observation(indicator, survey):
    return make_observation(
        factories.make_pathfinder(is_public=True),
        indicator,
        source=survey,
        variant="Working week",
    )


def page(observation, client=None, query=""):
    return (client or Client()).get(f"{observation.get_absolute_url()}{query}")


def about(response) -> dict:
    return {str(line.label): line.value for line in response.context["about"]}


def text(response) -> str:
    return response.content.decode()


# --- Source ---------------------------------------------------------------------------


def test_page_shows_what_is_on_record_of_the_source(observation):
    make_value(observation, **PUBLIC)

    response = page(observation)

    expected = {
        "Definition of the source": "Working week",
        "Published by": "Office of statistics",
        "Data collected": "from 1 March 2024 to 31 May 2024",
        "Published on": "3 February 2025",
        "Sample of the source": "12\xa0345",
        "Coverage of the source": "Two provinces left out",
        "Method": "From 14 hours a week on",
        "Licence": "CC BY 4.0",
        "Address of the source": "https://statistics.example/survey",
    }
    found = about(response)
    assert {label: found.get(label) for label in expected} == expected
    assert 'href="https://statistics.example/survey"' in text(response)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 3, 1), None, "from 1 March 2024 on"),
        (None, date(2024, 5, 31), "until 31 May 2024"),
        (None, None, None),
    ],
)
def test_days_of_a_survey_are_told_as_far_as_they_are_known(
    indicator, first, last, words
):
    of = make_source(collected_from=first, collected_until=last)
    observation = make_observation(
        factories.make_pathfinder(is_public=True), indicator, source=of
    )
    make_value(observation, **PUBLIC)

    assert about(page(observation)).get("Data collected") == words


def test_value_without_a_source_says_so_and_no_more(indicator):
    observation = make_observation(factories.make_pathfinder(is_public=True), indicator)
    make_value(observation, **PUBLIC)

    assert about(page(observation)) == {"Source": "Not named"}


def test_page_of_a_day_without_a_value_keeps_its_heading(observation):
    make_value(observation, **PUBLIC)

    shown = text(page(observation, query="?as_of=2001-01-01"))

    assert "Nothing was known on this day" in shown
    assert "Children in child labour" in shown


# --- Proofs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "audience", "words"),
    [
        ("fr", Audience.PUBLIC, "French. Public."),
        ("en", Audience.COUNTRY, "English. Not public."),
        ("und", Audience.COUNTRY, "Another language. Not public."),
    ],
)
def test_proof_names_its_language_and_who_may_read_it(
    client_for, observation, language, audience, words
):
    make_value(observation, **PUBLIC)
    country = observation.pathfinder.country
    document = factories.make_document(
        country=country, language=language, audience=audience
    )
    make_evidence(observation, file=document.versions.get())
    client = client_for(factories.make_focal_point(country, language="en"))

    assert words in text(page(observation, client))


@pytest.mark.parametrize(
    ("query", "has_expired"),
    [("", True), ("?as_of=2025-06-30", False), ("?as_of=2025-07-01", True)],
)
def test_proof_that_has_expired_is_shown_and_counts_no_longer(
    monkeypatch, observation, query, has_expired
):
    make_value(observation, at=EARLY, **PUBLIC)
    document = factories.make_document(
        title="Permit", audience=Audience.PUBLIC, expires_on=date(2025, 6, 30)
    )
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: EARLY)
        make_evidence(observation, file=document.versions.get())

    shown = text(page(observation, query=query))
    as_of = date.fromisoformat(query.rpartition("=")[2]) if query else None
    found = coverage_of(observation.pathfinder, factories.make_user(), as_of=as_of)

    assert "Permit" in shown
    assert ("Expired on 30 June 2025" in shown) == has_expired
    assert found == (Coverage(0, 1, 0) if has_expired else Coverage(1, 0, 0))


def test_proof_of_which_one_file_has_expired_counts_by_the_other(observation):
    make_value(observation, **PUBLIC)
    today = timezone.localdate()
    for expires_on in (today - timedelta(days=1), today):
        document = factories.make_document(expires_on=expires_on)
        make_evidence(observation, file=document.versions.get())

    found = coverage_of(observation.pathfinder, factories.make_user())

    assert found == Coverage(1, 0, 0)


@pytest.mark.parametrize(
    ("typed", "expected"), [("2030-06-30", date(2030, 6, 30)), ("", None)]
)
def test_upload_of_a_proof_asks_until_when_it_is_in_force(
    client_for, observation, typed, expected
):
    make_value(observation, **PUBLIC)
    client = client_for(factories.make_focal_point(observation.pathfinder.country))
    sent = {
        "upload": factories.pdf_upload(),
        "title": "Permit",
        "language": "fr",
        "audience": Audience.COUNTRY,
        "expires_on": typed,
    }

    client.post(f"{observation.get_absolute_url()}proofs/add/", sent)

    document = Document.objects.get(title="Permit")
    assert (document.expires_on, document.language) == (expected, "fr")


def test_day_of_expiry_that_is_none_is_said(client_for, observation):
    make_value(observation, **PUBLIC)
    focal_point = factories.make_focal_point(
        observation.pathfinder.country, language="en"
    )
    sent = {"upload": factories.pdf_upload(), "title": "Permit", "expires_on": "soon"}

    answer = client_for(focal_point).post(
        f"{observation.get_absolute_url()}proofs/add/", sent
    )

    assert "This is no day. Write it as 2026-03-31." in text(answer)
    assert not Document.objects.filter(title="Permit").exists()


def test_document_of_a_country_is_filed_with_its_last_day(client_for):
    country = factories.make_pathfinder().country
    client = client_for(factories.make_focal_point(country))
    sent = {
        "title": "Permit",
        "language": "en",
        "expires_on": "2030-06-30",
        "upload": factories.pdf_upload(),
    }

    client.post(f"/my-country/{country.slug}/documents/add/", sent)

    assert Document.objects.get(title="Permit").expires_on == date(2030, 6, 30)


# --- Other years ----------------------------------------------------------------------


def other_year(observation, year: int, **fields):
    found = make_observation(
        observation.pathfinder,
        observation.indicator,
        year=year,
        source=observation.source,
        variant=observation.variant,
    )
    return make_value(found, **(PUBLIC | fields))


def definitions_of(observation) -> tuple:
    """Return the definition of the indicator, and one that follows it."""
    first = observation.indicator.definitions.get()
    return first, make_definition(observation.indicator, valid_from=date(2021, 1, 1))


def test_page_says_which_other_years_follow_another_definition(observation):
    first, second = definitions_of(observation)
    stated = {"definition": second, "boundary": "sna", "ages": "5-17"}
    make_value(observation, **stated, **PUBLIC)
    changes = (
        *({}, {"ages": "5 – 17", "boundary": ""}, {"boundary": "general"}),
        *({"ages": "5-14"}, {"definition": first}),
    )
    rows = [
        other_year(observation, 2020 - at, **(stated | changed))
        for at, changed in enumerate(changes)
    ]

    response = page(observation)

    found = [(row.pk, apart) for row, _mark, apart, _why in response.context["years"]]
    apart = ("", "", "method", "method", "definition")
    assert found == [(row.pk, how) for row, how in zip(rows, apart, strict=True)]
    shown = text(response)
    assert shown.count("Other definition<") == 3
    assert f'href="{observation.indicator.get_absolute_url()}#versions"' in shown
    assert f'href="{rows[2].get_absolute_url()}">Other definition' in shown


def test_other_source_is_no_other_definition_and_other_variant_is(observation):
    make_value(observation, **PUBLIC)
    facts = {"pathfinder": observation.pathfinder, "indicator": observation.indicator}
    census = make_observation(**facts, year=2015, source=make_source())
    calendar = make_observation(
        **facts, year=2014, source=observation.source, variant="Calendar week"
    )
    girls = make_observation(**facts, year=2013, breakdown="sex=F")
    rows = [make_value(each, **PUBLIC) for each in (census, calendar, girls)]

    response = page(observation)

    found = [(row.pk, apart) for row, _mark, apart, _why in response.context["years"]]
    assert found == [(rows[0].pk, ""), (rows[1].pk, "method")]


def test_of_another_year_the_source_that_is_first_is_listed(observation):
    make_value(observation, **PUBLIC)
    other_year(observation, 2019)
    chosen = make_observation(
        observation.pathfinder, observation.indicator, year=2019, source=make_source()
    )
    version = make_value(chosen, **PUBLIC)
    recording.prefer(chosen, reason="A census", by=factories.make_officer())

    response = page(observation)

    assert [row.pk for row, *_ in response.context["years"]] == [version.pk]
    assert str(chosen.source) in text(response)


def test_other_years_of_a_past_day_are_those_known_then(observation):
    make_value(observation, at=EARLY, **PUBLIC)
    before = other_year(observation, 2019, at=EARLY)
    other_year(observation, 2018, at=datetime(2025, 1, 1, tzinfo=UTC))

    response = page(observation, query="?as_of=2024-06-30")

    assert [row.pk for row, *_ in response.context["years"]] == [before.pk]
    url = before.get_absolute_url()
    assert f'href="{url}?as_of=2024-06-30"' in text(response)


def test_security_small_count_of_another_year_is_withheld_there_too(client_for):
    indicator = make_indicator(code="X-8")
    make_definition(indicator, threshold=11, threshold_reason="Few")
    observation = make_observation(
        factories.make_pathfinder(is_public=True), indicator, year=2021
    )
    make_value(observation, quantity=Decimal(4000), **PUBLIC)
    other = make_observation(observation.pathfinder, indicator, year=2020)
    make_value(other, quantity=Decimal("7.1875"), **PUBLIC)

    assert "7.1875" not in text(page(observation))
    assert "Withheld: small number of people" in text(page(observation))


def test_country_page_marks_earlier_years_of_another_definition(observation):
    first = observation.indicator.definitions.get()
    second = make_definition(observation.indicator, valid_from=date(2021, 1, 1))
    make_indicator_set(second, valid_from=date(2026, 1, 1))
    make_value(observation, definition=second, **PUBLIC)
    other_year(observation, 2019, definition=second)
    other_year(observation, 2018, definition=first)
    slug = observation.pathfinder.country.slug

    response = Client().get(f"/pathfinders/{slug}/values/")

    (group,) = response.context["found"].groups
    (row,) = group.rows
    assert [(each.year, apart) for each, apart in row.earlier_years] == [
        (2019, ""),
        (2018, "definition"),
    ]
    assert text(response).count("Other definition<") == 1
