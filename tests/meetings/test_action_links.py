"""The personal link of an owner: one action point, no account, until it is closed."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, Mail
from alliance87.core.outbox import send_waiting
from meetings.action_points import action_behind, close, drop, end_link, send_link
from meetings.models import ActionPoint
from tests.factories import make_officer, pdf_upload
from tests.factories.decisions import HELD_ON, make_action_point, make_gcg

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def link_of(action, by=None) -> str:
    """Send a link for the point and return its path, as it stands in the mail."""
    officer = by or make_officer()
    send_link(action, name="Ada Owner", email="Ada@Example.org", by=officer)
    mail.outbox.clear()
    send_waiting()
    return re.search(r"/action-points/link/\S+", mail.outbox[-1].body).group()


def test_the_link_is_nowhere_but_in_the_mail_that_was_sent():
    action = make_action_point(make_gcg(5))

    path = link_of(action)

    token = path.split("/")[-2]
    action.refresh_from_db()
    assert action_behind(token) == action
    assert token not in Mail.objects.get().text
    assert token not in str(list(ActionPoint.objects.values()))
    history = ActionPoint.pgh_event_model
    assert "token_hash" not in [field.name for field in history._meta.fields]


def test_the_owner_says_how_it_stands(client):
    action = make_action_point(make_gcg(5))
    path = link_of(action)

    client.post(path, {"text": "The text is with the printers."})

    update = action.updates.get()
    assert (update.text, update.by, update.by_name) == (
        "The text is with the printers.",
        None,
        "Ada Owner",
    )
    event = AuditEvent.objects.get(verb="action_point.told")
    assert (event.by, event.by_name) == (None, "Ada Owner")


def test_the_owner_reports_it_done_with_a_proof(client):
    sender, other = make_officer(), make_officer()
    action = make_action_point(is_high_priority=True)
    path = link_of(action, by=sender)
    done = {"text": "It is online.", "is_done": "on"}

    bare = client.post(path, done)
    client.post(path, done | {"upload": pdf_upload()})

    action.refresh_from_db()
    assert bare.context["form"].errors == {
        "upload": ["Add the proof: this one has high priority."]
    }
    assert (action.proposed_by_name, action.proposed_done_by) == ("Ada Owner", None)
    facts = {"closed_on": HELD_ON, "note": "Seen."}
    with pytest.raises(Blocked, match="by the link that you sent"):
        close(action, by=sender, **facts)
    close(action, by=other, **facts)


def test_the_page_shows_this_point_and_nothing_else(client):
    meeting = make_gcg(5)
    other = make_action_point(meeting, text="Something of another owner.")
    path = link_of(make_action_point(meeting, text="Share the copy."))

    page = client.get(path).content.decode()

    assert "Share the copy." in page
    assert other.text not in page
    assert set(re.findall(r'href="(/action-points/[^"]*)"', page)) == {path}


def test_the_page_is_not_kept_and_not_told_to_others(client):
    response = client.get(link_of(make_action_point()))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "ends",
    [
        lambda action, officer: drop(action, note="Enough.", by=officer),
        lambda action, officer: end_link(action, by=officer),
        lambda action, officer: link_of(action, by=officer),
    ],
    ids=["closed", "ended", "newer link"],
)
def test_a_link_that_ended_says_nothing(client, ends):
    action = make_action_point(text="Share the copy.")
    path = link_of(action)

    ends(action, make_officer())

    for response in (client.get(path), client.post(path, {"text": "Late."})):
        assert response.status_code == 404
        assert "Share the copy." not in response.content.decode()


def test_an_invented_link_finds_nothing(client):
    make_action_point()

    assert client.get(f"/action-points/link/{'0' * 64}/").status_code == 404


def test_posts_by_link_are_limited(client):
    path = link_of(make_action_point())

    statuses = [client.post(path, {"text": f"{n}"}).status_code for n in range(12)]

    assert statuses == [302] * 10 + [429] * 2


def test_no_new_link_while_a_report_waits():
    action = make_action_point()
    officer = make_officer()
    ActionPoint.objects.filter(pk=action.pk).update(
        proposed_done_at="2026-11-01T10:00Z"
    )

    with pytest.raises(Blocked, match="before a new link"):
        send_link(action, name="Ada", email="ada@example.org", by=officer)
