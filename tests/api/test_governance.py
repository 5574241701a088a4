"""Decisions, meetings, events, papers and documents in the read API."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Audience
from meetings.enums import DecisionState, MeetingState, PaperVisibility, VersionState
from tests.api.asking import HOST, UNSOURCED, ask, refused, when
from tests.factories import (
    make_country,
    make_document,
    make_partner,
    make_pathfinder,
    make_person,
)
from tests.factories.decisions import make_decision, make_gcg
from tests.factories.events import make_event
from tests.factories.meetings import make_planned
from tests.factories.papers import make_draft, make_paper, make_version

pytestmark = pytest.mark.django_db
ADOPTED = {"state": DecisionState.ADOPTED, "decided_on": date(2019, 11, 12)}


@pytest.fixture
def kenya():
    return make_pathfinder(
        country=make_country(iso3="KEN", iso2="KE", name_en="Kenya"), status="on_path"
    )


# --- Decisions ------------------------------------------------------------------------


def test_decision_is_told_with_its_reference_and_text(kenya):
    meeting = make_gcg(5)
    decision = make_decision(
        meeting,
        kind="award_status",
        pathfinder=kenya,
        text="Kenya becomes a pathfinder country.",
        source="Report of the meeting",
        **ADOPTED,
    )
    row = {
        "id": decision.pk,
        "reference": f"GCG5/D{decision.number}",
        "kind": {"code": "award_status", "label": decision.get_kind_display()},
        "state": {"code": "adopted", "label": "Adopted"},
        "text": "Kenya becomes a pathfinder country.",
        "decided_on": "2019-11-12",
        "mode": {"code": "consensus", "label": decision.get_mode_display()},
        "meeting": meeting.pk,
        "country": {"iso3": "KEN", "name": "Kenya"},
        "about": "Kenya",
        "reservation": "",
        "review_on": None,
        "follow_up": "",
        "done_on": None,
        "done_note": "",
        "superseded_by": None,
        "source": "Report of the meeting",
        "source_url": "",
        "page": f"{HOST}/decisions/{decision.pk}/",
        "detail": f"{HOST}/api/v1/decisions/{decision.pk}/",
    }

    assert ask("decisions/", country="KEN", year=2019)["items"] == [row]
    assert ask(f"decisions/{decision.pk}/") == row


@pytest.mark.parametrize(
    "facts",
    [
        {"state": DecisionState.PROPOSED},
        {"state": DecisionState.DEFERRED, "state_reason": "Later"},
        ADOPTED | {"is_public": False},
    ],
)
def test_decision_that_is_not_public_is_not_told(facts):
    decision = make_decision(text="Not for the public", **facts)

    assert ask("decisions/")["items"] == []
    assert refused(f"decisions/{decision.pk}/")[0] == 404


def test_decision_names_no_country_that_is_hidden(kenya):
    type(kenya).objects.filter(pk=kenya.pk).update(is_public=False)
    make_decision(kind="award_status", pathfinder=kenya, text="It is one.", **ADOPTED)

    answer = ask("decisions/")

    assert answer["items"][0]["country"] is None
    assert answer["items"][0]["about"] == ""
    assert "Kenya" not in str(answer)
    assert ask("decisions/", country="KEN")["items"] == []


# --- Meetings -------------------------------------------------------------------------


def test_meeting_is_told_without_people_and_links():
    meeting = make_gcg(
        7,
        city="Paris",
        venue="House of Unions",
        languages=["en", "fr"],
        objectives="Agree on the plan\nHear countries",
        remote_link="https://video.example.org/secret-room",
        contact="Anna <anna@example.org>",
        chaired_by=make_person(name="Anna Chair"),
        desk_notes="SECRET note",
    )

    answer = ask(f"meetings/{meeting.pk}/")

    assert answer == {
        **UNSOURCED,
        "id": meeting.pk,
        "kind": {"code": "gcg", "label": meeting.get_kind_display()},
        "number": 7,
        "is_extraordinary": False,
        "title": "Meeting 7 of the Global Coordinating Group",
        "group": "",
        "state": {"code": "held", "label": "Held"},
        "when": when("2019-11-12", "12 November 2019"),
        "date_text": "",
        "starts_at": "2019-11-12T09:30:00Z",
        "ends_at": "2019-11-12T12:30:00Z",
        "time_zone": "Europe/Paris",
        "form": {"code": "in_person", "label": "In person"},
        "place": "House of Unions, Paris",
        "city": "Paris",
        "country": None,
        "languages": ["en", "fr"],
        "objectives": ["Agree on the plan", "Hear countries"],
        "page": f"{HOST}/meetings/{meeting.pk}/",
        "detail": f"{HOST}/api/v1/meetings/{meeting.pk}/",
    }
    assert ask("meetings/")["items"] == [answer]


def test_meeting_that_was_not_announced_and_example_are_not_told():
    planned = make_planned()
    example = make_gcg(is_example=True)

    assert ask("meetings/")["items"] == []
    for meeting in (planned, example):
        assert refused(f"meetings/{meeting.pk}/")[0] == 404


def test_meetings_are_narrowed():
    old, new = make_gcg(on=date(2018, 7, 17)), make_gcg(on=date(2019, 11, 12))
    make_gcg(on=date(2019, 5, 1), state=MeetingState.CANCELLED)

    def keys(**query):
        return [each["id"] for each in ask("meetings/", **query)["items"]]

    assert keys(year=2018) == [old.pk]
    assert keys(year=2019, state="held") == [new.pk]
    assert refused("meetings/", state="planned")[:2] == (400, "state")


# --- Events ---------------------------------------------------------------------------


def test_event_is_told_without_the_address_to_take_part():
    event = make_event(
        title="Webinar on fishing",
        online_url="https://video.example.org/secret-room",
        registration_url="https://example.org/register",
        description="How inspectors work at sea.",
        key_questions="Who pays?\nWho goes?",
        languages=["en", "fr"],
        audience="Inspectors",
    )
    event.hosts.add(make_partner(name="Fishers’ union"))

    answer = ask(f"events/{event.pk}/")

    assert answer == {
        **UNSOURCED,
        "id": event.pk,
        "kind": {"code": "webinar", "label": "Webinar"},
        "title": "Webinar on fishing",
        "state": {"code": "confirmed", "label": "Confirmed"},
        "when": when("2019-10-31", "31 October 2019"),
        "starts_at": "2019-10-31T13:00:00Z",
        "ends_at": "2019-10-31T14:00:00Z",
        "time_zone": "Europe/Zurich",
        "place": "Online",
        "country": None,
        "languages": ["en", "fr"],
        "audience": "Inspectors",
        "description": "How inspectors work at sea.",
        "key_questions": ["Who pays?", "Who goes?"],
        "hosts": ["Fishers’ union"],
        "group": "",
        "series": "",
        "attended": None,
        "registration_url": "https://example.org/register",
        "recording_url": "",
        "page": f"{HOST}/events/{event.pk}/",
        "detail": f"{HOST}/api/v1/events/{event.pk}/",
    }
    assert ask("events/", kind="webinar", year=2019)["items"] == [answer]


def test_event_that_is_not_public_is_not_told():
    event = make_event(is_public=False)

    assert ask("events/")["items"] == []
    assert refused(f"events/{event.pk}/")[0] == 404


# --- Papers and documents -------------------------------------------------------------


@pytest.fixture
def guidance():
    """A paper in its second version, with an earlier one and two nobody may read."""
    paper = make_paper(
        slug="guidance", title="Guidance note", purpose="For countries", kind="guidance"
    )
    paper.published = PartialDate.parse("2018-11")
    paper.save()
    day = {"endorsed_on": date(2023, 5, 4), "endorsed_precision": "day"}
    make_version(paper, number=2, **day)
    make_version(paper, number=1, state=VersionState.SUPERSEDED, was_endorsed=True)
    make_draft(paper, number=3, text="SECRET draft")
    later = timezone.now() + timedelta(hours=1)
    make_version(paper, number=4, language="fr", embargoed_until=later)
    return paper


def test_paper_is_told_as_its_page_tells_it(guidance):
    answer = ask("papers/guidance/")

    del answer["versions"]
    assert answer == {
        "slug": "guidance",
        "title": "Guidance note",
        "kind": {"code": "guidance", "label": guidance.get_kind_display()},
        "purpose": "For countries",
        "group": "",
        "planned": when(None, "Date not known", "unknown"),
        "published": when("2018-11-01", "November 2018", "month"),
        "page": f"{HOST}/papers/guidance/",
        "detail": f"{HOST}/api/v1/papers/guidance/",
    }


def test_paper_is_told_with_the_versions_that_are_out(guidance):
    answer = ask("papers/guidance/")

    assert [each["number"] for each in answer["versions"]] == [2, 1]
    assert answer["versions"][0] == {
        "number": 2,
        "language": "en",
        "title": "",
        "state": {"code": "endorsed", "label": "Endorsed"},
        "endorsed": when("2023-05-04", "4 May 2023"),
        "change_note": "",
        "pages": None,
        "page": f"{HOST}/papers/guidance/2-en/",
        "file": None,
    }
    assert ask("papers/")["items"] == [answer]


def test_version_is_told_once_its_embargo_is_over():
    paper = make_paper(slug="report")
    until = datetime(2026, 11, 1, 12, tzinfo=UTC)
    make_version(paper, embargoed_until=until)

    assert [each["number"] for each in ask("papers/report/")["versions"]] == [1]


@pytest.mark.parametrize(
    "visibility", [each for each in PaperVisibility if each != PaperVisibility.PUBLIC]
)
def test_paper_for_the_group_is_not_told(visibility):
    make_version(make_paper(slug="inner", visibility=visibility))

    assert ask("papers/")["items"] == []
    assert refused("papers/inner/")[0] == 404


def test_public_file_of_a_country_is_a_document(kenya):
    file = make_document(
        title="Letter", country=kenya.country, audience=Audience.PUBLIC, language="fr"
    )

    assert ask("documents/", country="KEN")["items"] == [
        {
            "title": "Letter",
            "url": f"{HOST}/documents/{file.uuid}/",
            "uuid": str(file.uuid),
            "language": "fr",
            "country": {"iso3": "KEN", "name": "Kenya"},
        }
    ]


def test_file_that_is_not_public_or_under_embargo_or_of_a_hidden_country(kenya):
    hidden = make_pathfinder(is_public=False)
    make_document(country=kenya.country, audience=Audience.GCG)
    make_document(
        country=kenya.country,
        audience=Audience.PUBLIC,
        embargoed_until=timezone.now() + timedelta(hours=1),
    )
    make_document(country=hidden.country, audience=Audience.PUBLIC)

    assert ask("documents/")["items"] == []


# --- Queries --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "make", "queries"),
    [
        ("decisions/", lambda: make_decision(**ADOPTED), 2),
        ("meetings/", make_gcg, 2),
        ("events/", make_event, 3),
        ("papers/", make_version, 3),
        (
            "documents/",
            lambda: make_document(country=make_country(), audience=Audience.PUBLIC),
            2,
        ),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_depend_on_the_number_of_rows(
    path, make, queries, rows, django_assert_num_queries
):
    for _row in range(rows):
        make()

    with django_assert_num_queries(queries):
        assert len(ask(path)["items"]) == rows
