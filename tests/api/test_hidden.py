"""What is not public stands in no byte of any answer, however it is asked for."""

from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.enums import Audience
from alliance87.home.api import description
from meetings.enums import PaperVisibility
from monitoring.enums import ValueState
from pathfinders.enums import RoadmapState
from tests.api.asking import LISTS, ROOT
from tests.factories import (
    make_appointment,
    make_commitment,
    make_country,
    make_definition,
    make_document,
    make_indicator,
    make_milestone,
    make_pathfinder,
    make_profile,
    make_review,
    make_roadmap,
    make_status_event,
)
from tests.factories.decisions import (
    make_action_point,
    make_agenda_item,
    make_decision,
    make_gcg,
)
from tests.factories.events import make_event
from tests.factories.meetings import make_intervention, make_participation, make_planned
from tests.factories.papers import make_draft, make_paper, make_version
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db
SECRET = "Quetzalcoatlus"
ADOPTED = {"state": "adopted", "decided_on": "2019-11-12"}


def hide_a_country() -> None:
    country = make_country(iso3="QQZ", iso2="QZ", name_en=SECRET)
    hidden = make_pathfinder(country=country, is_public=False, status="pathfinder")
    make_milestone(hidden, statement=SECRET)
    make_status_event(hidden, reason=SECRET)
    make_commitment(hidden, text=SECRET)
    make_roadmap(hidden, state=RoadmapState.PUBLISHED, title=SECRET)
    make_review(hidden, state="published", outcome_note=SECRET)
    own = make_indicator(code="IM-C-77", pathfinder=hidden)
    make_definition(own, label_en=SECRET)
    value = make_value(make_observation(hidden, own), state=ValueState.PUBLISHED)
    assert value.pk
    make_document(country=country, title=SECRET, audience=Audience.PUBLIC)
    make_decision(kind="award_status", pathfinder=hidden, text="One.", **ADOPTED)


def hide_records_of_a_public_country() -> None:
    kenya = make_pathfinder(
        country=make_country(iso3="KEN", iso2="KE", name_en="Kenya"),
        internal_notes=SECRET,
    )
    later = timezone.now() + timedelta(days=1)
    make_milestone(kenya, statement=SECRET, is_public=False)
    public = make_milestone(
        kenya, document=make_document(title=SECRET, audience=Audience.GCG)
    )
    assert public.is_public
    make_appointment(kenya, person="Anna", email=f"{SECRET}@example.org")
    make_profile(kenya, context="Known")
    for state in (RoadmapState.PUBLISHED, RoadmapState.DRAFT):
        title = SECRET if state == RoadmapState.DRAFT else "Roadmap"
        make_roadmap(kenya, state=state, title=title)
    make_review(kenya, year=2025, state="tabled", outcome_note=SECRET)
    indicator = make_indicator(code="CL-1")
    make_definition(indicator)
    observation = make_observation(kenya, indicator)
    make_value(observation, footnote=SECRET)
    make_document(country=kenya.country, title=SECRET, audience=Audience.COUNTRY)
    make_document(
        country=kenya.country,
        title=SECRET,
        audience=Audience.PUBLIC,
        embargoed_until=later,
    )
    make_draft(make_paper(title="Paper"), text=SECRET, title=SECRET)
    make_version(make_paper(), title=SECRET, embargoed_until=later)
    make_version(make_paper(title=SECRET, visibility=PaperVisibility.GCG))


def hide_records_of_meetings() -> None:
    meeting = make_gcg(
        9,
        chatham_house=True,
        contact=f"{SECRET}@example.org",
        remote_link=f"https://example.org/{SECRET}",
        remote_notes=SECRET,
        desk_notes=SECRET,
    )
    item = make_agenda_item(meeting)
    make_intervention(item, text=SECRET, is_unattributed=True)
    make_participation(meeting, name=SECRET)
    make_decision(meeting, text=SECRET, is_public=False, **ADOPTED)
    make_decision(meeting, text=SECRET)
    make_action_point(meeting, text=SECRET)
    make_planned(title=SECRET)
    make_event(title=SECRET, is_public=False)
    make_event(online_url=f"https://example.org/{SECRET}")


def questions() -> list[str]:
    """Every address, with each parameter on its own and pages of one row."""
    keys = {
        "iso3": ["QQZ", "KEN", "qqz"],
        "number": [1, 2],
        "year": [2024, 2025],
        "code": ["IM-C-77", "CL-1"],
        "slug": [SECRET, "none"],
        "key": range(1, 400, 7),
        "version": range(1, 400, 7),
    }
    asked = {
        "country": ["QQZ", "KEN", "KEN,QQZ"],
        "indicator": ["IM-C-77", "CL-1"],
        "as_of": ["2020-01-01", timezone.localdate().isoformat()],
        "since": ["2000-01-01"],
        "page_size": ["1"],
        "lang": ["fr", "es"],
    }
    found = []
    for path, methods in description()["paths"].items():
        parameters = methods["get"]["parameters"]
        names = [each["name"] for each in parameters if each["in"] == "path"]
        for values in product(*(keys[name] for name in names)):
            url = path.format(**dict(zip(names, values, strict=True)))
            found.append(url)
            for each in parameters:
                choices = asked.get(each["name"], each["schema"].get("enum", ()))
                if each["in"] == "query" and len(values) < 2:
                    found += [f"{url}?{each['name']}={value}" for value in choices]
    return found


def test_nothing_hidden_is_in_any_answer():
    hide_a_country()
    hide_records_of_a_public_country()
    hide_records_of_meetings()
    heard = ""

    for url in questions():
        while url:
            answer = Client().get(url)
            assert answer.status_code in (200, 400, 404), url
            text = f"{dict(answer.items())}{answer.content.decode()}"
            assert SECRET not in text, url
            # A question may repeat the code that was asked for, an answer tells none.
            if answer.status_code == 200 and "QQZ" not in url and "qqz" not in url:
                assert "QQZ" not in text, url
                assert "IM-C-77" not in text, url
            heard += text
            said = answer.json()
            url = said.get("next") if answer.status_code == 200 else None

    for known in ("Kenya", "Roadmap", "Meeting 9 of the Global", "CL-1", "Paper"):
        assert known in heard


@pytest.mark.parametrize("path", LISTS)
def test_hidden_country_and_no_country_are_told_apart_by_nothing(path):
    hide_a_country()
    parameters = description()["paths"][f"{ROOT}{path}/"]["get"]["parameters"]
    if "country" not in {each["name"] for each in parameters}:
        return

    hidden, none = (
        Client().get(f"{ROOT}{path}/", {"country": code}) for code in ("QQZ", "QQY")
    )

    assert hidden.status_code == none.status_code
    assert hidden.content.replace(b"QQZ", b"") == none.content.replace(b"QQY", b"")


def test_hidden_records_and_none_are_told_apart_by_nothing():
    hide_a_country()

    for path in ("countries/{}/", "roadmaps/{}/1/", "reviews/{}/2024/"):
        hidden, none = (
            Client().get(f"{ROOT}{path.format(code)}") for code in ("QQZ", "QQY")
        )
        assert hidden.status_code == none.status_code == 404
        assert hidden.content == none.content
