"""Every main page, on a desk and on a phone: readable, quiet, and self-contained."""

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard_pages import DASHBOARDS
from tests.browser.meeting_pages import MEETINGS, NO_MEETINGS
from tests.browser.sample import add_work, make_sample
from tests.browser.sample_meetings import add_meetings
from tests.browser.sample_values import add_values
from tests.browser.watch import Watch, is_wider_than_its_window

DESK, PHONE = 1280, 390
PUBLIC = {
    "landing": "/",
    "countries": "/pathfinders/",
    "no country found": "/pathfinders/?q=nowhere",
    "country": "/pathfinders/mex/",
    "roadmap": "/pathfinders/mex/roadmaps/1/",
    "review": "/pathfinders/mex/reviews/2024/",
    "sign in": "/account/login/",
    "how we count": "/how-we-count/",
    "accessibility": "/accessibility/",
    "programming interface": "/api/",
}
INNER = {
    "board": ("officer", "/secretariat/path-board/"),
    "desk": ("officer", "/secretariat/countries/per/"),
    "desk with status": ("officer", "/secretariat/countries/mex/"),
    "trail": ("administrator", "/secretariat/countries/per/trail/"),
    "add a record": ("officer", "/pathfinders/per/milestones/add/"),
    "letter": ("officer", "/pathfinders/per/letters/add/?kind=confirmation"),
    "style guide": ("officer", "/styleguide/"),
    "my country": ("focal_point", "/my-country/"),
    "expression of interest": (
        "focal_point",
        "/pathfinders/per/expression-of-interest/",
    ),
    "roadmap editor": ("focal_point", "/pathfinders/per/roadmaps/1/rows/"),
    "roadmap text": ("focal_point", "/pathfinders/per/roadmaps/1/edit/"),
    "action": (
        "focal_point",
        "/pathfinders/per/roadmaps/1/rows/priorities/{priority}/actions/add/",
    ),
    "review form": ("focal_point", "/pathfinders/per/reviews/2024/edit/"),
    "hold": ("chair", "/pathfinders/mex/hold/"),
    "invitation": ("administrator", "/people/invite/"),
}
DRAFT = "/pathfinders/per/roadmaps/1/"
PROGRESS = "/pathfinders/mex/roadmaps/1/progress/"
WORKSHOP = "/workshops/{workshop}/"
WORK = {
    "visitor": {
        "progress": PROGRESS,
        "progress of an action": f"{PROGRESS}actions/{{reported}}/",
        "commitments": "/pathfinders/mex/records/commitments/",
        "support given": "/pathfinders/mex/records/support/",
        "ratifications": "/pathfinders/mex/records/ratifications/",
        "coordination": "/pathfinders/mex/records/coordination/",
        "supervisory cases": "/pathfinders/mex/records/supervisory/",
        "national reviews": "/pathfinders/mex/records/national-reviews/",
        "lessons": "/lessons/",
        "workshop": WORKSHOP,
    },
    "officer": {
        "check": f"{DRAFT}check/",
        "comparison": "/pathfinders/mex/roadmaps/1/compare/2/?rows=all",
        "needs board": "/secretariat/needs/",
        "need": "/needs/{need}/",
        "hold an offer": "/needs/{need}/offer/",
        "offers": "/secretariat/offers/",
        "offer": "/offers/{offer}/",
        "workshop report": f"{WORKSHOP}report/",
        "editor of others": f"{DRAFT}rows/",
    },
    "lead_focal_point": {
        "report on all": f"{PROGRESS}report/",
        "report on one": f"{PROGRESS}actions/{{reported}}/report/",
        "next version": "/pathfinders/mex/roadmaps/2/rows/",
        "profile beside the original": "/pathfinders/mex/profile/fr/edit/",
    },
    "focal_point": {
        "editor": f"{DRAFT}rows/",
        "split": f"{DRAFT}rows/actions/{{action}}/split/",
        "join": f"{DRAFT}rows/actions/{{action}}/join/",
        "rates": f"{DRAFT}rates/",
        "bring a table": f"{DRAFT}imports/add/",
        "imports": f"{DRAFT}imports/",
        "columns": f"{DRAFT}imports/{{pasted}}/columns/",
        "preview with a fault": f"{DRAFT}imports/{{pasted}}/",
        "preview with a conflict": f"{DRAFT}imports/{{file}}/",
        "spreadsheet": f"{DRAFT}spreadsheet/",
        "needs": "/pathfinders/per/needs/",
        "ask for support": "/pathfinders/per/needs/add/",
        "add a commitment": "/pathfinders/per/records/commitments/add/",
        "preparation": f"{WORKSHOP}preparation/",
        "programme": f"{WORKSHOP}programme/",
        "participants": f"{WORKSHOP}participants/",
    },
}
ROUNDS = "/secretariat/rounds/"
REPORTING = "/pathfinders/mex/reporting/{year}/"
VALUE = "/pathfinders/mex/values/{value}/"
OWN = "/pathfinders/mex/indicators/"
VALUES = {
    "visitor": {
        "indicators": "/indicators/",
        "no indicator found": "/indicators/?q=nowhere",
        "indicator with versions": "/indicators/PR-CL-1/",
        "indicator across countries": "/indicators/PR-CL-1/countries/",
        "gaps and age of data": "/data-gaps/",
        "values of a country": "/pathfinders/mex/values/",
        "no value on a day": "/pathfinders/mex/values/?as_of=2001-01-01",
        "a day that is none": "/pathfinders/mex/values/?as_of=soon",
        "value": VALUE,
        "value that nobody knew": f"{VALUE}?as_of=2001-01-01",
        "withheld value": "/pathfinders/mex/values/{small}/",
        "own indicators": OWN,
        "own indicator": f"{OWN}{{own}}/",
    },
    "officer": {
        "rounds": ROUNDS,
        "open a round": f"{ROUNDS}open/",
        "round": f"{ROUNDS}{{year}}/",
        "change a round": f"{ROUNDS}{{year}}/change/",
        "more time": f"{ROUNDS}{{year}}/mex/extend/",
        "reminders": f"{ROUNDS}{{year}}/reminders/",
        "queue": "/secretariat/review/",
        "review desk": "/secretariat/review/mex/{year}/",
        "review desk, all values": "/secretariat/review/mex/{year}/?show=all",
        "send back": "/secretariat/review/mex/{year}/return/?value={sent}",
        "approve": "/secretariat/review/mex/{year}/approve/",
        "corrections": "/secretariat/corrections/",
        "correction": "/secretariat/corrections/{asked}/",
        "value with its thread": "/pathfinders/mex/values/{sent_value}/",
        "define an indicator": f"{OWN}define/?priority={{priority}}",
        "change an indicator": f"{OWN}{{own}}/revise/",
        "retire an indicator": f"{OWN}{{own}}/retire/",
        "files": "/secretariat/imports/",
        "bring a file": "/secretariat/imports/add/",
        "columns of a file": "/imports/{columns}/columns/",
        "job": "/jobs/{job}/",
    },
    "administrator": {
        "load a set": "/secretariat/indicators/",
        "record a validation": "/secretariat/indicators/{set}/validate/",
    },
    "lead_focal_point": {
        "my reporting": REPORTING,
        "send in": f"{REPORTING}send/",
        "grid": f"{REPORTING}prevalence/child_labour/",
        "grid of an earlier year": f"{REPORTING}prevalence/child_labour/?data=2022",
        "add a source": "/pathfinders/mex/sources/add/",
        "quality of a value": "/pathfinders/mex/values/{sent_value}/facts/",
        "comment": f"{VALUE}comment/",
        "add a proof": f"{VALUE}proofs/add/",
        "prefer a source": f"{VALUE}prefer/",
        "ask for a correction": "/pathfinders/mex/values/{small}/correct/",
        "files of a country": "/pathfinders/mex/imports/",
        "bring a file": "/pathfinders/mex/imports/add/",
        "rows with a fault": "/imports/{faulty}/rows/",
        "rows to write": "/imports/{ready}/rows/",
        "write the rows": "/imports/{ready}/apply/",
        "file that was written": "/imports/{written}/",
        "take the file back": "/imports/{written}/undo/",
        "workbook": f"{REPORTING}workbook/",
        "workbook that came back": f"{REPORTING}workbook/{{workbook}}/",
    },
}
NO_VALUES = {
    "indicators": "/indicators/",
    "values of a country": "/pathfinders/mex/values/",
    "own indicators": OWN,
    "rounds": ROUNDS,
    "queue": "/secretariat/review/",
    "corrections": "/secretariat/corrections/",
    "files": "/secretariat/imports/",
    "load a set": "/secretariat/indicators/",
    "my reporting": "/pathfinders/mex/reporting/",
}
ADMIN = {
    "index": "/admin/",
    "list": "/admin/pathfinders/pathfinder/",
    "record": "/admin/pathfinders/pathfinder/{pathfinder}/change/",
}


