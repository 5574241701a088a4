"""Which offers are suggested for a need, why, and in which order."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinders.matching import needs_for, offers_for
from pathfinders.models import SupportNeed, SupportOffer

TODAY = date(2024, 5, 1)


def need(**fields) -> SupportNeed:
    return SupportNeed(**({"pk": 1, "kind": "expertise", "title": "N"} | fields))


def offer(**fields) -> SupportOffer:
    return SupportOffer(**({"pk": 1, "kind": "expertise", "title": "O"} | fields))


def found(asked, *offers, region="Africa"):
    return offers_for(asked, offers, region=region, today=TODAY)


def test_reasons_stand_in_words_with_their_points():
    asked = need(
        topics=["child_labour", "capacity", "legal"], languages=["fr"], kind="money"
    )
    asked.amount, asked.currency = Decimal(80_000), "USD"
    offered = offer(
        kind="money",
        topics=["capacity", "child_labour"],
        languages=["en", "fr"],
        regions=["Africa", "Asia"],
        amount=Decimal(100_000),
        currency="USD",
    )

    (suggestion,) = found(asked, offered)

    assert [(each.text, each.points) for each in suggestion.reasons] == [
        ("Same kind: Money.", 0),
        ("2 shared topics: Child labour, Capacity building.", 4),
        ("Region: Africa.", 2),
        ("Language: French.", 2),
        (
            "Covers the amount: 100\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}USD for "
            "80\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}USD.",
            2,
        ),
    ]
    assert suggestion.points == 10
    assert suggestion.why.startswith("Same kind: Money. 2 shared topics: Child labour,")


@pytest.mark.parametrize(
    "against",
    [
        {"kind": "training"},
        {"topics": ["legal"]},
        {"regions": ["Asia"]},
        {"languages": ["es"]},
        {"ends_on": date(2024, 4, 30)},
    ],
)
def test_offer_is_not_suggested_when_something_stands_against_it(against):
    asked = need(topics=["child_labour"], languages=["fr"])
    plain = offer()
    contrary = offer(**against)

    assert len(found(asked, plain)) == 1
    assert found(asked, contrary) == []


def test_offer_counts_until_its_last_day():
    assert len(found(need(), offer(ends_on=TODAY))) == 1


def test_open_offer_fits_with_fewer_points_than_a_named_one():
    asked = need(languages=["fr"])
    open_offer = offer(pk=1)
    named = offer(pk=2, regions=["Africa"], languages=["fr"])

    best, second = found(asked, open_offer, named)

    assert (best.offer.pk, best.points) == (2, 4)
    assert (second.offer.pk, second.points) == (1, 2)
    assert second.why == (
        "Same kind: Expertise. Offered to all regions. In any language."
    )


def test_unknown_region_is_said_and_not_guessed():
    (suggestion,) = found(need(), offer(regions=["Asia"]), region="")

    assert "The region of the country is not on record: check it." in suggestion.why
    assert suggestion.points == 1


@pytest.mark.parametrize(
    ("amount", "currency", "points", "words"),
    [
        (80_000, "USD", 2, "Covers the amount:"),
        (79_999, "USD", 1, "Covers a part of the amount:"),
        (900_000, "EUR", 0, "two currencies are not compared."),
        (0, "USD", 0, ""),
        (None, "", 0, ""),
    ],
)
def test_amounts_of_one_currency_are_compared(amount, currency, points, words):
    asked = need(amount=Decimal(80_000), currency="USD")
    plain = found(asked, offer())[0]
    offered = offer(currency=currency)
    offered.amount = None if amount is None else Decimal(amount)

    (suggestion,) = found(asked, offered)

    assert suggestion.points - plain.points == points
    assert words in suggestion.why
    assert (len(suggestion.reasons) > len(plain.reasons)) is bool(words)


def test_equal_points_go_by_the_end_and_then_by_the_order_of_entry():
    late, soon = offer(pk=1), offer(pk=3, ends_on=date(2024, 6, 1))
    same = offer(pk=2)

    assert [each.offer.pk for each in found(need(), same, late, soon)] == [3, 1, 2]


tags = st.lists(st.sampled_from(["child_labour", "legal", "capacity"]), unique=True)
offers = st.builds(
    offer,
    pk=st.integers(1, 9),
    kind=st.sampled_from(["expertise", "training"]),
    topics=tags,
    regions=st.lists(st.sampled_from(["Africa", "Asia"]), unique=True),
    ends_on=st.none() | st.dates(date(2024, 1, 1), date(2025, 1, 1)),
)


@given(st.lists(offers, max_size=5, unique_by=lambda each: each.pk), st.randoms(), tags)
def test_order_does_not_depend_on_the_order_of_the_offers(rows, random, topics):
    asked = need(topics=topics)
    shuffled = random.sample(rows, len(rows))

    first = [each.offer.pk for each in found(asked, *rows)]

    assert [each.offer.pk for each in found(asked, *shuffled)] == first


def test_needs_of_an_offer_are_those_it_is_suggested_for():
    asked, other = need(pk=1, topics=["legal"]), need(pk=2, kind="training")
    offered = offer(topics=["legal"])

    suggestions = needs_for(offered, [(asked, "Asia"), (other, "Asia")], today=TODAY)

    assert [each.need.pk for each in suggestions] == [1]
