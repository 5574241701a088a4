"""What people type is shown as they typed it, and never does anything."""

import pytest
from playwright.sync_api import expect

from monitoring.enums import ReviewState
from pathfinders.enums import LetterState, MilestoneKind, RoadmapState, Status
from pathfinders.models import Roadmap
from tests import factories
from tests.browser.walker import Walker
from tests.browser.watch import Watch

HOSTILE = (
    """<script>alert(1)</script>"><img src=/x onerror=alert(2)>"""
    """'-alert(3)-'{{7*7}}{% now "Y" %}</textarea></title>"""
)
HOSTILE_NAME = """"><script>alert(1)</script><img src=/x onerror=alert(2)>{{7*7}}"""
PLACES = {
    "country": (None, "/pathfinders/mex/"),
    "roadmap": (None, "/pathfinders/mex/roadmaps/1/"),
    "review": (None, "/pathfinders/mex/reviews/2024/"),
    "countries": (None, "/pathfinders/"),
    "desk": ("officer", "/secretariat/countries/mex/"),
    "letter": ("officer", "/pathfinders/mex/letters/{letter}/"),
    "my country": ("focal_point", "/my-country/"),
    "roadmap editor": ("focal_point", "/pathfinders/mex/roadmaps/2/rows/"),
    "roadmap check": ("focal_point", "/pathfinders/mex/roadmaps/2/submit/"),
}


@pytest.fixture
def hostile(transactional_db) -> dict:
    """A country whose every text is an attack, and the people who read it."""
    country = factories.make_country(iso3="MEX", iso2="MX", name_en="Mexico")
    pathfinder = factories.make_pathfinder(country=country, status=Status.PATHFINDER)
    factories.make_milestone(
        pathfinder,
        MilestoneKind.WORKSHOP,
        statement=HOSTILE,
        source=HOSTILE,
        conflict=HOSTILE,
    )
    factories.make_profile(pathfinder, context=HOSTILE)
    factories.make_appointment(pathfinder, person=HOSTILE)
    for state in (RoadmapState.PUBLISHED, RoadmapState.DRAFT):
        _hostile_roadmap(pathfinder, state)
    factories.make_review(
        pathfinder, year=2024, state=ReviewState.PUBLISHED, progress=HOSTILE
    )
    letter = factories.make_letter(pathfinder, body=HOSTILE, state=LetterState.DRAFT)
    return {
        "letter": letter.pk,
        "officer": factories.make_officer(),
        "focal_point": factories.make_focal_point(country, name=HOSTILE[:150]),
    }


def _hostile_roadmap(pathfinder, state) -> None:
    rows = {HOSTILE: [HOSTILE]}
    roadmap = factories.make_roadmap(pathfinder, title=HOSTILE, rows=rows)
    facts = {"state": state, "submitted_at": factories.roadmap.MOMENT}
    if state == RoadmapState.PUBLISHED:
        facts["published_at"] = factories.roadmap.MOMENT
    Roadmap.objects.filter(pk=roadmap.pk).update(**facts)


@pytest.fixture
def watch(context, live_server) -> Watch:
    return Watch(context, live_server.url)


def test_hostile_text_is_shown_and_does_nothing(hostile, page, live_server, watch):
    walker = Walker(page, live_server.url)
    signed_in = None
    for place, (who, address) in PLACES.items():
        if who != signed_in:
            page.context.clear_cookies()
            walker.sign_in(hostile[who])
            signed_in = who
        walker.open(address.format(letter=hostile["letter"]))
        if place != "countries":
            shown = page.get_by_role("main").get_by_text(HOSTILE)
            assert shown.count() > 0, place
        assert page.locator("main script, main img, main [onerror]").count() == 0, place
    assert watch.found == []


def test_a_refused_form_gives_hostile_text_back(hostile, page, live_server, watch):
    walker = Walker(page, live_server.url)
    walker.sign_in(hostile["officer"])
    walker.open("/pathfinders/mex/milestones/add/")
    walker.fill({"What happened": HOSTILE, "Note": HOSTILE})
    walker.press("Put it on record")

    expect(walker.field("What happened")).to_have_value(HOSTILE)
    expect(walker.field("Note")).to_have_value(HOSTILE)
    assert watch.found == []


def test_hostile_filters_are_shown_and_do_nothing(hostile, page, live_server, watch):
    walker = Walker(page, live_server.url)
    walker.open("/pathfinders/")
    walker.fill({"Name": HOSTILE_NAME})
    walker.press("Show")

    expect(walker.field("Name")).to_have_value(HOSTILE_NAME)
    assert watch.found == []


@pytest.mark.parametrize(
    ("markup", "refused"),
    [
        ('<p style="color: red">x</p>', "style-src-attr inline"),
        ("<button onclick='alert(1)'>x</button>", "script-src-attr inline"),
        ('<img src="https://example.org/x.png">', "img-src https://example.org/x.png"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "img-src data"),
        ('<iframe src="/"></iframe>', "frame-src"),
    ],
)
def test_the_policy_refuses_what_no_page_needs(
    hostile, page, live_server, watch, markup, refused
):
    Walker(page, live_server.url).open("/pathfinders/mex/")
    with page.expect_console_message(lambda said: f"Policy: {refused}" in said.text):
        page.evaluate(
            """markup => {
              document.body.insertAdjacentHTML("beforeend", markup);
              document.body.lastElementChild.click();
            }""",
            markup,
        )

    assert any(line.startswith(f"console: Policy: {refused}") for line in watch.found)
