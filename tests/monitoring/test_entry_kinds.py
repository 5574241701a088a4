"""Each kind of value in the grid: typed in two languages, absent, or wrong."""

from datetime import date
from decimal import Decimal

import pytest

from alliance87.core.enums import Empty
from monitoring.enums import Frequency, ValueState, ValueType
from monitoring.models import ObservationVersion
from tests import factories
from tests.factories.monitoring import make_definition
from tests.monitoring.entry_forms import name_of, open_round, send

pytestmark = pytest.mark.django_db
TYPED = [
    each
    for each in ValueType
    # Computed from the register of ratifications; the next test looks at it.
    if each != ValueType.INSTRUMENTS
]


class Typist:
    """Somebody who fills in the one line of a page."""

    def __init__(self, client_for, kind: ValueType, language: str):
        self.name = name_of(definition := make_definition(value_type=kind))
        self.code = definition.indicator.code
        self.submission = open_round(definition)
        country = self.submission.pathfinder.country
        self.client = client_for(factories.make_contributor(country, language=language))

    def types(self, **texts: str):
        changes = {f"{self.name}-{field}": text for field, text in texts.items()}
        return send(self.client, self.submission, changes)

    def refused(self, **texts: str) -> list[tuple[str, str]]:
        """Type, and return each fault with the field to which it leads."""
        answer = self.types(**texts)
        assert answer.status_code == 200
        assert drafts() == []
        start = f"{self.name}-"
        return [
            (each.target.removeprefix(start), each.text.removeprefix(f"{self.code}: "))
            for each in answer.context["faults"]
        ]


def drafts() -> list[ObservationVersion]:
    return list(ObservationVersion.objects.filter(state=ValueState.DRAFT))


@pytest.fixture
def typist(client_for):
    return lambda kind, language="en": Typist(client_for, kind, language)


VALID = {
    (ValueType.SHARE, "en"): ({"percent": "12.4", "quantity": "1,234,567"}, {}),
    (ValueType.SHARE, "fr"): ({"percent": "12,4", "quantity": "1 234 567"}, {}),
    (ValueType.NUMBER, "en"): ({"quantity": "0"}, {"quantity": Decimal(0)}),
    (ValueType.NUMBER, "fr"): ({"quantity": "1,5"}, {"quantity": Decimal("1.5")}),
    (ValueType.PERCENT, "en"): ({"percent": ">95%"}, {"bound": ">"}),
    (ValueType.PERCENT, "fr"): ({"percent": "<0,1"}, {"percent": Decimal("0.1")}),
    (ValueType.YES_NO, "en"): (
        {"answer": "yes", "on": "2020-05-01", "quantity": "15", "text": "Act 7"},
        {"answer": True, "on": date(2020, 5, 1), "text": "Act 7"},
    ),
    (ValueType.YES_NO, "fr"): ({"answer": "no"}, {"answer": False}),
    (ValueType.YEAR, "en"): ({"year_stated": "2019"}, {"year_stated": 2019}),
    (ValueType.YEAR, "fr"): ({"year_stated": "2014"}, {"year_stated": 2014}),
    (ValueType.FREQUENCY, "en"): (
        {"frequency": "yearly"},
        {"frequency": Frequency.YEARLY},
    ),
    (ValueType.FREQUENCY, "fr"): (
        {"frequency": "rarer"},
        {"frequency": Frequency.RARER},
    ),
    (ValueType.MONEY, "en"): (
        {"amount": "1 200 000.5", "currency": "usd", "gdp_percent": "0.2"},
        {"amount": Decimal("1200000.5"), "currency": "USD"},
    ),
    (ValueType.MONEY, "fr"): (
        {"amount": "12,5", "currency": "EUR", "gdp_percent": "0,25"},
        {"amount": Decimal("12.5"), "gdp_percent": Decimal("0.25")},
    ),
    (ValueType.LIST, "en"): ({"items": "Farming\nMining"}, {}),
    (ValueType.LIST, "fr"): ({"items": "Pêche"}, {"items": ["Pêche"]}),
}
VALID[ValueType.SHARE, "en"][1].update(
    percent=Decimal("12.4"), quantity=Decimal(1_234_567)
)
VALID[ValueType.SHARE, "fr"][1].update(VALID[ValueType.SHARE, "en"][1])
VALID[ValueType.LIST, "en"][1].update(items=["Farming", "Mining"])


def test_all_kinds_are_tried_in_both_languages():
    assert set(VALID) == {(kind, each) for kind in TYPED for each in ("en", "fr")}


