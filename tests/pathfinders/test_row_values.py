"""Typed text in, values out: one reading, or a sentence that asks."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from alliance87.partners.models import ActionGroup
from pathfinders.models import Action, FundingLine, Priority
from pathfinders.row_values import (
    Directory,
    check_row,
    link_partners,
    parse_value,
    set_values,
    split_partners,
    unexplained_spending,
    write_value,
)
from pathfinders.snapshots import value_of
from tests import factories

READ = [
    ("priority", "area", "Legal action", "en", "legal"),
    ("priority", "area", "legal", "en", "legal"),
    ("priority", "area", "", "en", ""),
    ("priority", "area", "Monitoring, learning and reporting", "en", "monitoring"),
    ("priority", "themes", "Forced labour, child labour", "en", None),
    ("priority", "target", "1 200", "en", Decimal(1200)),
    ("priority", "target", "12,5", "fr", Decimal("12.5")),
    ("priority", "baseline_year", "2021", "en", 2021),
    ("priority", "target_on", "2024-12-31", "en", date(2024, 12, 31)),
    ("priority", "target_on", "2024-12-31 00:00:00", "en", date(2024, 12, 31)),
    ("priority", "target_on", "31/12/2024", "en", date(2024, 12, 31)),
    ("priority", "target_on", "31.12.2024", "en", date(2024, 12, 31)),
    ("priority", "target_on", "31 December 2024", "en", date(2024, 12, 31)),
    ("priority", "target_on", "December 31, 2024", "en", date(2024, 12, 31)),
    ("priority", "target_on", "1er mars 2024", "en", date(2024, 3, 1)),
    ("priority", "target_on", "31 de diciembre de 2024", "en", date(2024, 12, 31)),
    ("priority", "target_on", "31 Dec. 2024", "en", date(2024, 12, 31)),
    ("priority", "target_on", "5/6/2024", "fr", date(2024, 6, 5)),
    ("priority", "target_on", "5/5/2024", "en", date(2024, 5, 5)),
    ("action", "level", "high", "en", "high"),
    ("action", "level", "High", "en", "high"),
    ("action", "status", "Under way", "en", "under_way"),
    ("action", "title", " Inspect \n farms ", "en", "Inspect farms"),
    ("action", "monitoring", "One\r\nTwo ", "en", "One\nTwo"),
    ("funding", "kind", "Disbursed", "en", "disbursed"),
    ("funding", "amount", "1,200,000", "en", Decimal(1200000)),
    ("funding", "currency", "usd", "en", "USD"),
    ("funding", "is_public", "non", "en", False),
    ("funding", "is_public", "yes", "en", True),
    ("benchmark", "year", "2023", "en", 2023),
]


@pytest.mark.parametrize(("kind", "field", "text", "language", "expected"), READ)
def test_typed_text_has_one_reading(kind, field, text, language, expected):
    if field == "themes":
        expected = ["child_labour", "forced_labour"]

    assert parse_value(kind, field, text, language=language) == expected


@pytest.mark.parametrize(
    ("kind", "field", "text", "sentence"),
    [
        (
            "priority",
            "area",
            "Laws",
            "“Laws” is not one of: Advocacy and communication, Knowledge base, Legal "
            "action, Institutional coordination, Capacity building, Social programmes "
            "and direct intervention, Monitoring, learning and reporting, Contribution "
            "to the global Alliance.",
        ),
        (
            "priority",
            "target_on",
            "5/6/2024",
            "“5/6/2024” can mean 5 June 2024 or 6 May 2024. Write 2024-06-05 or "
            "2024-05-06.",
        ),
        (
            "priority",
            "target_on",
            "2024",
            "“2024” is not a day. Write it as 2024-12-31, 31/12/2024 or "
            "31 December 2024.",
        ),
        (
            "priority",
            "target_on",
            "31/02/2024",
            "“31/02/2024” is not a day of the calendar.",
        ),
        ("priority", "title", "  ", "“Priority” must not be empty."),
        (
            "priority",
            "baseline_year",
            "1889",
            "The year 1889 is not between 1990 and 2100.",
        ),
        (
            "priority",
            "baseline_year",
            "21",
            "“21” is not a year. Write four digits, for example 2026.",
        ),
        (
            "action",
            "no_group_reason",
            "x" * 301,
            "The text has 301 characters; at most 300 fit here.",
        ),
        ("funding", "amount", "-5", "An amount is not below zero."),
        (
            "funding",
            "amount",
            "1.005",
            "“1.005” can mean 1\N{NO-BREAK SPACE}005 or 1.005. Write 1005 for the "
            "first, or 1.0050 for the second.",
        ),
        (
            "funding",
            "amount",
            "10.0055",
            "Write at most 2 digits after the decimal mark.",
        ),
        (
            "funding",
            "amount",
            "1" * 15,
            "This number is too large. Check the number of zeros.",
        ),
        (
            "funding",
            "currency",
            "dollars",
            "Write the currency as three capital letters, for example USD.",
        ),
        ("funding", "is_public", "perhaps", "“perhaps” is neither yes nor no."),
    ],
)
def test_what_cannot_be_read_is_named(kind, field, text, sentence):
    with pytest.raises(ValidationError) as refused:
        parse_value(kind, field, text, language="en")

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("kind", "field", "canonical", "expected"),
    [
        ("action", "level", "high", "High"),
        (
            "priority",
            "themes",
            "child_labour;forced_labour",
            "Child labour; Forced labour",
        ),
        ("priority", "target", "1.234", "1.2340"),
        ("priority", "target", "1200", "1\N{NO-BREAK SPACE}200"),
        ("action", "starts_on", "2024-05-01", "2024-05-01"),
        ("funding", "is_public", "no", "no"),
        ("action", "title", "", ""),
    ],
)
def test_written_values_are_words_and_are_read_back(kind, field, canonical, expected):
    text = write_value(kind, field, canonical)

    assert text == expected
    if text:
        parse_value(kind, field, text, language="en")


def test_labels_are_read_in_every_language():
    with override("fr"):
        label = write_value("action", "status", "done")

    assert parse_value("action", "status", label, language="en") == "done"


# --- With the directory -------------------------------------------------------------


@pytest.fixture
def roadmap(db):
    return factories.make_roadmap(rows={"Laws": ["Draft"]})


def test_names_of_the_directory_become_partners_and_others_stay_words(roadmap):
    office = factories.make_partner(
        name="International Labour Organization", short_name="ILO"
    )
    directory = Directory.of(roadmap)

    known, others = split_partners(
        "ilo; Local union;  international labour  organization ;; A chief",
        directory=directory,
    )

    assert (known, others) == ((office,), "Local union; A chief")


def test_a_short_name_that_two_share_means_neither(roadmap):
    factories.make_partner(name="Ministry of Labour", short_name="MoL")
    factories.make_partner(name="Ministry of Law", short_name="MoL")

    assert split_partners("MoL", directory=Directory.of(roadmap)) == ((), "MoL")


def test_action_group_is_found_by_either_name_or_refused(roadmap):
    group = ActionGroup.objects.create(name="Supply Chains", short_name="SC")
    directory = Directory.of(roadmap)
    action = Action.objects.get()

    set_values(action, {"action_group": "sc"}, directory=directory)
    assert action.action_group == group
    with pytest.raises(ValidationError) as refused:
        set_values(action, {"action_group": "Farms"}, directory=directory)
    assert refused.value.message_dict == {
        "action_group": [
            "“Farms” is not an action group. Choose one of the list, or leave it empty "
            "and say why there is none."
        ]
    }


def test_a_supervisory_comment_of_another_country_is_not_taken(roadmap):
    own = factories.make_supervisory_case(roadmap.pathfinder, title="Inspect")
    foreign = factories.make_supervisory_case(title="Theirs")
    directory = Directory.of(roadmap)
    action = Action.objects.get()

    set_values(action, {"supervisory_case": str(own.pk)}, directory=directory)
    assert action.supervisory_case == own
    set_values(action, {"supervisory_case": str(own)}, directory=directory)
    assert action.supervisory_case == own
    with pytest.raises(ValidationError):
        set_values(action, {"supervisory_case": str(foreign.pk)}, directory=directory)


def test_nothing_is_set_when_one_value_is_wrong(roadmap):
    action = Action.objects.get()

    with pytest.raises(ValidationError) as refused:
        set_values(
            action,
            {"title": "New", "level": "urgent", "ends_on": "soon"},
            directory=Directory.of(roadmap),
        )

    assert action.title == "Draft"
    assert sorted(refused.value.message_dict) == ["ends_on", "level"]


def test_canonical_values_come_back_exactly(roadmap):
    partner = factories.make_partner(name="Union")
    priority = Priority.objects.get()
    texts = {
        "title": "Laws ",
        "themes": "forced_labour;child_labour",
        "target": "1.234",
        "target_on": "2024-05-06",
        "baseline_year": "2020",
    }
    directory = Directory.of(roadmap)

    set_values(priority, texts, directory=directory, typed=False)
    assert {field: value_of(priority, field) for field in texts} == texts
    action = Action.objects.get()
    partners = set_values(
        action, {"partners": "Union; Others"}, directory=directory, typed=False
    )
    link_partners(action, partners)
    assert value_of(action, "partners") == "Union; Others"
    assert list(action.directory.all()) == [partner]


def test_linking_partners_keeps_the_links_that_stay(roadmap):
    stays = factories.make_action_partner(Action.objects.get())
    goes = factories.make_action_partner(Action.objects.get())
    directory = Directory.of(roadmap)
    action = Action.objects.get()

    partners = set_values(action, {"partners": stays.partner.name}, directory=directory)
    link_partners(action, partners)

    assert list(action.partner_links.all()) == [stays]
    assert goes.partner not in action.directory.all()


# --- Contradictions -----------------------------------------------------------------


def test_a_target_needs_its_date(roadmap):
    priority = Priority(target=Decimal(5))

    with pytest.raises(ValidationError) as refused:
        check_row(priority, roadmap)

    assert refused.value.message_dict == {
        "target_on": ["A target needs the date it is for. Enter the date."]
    }


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"starts_on": date(2023, 5, 1), "ends_on": date(2023, 4, 1)}, ["ends_on"]),
        ({"starts_on": date(2021, 12, 31)}, ["starts_on"]),
        ({"ends_on": date(2025, 1, 1)}, ["ends_on"]),
        ({"starts_on": date(2022, 1, 1), "ends_on": date(2024, 12, 31)}, []),
    ],
)
def test_days_outside_or_reversed_are_refused_where_they_stand(fields, named, roadmap):
    errors = {}
    try:
        check_row(Action(**fields), roadmap)
    except ValidationError as error:
        errors = error.message_dict

    assert sorted(errors) == named


def test_group_and_reason_exclude_each_other(roadmap):
    group = ActionGroup.objects.create(name="Supply Chains")

    with pytest.raises(ValidationError) as refused:
        check_row(Action(action_group=group, no_group_reason="Too small"), roadmap)

    assert list(refused.value.message_dict) == ["no_group_reason"]


def line(kind, amount, currency="USD", year=None):
    return FundingLine(kind=kind, amount=Decimal(amount), currency=currency, year=year)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([line("allocated", 100), line("disbursed", 100)], 0),
        ([line("allocated", 100), line("disbursed", 101)], 1),
        ([line("allocated", 100), line("disbursed", 101, "EUR")], 0),
        ([line("disbursed", 101)], 0),
        (
            [
                line("allocated", 50, year=2023),
                line("allocated", 50, year=2024),
                line("disbursed", 60, year=2023),
            ],
            1,
        ),
    ],
)
def test_more_disbursed_than_allocated_is_to_be_explained(lines, count):
    assert len(unexplained_spending(lines, "")) == count
    assert unexplained_spending(lines, "The bank advanced it.") == []


def test_spending_is_named_with_year_and_amounts():
    lines = [line("allocated", 50, year=2023), line("disbursed", 60, year=2023)]

    total, of_the_year = unexplained_spending(lines, "")

    assert of_the_year == (
        "In 2023 more is disbursed (60 USD) than allocated (50 USD). Explain it in "
        "“Explanation of the amounts”, or correct the amounts."
    )
    assert total.startswith("More is disbursed (60 USD) than allocated (50 USD).")
