"""The entry grid without JavaScript: what it asks, saves, refuses and asks about."""

from datetime import date
from decimal import Decimal

import pytest

from alliance87.core.enums import Empty
from monitoring.enums import Frequency, ValueState, ValueType
from monitoring.models import CheckAnswer, ObservationVersion
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.values import make_observation, make_value
from tests.monitoring.entry_forms import YEAR, address, name_of, open_round, send

SEXES = {"sex": ["F", "M"]}


@pytest.fixture
def share(db):
    return make_definition(value_type=ValueType.SHARE, axes=SEXES)


@pytest.fixture
def count(db):
    return make_definition()


@pytest.fixture
def submission(share, count):
    return open_round(share, count)


@pytest.fixture
def at_work(submission, client_for):
    """Return the browser of a contributor of the country."""
    country = submission.pathfinder.country
    return client_for(factories.make_contributor(country, language="en"))


def drafts() -> list[ObservationVersion]:
    return list(ObservationVersion.objects.filter(state=ValueState.DRAFT))


def draft_of(submission, definition, breakdown="", **fields):
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=YEAR, breakdown=breakdown
    )
    return make_value(observation, **fields)


# --- Saving the whole page ------------------------------------------------------------


def test_all_lines_that_changed_are_saved_at_once(submission, at_work, share, count):
    answer = send(
        at_work,
        submission,
        {
            f"{name_of(share)}-percent": "12.4",
            f"{name_of(share)}-quantity": "214 000",
            f"{name_of(share, 'sex-F')}-quantity": "94000",
            f"{name_of(count)}-quantity": "0",
        },
    )

    assert answer.status_code == 302
    assert answer.url == f"{address(submission)}?data={YEAR}"
    found = {(v.indicator_id, v.breakdown): v for v in drafts()}
    assert len(found) == 3
    total = found[share.indicator_id, ""]
    assert (total.percent, total.quantity) == (Decimal("12.4"), Decimal(214_000))
    assert total.raw == "12.4 | 214 000"
    assert found[share.indicator_id, "sex=F"].quantity == Decimal(94_000)
    assert found[count.indicator_id, ""].quantity == 0


def test_a_decimal_comma_is_read_in_french(submission, client_for, share):
    country = submission.pathfinder.country
    claire = client_for(factories.make_contributor(country, language="fr"))

    send(claire, submission, {f"{name_of(share)}-percent": "12,4"})

    assert [each.percent for each in drafts()] == [Decimal("12.4")]


@pytest.mark.parametrize(
    ("kind", "typed", "stated"),
    [
        (
            ValueType.YES_NO,
            {"answer": "yes", "on": "2020-05-01", "quantity": "15", "text": "Act 7"},
            {
                "answer": True,
                "on": date(2020, 5, 1),
                "quantity": Decimal(15),
                "text": "Act 7",
            },
        ),
        (ValueType.YES_NO, {"answer": "no"}, {"answer": False, "on": None}),
        (ValueType.PERCENT, {"percent": "<0.1"}, {"bound": "<"}),
        (ValueType.YEAR, {"year_stated": "2019"}, {"year_stated": 2019}),
        (
            ValueType.FREQUENCY,
            {"frequency": "two_years"},
            {"frequency": Frequency.TWO_YEARS},
        ),
        (
            ValueType.MONEY,
            {"amount": "1 200 000", "currency": "USD", "gdp_percent": "0.2"},
            {
                "amount": Decimal(1_200_000),
                "currency": "USD",
                "gdp_percent": Decimal("0.2"),
            },
        ),
        (
            ValueType.LIST,
            {"items": "Farming\nMining"},
            {"items": ["Farming", "Mining"]},
        ),
    ],
)
def test_every_kind_of_value_is_typed_saved_and_stands_in_its_fields(
    kind, typed, stated, client_for, db
):
    definition = make_definition(value_type=kind)
    submission = open_round(definition)
    country = submission.pathfinder.country
    client = client_for(factories.make_contributor(country, language="en"))
    name = name_of(definition)

    send(client, submission, {f"{name}-{each}": text for each, text in typed.items()})

    saved = drafts()[0]
    assert {each: getattr(saved, each) for each in stated} == stated
    assert send(client, submission).status_code == 302
    assert [each.number for each in drafts()] == [1]


