"""Values in the read API: the rows of open data, page by page, and each version."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monitoring.enums import ValueState, ValueType
from monitoring.selectors import open_data
from tests.api.asking import HOST, ask, refused, walk
from tests.factories import (
    make_axis_item,
    make_country,
    make_definition,
    make_indicator,
    make_pathfinder,
)
from tests.factories.values import make_observation, make_source, make_value

pytestmark = pytest.mark.django_db
STATED = {
    "percent": {
        "measure": "percent",
        "value": 15.5,
        "unit": "%",
        "low": 14.1,
        "high": 16.9,
    },
    "number": {
        "measure": "number",
        "value": 1234567,
        "unit": "children",
        "low": None,
        "high": None,
    },
}
SPRING = datetime(2026, 3, 1, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def kenya():
    country = make_country(iso3="KEN", iso2="KE", name_en="Kenya", name_fr="Le Kenya")
    return make_pathfinder(country=country)


@pytest.fixture
def share():
    indicator = make_indicator(code="CL-1")
    make_definition(
        indicator,
        label_en="Children in work",
        value_type=ValueType.SHARE,
        unit_en="children",
        series_code="SL_TLF_CHLDEA",
    )
    return indicator


def publish(pathfinder, indicator, year=2021, *, breakdown="", **fields):
    observation = make_observation(
        pathfinder,
        indicator,
        year=year,
        breakdown=breakdown,
        source=fields.pop("source", None),
    )
    return make_value(observation, state=ValueState.PUBLISHED, at=SPRING, **fields)


@pytest.fixture
def value(kenya, share):
    return publish(
        kenya,
        share,
        source=make_source(name="Labour force survey", url="https://example.org/lfs"),
        percent=Decimal("15.5"),
        quantity=Decimal(1234567),
        low=Decimal("14.1"),
        high=Decimal("16.9"),
        footnote="Ages 5 to 17",
        quality="official",
    )


def row_of(value, measure) -> dict:
    """What both rows of the value say, and what one of them says apart."""
    return {
        "version": value.pk,
        "country": {"iso3": "KEN", "name": "Kenya"},
        "indicator": "CL-1",
        "label": "Children in work",
        "theme": "child_labour",
        "dimension": "prevalence",
        "definition": 1,
        "series": "SL_TLF_CHLDEA",
        "year": 2021,
        "parts": {},
        "part": "Total",
        "bound": "",
        "standard_error": None,
        "sample_size": None,
        "obs_status": "A",
        "conf_status": "F",
        "status": "Official",
        "reason": "",
        "source": "Labour force survey",
        "source_url": "https://example.org/lfs",
        "source_licence": "",
        "variant": "",
        "quality": "official",
        "boundary": "",
        "ages": "",
        "hours": "",
        "hazardous_list": "",
        "coverage": "",
        "footnote": "Ages 5 to 17",
        "published_at": "2026-03-01T12:00:00Z",
        "url": f"{HOST}/values/{value.pk}/",
        "detail": f"{HOST}/api/v1/values/{value.pk}/",
    } | STATED[measure]


def test_percent_and_number_of_a_value_are_two_rows(value):
    answer = ask("values/")

    assert answer["items"] == [
        row_of(value, measure) | {"is_first": True} for measure in ("percent", "number")
    ]
    assert answer["next"] is None
    assert answer["meta"]["as_of"] is None


def test_version_has_an_address_of_its_own(value):
    assert ask(f"values/{value.pk}/") == {
        "version": value.pk,
        "number": 1,
        "is_current": True,
        "replaced_by": None,
        "statements": [row_of(value, "percent"), row_of(value, "number")],
        "url": f"{HOST}/values/{value.pk}/",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_corrected_version_keeps_its_address_and_names_its_follower(kenya, share):
    observation = make_observation(kenya, share)
    old = make_value(
        observation, percent=Decimal(20), state=ValueState.SUPERSEDED, at=SPRING
    )
    new = make_value(
        observation, percent=Decimal(21), state=ValueState.PUBLISHED, at=SUMMER
    )

    first, second = (ask(f"values/{each.pk}/") for each in (old, new))

    assert (first["is_current"], first["replaced_by"]) == (False, new.pk)
    assert first["statements"][0]["value"] == 20
    assert (second["is_current"], second["replaced_by"]) == (True, None)
    assert [each["version"] for each in ask("values/")["items"]] == [new.pk]


def test_values_are_told_as_they_were_known_on_a_day(kenya, share):
    observation = make_observation(kenya, share)
    was = {"state": ValueState.SUPERSEDED, "superseded_at": SUMMER}
    old = make_value(observation, percent=Decimal(20), at=SPRING, **was)
    new = make_value(
        observation, percent=Decimal(21), state=ValueState.PUBLISHED, at=SUMMER
    )

    def known(day):
        return [each["version"] for each in ask("values/", as_of=day)["items"]]

    assert known("2026-02-28") == []
    assert known("2026-03-01") == [old.pk]
    assert known("2026-07-01") == [new.pk]


@pytest.mark.parametrize(
    "state", [ValueState.DRAFT, ValueState.SUBMITTED, ValueState.ACCEPTED]
)
def test_value_on_its_way_is_not_told(kenya, share, state):
    value = make_value(make_observation(kenya, share), state=state)

    assert ask("values/")["items"] == []
    assert refused(f"values/{value.pk}/")[0] == 404


def test_value_of_a_hidden_country_is_not_told(share):
    hidden = make_pathfinder(
        country=make_country(iso3="PER", iso2="PE"), is_public=False
    )
    value = publish(hidden, share, percent=Decimal(20))

    assert ask("values/")["items"] == []
    assert refused(f"values/{value.pk}/")[0] == 404
    assert refused("values/", country="PER") == refused_country("PER")


def refused_country(code: str) -> tuple:
    words = f"No public record has the code {code}. The lists have the codes."
    return 400, "country", words


def test_unknown_code_is_refused_alike_whether_it_is_hidden_or_not(kenya, share):
    assert refused("values/", country="KEN,XYZ") == refused_country("XYZ")
    assert refused("values/", indicator="CL-1,CL-9")[:2] == (400, "indicator")


def test_small_count_is_withheld_with_all_that_could_tell_it(kenya):
    indicator = make_indicator(code="HT-1")
    make_definition(indicator, threshold=11, threshold_reason="People can be found")
    value = publish(
        kenya, indicator, quantity=Decimal(7), footnote="Seven women", ages="18-19"
    )

    (row,) = ask("values/")["items"]
    (statement,) = ask(f"values/{value.pk}/")["statements"]

    for said in (row, statement):
        assert said["value"] is None
        assert said["conf_status"] == "C"
        assert said["status"] == "Withheld: small number of people"
        assert (said["footnote"], said["ages"]) == ("", "")


def test_version_that_was_replaced_tells_no_small_count_either(kenya):
    indicator = make_indicator(code="HT-1")
    make_definition(indicator, threshold=11, threshold_reason="People can be found")
    observation = make_observation(kenya, indicator)
    was = {"state": ValueState.SUPERSEDED, "superseded_at": SUMMER}
    old = make_value(observation, quantity=Decimal(7), at=SPRING, **was)
    make_value(observation, quantity=Decimal(70), state=ValueState.PUBLISHED, at=SUMMER)

    (statement,) = ask(f"values/{old.pk}/")["statements"]

    assert statement["value"] is None


def test_values_are_narrowed(kenya, share):
    make_axis_item("sex", "F")
    peru = make_pathfinder(country=make_country(iso3="PER", iso2="PE"))
    law = make_indicator(code="PC-1", theme="forced_labour", dimension="commitment")
    make_definition(law, value_type=ValueType.YES_NO)
    publish(kenya, share, 2019, percent=Decimal(20))
    publish(kenya, share, 2021, percent=Decimal(18))
    publish(kenya, share, 2021, breakdown="sex=F", percent=Decimal(17))
    publish(peru, share, 2020, percent=Decimal(30))
    publish(peru, law, 2020, answer=True)

    def told(**query):
        return [each["value"] for each in walk("values/", **query)]

    assert told() == [20, 18, 17, 30, "yes"]
    assert told(country="PER") == [30, "yes"]
    assert told(country="PER,KEN", indicator="CL-1", totals_only="true") == [20, 18, 30]
    assert told(theme="forced_labour") == ["yes"]
    assert told(dimension="prevalence", start=2020, end=2020) == [30]
    assert told(start=2021) == [18, 17]


def test_rows_are_counted_where_the_question_is_narrow(value):
    assert ask("values/", country="KEN")["meta"]["count"] == 2
    assert ask("values/", indicator="CL-1")["meta"]["count"] == 2
    assert ask("values/")["meta"]["count"] is None


def test_parts_are_told_by_code_and_in_words(kenya, share):
    make_axis_item("sex", "F", name_en="Women and girls", name_fr="Femmes et filles")
    publish(kenya, share, breakdown="sex=F", percent=Decimal(17))

    (row,) = ask("values/", lang="fr")["items"]

    assert row["parts"] == {"sex": "F"}
    assert row["part"] == "Femmes et filles"
    assert row["country"]["name"] == "Le Kenya"


def test_period_that_ends_before_it_begins_is_refused(value):
    words = "The last year is before the first: exchange start and end."
    assert refused("values/", start=2021, end=2020) == (400, "end", words)


def test_pages_hold_every_row_of_open_data_once(kenya, share):
    for year in range(2000, 2022):
        both = {"quantity": Decimal(1000 + year)} if year % 2 else {}
        publish(kenya, share, year, percent=Decimal(year % 100), **both)

    rows = walk("values/", page_size=3)

    asked = open_data.Asked()
    expected = [(each.version, each.measure) for each in open_data.open_rows(asked)]
    assert [(each["version"], each["measure"]) for each in rows] == expected
    assert len(expected) == len(set(expected)) == 33


def test_rows_added_between_two_pages_move_no_other_row(kenya, share):
    for year in (2001, 2003, 2005, 2007):
        publish(kenya, share, year, percent=Decimal(10))
    first = ask("values/", page_size=2)

    for year in (2000, 2002, 2006):
        publish(kenya, share, year, percent=Decimal(10))
    rest = Client().get(first["next"]).json()

    assert [each["year"] for each in first["items"]] == [2001, 2003]
    assert [each["year"] for each in rest["items"]] == [2005, 2006]


def test_queries_do_not_depend_on_the_number_of_values(kenya, share):
    asked = []
    for rows in (1, 3):
        for year in range(rows):
            publish(kenya, share, 2000 + 10 * rows + year, percent=Decimal(5))
        with CaptureQueriesContext(connection) as queries:
            ask("values/", start=2000 + 10 * rows)
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12
