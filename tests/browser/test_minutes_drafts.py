"""Minutes typed and not saved: kept in the browser, offered back, forgotten."""

import pytest
from playwright.sync_api import Page, expect

from meetings import reporting
from meetings.models import Intervention, MinuteSection
from tests import factories
from tests.browser.walker import Walker
from tests.browser.watch import Watch
from tests.factories.decisions import make_gcg
from tests.factories.meetings import make_report

TYPED = "The Chair thanked the members."
SECTION = "Text"


@pytest.fixture
def section(transactional_db) -> MinuteSection:
    report = make_report(make_gcg(6), "Opening")
    report.sections.update(text="The Chair opened.")
    return report.sections.get()


@pytest.fixture
def olga(section):
    return factories.make_officer(name="Olga Officer", email="olga@example.org")


def url_of(section, rest: str = "") -> str:
    report = f"/meetings/{section.report.meeting_id}/report/"
    return f"{report}{rest or f'sections/{section.pk}/'}"


@pytest.fixture
def at_the_text(page: Page, live_server, section, olga) -> Walker:
    walker = Walker(page, live_server.url)
    walker.sign_in(olga)
    walker.open(url_of(section))
    return walker


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage)")


def leave_without_saving(walker: Walker, section, text: str = TYPED) -> None:
    walker.fill({SECTION: text})
    expect(
        walker.page.get_by_text("Not saved yet; kept in this browser")
    ).to_be_visible()
    walker.open(url_of(section))


def test_what_was_typed_is_taken_back_and_forgotten_once_saved(
    at_the_text, section, olga, live_server, axe
):
    page = at_the_text.page
    watch = Watch(page.context, live_server.url)
    leave_without_saving(at_the_text, section)

    expect(at_the_text.field(SECTION)).to_have_value("The Chair opened.")
    offer = page.get_by_role("region", name="You typed this on").first
    expect(offer).to_contain_text(TYPED)
    assert axe(page) == []
    at_the_text.press("Take it back")
    expect(page.locator("#draft-said")).to_have_text(
        "Your text is in the form again. It is not saved yet."
    )
    expect(at_the_text.field(SECTION)).to_have_value(TYPED)
    expect(at_the_text.field(SECTION)).to_be_focused()
    assert kept(page) == [f"a87-minutes:{olga.pk}:section-{section.pk}:text"]
    at_the_text.press("Save")

    expect(page.get_by_text("The text was saved.")).to_be_visible()
    expect(page).to_have_url(
        f"{live_server.url}{url_of(section, '#item')}-{section.item_id}"
    )
    assert kept(page) == []
    section.refresh_from_db()
    assert section.text == TYPED
    assert watch.found == []


def test_what_is_discarded_does_not_come_back(at_the_text, section):
    leave_without_saving(at_the_text, section)

    at_the_text.press("Discard it")
    assert kept(at_the_text.page) == []
    at_the_text.open(url_of(section))

    expect(at_the_text.page.locator("#draft")).to_be_hidden()
    expect(at_the_text.field(SECTION)).to_have_value("The Chair opened.")


def test_nobody_else_in_this_browser_sees_it_and_it_waits(
    at_the_text, section, olga, live_server
):
    page = at_the_text.page
    leave_without_saving(at_the_text, section)
    # The session ends without a sign-out: a crash, an expired cookie.
    page.context.clear_cookies()
    other = factories.make_officer(name="Oscar Other", email="oscar@example.org")

    at_the_text.sign_in(other)
    at_the_text.open(url_of(section))

    expect(page.locator("#draft")).to_be_hidden()
    expect(page.get_by_text(TYPED)).to_have_count(0)
    page.context.clear_cookies()
    at_the_text.sign_in(olga)
    at_the_text.open(url_of(section))
    expect(page.locator("#draft")).to_contain_text(TYPED)


def test_signing_out_leaves_nothing_behind(at_the_text, section):
    page = at_the_text.page
    leave_without_saving(at_the_text, section)

    page.get_by_text("Your account").first.locator("xpath=ancestor::summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()

    assert kept(page) == []


def test_an_expired_session_loses_no_text(at_the_text, section, olga):
    page = at_the_text.page
    at_the_text.fill({SECTION: TYPED})
    page.context.clear_cookies()
    page.get_by_role("main").get_by_role("button", name="Save").click()
    page.wait_for_load_state()

    at_the_text.sign_in(olga)
    at_the_text.open(url_of(section))

    expect(page.locator("#draft")).to_contain_text("perhaps it was not saved")
    at_the_text.press("Take it back")
    at_the_text.press("Save")
    expect(page.get_by_text("The text was saved.")).to_be_visible()
    section.refresh_from_db()
    assert section.text == TYPED


def test_a_draft_that_others_overtook_is_compared_before_it_is_saved(
    at_the_text, section, olga
):
    page = at_the_text.page
    leave_without_saving(at_the_text, section)
    theirs = MinuteSection.objects.get(pk=section.pk)
    theirs.text = "The Deputy Chair opened."
    reporting.save_section(theirs, expected=theirs.version, by=olga)
    at_the_text.open(url_of(section))

    expect(page.locator("#draft-older")).to_be_visible()
    at_the_text.press("Take it back")
    at_the_text.press("Save")

    expect(page.get_by_role("heading", name="somebody else saved")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("The Deputy Chair opened.")
    expect(at_the_text.field(SECTION)).to_have_value(TYPED)
    section.refresh_from_db()
    assert section.text == "The Deputy Chair opened."
    at_the_text.press("Save")
    expect(page.get_by_text("The text was saved.")).to_be_visible()
    section.refresh_from_db()
    assert section.text == TYPED
    assert kept(page) == []


def test_a_new_intervention_is_kept_with_what_was_chosen(at_the_text, section):
    page = at_the_text.page
    address = url_of(section, f"items/{section.item_id}/add/")
    at_the_text.open(address)
    at_the_text.select("Kind", "Question")
    at_the_text.select("Office", "Secretariat")
    leave = {SECTION: "Who pays?"}
    at_the_text.fill(leave)
    expect(page.get_by_text("Not saved yet; kept in this browser")).to_be_visible()
    at_the_text.open(address)

    at_the_text.press("Take it back")
    at_the_text.press("Save")
    expect(page.get_by_text("The intervention was saved.")).to_be_visible()

    said = Intervention.objects.get()
    assert (said.kind, said.office, said.text) == (
        "question",
        "secretariat",
        "Who pays?",
    )
    assert kept(page) == []


def test_without_javascript_the_form_is_plain(browser, live_server, section, olga):
    context = browser.new_context(java_script_enabled=False)
    walker = Walker(context.new_page(), live_server.url)
    walker.sign_in(olga)
    walker.open(url_of(section))

    expect(walker.page.locator("#draft")).to_be_hidden()
    walker.fill({SECTION: TYPED})
    walker.press("Save")

    expect(walker.page.get_by_text("The text was saved.")).to_be_visible()
    section.refresh_from_db()
    assert section.text == TYPED
    context.close()
