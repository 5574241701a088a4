"""What people do who come by a link in a mail and have no account, in a real browser.

The address is the key: it goes to no other page, and the form behind it is taken.
"""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser import meeting_steps as steps
from tests.factories.decisions import make_action_point, make_gcg

MEETING = "20th meeting of the Global Coordinating Group"
CHOSEN = "a-train-through-seven-valleys"


@pytest.fixture
def people(live_server, new_context, transactional_db, settings):
    settings.SITE_URL = live_server.url
    make_action_point(make_gcg(20, title=MEETING), text="Share the copy.")
    accounts = {
        "officer": factories.make_officer(),
        "administrator": factories.make_administrator(),
        "guest": None,
    }
    yield from steps.open_browsers(new_context, live_server.url, accounts)


def link_to(email: str, path: str) -> str:
    """Return the address in the one mail that somebody got."""
    [letter] = steps.letters_to(email)
    return re.search(rf"http\S+/{path}/\S+", letter.body).group()


def test_the_owner_of_an_action_point_says_how_it_stands(people):
    officer, guest = people.officer, people.guest
    steps.open_meeting(officer, MEETING)
    officer.follow("GCG20/A1")
    officer.follow("Send a personal link")
    officer.fill({"Name": "Ada Owner", "E-mail address": "ada@example.org"})
    officer.press("Send the link")
    officer.reads("A personal link was sent to Ada Owner")

    guest.page.goto(link_to("ada@example.org", "action-points/link"))
    guest.fill({"How it stands": "The text is with the printers."})
    guest.press("Send")
    guest.reads("Thank you. The secretariat and the next meeting read it.")
    guest.page.get_by_role("banner").get_by_role("link").first.click()
    assert guest.page.evaluate("document.referrer") == f"{guest.base_url}/"

    officer.page.reload()
    officer.reads("The text is with the printers.")


def test_an_invited_person_sets_a_password(people):
    administrator, guest = people.administrator, people.guest
    administrator.open("/people/invite/")
    administrator.fill({"Name": "Nia New", "E-mail address": "nia@example.org"})
    administrator.select("Role", "Member of the Global Coordinating Group")
    administrator.press("Send the invitation")
    administrator.reads("The invitation is on its way.")

    guest.page.goto(link_to("nia@example.org", "invitation"))
    guest.fill({"Password": CHOSEN, "The same password again": CHOSEN})
    guest.press("Set the password")
    guest.reads("Your password is set. Sign in now.")
    guest.fill({"E-mail address": "nia@example.org", "Password": CHOSEN})
    guest.press("Sign in")
    expect(guest.page.get_by_text("Your account")).to_be_attached()