@pytest.mark.parametrize(("kind", "language"), VALID)
def test_a_value_is_typed_as_people_of_the_language_do(kind, language, typist):
    typed, stated = VALID[kind, language]

    assert typist(kind, language).types(**typed).status_code == 302

    [saved] = drafts()
    assert {each: getattr(saved, each) for each in stated} == stated


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", TYPED)
def test_every_kind_can_be_absent_with_its_reason(kind, language, typist):
    absent = {"empty": Empty.NOT_COLLECTED.value, "empty_reason": "No survey"}

    assert typist(kind, language).types(**absent).status_code == 302

    [saved] = drafts()
    assert (saved.empty, saved.empty_reason) == (Empty.NOT_COLLECTED, "No survey")


def test_instruments_have_no_field_to_type():
    definition = make_definition(
        value_type=ValueType.INSTRUMENTS, computed_from="priority_instruments"
    )

    assert definition.is_computed


NO_NUMBER = (
    "“about 10” cannot be read as a number. Write digits only, for example 1234.5; "
    "where there is no number, write “Not available”."
)
BAD = [
    (ValueType.SHARE, {"percent": "about 10"}, "percent", f"Percent: {NO_NUMBER}"),
    (ValueType.SHARE, {"quantity": "about 10"}, "quantity", f"Number: {NO_NUMBER}"),
    (
        ValueType.NUMBER,
        {"quantity": "-3"},
        "quantity",
        "Number: The value is not below zero. Write it without the minus.",
    ),
    (
        ValueType.PERCENT,
        {"percent": "101"},
        "percent",
        "Percent: 101 is more than 100 percent. If it counts people or money, it "
        "belongs in another field.",
    ),
    (
        ValueType.YES_NO,
        {"on": "2020-05-01"},
        "answer",
        "Answer: Say yes or no; date, number and text explain the answer.",
    ),
    (
        ValueType.YES_NO,
        {"answer": "yes", "on": "2020"},
        "on",
        "Since: “2020” is no full date. Write it as 2018-12-31. When only the year is "
        "known, leave the date empty and write the year in the text.",
    ),
    (
        ValueType.YEAR,
        {"year_stated": "2019/20"},
        "year_stated",
        "Year: “2019/20” is not one year. Write it with four digits, for example 2018.",
    ),
    (
        ValueType.FREQUENCY,
        {"frequency": "weekly"},
        "frequency",
        "How often: “weekly” is not on the list. Write one of: Every year; Every two "
        "years; Every three to five years; Less often; Not regularly.",
    ),
    (
        ValueType.MONEY,
        {"amount": "1200"},
        "currency",
        "Currency: Give the currency of the amount as three letters: USD, EUR.",
    ),
    (
        ValueType.NUMBER,
        {"empty": "not_collected"},
        "empty_reason",
        "Why there is none: Say why there is no value.",
    ),
    (
        ValueType.YEAR,
        {"year_stated": "2019", "empty": "not_collected", "empty_reason": "None"},
        "empty",
        "If there is no answer: Give a value, or why there is none, but not both.",
    ),
]


@pytest.mark.parametrize(("kind", "typed", "field", "words"), BAD)
def test_a_fault_names_its_field_and_what_to_write(kind, typed, field, words, typist):
    assert typist(kind).refused(**typed) == [(field, words)]


def test_a_fault_is_named_in_the_language_of_the_person(typist):
    [(field, words)] = typist(ValueType.SHARE, "fr").refused(percent="environ 10")

    assert field == "percent"
    assert "\N{NO-BREAK SPACE}: Pourcentage\N{NO-BREAK SPACE}: «" in words


# --- Why there was no value, once there is one ----------------------------------------


def test_the_reason_goes_when_a_value_takes_its_place(typist):
    ana = typist(ValueType.NUMBER)
    ana.types(empty=Empty.NOT_COLLECTED.value, empty_reason="No survey")

    assert ana.types(empty="", quantity="12").status_code == 302

    [saved] = drafts()
    assert (saved.quantity, saved.empty, saved.empty_reason) == (Decimal(12), "", "")


def test_a_word_in_the_place_of_the_number_keeps_its_reason(typist):
    ana = typist(ValueType.NUMBER)

    ana.types(quantity="Not available", empty_reason="Out in May")

    [saved] = drafts()
    assert (saved.empty, saved.empty_reason) == (Empty.NOT_AVAILABLE, "Out in May")