def test_the_same_page_sent_again_makes_no_second_version(submission, at_work, count):
    changes = {f"{name_of(count)}-quantity": "1 234"}
    send(at_work, submission, changes)
    send(at_work, submission)

    assert [(each.number, each.quantity) for each in drafts()] == [(1, Decimal(1234))]


def test_good_lines_are_saved_and_faulty_ones_come_back_with_their_text(
    submission, at_work, share, count
):
    answer = send(
        at_work,
        submission,
        {
            f"{name_of(share)}-percent": "12,4 or so",
            f"{name_of(count)}-quantity": "7",
        },
    )

    assert answer.status_code == 200
    assert [each.quantity for each in drafts()] == [Decimal(7)]
    page = answer.content.decode()
    assert 'value="12,4 or so"' in page
    assert f'href="#{name_of(share)}-percent"' in page
    assert [each.target for each in answer.context["faults"]] == [
        f"{name_of(share)}-percent"
    ]


def test_what_can_be_read_in_two_ways_is_asked_and_answered_by_a_button(
    submission, at_work, count
):
    field = f"{name_of(count)}-quantity"
    answer = send(at_work, submission, {field: "1,234"})
    assert drafts() == []
    row = next(
        row.total for row in answer.context["rows"] if row.definition.pk == count.pk
    )
    readings = row.entry.readings["quantity"]
    assert len(readings) == 2

    texts = {meaning: text for text, meaning in readings}
    take = f"{field}={texts['1.234']}"
    send(at_work, submission, {field: "1,234", "take": take, "do": ""})

    assert [each.quantity for each in drafts()] == [Decimal("1.234")]


def test_what_is_impossible_is_refused_with_its_text(submission, at_work, share):
    answer = send(at_work, submission, {f"{name_of(share)}-percent": "124"})

    assert drafts() == []
    assert 'value="124"' in answer.content.decode()


def test_why_there_is_no_number_needs_a_reason(submission, at_work, count):
    name = name_of(count)
    answer = send(at_work, submission, {f"{name}-empty": "not_collected"})
    assert drafts() == []
    assert [each.target for each in answer.context["faults"]] == [
        f"{name}-empty_reason"
    ]

    send(
        at_work,
        submission,
        {f"{name}-empty": "not_collected", f"{name}-empty_reason": "No survey"},
    )

    saved = drafts()[0]
    assert (saved.empty, saved.empty_reason) == (Empty.NOT_COLLECTED, "No survey")


def test_an_emptied_line_throws_the_draft_away(submission, at_work, count):
    draft = draft_of(submission, count)

    send(at_work, submission, {f"{name_of(count)}-quantity": ""})

    draft.refresh_from_db()
    assert draft.state == ValueState.DISCARDED


def test_facts_that_the_grid_has_no_field_for_stay(submission, at_work, count):
    draft_of(submission, count, footnote="Lima only", sample_size=900)

    send(at_work, submission, {f"{name_of(count)}-quantity": "13"})

    saved = drafts()[0]
    assert (saved.quantity, saved.footnote, saved.sample_size) == (
        Decimal(13),
        "Lima only",
        900,
    )


# --- Two people -----------------------------------------------------------------------