@pytest.fixture
def sample(transactional_db):
    return make_sample()


@pytest.fixture
def visit(live_server, new_context, client_for):
    """Return `visit(address, user=None, …)`: the page and what the browser noticed.

    Further names are settings of the browser.
    """

    def opened(address, *, user=None, language="en", **settings):
        context = new_context(**settings)
        cookies = {"django_language": language}
        if user:
            cookies["sessionid"] = client_for(user).cookies["sessionid"].value
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        watch = Watch(context, live_server.url)
        page = context.new_page()
        assert page.goto(live_server.url + address).status == 200
        return page, watch

    return opened


def barriers(page, watch, axe) -> list[str]:
    """List what is wrong with a page, on a desk and on a phone."""
    found = []
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if is_wider_than_its_window(page):
            found.append(f"{width}: scrolls sideways")
        found += [f"{width}: {breach}" for breach in axe(page)]
    return found + watch.found


def barriers_of(addresses, keys, page, watch, axe, server) -> dict[str, list[str]]:
    """Open each page; return what is wrong with those with which something is."""
    found = {}
    for name, address in addresses.items():
        watch.found.clear()
        url = server + address.format(**keys)
        assert (page.goto(url).status, page.url) == (200, url)
        found[name] = barriers(page, watch, axe)
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_public_page_has_no_barriers(sample, visit, axe, name, language):
    page, watch = visit(PUBLIC[name], language=language)

    expect(page.locator("html")).to_have_attribute("lang", language)
    assert barriers(page, watch, axe) == []


