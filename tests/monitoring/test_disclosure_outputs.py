"""All that leaves the house, read together: no small count of people can be found."""

import re
from random import Random

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.factories.people import PEOPLE
from tests.monitoring.canaries import MARK, SECRET, on_record
from tests.monitoring.outputs import Answer, Reader, everything
from tests.monitoring.publications import DAYS, FIRST, SECOND, Publication, publish
from tests.monitoring.test_disclosure_random import K, narrow
from tests.test_public_pages import PUBLIC_PAGES

pytestmark = pytest.mark.django_db
# Columns of permissions.csv that read exact counts, and those that do not.
TEAM = ("CO=", "FP=", "SO", "SA")
# Public pages of which nothing is on record here, or that take no question.
NOT_OPENED = {
    "api:decision",
    "api:event",
    "api:meeting",
    "api:paper",
    "api:unknown",
    "set-language",
    "meetings:action-point-link",
    "meetings:agenda-pdf",
    "meetings:answer",
    "meetings:calendar-group",
    "meetings:calendar-own",
    "meetings:decision",
    "meetings:event",
    "meetings:event-ics",
    "meetings:event-series",
    "meetings:meeting",
    "meetings:meeting-calendar",
    "meetings:pack",
    "meetings:pack-late-pdf",
    "meetings:pack-pdf",
    "meetings:pack-read",
    "meetings:packs",
    "meetings:paper",
    "meetings:paper-compare",
    "meetings:paper-compare-pdf",
    "meetings:paper-file",
    "meetings:paper-version",
    "meetings:report",
    "meetings:report-pdf",
    "meetings:save-the-date-pdf",
    "meetings:seat",
    "partners:group",
    "partners:invitation",
    "partners:network",
    "partners:output",
    "partners:partner",
    "partners:work-plan",
    "partners:work-plan-csv",
    "partners:work-plan-pdf",
    "partners:work-plan-xlsx",
}
# The Chair reads the papers of a country, so their titles too.
MAY_READ = {"CH": {f"{MARK}-title"}}
SHOWN_TO_TEAM = (
    *(f"monitoring:{name}" for name in ("value", "values", "own-indicator")),
    *("monitoring:values-csv", "monitoring:values-xlsx"),
    *("monitoring:compare", "monitoring:compare-csv"),
    *("monitoring:course", "monitoring:course-file"),
    *("pathfinders:roadmap", "pathfinders:progress", "pathfinders:roadmap-compare"),
)
TOTAL = re.compile(r"90\D?001")
PUBLIC = ("AN", *(who for who in PEOPLE if who not in TEAM))


def browser(who: str, pathfinder) -> Client:
    client = Client()
    if who != "AN":
        client.force_login(PEOPLE[who](pathfinder.country))
    return client


def many_uncounted(publication: Publication, table) -> set[str]:
    """Return the cells of many people that only a percentage states.

    It is withheld because nobody knows of how many it is. Where other public numbers
    tell that they are many, no small count is told.
    """
    counted = {
        key
        for pk, (_since, key) in publication.stated.items()
        if publication.versions[pk].quantity is not None
    }
    return {
        key
        for key, count in table.cells.items()
        if key not in counted and not 0 < count < K
    }


def found_out(publication: Publication, reader: Reader) -> dict:
    """Return the withheld cells that the solver finds too exactly, by moment."""
    is_one_truth = publication.truths[FIRST] is publication.truths[SECOND]
    found = {}
    for moment in [FIRST] if is_one_truth else [FIRST, SECOND]:
        stated = {
            pk: key
            for pk, (since, key) in publication.stated.items()
            if is_one_truth or since == moment
        }
        table = publication.truths[moment]
        public = {key for pk, key in stated.items() if pk in reader.heard}
        hidden = set(stated.values())
        if publication.definition.baseline is not None and moment == FIRST:
            hidden.add("")
            public |= {""} if reader.baseline else set()
        known = [(key, table.cells[key]) for key in public]
        # That 5–17 is the total can be told once no age is unknown; it is no secret.
        secret = hidden - public - {"age=5-17"} - many_uncounted(publication, table)
        if narrowed := narrow(table, known, secret):
            found[moment] = narrowed
    return found


# Of 5–11 there is only a percentage; 5–14 and 12–17 tell that it is 37 children.
@example(697, "AN")
@settings(max_examples=20)
@given(st.integers(0, 2**32), st.sampled_from(PUBLIC))
def test_small_counts_are_not_computed_back_from_all_that_is_public(seed, who):
    with transaction.atomic():
        publication = publish(Random(seed))

        reader = Reader(publication, browser(who, publication.pathfinder)).read()

        assert found_out(publication, reader) == {}
        assert not any(0 < publication.count(pk) < K for pk in reader.heard)
        assert not reader.draft
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", TEAM)
def test_small_counts_are_read_by_the_country_and_the_secretariat(who):
    made = (publish(Random(seed)) for seed in range(20))
    publication = next(
        each for each in made if any(0 < each.count(pk) < K for pk in each.stated)
    )

    reader = Reader(publication, browser(who, publication.pathfinder)).read()

    assert reader.heard == {*publication.stated}
    assert reader.draft


def test_small_counts_and_others_are_not_told_before_their_day():
    before, between, _now = DAYS
    late = 0
    for seed in (0, 1, 2, 5):
        publication = publish(Random(seed))
        since = {
            publication.versions[pk].observation_id: moment
            for pk, (moment, _key) in reversed(publication.stated.items())
        }

        assert Reader(publication, Client()).read((before,)).heard == set()
        later = Reader(publication, Client()).read((between,)).heard
        told = {publication.versions[pk].observation_id for pk in later}
        assert {since[each] for each in told} <= {FIRST}
        late += SECOND in since.values() and FIRST in since.values()

    assert late


def test_small_counts_are_found_where_only_they_are_hidden():
    """The control: a reader who hears all other numbers computes some of them."""
    caught = {}
    for seed in range(12):
        publication = publish(Random(seed))
        reader = Reader(publication, Client())
        reader.heard = {
            pk for pk in publication.stated if not 0 < publication.count(pk) < K
        }
        caught |= found_out(publication, reader)

    assert caught != {}


# --- Every byte -----------------------------------------------------------------------


def leaks(answers: list[Answer], who: str) -> dict[str, set[str]]:
    found = {
        each.url: set(SECRET.findall(each.text)) - MAY_READ.get(who, set())
        for each in answers
    }
    return {url: secrets for url, secrets in found.items() if secrets}


@pytest.mark.parametrize("who", ["AN", "GM", "FP≠", "CH"])
def test_small_counts_stand_in_no_byte_that_goes_out(who, tmp_path):
    """Every address with every key there is, opened and looked through."""
    record = on_record()
    client = browser(who, record.pathfinder)

    read = everything(client, record, tmp_path, is_thorough=who == "AN")

    assert leaks(read, who) == {}
    if who == "AN":
        opened = {each.name for each in read if each.status == 200}
        assert PUBLIC_PAGES - opened == NOT_OPENED
    assert any(TOTAL.search(each.text) for each in read)


def test_small_counts_are_seen_by_the_test_where_they_may_stand(tmp_path):
    """The control: pages and tables of the country’s team are full of them."""
    record = on_record()
    client = browser("FP=", record.pathfinder)
    wanted = {*SHOWN_TO_TEAM}

    read = everything(client, record, tmp_path, only=wanted)

    assert {each.name for each in read if SECRET.search(each.text)} == wanted
