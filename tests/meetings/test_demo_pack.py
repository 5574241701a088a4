"""The pack of the 6th meeting, built from the sourced facts of the demonstration."""

import re

import pytest
from django.core.management import call_command

from alliance87.core.countries import load_countries
from alliance87.partners.demo.loader import load_groups, load_journeys, load_partners
from meetings.demo.loader import load_governance
from meetings.demo.meetings import gcg_meeting
from meetings.packs import start_pack
from meetings.reports.pack import build
from tests.factories import make_administrator
from tests.meetings.pack_samples import foot_of, goals_of, pages_of

pytestmark = pytest.mark.django_db
LINE = re.compile(
    r"(?P<title>.+?)(?:\s{2,}(?P<label>[\d.]+[a-z]?))?\s{2,}(?P<page>\d+)"
)
PAPERS = ("2.2.1", "2.2.2a", "2.2.2b", "2.2.2c", "2.2.3a", "2.2.3b")


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Load the facts and build the pack of the 6th once."""
    with django_db_blocker.unblock():
        load_countries()
        recorder = make_administrator()
        load_partners()
        load_groups(by=recorder)
        load_journeys()
        load_governance(by=recorder)
        yield build(start_pack(gcg_meeting(6), by=recorder))
        call_command("flush", interactive=False, verbosity=0)


def test_each_number_in_the_contents_is_that_at_the_foot_of_its_page(built):
    pages = pages_of(built.content)
    assert len(pages) == built.pages
    feet = {at: foot_of(page) for at, page in enumerate(pages[1:], start=2)}
    assert {at: feet[at][1:] for at in feet} == {
        at: (at, built.pages) for at in range(2, built.pages + 1)
    }

    lines = [found for each in pages[1] if (found := LINE.fullmatch(each))]
    assert {each["page"] for each in lines} == {
        str(page) for page in goals_of(built.content)[2]
    }
    labels = [each["label"] for each in lines if each["label"]]
    assert [each for each in labels if each in PAPERS] == list(PAPERS)
    for line in lines:
        page = int(line["page"])
        label, number, _total = feet[page]
        assert number == page
        assert (line["label"] or line["title"]) in label
        if page > 3:
            assert feet[page - 1][0] != label


def test_pack_holds_the_papers_and_what_is_to_decide(built):
    text = "\n".join(line for page in pages_of(built.content) for line in page)
    for words in (
        "Decisions requested",
        "Follow-up of action points",
        "Anousheh Karvar (France)",
        "Pathfinder Country Guidance Note",
    ):
        assert words in text
