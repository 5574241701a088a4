"""The description of the API for programs, and the page that explains it to people."""

import re

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from alliance87.home.api import description
from tests.api.asking import LISTS, ROOT
from tests.factories import (
    make_country,
    make_definition,
    make_indicator,
    make_milestone,
    make_pathfinder,
    make_review,
    make_roadmap,
)
from tests.factories.decisions import make_decision, make_gcg
from tests.factories.events import make_event
from tests.factories.papers import make_version
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db
NAMED = re.compile(r"{(\w+)}")


@pytest.fixture
def world():
    """One record of each kind, and what addresses are filled with to find it."""
    kenya = make_pathfinder(country=make_country(iso3="KEN", iso2="KE"))
    make_milestone(kenya)
    make_roadmap(kenya, state="published")
    make_review(kenya, year=2024, state="published")
    indicator = make_indicator(code="CL-1")
    make_definition(indicator)
    value = make_value(make_observation(kenya, indicator), state="published")
    decision = make_decision(state="adopted", decided_on="2019-11-12")
    keys = {
        "decisions": decision.pk,
        "meetings": make_gcg().pk,
        "events": make_event().pk,
    }
    paper = make_version().paper
    return lambda path: {
        "iso3": "KEN",
        "number": 1,
        "year": 2024,
        "code": "CL-1",
        "version": value.pk,
        "slug": paper.slug,
        "key": keys.get(path.split("/")[3]),
    }


def test_description_is_valid_openapi():
    found = Client().get(f"{ROOT}openapi.json").json()

    assert found["openapi"] == "3.1.0"
    validate(found)


def test_every_address_answers_as_the_description_says(world):
    found = description()
    for path, methods in found["paths"].items():
        assert set(methods) == {"get"}
        address = NAMED.sub(lambda name, at=path: str(world(at)[name[1]]), path)
        answer = Client().get(address)
        assert answer.status_code == 200, address

        schema = methods["get"]["responses"]["200"]["content"]["application/json"]
        whole = {"components": found["components"], **schema["schema"]}
        Draft202012Validator(whole).validate(answer.json())
        if path.removeprefix(ROOT).rstrip("/") in LISTS and path != f"{ROOT}documents/":
            assert answer.json()["items"], path


def test_everything_is_described():
    found = description()
    lists = {path.removeprefix(ROOT).rstrip("/") for path in found["paths"]}

    assert {*LISTS} <= lists
    for methods in found["paths"].values():
        operation = methods["get"]
        assert operation["summary"]
        assert operation["description"]
        for each in operation["parameters"]:
            assert each["description"], each


def test_parameters_that_are_described_are_read(world):
    for path, methods in description()["paths"].items():
        address = NAMED.sub(lambda name, at=path: str(world(at)[name[1]]), path)
        for each in methods["get"]["parameters"]:
            if each["in"] == "query":
                answer = Client().get(address, {each["name"]: "\x00"})
                assert (answer.status_code, answer.json()["field"]) == (
                    400,
                    each["name"],
                )


# --- The page -------------------------------------------------------------------------


def test_page_explains_every_address_and_field():
    text = Client().get("/api/").content.decode()
    found = description()

    for path in found["paths"]:
        assert f"<code>GET {path}</code>" in text
    for name in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{name}"' in text, name
    assert "CC BY 4.0" in text
    assert 'href="/api/v1/openapi.json"' in text


def test_examples_of_the_page_are_questions_that_can_be_read():
    text = Client().get("/api/").content.decode()
    examples = re.findall(
        r"curl &quot;http[^/]*//[^/]+([^&]+(?:&amp;[^&]+)*)&quot;", text
    )

    assert len(examples) == len(description()["paths"])
    for example in examples:
        answer = Client().get(example.replace("&amp;", "&"))
        unknown = answer.json().get("field") == "country"
        assert answer.status_code in (200, 404) or unknown, example


def test_page_says_how_often_one_may_ask(settings):
    settings.THROTTLES = {"api": 77}

    assert "77 requests a minute" in Client().get("/api/").content.decode()


def test_page_is_the_same_reference_in_other_languages():
    answer = Client().get("/api/", headers={"accept-language": "fr"})

    assert answer.status_code == 200
    assert '<h2 id="tag-1" lang="en">Countries</h2>' in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_for_nothing_of_the_data(
    rows, django_assert_num_queries
):
    for _row in range(rows):
        make_pathfinder()

    with django_assert_num_queries(0):
        Client().get("/api/")