@pytest.mark.parametrize("name", INNER)
def test_an_inner_page_has_no_barriers(sample, visit, axe, name):
    who, address = INNER[name]
    priority = sample.next_one.roadmaps.get().priorities.get()
    address = address.format(priority=priority.pk)
    page, watch = visit(address, user=getattr(sample, who))

    assert barriers(page, watch, axe) == []


@pytest.mark.parametrize("who", WORK)
def test_no_page_of_the_work_on_a_plan_has_barriers(
    sample, visit, axe, live_server, who
):
    keys = vars(add_work(sample))
    page, watch = visit("/", user=getattr(sample, who, None))

    assert barriers_of(WORK[who], keys, page, watch, axe, live_server.url) == {}


@pytest.mark.parametrize(
    ("who", "language"), [("visitor", "fr"), *((who, "en") for who in VALUES)]
)
def test_no_page_of_values_has_barriers(sample, visit, axe, live_server, who, language):
    keys = vars(add_values(sample))
    page, watch = visit("/", user=getattr(sample, who, None), language=language)

    assert barriers_of(VALUES[who], keys, page, watch, axe, live_server.url) == {}


@pytest.mark.parametrize(
    ("who", "language"), [("visitor", "fr"), *((who, "en") for who in DASHBOARDS)]
)
def test_no_dashboard_has_barriers(sample, visit, axe, live_server, who, language):
    keys = vars(add_values(sample))
    page, watch = visit("/", user=getattr(sample, who, None), language=language)

    assert barriers_of(DASHBOARDS[who], keys, page, watch, axe, live_server.url) == {}


