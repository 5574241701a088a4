"""A workbook goes out and comes back: what was typed is written, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from openpyxl.utils import get_column_letter

from monitoring.enums import Quality, ValueState, ValueType
from monitoring.forms.workbook import plan_now
from monitoring.models import ObservationVersion
from monitoring.workbook import words
from monitoring.workbook.planning import Fate
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import open_round
from tests.monitoring.workbooks import YEAR, apply, bring, taken

pytestmark = pytest.mark.django_db
SEXES = {"sex": ["F", "M"]}


def defined(code, **fields):
    return make_definition(make_indicator(code=code), **fields)


@pytest.fixture
def share():
    return defined("X-1", value_type=ValueType.SHARE, axes=SEXES)


@pytest.fixture
def count():
    return defined("X-2")


@pytest.fixture
def submission(share, count):
    return open_round(share, count)


@pytest.fixture
def person(submission):
    country = submission.pathfinder.country
    return factories.make_focal_point(country, language="en")


def stated(submission, definition, year=YEAR, breakdown="", source=None, **fields):
    observation = make_observation(
        submission.pathfinder,
        definition.indicator,
        year=year,
        breakdown=breakdown,
        source=source,
    )
    return make_value(observation, definition=definition, **fields)


def in_work() -> set[tuple]:
    rows = ObservationVersion.objects.filter(state=ValueState.DRAFT)
    return set(
        rows.values_list("indicator__code", "year", "breakdown", "percent", "quantity")
    )


def test_untouched_workbook_changes_nothing(submission, person, share, count):
    stated(submission, share, percent=Decimal("12.4"), quantity=Decimal("1234.567"))
    stated(submission, count, empty="not_collected")
    stated(submission, count, year=2020, quantity=Decimal(5), bound="<")

    plan = plan_now(bring(taken(submission, person), submission, person))

    assert (plan.rows, plan.faults) == ([], [])
    assert plan.reasons_against() == ["The workbook changes nothing."]


def test_what_was_typed_is_written_as_drafts(submission, person):
    filled = taken(submission, person)
    filled.write("X-1", "Percent", 12.4)
    filled.write("X-1", "Number", "1 200")
    filled.write("X-1", "Percent", "<5", "sex F")
    filled.earlier("X-2", 2020, 7)
    value_import = bring(filled, submission, person)

    plan = apply(value_import, person)

    assert plan.count(Fate.NEW) == 3
    assert in_work() == {
        ("X-1", 2025, "", Decimal("12.4"), Decimal(1200)),
        ("X-1", 2025, "sex=F", Decimal(5), None),
        ("X-2", 2020, "", None, Decimal(7)),
    }
    brought = ObservationVersion.objects.filter(brought_by=value_import)
    assert brought.count() == 3


def test_every_kind_of_value_comes_back_as_it_went(person, submission):
    answer = defined("X-3", value_type=ValueType.YES_NO)
    money = defined("X-4", value_type=ValueType.MONEY)
    often = defined("X-5", value_type=ValueType.FREQUENCY)
    listed = defined("X-6", value_type=ValueType.LIST)
    year = defined("X-7", value_type=ValueType.YEAR)
    other = open_round(
        *(answer, money, often, listed, year),
        country=factories.make_country(),
        year=YEAR + 1,
    )
    person = factories.make_focal_point(other.pathfinder.country, language="en")
    values = (
        (answer, {"answer": False, "on": date(2019, 1, 2), "text": "=1+1\n-x"}),
        (money, {"amount": Decimal("1234.50"), "currency": "MGA", "bound": ">"}),
        (often, {"frequency": "two_years", "quality": "estimate"}),
        (listed, {"items": ["- one", "two; three"], "footnote": "@SUM"}),
        (year, {"year_stated": 2018}),
    )
    for definition, fields in values:
        for at in (YEAR + 1, YEAR - 3):
            stated(other, definition, year=at, **fields)

    plan = plan_now(bring(taken(other, person), other, person))

    assert (plan.rows, plan.faults) == ([], [])


def test_reason_for_no_value_is_chosen_from_a_list(submission, person):
    filled = taken(submission, person)
    filled.write("X-2", "If there is no value", "Not collected")
    filled.write("X-2", "Reason", "No survey yet")

    apply(bring(filled, submission, person), person)

    draft = ObservationVersion.objects.get()
    assert (draft.empty, draft.empty_reason) == ("not_collected", "No survey yet")


def test_earlier_year_takes_the_words_for_no_value(submission, person):
    filled = taken(submission, person)
    filled.earlier("X-2", 2020, "Not available")

    apply(bring(filled, submission, person), person)

    draft = ObservationVersion.objects.get()
    assert (draft.year, draft.empty, draft.empty_reason) == (
        2020,
        "not_available",
        "The source gives “Not available”.",
    )


def test_source_names_the_line_a_value_is_written_in(submission, person, count):
    survey = make_source(name="Labour survey", pathfinder=submission.pathfinder)
    filled = taken(submission, person)
    filled.write("X-2", "Number", 7)
    filled.write("X-2", "Source", " labour  Survey")

    apply(bring(filled, submission, person), person)

    assert ObservationVersion.objects.get().observation.source == survey


def test_what_no_cell_holds_stays(submission, person, share):
    stated(
        submission,
        share,
        percent=Decimal(12),
        ages="5-17",
        low=Decimal(10),
        footnote="Without camps.",
    )
    filled = taken(submission, person)
    filled.write("X-1", "Percent", 13)

    apply(bring(filled, submission, person), person)

    draft = ObservationVersion.objects.get(state=ValueState.DRAFT)
    assert (draft.percent, draft.ages, draft.low, draft.footnote) == (
        Decimal(13),
        "5-17",
        Decimal(10),
        "Without camps.",
    )


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_two_columns_share_a_heading(language):
    with override(language):
        headings = [words.plain(str(each)) for each in words.HEADINGS.values()]

    assert len(set(headings)) == len(headings)


def test_workbook_in_french_is_read_in_french(submission, person):
    with override("fr"):
        filled = taken(submission, person)
        sheet = filled.workbook.worksheets[1]
        columns = {words.name_of(str(cell.value)): cell.column for cell in sheet[1]}
        row = next(
            cell.row
            for cell in sheet[get_column_letter(columns["code"])]
            if cell.value == "X-1"
        )
        sheet.cell(row, columns["percent"]).value = "12,45"
        sheet.cell(row, columns["quality"]).value = str(Quality.ESTIMATE.label)

    apply(bring(filled, submission, person), person)

    draft = ObservationVersion.objects.get()
    assert (draft.percent, draft.quality) == (Decimal("12.45"), "estimate")


def test_inputs_are_open_and_all_else_is_locked(submission, person):
    filled = taken(submission, person)
    cells = {
        name: filled.cell("X-2", name)
        for name in ("Indicator code", "Last value", "Percent", "Number", "Source")
    }

    assert {name: each.protection.locked for name, each in cells.items()} == {
        "Indicator code": True,
        "Last value": True,
        "Percent": True,
        "Number": False,
        "Source": False,
    }
    states = {each.title: each.sheet_state for each in filled.workbook.worksheets}
    assert [name for name, state in states.items() if state == "hidden"] == [
        "Lists",
        "Base",
    ]


def test_earlier_years_offer_and_warn_as_the_year_does(submission, person):
    filled = taken(submission, person)
    sheet = filled.sheet("Earlier years")
    row = filled.row("X-1", sheet=sheet, what="Percent")
    cell = sheet.cell(row, filled.column("2018", sheet)).coordinate

    (rule,) = (
        each for each in sheet.data_validations.dataValidation if cell in each.sqref
    )

    assert (rule.type, rule.errorStyle) == ("decimal", "warning")
    assert (rule.formula1, rule.formula2) == ("0", "100")
    assert rule.errorTitle == "Percent"
    assert "C2" not in rule.sqref


def test_earlier_years_of_a_choice_offer_its_words():
    definition = defined("X-3", value_type=ValueType.YES_NO)
    submission = open_round(definition)
    filled = taken(submission, factories.make_officer(language="en"))
    sheet = filled.sheet("Earlier years")

    row = filled.row("X-3", sheet=sheet, what=words.heading("answer"))
    cell = sheet.cell(row, filled.column("2018", sheet)).coordinate

    (rule,) = (
        each for each in sheet.data_validations.dataValidation if cell in each.sqref
    )

    assert (rule.type, rule.formula1) == ("list", "='Lists'!$D$2:$D$3")


def test_sheets_of_a_workbook_stay_as_they_are(submission, person):
    filled = taken(submission, person)

    assert filled.workbook.security.lockStructure is True
    assert filled.workbook.security.workbookPassword is None


def test_last_value_stands_beside_the_new_one(submission, person, share):
    stated(submission, share, year=2018, percent=Decimal(3))
    stated(submission, share, year=2021, percent=Decimal("12.4"))
    filled = taken(submission, person)

    assert filled.cell("X-1", "Last value").value == "12.4%"
    assert filled.cell("X-1", "Year of the last value").value == 2021
    assert filled.cell("X-1", 2018, title="Earlier years", what="Percent").value == 3


def test_many_values_are_written_in_few_queries(
    submission, person, django_assert_max_num_queries
):
    filled = taken(submission, person)
    for year in range(2013, 2025):
        filled.earlier("X-2", year, year)
    value_import = bring(filled, submission, person)

    with django_assert_max_num_queries(60):
        apply(value_import, person)

    assert ObservationVersion.objects.count() == 12