def test_a_second_persons_change_shows_both_and_nothing_is_lost(
    submission, at_work, client_for, count
):
    country = submission.pathfinder.country
    draft_of(submission, count)
    field = f"{name_of(count)}-quantity"
    other = client_for(factories.make_contributor(country, name="Beata", language="en"))
    seen = ObservationVersion.objects.get().pk
    send(other, submission, {field: "20"})

    answer = send(at_work, submission, {field: "30", f"{name_of(count)}-seen": seen})

    row = next(r.total for r in answer.context["rows"] if r.definition.pk == count.pk)
    assert row.entry.is_conflict
    assert (row.stored["words"], row.stored["by"]) == ("20", "Beata")
    assert [each.quantity for each in drafts()] == [Decimal(20)]
    stored = drafts()[0].pk

    send(
        at_work,
        submission,
        {
            field: "30",
            f"{name_of(count)}-seen": seen,
            f"{name_of(count)}-other": stored,
            "do": f"mine:{name_of(count)}",
        },
    )
    assert [each.quantity for each in drafts()] == [Decimal(30)]


def test_the_same_value_sent_again_after_a_lost_answer_is_no_conflict(
    submission, at_work, count
):
    name = name_of(count)
    send(at_work, submission, {f"{name}-quantity": "30"})

    answer = send(at_work, submission, {f"{name}-quantity": "30", f"{name}-seen": ""})

    assert answer.status_code == 302
    assert [(each.number, each.quantity) for each in drafts()] == [(1, Decimal(30))]


def test_a_made_up_key_of_what_was_seen_overwrites_nothing(submission, at_work, count):
    draft = draft_of(submission, count)
    foreign = make_value()

    send(
        at_work,
        submission,
        {
            f"{name_of(count)}-quantity": "99",
            f"{name_of(count)}-seen": foreign.pk,
        },
    )

    draft.refresh_from_db()
    assert (draft.state, draft.quantity) == (ValueState.DRAFT, Decimal(12))


def test_a_form_of_somebody_else_is_not_saved_under_my_name(submission, at_work, count):
    other = factories.make_user()

    send(at_work, submission, {f"{name_of(count)}-quantity": "1", "as": other.pk})
    assert drafts() == []


def test_an_explanation_of_somebody_else_is_not_kept_under_my_name(
    submission, at_work, share
):
    for part, number in (("", 1000), ("sex=F", 400), ("sex=M", 300)):
        draft_of(submission, share, part, quantity=Decimal(number))
    field = f"{name_of(share)}-why-parts-sum"

    send(at_work, submission, {field: "Mine", "as": factories.make_user().pk})

    assert not CheckAnswer.objects.exists()


# --- Checks ---------------------------------------------------------------------------


def test_an_odd_value_is_saved_and_can_be_explained(submission, at_work, share):
    names = [name_of(share, each) for each in ("total", "sex-F", "sex-M")]
    numbers = ("1000", "400", "300")
    send(
        at_work,
        submission,
        {f"{n}-quantity": v for n, v in zip(names, numbers, strict=True)},
    )
    assert len(drafts()) == 3
    page = at_work.get(address(submission)).content.decode()
    field = f"{names[0]}-why-parts-sum"
    assert f'name="{field}"' in page

    send(at_work, submission, {field: "300 did not say."})

    answer = CheckAnswer.objects.get()
    assert (answer.check_code, answer.text) == ("parts-sum", "300 did not say.")
    page = at_work.get(address(submission)).content.decode()
    assert "300 did not say." in page
    assert f'name="{field}"' not in page


def test_a_total_and_its_parts_are_judged_together(submission, at_work, share):
    draft_of(submission, share, quantity=Decimal(500))
    draft_of(submission, share, "sex=F", quantity=Decimal(400))

    send(
        at_work,
        submission,
        {
            f"{name_of(share)}-quantity": "100",
            f"{name_of(share, 'sex-F')}-quantity": "80",
        },
    )

    assert sorted(each.quantity for each in drafts()) == [Decimal(80), Decimal(100)]


def test_a_part_above_its_total_is_refused(submission, at_work, share):
    draft_of(submission, share, quantity=Decimal(500))

    answer = send(at_work, submission, {f"{name_of(share, 'sex-F')}-quantity": "600"})

    assert [each.quantity for each in drafts()] == [Decimal(500)]
    assert [each.target for each in answer.context["faults"]] == [
        f"{name_of(share, 'sex-F')}-percent"
    ]
