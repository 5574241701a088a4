"""The pages on which a country defines its own indicators."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from monitoring.models import Indicator
from monitoring.selectors.catalogue import own_definitions
from pathfinders.enums import RoadmapState
from tests.factories import (
    make_definition,
    make_focal_point,
    make_indicator,
    make_pathfinder,
    make_roadmap,
)
from tests.factories.people import PEOPLE
from tests.monitoring.own_indicators import MAY, defined, make_school_priority

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return make_pathfinder()


@pytest.fixture
def priority(pathfinder):
    return make_school_priority(pathfinder)


@pytest.fixture
def focal(pathfinder):
    return make_focal_point(pathfinder.country)


def url(pathfinder, *parts: str) -> str:
    return "/".join(
        ["", "pathfinders", pathfinder.country.slug, "indicators", *parts, ""]
    )


def test_list_shows_priorities_with_their_indicators(priority, focal, client_for):
    country = priority.roadmap.pathfinder
    defined(priority, focal, target=Decimal(5), target_on=date(2028, 1, 1))

    page = client_for(focal).get(url(country))

    (row, cells), *_others = page.context["rows"]
    assert row.priority == priority
    assert [(str(each), target) for each, _base, target in cells] == [
        ("Schools", "5 by 1 January 2028")
    ]
    assert f"{url(country, 'define')}?priority={priority.key}" in page.text


def test_public_reads_the_definition_and_not_the_draft_roadmap(priority, focal):
    country = priority.roadmap.pathfinder
    defined(priority, focal)

    page = Client().get(url(country)).text
    one = Client().get(url(country, "IM-C-1")).text

    assert "Schools" in page
    assert "Priority of a roadmap that is not public yet" in page
    assert "Schools first" not in page
    assert "Schools first" not in one
    assert "Define an indicator" not in page


def test_priority_of_a_published_roadmap_is_named():
    roadmap = make_roadmap(make_pathfinder(), state=RoadmapState.PUBLISHED)
    found = roadmap.priorities.get()
    defined(found, make_focal_point(roadmap.pathfinder.country))

    page = Client().get(url(roadmap.pathfinder)).text

    assert found.title in page


def test_pages_of_a_hidden_country_are_hidden(focal):
    hidden = make_pathfinder(is_public=False)
    make_definition(make_indicator(code="IM-C-1", pathfinder=hidden))

    pages = [url(hidden), url(hidden, "IM-C-1")]

    assert [Client().get(page).status_code for page in pages] == [404, 404]


def test_empty_list_says_what_it_means(pathfinder, focal, client_for):
    assert "has defined no indicator of its own" in Client().get(url(pathfinder)).text
    own = client_for(focal).get(url(pathfinder)).text
    assert "There is no roadmap with a priority yet" in own


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_a_fixed_number_of_questions(
    count, priority, django_assert_num_queries
):
    country = priority.roadmap.pathfinder
    for number in range(count):
        own = make_indicator(
            code=f"IM-C-{number}", pathfinder=country, priority_key=priority.key
        )
        make_definition(own, axes={"sex": ["F"]})

    with django_assert_num_queries(5):
        page = Client().get(url(country))

    assert page.context["asked_total"] == count


def test_form_begins_with_the_words_of_the_priority(priority, focal, client_for):
    country = priority.roadmap.pathfinder

    page = client_for(focal).get(f"{url(country, 'define')}?priority={priority.key}")

    form = page.context["form"]
    assert {name: form[name].value() for name in form.initial} == {
        "priority": str(priority.key),
        "theme": "child_labour",
        "label_en": "Children in school",
        "objective": "All children learn.",
        "value_type": "number",
        "unit_en": "children",
        "baseline": "84000.5",
        "baseline_year": 2022,
        "target": "42000",
        "target_on": date(2028, 12, 31),
    }


ANSWERS = {
    "theme": "child_labour",
    "label_fr": "Élèves inscrits",
    "value_type": "share",
    "unit_en": "élèves",
    "baseline": "12,5",
    "baseline_year": "2022",
    "target": "80",
    "target_on": "2028-12-31",
    "direction": "up",
    "counts_people": "on",
}


def test_indicator_is_defined_in_french_with_a_decimal_comma(
    priority, focal, client_for
):
    country = priority.roadmap.pathfinder
    client = client_for(focal)
    client.cookies["django_language"] = "fr"

    answer = client.post(
        url(country, "define"), ANSWERS | {"priority": str(priority.key)}
    )

    assert answer.status_code == 302
    found = own_definitions(country)[0]
    assert (found.label_en, found.label_fr) == ("Élèves inscrits", "Élèves inscrits")
    assert (found.baseline, found.target) == (Decimal("12.5"), Decimal(80))
    assert (found.value_type, found.direction) == ("share", "up")
    assert found.threshold == 11


FAULTS = [
    ({"label_fr": ""}, "label_en", "Say what is measured, in one language."),
    ({"target_on": ""}, "target_on", "A target needs the date it is for."),
    ({"value_type": "instruments"}, "value_type", None),
    (
        {"value_type": "percent", "target": "120"},
        "target",
        "A share is between 0 and 100 percent.",
    ),
    ({"target": ".."}, "target", "Write one number here, or leave it empty."),
    ({"target": "<5"}, "target", "Write one number here, or leave it empty."),
    ({"baseline_year": "next"}, "baseline_year", "Write the year with four digits."),
    ({"priority": str(uuid4())}, "priority", None),
]


@pytest.mark.parametrize(("answer", "field", "fault"), FAULTS)
def test_faulty_answer_is_named_beside_its_field(
    answer, field, fault, priority, focal, client_for
):
    sent = ANSWERS | {"baseline": "12.5", "priority": str(priority.key)} | answer

    page = client_for(focal).post(url(priority.roadmap.pathfinder, "define"), sent)

    errors = page.context["form"].errors
    assert list(errors) == [field]
    assert fault is None or errors[field] == [fault]
    assert Indicator.objects.count() == 0


def test_second_person_sees_the_version_of_the_first(priority, focal, client_for):
    country = priority.roadmap.pathfinder
    old = defined(priority, focal, unit_en="children")
    client = client_for(focal)
    sent = {"label_en": "Schools", "value_type": "number", "direction": "none"}
    sent |= {"number": 1, "reason": "x"}
    client.post(url(country, "IM-C-1", "revise"), sent | {"unit_en": "girls"})

    clash = client.post(url(country, "IM-C-1", "revise"), sent | {"unit_en": "boys"})

    assert clash.status_code == 409
    form = clash.context["form"]
    assert form.conflicts == [("Unit in English", "girls", "boys")]
    assert (form["number"].value(), form["unit_en"].value()) == (2, "boys")
    client.post(
        url(country, "IM-C-1", "revise"), sent | {"unit_en": "boys", "number": 2}
    )
    units = old.indicator.definitions.order_by("number")
    assert [each.unit_en for each in units] == ["children", "girls", "boys"]


def test_limit_keeps_its_reason_when_nothing_else_changes(priority, focal, client_for):
    old = defined(priority, focal, threshold=11, threshold_reason="Ours.")
    sent = {"label_en": "Pupils", "value_type": "number", "direction": "none"}
    sent |= {"number": 1, "reason": "x", "counts_people": "on"}

    client_for(focal).post(url(priority.roadmap.pathfinder, "IM-C-1", "revise"), sent)

    latest = old.indicator.definitions.first()
    assert (latest.number, latest.threshold_reason) == (2, "Ours.")


def test_indicator_is_retired_on_its_page(priority, focal, client_for):
    country = priority.roadmap.pathfinder
    found = defined(priority, focal).indicator
    client = client_for(focal)

    client.post(url(country, "IM-C-1", "retire"), {"reason": "Not needed."})

    found.refresh_from_db()
    assert found.retired_on is not None
    page = client.get(url(country))
    assert [str(each) for each in page.context["retired"]] == ["Schools"]
    assert client.get(url(country, "IM-C-1", "revise")).url == url(country, "IM-C-1")


@pytest.mark.parametrize("who", list(PEOPLE))
def test_pages_that_write_are_for_focal_point_and_secretariat(
    who, priority, focal, client_for
):
    country = priority.roadmap.pathfinder
    defined(priority, focal)
    client = client_for(PEOPLE[who](country.country))
    pages = [("define",), ("IM-C-1", "revise"), ("IM-C-1", "retire")]
    expected = 200 if who in MAY else 403

    answers = [client.get(url(country, *page)).status_code for page in pages]

    assert answers == [expected] * 3
    assert client.get(url(country, "IM-C-1")).status_code == 200
    shown = "Change the definition" in client.get(url(country, "IM-C-1")).text
    assert shown is (who in MAY)


def test_visitors_are_asked_to_sign_in_before_they_write(priority):
    page = url(priority.roadmap.pathfinder, "define")

    assert Client().get(page).url == f"/account/login/?next={page}"