def test_no_page_of_values_has_barriers_without_any(sample, visit, axe, live_server):
    page, watch = visit("/", user=sample.administrator)

    assert barriers_of(NO_VALUES, {}, page, watch, axe, live_server.url) == {}


@pytest.mark.parametrize(
    ("who", "language"), [("visitor", "fr"), *((who, "en") for who in MEETINGS)]
)
def test_no_page_of_meetings_has_barriers(
    sample, visit, axe, live_server, who, language
):
    keys = vars(add_meetings(sample))
    page, watch = visit("/", user=getattr(sample, who, None), language=language)

    assert barriers_of(MEETINGS[who], keys, page, watch, axe, live_server.url) == {}


def test_no_page_of_meetings_has_barriers_without_any(sample, visit, axe, live_server):
    page, watch = visit("/", user=sample.administrator)

    assert barriers_of(NO_MEETINGS, {}, page, watch, axe, live_server.url) == {}


@pytest.mark.parametrize("name", ADMIN)
def test_a_page_of_records_makes_no_noise(sample, visit, axe, name):
    address = ADMIN[name].format(pathfinder=sample.lead.pk)
    page, watch = visit(address, user=sample.administrator)

    assert barriers(page, watch, axe) == []


def test_an_empty_site_has_no_barriers(visit, axe, transactional_db):
    page, watch = visit("/")
    assert barriers(page, watch, axe) == []

    page, watch = visit("/pathfinders/")
    assert barriers(page, watch, axe) == []


def test_the_language_switch_keeps_the_page(sample, visit):
    page, watch = visit("/pathfinders/?region=Americas")
    page.get_by_role("banner").get_by_text("English").first.click()
    page.get_by_role("button", name="Français").click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.url.endswith("/pathfinders/?region=Americas")
    expect(page.get_by_role("link", name="Mexique").first).to_be_visible()
    assert watch.found == []


# --- Without JavaScript ---


def test_the_landing_page_leads_on_without_scripts(sample, visit):
    page, _watch = visit("/", java_script_enabled=False)
    page.get_by_role("banner").get_by_role("link", name="Countries", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Mexico").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Mexico")


def test_the_board_is_filtered_without_scripts(sample, visit):
    page, _watch = visit(
        "/secretariat/path-board/", user=sample.officer, java_script_enabled=False
    )
    table = page.get_by_role("region", name="Steps of each country")
    expect(table.get_by_role("link", name="Peru", exact=True)).to_be_visible()

    page.get_by_label("Stage").select_option(label="Pathfinder country")
    page.get_by_role("button", name="Show").click()

    expect(table.get_by_role("link", name="Mexico", exact=True)).to_be_visible()
    expect(table.get_by_role("link", name="Peru", exact=True)).to_have_count(0)


def test_a_roadmap_is_edited_without_scripts(sample, visit):
    page, _watch = visit(
        "/pathfinders/per/roadmaps/1/rows/",
        user=sample.focal_point,
        java_script_enabled=False,
    )
    page.get_by_role("link", name="Add a priority").click()
    page.get_by_label("Priority", exact=True).fill("Quarries")
    page.get_by_role("button", name="Save the priority").click()
    second = page.get_by_label("Priority 2", exact=True)
    expect(second.get_by_label("Priority", exact=True)).to_have_value("Quarries")

    page.get_by_role("button", name="Up priority 2").click()
    first = page.get_by_label("Priority 1", exact=True)
    expect(first.get_by_label("Priority", exact=True)).to_have_value("Quarries")
