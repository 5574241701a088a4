"""What changed in a period: its edges, what is said of each kind, counts and lists."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance87.core.changes import Period, newest_first, tally
from alliance87.core.dates import PartialDate, year_before
from alliance87.core.enums import Precision
from meetings.enums import DecisionState, VersionState
from meetings.reports.changes import words_of
from meetings.selectors.changes import SOURCES
from monitoring.enums import ValueState
from pathfinders.enums import ActionStatus, MilestoneKind
from tests.factories import (
    make_country,
    make_gcg_member,
    make_group,
    make_instrument,
    make_officer,
    make_pathfinder,
)
from tests.factories.decisions import make_gcg
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.papers import make_paper
from tests.factories.values import make_observation, make_source
from tests.meetings import changed
from tests.meetings.changed import BEFORE, DAY, EACH, MARCH, UNTIL, asked, found

pytestmark = pytest.mark.django_db
NEXT_DAY = timedelta(days=1)
LONG_AGO, LATE = date(2019, 5, 7), date(2024, 4, 20)
# What is public from one moment on has no other day of record.
AT_ONCE = {"roadmap", "review", "value", "document"}
PUT_ON_RECORD = [name for name in EACH if name not in AT_ONCE]


# --- Edges ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", EACH)
def test_period_begins_behind_its_first_day_and_ends_with_its_last(name):
    make, kind = EACH[name]
    officer = make_officer()
    for day in (BEFORE, BEFORE + NEXT_DAY, UNTIL, UNTIL + NEXT_DAY):
        make(make_pathfinder(), day)
    before = Period(after=date(2024, 1, 31), until=BEFORE)
    behind = Period(after=UNTIL, until=date(2024, 4, 30))

    days = [
        [each.when.on for each in found(officer, period, kind=kind)]
        for period in (before, MARCH, behind)
    ]

    assert days == [[BEFORE], [UNTIL, BEFORE + NEXT_DAY], [UNTIL + NEXT_DAY]]


@pytest.mark.parametrize(
    ("day", "precision", "is_in"),
    [
        (date(2024, 1, 1), Precision.MONTH, False),
        (date(2024, 2, 1), Precision.MONTH, True),
        (date(2024, 3, 1), Precision.MONTH, True),
        (date(2024, 4, 1), Precision.MONTH, False),
        (date(2023, 1, 1), Precision.YEAR, False),
        (date(2024, 1, 1), Precision.YEAR, True),
        (date(2025, 1, 1), Precision.YEAR, False),
        (date(2024, 2, 10), Precision.DAY, False),
        (date(2024, 2, 11), Precision.BEFORE, True),
    ],
)
def test_month_or_year_counts_when_any_day_of_it_lies_inside(day, precision, is_in):
    pathfinder, officer = make_pathfinder(), make_officer()
    when = PartialDate(day, precision)
    changed.step(pathfinder, when=when, recorded=LONG_AGO)
    changed.status(pathfinder, day, precision=precision, recorded=LONG_AGO)
    changed.paper(pathfinder, day, endorsed_precision=precision, recorded=LONG_AGO)

    period = Period(after=date(2024, 2, 10), until=date(2024, 3, 20))
    rows = found(officer, period)

    assert len(rows) == (3 if is_in else 0)
    assert {each.when for each in rows} <= {when}
    assert {each.put_on_record_apart(period) for each in rows} <= {None}


@pytest.mark.parametrize("name", PUT_ON_RECORD)
def test_old_thing_put_on_record_inside_is_named_with_its_day_of_record(name):
    make, kind = EACH[name]
    make(make_pathfinder(), LONG_AGO, recorded=DAY)

    (row,) = found(make_officer(), kind=kind)

    assert row.when.on == LONG_AGO
    assert row.put_on_record_apart(MARCH) == DAY


@pytest.mark.parametrize("name", PUT_ON_RECORD)
def test_thing_inside_that_was_put_on_record_later_says_so(name):
    make, kind = EACH[name]
    make(make_pathfinder(), DAY, recorded=LATE)

    (row,) = found(make_officer(), kind=kind)
    (later,) = found(make_officer(), Period(after=UNTIL, until=LATE), kind=kind)

    assert (row.when.on, row.put_on_record_apart(MARCH)) == (DAY, LATE)
    assert later.put_on_record_apart(Period(after=UNTIL, until=LATE)) == LATE


def test_thing_without_a_date_is_named_when_it_was_put_on_record():
    changed.step(make_pathfinder(), when=PartialDate.unknown())

    (row,) = found(make_officer())

    assert str(row.when) == "Date not known"
    assert row.put_on_record_apart(MARCH) == DAY


def test_first_year_that_can_be_written_has_no_year_before():
    assert year_before(date(1, 6, 1)) == date(1, 1, 1)
    assert year_before(date(2, 6, 1)) == date(1, 6, 1)


# --- What is said ---------------------------------------------------------------------

# what, was, now, note, source; None: not of the kind, but of the record.
WORDS = {
    "status": ("Status", "On the path", "Pathfinder country", "", "GCG 9, item 2"),
    "step": ("Expression of interest", "", "New", "The minister signed. GCG 9", "Mail"),
    "ratification": ("C190 Example Convention", "", "In force", "", "NORMLEX"),
    "pledge": ("Own pledge", "", "New", "We pledge to inspect more farms.", ""),
    "support": (
        "Support given: Sponsoring, convening or chairing initiatives",
        "",
        "New",
        "Regional conference on fair recruitment",
        "Report of the conference",
    ),
    "roadmap": ("Roadmap, version 1", "", "Published", "Decent work", ""),
    "action": ("Action 1", "Under way", "Done, 100% done", "All trained.", ""),
    "review": ("Annual review 2023", "", "Published", "", ""),
    "value": ("Indicator X-WORDS, 2021", "12", "15", "", "Survey of farms"),
    "decision": (
        "GCG9/D1: Award pathfinder status",
        "",
        "Adopted",
        "The Group took note.",
        "Country XAB",
    ),
    "action_point": ("GCG8/A1", "", "New", "Share an advance copy of the toolkit.", ""),
    "moved_point": (
        *("GCG7/A1", "Open", "In progress"),
        *("Share an advance copy of the toolkit.", ""),
    ),
    "group_state": ("Group on trade", "Proposed", "Launching", "", "GCG 9"),
    "paper": ("Guidance, version 1 (English)", "", "Endorsed", "Two steps", "GCG 9"),
    "document": ("Law on work", "", "New", "", ""),
}


def words_on_record(pathfinder) -> None:
    changed.status(pathfinder, decision_reference="GCG 9, item 2")
    said = {"statement": "The minister signed.", "meeting": "GCG 9", "source": "Mail"}
    changed.step(pathfinder, **said)
    changed.ratification(pathfinder, instrument=make_instrument(code="C190"))
    changed.pledge(pathfinder)
    changed.support(pathfinder)
    changed.roadmap(pathfinder, title="Decent work")
    before = {"status": ActionStatus.UNDER_WAY, "percent_done": 40}
    changed.action(pathfinder, BEFORE, **before)
    changed.action(pathfinder, note="All trained.")
    changed.review(pathfinder, year=2023)
    indicator = make_indicator(code="X-WORDS")
    make_definition(indicator)
    source = make_source(name="Survey of farms")
    of = make_observation(pathfinder, indicator, source=source)
    changed.value(pathfinder, BEFORE, of=of, state=ValueState.SUPERSEDED)
    changed.value(pathfinder, of=of, quantity=Decimal(15))
    changed.decision(pathfinder, meeting=make_gcg(9, on=DAY))
    changed.action_point(pathfinder, meeting=make_gcg(8, on=DAY))
    old = changed.action_point(pathfinder, LONG_AGO, meeting=make_gcg(7, on=LONG_AGO))
    changed.moved_point(pathfinder, of=old)
    group = make_group(name="Group on trade")
    changed.group_state(pathfinder, group=group, decision_reference="GCG 9")
    words = {"change_note": "Two steps", "source_note": "GCG 9"}
    changed.paper(pathfinder, of=make_paper(title="Guidance"), **words)
    changed.document(pathfinder, title="Law on work")


def test_each_kind_is_named_once_with_its_words_its_day_and_its_country():
    country = make_country(iso3="XAB")
    words_on_record(make_pathfinder(country=country))

    rows = found(make_officer())

    said = {(row.what, *words_of(row), row.note, row.source) for row in rows}
    assert said == {*WORDS.values()}
    assert len(rows) == len(WORDS)
    assert {row.when for row in rows} == {PartialDate.day(DAY)}
    apart = {row.what for row in rows if row.country is None}
    assert apart == {"Group on trade", "Guidance, version 1 (English)"}
    assert {row.country for row in rows} == {country, None}


def test_change_of_status_is_not_told_again_as_a_step():
    pathfinder = make_pathfinder()
    changed.step(pathfinder, kind=MilestoneKind.ON_HOLD)

    assert found(make_officer()) == []


def test_what_was_superseded_since_says_what_happened_then():
    pathfinder = make_pathfinder()
    changed.decision(pathfinder, state=DecisionState.SUPERSEDED)
    fields = {"state": VersionState.SUPERSEDED, "was_endorsed": True}
    changed.paper(pathfinder, **fields)

    rows = found(make_officer())

    assert {row.now for row in rows} == {
        *("Adopted", "Adopted, superseded since"),
        "Endorsed, superseded since",
    }


def test_paper_is_named_by_the_day_it_was_circulated_not_uploaded():
    fields = {"state": VersionState.FOR_COMMENT, "endorsed_on": None}
    fields |= {"endorsed_precision": "unknown"}
    version = changed.paper(make_pathfinder(), BEFORE, **fields)
    changed.since(version, DAY)

    (row,) = found(make_officer())

    assert (str(row.when), row.now) == ("10 March 2024", "For comments")
    assert row.put_on_record_apart(MARCH) is None


def test_what_was_under_embargo_is_named_when_that_ended():
    pathfinder, officer = make_pathfinder(), make_officer()
    until = {"embargoed_until": changed.noon(DAY)}
    changed.document(pathfinder, BEFORE, **until)
    fields = {"state": VersionState.FOR_DECISION, "endorsed_on": None}
    fields |= {"endorsed_precision": "unknown"}
    changed.paper(pathfinder, BEFORE, **fields, **until)

    assert [row.when.on for row in found(officer)] == [DAY, DAY]
    assert found(officer, Period(after=LONG_AGO, until=BEFORE)) == []


def test_first_value_has_none_before_it_and_parts_are_counted_with_their_total():
    pathfinder = make_pathfinder()
    total = make_observation(pathfinder)
    changed.value(pathfinder, of=total)
    for part in ("sex=F", "sex=M"):
        of = make_observation(pathfinder, total.indicator, breakdown=part)
        changed.value(pathfinder, of=of, quantity=Decimal(6))

    (row,) = found(make_officer())

    assert words_of(row) == ("", "12")
    assert row.note == "with 2 more parts, sources or versions"


# --- Counts ---------------------------------------------------------------------------

MADE = st.lists(
    st.tuples(
        st.sampled_from(sorted(EACH)),
        st.integers(0, 2),
        st.dates(date(2024, 2, 20), date(2024, 4, 10)),
    ),
    max_size=8,
)


@settings(max_examples=12)
@given(made=MADE)
def test_counts_by_country_and_kind_are_those_of_the_list(made):
    with transaction.atomic():
        officer = make_officer()
        lands = [make_pathfinder() for _ in range(3)]
        for name, at, day in made:
            EACH[name][0](lands[at], day)

        check_counts(officer, {})
        for narrower in ({"kind": "register"}, {"country": lands[0].country}):
            check_counts(officer, narrower)
        check_counts(officer, {"kind": "document", "country": lands[1].country})
        transaction.set_rollback(True)


def check_counts(user, narrower) -> None:
    expected: dict = {}
    for row in found(user, **narrower):
        kinds = expected.setdefault(row.country and row.country.pk, {})
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
        assert narrower.get("kind") in (None, row.kind)
        assert narrower.get("country") in (None, row.country)

    assert tally(SOURCES, asked(user, **narrower)) == expected


def test_examples_are_counted_only_when_their_country_is_named():
    officer = make_officer()
    example = make_country(is_example=True)
    of_example, real = make_pathfinder(country=example), make_pathfinder()
    changed.one_of_each(of_example)
    meeting = make_gcg(on=DAY, is_example=True)
    changed.decision(real, meeting=meeting)
    changed.action_point(real, meeting=meeting)
    of_no_country = {"group_state", "paper"}

    assert len(found(officer)) == len(of_no_country)
    assert found(officer, country=real.country) == []
    assert len(found(officer, country=example)) == len(EACH) - len(of_no_country)
    examples = found(officer, examples=True)
    assert len(examples) == len(EACH) - len(of_no_country) + 2
    assert set(tally(SOURCES, asked(officer))) == {None}


@pytest.mark.parametrize("rows", [1, 3])
def test_list_and_counts_ask_as_often_for_many_rows(rows, django_assert_num_queries):
    member = make_gcg_member()
    for _ in range(rows):
        changed.one_of_each(make_pathfinder())
    found(member)

    with django_assert_num_queries(1):
        tally(SOURCES, asked(member))
    with django_assert_num_queries(1):
        assert len(newest_first(SOURCES, asked(member))) == rows * len(EACH)
    with django_assert_num_queries(20):
        assert len(found(member)) == rows * len(EACH)
