"""Deleting a draft: administrators alone, never what was submitted, with a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent
from pathfinders.enums import RoadmapState
from pathfinders.models import Action, FundingLine, Priority, Roadmap
from pathfinders.services import delete_roadmap, start_roadmap
from tests.factories import (
    make_administrator,
    make_chair,
    make_contributor,
    make_country,
    make_focal_point,
    make_funding,
    make_gcg_member,
    make_gcg_observer,
    make_group_chair,
    make_officer,
    make_roadmap,
)
from tests.pathfinders.roadmap_forms import roadmap_url
from tests.stored import stored

pytestmark = pytest.mark.django_db

REASON = "Opened for the wrong country"
OTHERS = {
    "OB": (lambda country: make_gcg_observer(), 404),
    "GM": (lambda country: make_gcg_member(), 404),
    "CO=": (make_contributor, 403),
    "FP=": (make_focal_point, 403),
    "CO≠": (lambda country: make_contributor(make_country()), 404),
    "FP≠": (lambda country: make_focal_point(make_country()), 404),
    "AG": (lambda country: make_group_chair(), 404),
    "SO": (lambda country: make_officer(), 403),
    "CH": (lambda country: make_chair(), 404),
}


@pytest.fixture
def draft():
    """Return a draft with a priority, two actions and money."""
    roadmap = make_roadmap(rows={"Schools": ["Build", "Teach"]})
    for action in Action.objects.all():
        make_funding(action)
    return roadmap


def test_administrator_deletes_a_draft_with_its_rows(draft, client_for):
    administrator = make_administrator()
    key = draft.pk

    answer = client_for(administrator).post(
        roadmap_url(draft, "delete/"), {"reason": REASON}
    )

    assert answer.url == roadmap_url(draft).replace("/1/", "/")
    for model in (Roadmap, Priority, Action, FundingLine):
        assert model.objects.count() == 0
    event = AuditEvent.objects.get(verb="roadmap.deleted")
    assert (event.by, event.was, event.reason) == (administrator, "draft", REASON)
    assert event.target == f"pathfinders.roadmap:{key}"
    assert event.target_label == "Roadmap 1"
    assert event.country == draft.pathfinder.country


def test_history_of_a_deleted_roadmap_remains(draft):
    key = draft.pk

    delete_roadmap(draft, reason=REASON, by=make_administrator())

    last = Roadmap.pgh_event_model.objects.filter(pgh_obj_id=key).last()
    assert (last.pgh_label, last.title) == ("delete", "Roadmap 1")
    assert last.pgh_context.metadata["reason"] == REASON
    deleted = Action.pgh_event_model.objects.filter(pgh_label="delete")
    assert set(deleted.values_list("title", flat=True)) == {"Build", "Teach"}


def test_deleting_the_next_version_leaves_the_published_one(client_for):
    first = make_roadmap(state="published")
    focal_point = make_focal_point(first.pathfinder.country)
    second = start_roadmap(first.pathfinder, by=focal_point)

    delete_roadmap(second, reason=REASON, by=make_administrator())

    assert Roadmap.objects.get() == first
    assert Action.objects.get().priority.roadmap == first


def test_page_says_what_goes(draft, client_for):
    page = client_for(make_administrator()).get(roadmap_url(draft, "delete/"))

    html = page.content.decode()
    assert "“Roadmap 1” goes with its 1 priority" in html
    assert "It cannot be brought back." in html


def test_no_roadmap_is_deleted_without_a_reason(draft, client_for):
    administrator = make_administrator()
    before = stored()

    answer = client_for(administrator).post(
        roadmap_url(draft, "delete/"), {"reason": "  "}
    )
    with pytest.raises(Blocked):
        delete_roadmap(draft, reason="  ", by=administrator)

    assert answer.status_code == 200
    assert stored() == before


@pytest.mark.parametrize(("make", "status"), OTHERS.values(), ids=list(OTHERS))
def test_nobody_else_deletes_a_draft(draft, make, status, client_for):
    user = make(draft.pathfinder.country)
    before = stored()

    answer = client_for(user).post(roadmap_url(draft, "delete/"), {"reason": REASON})
    with pytest.raises(PermissionDenied):
        delete_roadmap(draft, reason=REASON, by=user)

    assert answer.status_code == status
    assert stored() == before


def test_a_visitor_is_asked_to_sign_in(draft):
    answer = Client().post(roadmap_url(draft, "delete/"), {"reason": REASON})

    assert answer.status_code == 302
    assert Roadmap.objects.get() == draft


@pytest.mark.parametrize("state", sorted(set(RoadmapState) - {RoadmapState.DRAFT}))
def test_a_submitted_roadmap_is_never_deleted(state, client_for):
    roadmap, administrator = make_roadmap(state=state), make_administrator()
    client = client_for(administrator)
    before = stored()

    answer = client.post(
        roadmap_url(roadmap, "delete/"), {"reason": REASON}, follow=True
    )
    with pytest.raises(InvalidTransition):
        delete_roadmap(roadmap, reason=REASON, by=administrator)

    sentence = "Only a draft that was never submitted can be deleted."
    assert sentence in answer.content.decode()
    assert answer.redirect_chain == [(roadmap_url(roadmap), 302)]
    assert stored() == before


def test_what_was_submitted_meanwhile_is_not_deleted(draft):
    Roadmap.objects.filter(pk=draft.pk).update(state=RoadmapState.SUBMITTED)

    with pytest.raises(InvalidTransition):
        delete_roadmap(draft, reason=REASON, by=make_administrator())

    assert Roadmap.objects.get() == draft


def test_editor_offers_deletion_to_administrators_alone(draft, client_for):
    link = f'href="{roadmap_url(draft, "delete/")}"'
    people = (make_administrator(), make_officer())
    people += (make_focal_point(draft.pathfinder.country),)

    pages = [client_for(user).get(roadmap_url(draft, "rows/")) for user in people]

    assert [link in page.content.decode() for page in pages] == [True, False, False]
