"""One country from its first interest to status, hold and reinstatement.

Through the pages alone, by the people whose work it is: nothing is written to the
database but the accounts and the country.
"""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests import factories
from tests.browser import path_to_status as path
from tests.browser import reviews_and_hold as reviews
from tests.browser.walker import PATIENCE, Walker, pdf_text
from tests.browser.watch import Watch

MEETING = "Meeting of the Global Coordinating Group of %s"
DECISION = "20th meeting of the Group, item 4"
RETURN = "22nd meeting of the Group, item 2"


@pytest.fixture
def people(live_server, new_context):
    """Four people, signed in, and a visitor; each in a browser of their own."""
    country = factories.make_country(
        iso3="RUR", iso2="RU", name_en=path.COUNTRY, name_fr="Ruritanie"
    )
    accounts = {
        "focal_point": factories.make_focal_point(country),
        "officer": factories.make_officer(),
        "administrator": factories.make_administrator(),
        "chair": factories.make_chair(),
        "visitor": None,
    }
    walkers, watches = {}, []
    for name, account in accounts.items():
        context = new_context()
        context.set_default_timeout(PATIENCE)
        watches.append(Watch(context, live_server.url, requests=False))
        walkers[name] = Walker(context.new_page(), live_server.url)
        if account:
            walkers[name].sign_in(account)
    yield SimpleNamespace(**walkers)
    assert [line for watch in watches for line in watch.found] == []


def test_a_country_walks_the_whole_path(people):
    this_year = timezone.localdate().year
    _reach_status(people)
    _review_twice_without_progress(people, (this_year - 2, this_year - 1))
    _hold(people, (this_year - 2, this_year - 1))
    _come_back(people, this_year)


def _reach_status(people):
    officer, focal_point, chair = people.officer, people.focal_point, people.chair
    path.add_to_path(officer)
    path.record_interest(officer)
    expect_missing(chair, path.STEPS)
    _visit_country(people.visitor)
    people.visitor.reads_exactly("On the path")

    path.record_observed_meeting(officer)
    expect_missing(chair, path.STEPS[1:])

    path.express_interest(focal_point)
    expect_missing(chair, path.STEPS[1:])
    path.accept_interest(officer)
    expect_missing(chair, path.STEPS[3:])

    path.record_workshop(officer)
    expect_missing(chair, path.STEPS[4:])

    path.write_roadmap(focal_point)
    path.submit_roadmap(focal_point)
    expect_missing(chair, path.STEPS[4:])
    path.accept_roadmap(officer)
    expect_missing(chair, path.STEPS[5:])
    path.present_roadmap(officer)
    expect_missing(chair, ())
    roadmap = pdf_text(path.publish_roadmap(officer))
    assert path.COUNTRY in roadmap
    assert "Inspect every farm" in roadmap

    _confirm(people)


def expect_missing(chair, steps):
    """Check what the Chair's page lists, while the letter is missing too."""
    assert path.in_the_way(chair) == [*path.missing(*steps), path.SIGNED]


def _confirm(people):
    path.prepare_letter(people.officer)
    expect_missing(people.chair, ())
    letter = pdf_text(path.sign_letter(people.officer))
    assert path.COUNTRY in letter

    assert path.in_the_way(people.chair) == []
    path.send_letter(people.chair, on=timezone.localdate())
    _visit_country(people.visitor)
    people.visitor.reads_exactly("Pathfinder country")


def _visit_country(visitor):
    visitor.open("/")
    visitor.follow("Countries", within=visitor.frame)
    visitor.follow(path.COUNTRY)
    visitor.arrives("Status over time")


def _review(people, year, assessment, verdict):
    reviews.write_review(people.focal_point, year)
    reviews.assess(people.officer, year, assessment)
    reviews.answer(people.focal_point, year)
    reviews.table(people.officer, year, MEETING % year)
    reviews.record_outcome(people.administrator, year, verdict)
    return reviews.publish(people.officer, year)


def _review_twice_without_progress(people, years):
    for year in years:
        reviews.open_desk(people.chair)
        people.chair.reads_not("The annual reviews allow a hold")
        review = pdf_text(_review(people, year, "No progress", "Not accepted"))
        assert path.COUNTRY in review
        assert f"What was done in {year}." in review


def _hold(people, years):
    sentences = [
        f"Review of {year}: No progress; reasons: Not accepted." for year in years
    ]
    path.open_desk(people.officer)
    found = people.officer.items_under("The annual reviews allow a hold")
    assert found == sentences
    people.officer.reads("A proposal only: the Group decides.")

    reviews.put_on_hold(people.chair, on=timezone.localdate(), decision=DECISION)
    _visit_country(people.visitor)
    people.visitor.reads_exactly("On hold")
    people.visitor.reads("The status is on hold.", DECISION, *sentences)


def _come_back(people, year):
    path.open_desk(people.chair)
    people.chair.reads("No annual review since the hold documents substantial progress")

    _review(people, year, "Substantial progress", "Not needed")
    reviews.reinstate(people.chair, on=timezone.localdate(), decision=RETURN)
    _visit_country(people.visitor)
    people.visitor.reads_exactly("Pathfinder country")
    people.visitor.reads(RETURN)
    people.visitor.reads_not("The status is on hold.")
