"""The same form sent twice: one record, one entry in the trail, one answer."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.db import connections
from django.test import Client

from alliance87.core.dates import PartialDate
from alliance87.core.models import AuditEvent, Document, Submission
from monitoring.models import AnnualReview
from pathfinders.enums import Status
from pathfinders.models import (
    Action,
    Appointment,
    ExpressionOfInterest,
    Letter,
    Milestone,
    Pathfinder,
    Priority,
    Roadmap,
    Workshop,
)
from tests.factories import (
    DAY,
    complete_eoi,
    make_contributor,
    make_country,
    make_eoi,
    make_focal_point,
    make_officer,
    make_pathfinder,
    make_roadmap,
    pdf_upload,
)
from tests.pathfinders.roadmap_forms import action_data, roadmap_url

TOKEN = re.compile(r'<input type="hidden" name="once" value="([0-9a-f-]{36})">')
SAVED = "This was saved already."
THREADS = 8

STEP = {
    "kind": "workshop",
    "when_month": "10",
    "when_year": "2019",
    "when_qualifier": "exact",
    "source": "Annual report 2019",
    "audience": "secretariat",
    "is_public": "on",
}
WORKSHOP = {
    "version": "0",
    "when_day": "28",
    "when_month": "3",
    "when_year": "2019",
    "when_qualifier": "exact",
    "place": "Santiago",
    "participants_total": "40",
    "outputs": "A roadmap.",
    "source": "Report of the workshop",
}
APPOINTMENT = {"kind": "senior_official", "person": "Nadia New"}
LETTER = {
    "version": "0",
    "number": "A87/2026/007",
    "dated_on": "2026-05-04",
    "language": "en",
    "recipient": "Ada Minister",
    "signatory": "Carla Chair",
    "signatory_post": "Chair of Alliance 8.7",
    "body": "Excellency,\n\nWelcome.",
}
LETTER_OF_INTEREST = {
    "version": "0",
    "when_year": "2021",
    "when_qualifier": "exact",
    "minister": "Ada Minister",
    "signed_by_minister": "True",
    "addressee": "ilo_director_general",
    "then": "check",
}


@dataclass
class Page:
    """A page that creates something, who uses it, and what that person sends."""

    url: str
    user: object
    body: dict
    model: type


def country_page(page, body, model, *, make=make_officer, **fields):
    pathfinder = make_pathfinder(**fields)
    user = make() if make is make_officer else make(pathfinder.country)
    return Page(f"/pathfinders/{pathfinder.country.slug}/{page}", user, body, model)


def country_added():
    body = {"country": make_country().pk}
    return Page("/secretariat/path-board/add/", make_officer(), body, Pathfinder)


def priority_added():
    roadmap = make_roadmap(rows={})
    user = make_contributor(roadmap.pathfinder.country)
    url = roadmap_url(roadmap, "rows/priorities/add/")
    return Page(url, user, {"version": "0", "title": "Schools"}, Priority)


def action_added():
    roadmap = make_roadmap(rows={"Schools": []})
    user = make_contributor(roadmap.pathfinder.country)
    url = roadmap_url(roadmap, f"rows/priorities/{Priority.objects.get().pk}/actions/")
    money = {"kind": "needed", "amount": "7", "currency": "EUR"}
    return Page(f"{url}add/", user, action_data([money], title="Build"), Action)


PAGES = {
    "step": lambda: country_page("milestones/add/", STEP, Milestone),
    "workshop": lambda: country_page("workshops/add/", WORKSHOP, Workshop),
    "regional workshop": lambda: Page(
        "/workshops/add/", make_officer(), WORKSHOP | {"host": "SADC"}, Workshop
    ),
    "appointment": lambda: country_page(
        "appointments/add/", APPOINTMENT | {"starts_on": "2022-01-01"}, Appointment
    ),
    "appointment without a day": lambda: country_page(
        "appointments/add/", APPOINTMENT, Appointment
    ),
    "priority": priority_added,
    "action": action_added,
    "country": country_added,
    "letter": lambda: country_page("letters/add/?kind=confirmation", LETTER, Letter),
    "expression of interest": lambda: country_page(
        "expression-of-interest/",
        LETTER_OF_INTEREST,
        ExpressionOfInterest,
        make=make_focal_point,
    ),
    "roadmap": lambda: country_page(
        "roadmaps/start/",
        {"title": "Roadmap", "language": "en"},
        Roadmap,
        make=make_focal_point,
    ),
    "review": lambda: country_page(
        "reviews/start/",
        {"year": "2025"},
        AnnualReview,
        make=make_focal_point,
        status=Status.PATHFINDER,
    ),
}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def token_of(client, url: str) -> str:
    return TOKEN.search(client.get(url).text)[1]


def message_of(response) -> list[str]:
    return [str(each) for each in get_messages(response.wsgi_request)][-1:]


# --- The pages that create ----------------------------------------------------------


@pytest.mark.parametrize("make", PAGES.values(), ids=list(PAGES))
def test_form_sent_twice_makes_one_record(db, make):
    page = make()
    client = signed_in(page.user)
    there, trail = page.model.objects.count(), AuditEvent.objects.count()
    body = page.body | {"once": token_of(client, page.url)}

    first = client.post(page.url, body)
    entries = AuditEvent.objects.count()
    second = client.post(page.url, body)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert message_of(second) == [SAVED]
    assert page.model.objects.count() == there + 1
    assert AuditEvent.objects.count() == entries > trail


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["step", "workshop", "action", "country", "review"])
def test_form_sent_by_eight_at_once_makes_one_record(kind):
    page = PAGES[kind]()
    client = signed_in(page.user)
    body = page.body | {"once": token_of(client, page.url)}
    clients, together = [signed_in(page.user) for _ in range(THREADS)], Barrier(THREADS)
    there, trail = page.model.objects.count(), AuditEvent.objects.count()

    def send(client):
        try:
            together.wait()
            return client.post(page.url, body)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(send, clients))

    said = [message_of(answer) == [SAVED] for answer in answers]
    made = page.model.objects.count() - there
    assert made == 1
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert sorted(said) == [False] + [True] * (THREADS - 1)
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", flat=True)[trail:]
    assert len(verbs) == len(set(verbs)) > 0


def test_upload_sent_twice_is_filed_once(db):
    page = PAGES["step"]()
    client = signed_in(page.user)
    once = token_of(client, page.url)

    for _ in range(2):
        client.post(page.url, STEP | {"once": once, "upload": pdf_upload()})

    document = Document.objects.get()
    assert document.versions.count() == 1
    assert Milestone.objects.get().document == document


# --- The pages that move something on -------------------------------------------------


def test_decision_sent_twice_is_not_reported_as_refused(db):
    country = make_country()
    pathfinder = make_pathfinder(country=country)
    complete = complete_eoi(country)
    eoi = make_eoi(pathfinder, when=PartialDate.day(DAY), **complete)
    url = f"/pathfinders/{country.slug}/expressions-of-interest/{eoi.pk}/submit/"
    client = signed_in(make_focal_point(country))
    body = {"once": token_of(client, url)}

    first, second = client.post(url, body), client.post(url, body)

    assert message_of(second) == [SAVED]
    assert second["Location"] == first["Location"]
    assert AuditEvent.objects.filter(verb="eoi.submit").count() == 1


def test_row_moved_by_a_double_click_moves_one_place(db):
    roadmap = make_roadmap(rows={"Schools": [], "Laws": [], "Money": []})
    client = signed_in(make_contributor(roadmap.pathfinder.country))
    once = token_of(client, roadmap_url(roadmap, "rows/"))
    last = Priority.objects.get(title="Money")

    for _ in range(2):
        client.post(
            roadmap_url(roadmap, f"rows/priorities/{last.pk}/up/"), {"once": once}
        )

    order = roadmap.priorities.values_list("title", flat=True)
    assert list(order) == ["Schools", "Money", "Laws"]
    assert Submission.objects.count() == 1


def test_text_changed_after_going_back_is_not_lost(db):
    """The browser brings back the old form with its token: the change counts."""
    page = PAGES["priority"]()
    client = signed_in(page.user)
    body = page.body | {"once": token_of(client, page.url)}
    client.post(page.url, body)

    answer = client.post(page.url, body | {"title": "Schools and kindergartens"})

    assert message_of(answer) == ["The priority is saved."]
    titles = Priority.objects.values_list("title", flat=True)
    assert list(titles) == ["Schools", "Schools and kindergartens"]
