"""Work without a mouse: one key after the other, and the focus stays in sight."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.sample import make_sample
from tests.browser.walker import Walker

FOCUSED = """() => {
  const found = document.activeElement;
  const label = found.labels?.[0]?.innerText ?? found.innerText ?? "";
  return label.replace(/\\s+/g, " ").trim();
}"""
OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"
STOPS_MAX = 60


def tab_to(page: Page, words: str, *, key: str = "Tab") -> None:
    """Press the key until the focus is on these words, and check that it shows."""
    for _stop in range(STOPS_MAX):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED) == words:
            assert page.evaluate(OUTLINE) != "none", f"{words}: no sign of the focus"
            return
    pytest.fail(f"The key {key} does not reach “{words}” on {page.url}.")


def press_enter(page: Page) -> None:
    """Press Enter and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def sample(transactional_db):
    return make_sample()


@pytest.fixture
def walker(page, live_server):
    return Walker(page, live_server.url)


def test_from_the_landing_page_to_a_desk_by_keyboard(sample, walker):
    page = walker.page
    walker.open("/")
    tab_to(page, "Sign in")
    press_enter(page)
    tab_to(page, "E-mail address")
    page.keyboard.type(sample.officer.email)
    tab_to(page, "Password")
    page.keyboard.type(factories.PASSWORD)
    press_enter(page)

    tab_to(page, "Path board")
    press_enter(page)
    tab_to(page, "Stage")
    page.keyboard.type("Pathfinder")
    tab_to(page, "Show")
    press_enter(page)
    table = page.get_by_role("region", name="Steps of each country")
    expect(table.get_by_role("link", name="Peru", exact=True)).to_have_count(0)

    tab_to(page, "Mexico")
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mexico")
    expect(page.get_by_role("heading", name="Decisions on status")).to_be_visible()


def test_the_menus_of_the_head_open_by_keyboard(sample, walker):
    page = walker.page
    walker.sign_in(sample.officer)
    walker.open("/pathfinders/")
    tab_to(page, "Olga Officer Your account")
    page.keyboard.press("Enter")
    tab_to(page, "Sign out")
    press_enter(page)

    expect(
        page.get_by_role("banner").get_by_role("link", name="Sign in")
    ).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/pathfinders/mex/", "/account/login/"])
def test_the_first_stop_skips_to_the_content(sample, walker, address):
    page = walker.page
    walker.open(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_a_failed_sign_in_says_what_to_mend_and_leads_there(sample, walker):
    page = walker.page
    walker.open("/account/login/")
    walker.press("Sign in")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Error: Sign in – Alliance 8.7")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(walker.field("E-mail address")).to_be_focused()


def test_every_error_of_a_long_form_leads_to_its_field(sample, walker):
    page = walker.page
    walker.sign_in(sample.officer)
    walker.open("/pathfinders/per/milestones/add/")
    walker.fill_date("Date", 31, 2, 2024)
    walker.press("Put it on record")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()

    links = summary.get_by_role("link")
    reached = []
    for link in links.all():
        link.press("Enter")
        reached.append(page.evaluate("() => document.activeElement.name"))
    assert reached == ["kind", "when_day", "source"]
