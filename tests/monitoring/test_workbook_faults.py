"""Workbooks that came back damaged, foreign or half readable: each is a sentence."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.exceptions import Blocked, StaleVersion
from monitoring.enums import CorrectionState, ValueState, ValueType
from monitoring.forms.workbook import plan_now
from monitoring.models import ObservationVersion, ValueImport, WorkbookExport
from monitoring.workbook.planning import Fate
from monitoring.workbook.sealing import SALT
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import (
    make_correction,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring.entry_forms import open_round
from tests.monitoring.workbooks import YEAR, apply, bring, errors_of, taken

pytestmark = pytest.mark.django_db


def defined(code, **fields):
    return make_definition(make_indicator(code=code), **fields)


@pytest.fixture
def definitions():
    sexes = {"sex": ["F", "M"]}
    share = defined("X-1", value_type=ValueType.SHARE, axes=sexes)
    return share, defined("X-2"), defined("X-3", value_type=ValueType.YES_NO)


@pytest.fixture
def submission(definitions):
    return open_round(*definitions)


@pytest.fixture
def person(submission):
    country = submission.pathfinder.country
    return factories.make_focal_point(country, language="en")


@pytest.fixture
def survey(submission):
    return make_source(name="Survey", pathfinder=submission.pathfinder)


def stated(submission, code, year=YEAR, breakdown="", source=None, **fields):
    indicator = next(
        each.indicator
        for each in submission.round.indicator_set.definitions.all()
        if each.indicator.code == code
    )
    place = {"year": year, "breakdown": breakdown, "source": source}
    observation = make_observation(submission.pathfinder, indicator, **place)
    return make_value(observation, **fields)


def plan_of(filled, submission, person):
    return plan_now(bring(filled, submission, person))


def fates(plan) -> list[tuple]:
    return [(row.key.code, row.fate) for row in plan.rows]


# --- What cannot be read --------------------------------------------------------------


def test_all_faults_are_named_by_their_cells_and_nothing_is_written(submission, person):
    filled = taken(submission, person)
    places = [
        filled.write("X-1", "Percent", "1,234"),
        filled.write("X-1", "Number", "many"),
        filled.write("X-1", "Percent", 120, "sex F"),
        filled.write("X-2", "Source", "A survey nobody knows"),
        filled.write("X-3", "Answer", "perhaps"),
        filled.earlier("X-2", 2020, -4),
    ]
    filled.write("X-2", "Number", 3)
    value_import = bring(filled, submission, person)

    plan = plan_now(value_import)

    assert {each.place for each in plan.faults} == set(places)
    with pytest.raises(Blocked, match="6 cells cannot be taken"):
        apply(value_import, person)
    assert ObservationVersion.objects.count() == 0


def test_number_with_two_readings_shows_both(submission, person):
    filled = taken(submission, person)
    filled.write("X-2", "Number", "1,234")

    (fault,) = plan_of(filled, submission, person).faults

    assert fault.text == "1,234"
    assert "1\xa0234" in fault.message
    assert "1.234" in fault.message


def test_value_in_a_grey_cell_is_refused(submission, person):
    filled = taken(submission, person)
    place = filled.write("X-2", "Percent", 12)

    (fault,) = plan_of(filled, submission, person).faults

    assert (fault.place, fault.message) == (
        place,
        "This indicator does not ask for this.",
    )


def test_formula_without_a_result_is_refused(submission, person):
    filled = taken(submission, person)
    place = filled.write("X-2", "Number", "=1+1")

    faults = plan_of(filled, submission, person).faults

    assert [each.place for each in faults] == [place]


def test_reason_without_its_meaning_is_asked_for(submission, person):
    filled = taken(submission, person)
    filled.write("X-2", "Reason", "No survey")
    place = filled.cell("X-2", "If there is no value")

    (fault,) = plan_of(filled, submission, person).faults

    assert fault.place == f"{place.parent.title}!{place.coordinate}"


# --- Whose workbook it is -------------------------------------------------------------


def test_workbook_of_another_country_is_refused(submission, person, definitions):
    other = open_round(*definitions, year=YEAR + 1)
    officer = factories.make_officer()

    (sentence,) = errors_of(taken(other, officer), submission)

    assert sentence == (
        "This is the workbook of another country. Nothing was read from it."
    )


def test_workbook_of_another_round_is_named(submission, person, definitions):
    later = open_round(*definitions, year=YEAR + 1)
    later.pathfinder = submission.pathfinder
    later.save()

    (sentence,) = errors_of(taken(later, person), submission)

    assert "another round: Reporting 2026" in sentence


def test_changed_hidden_sheet_is_refused(submission, person):
    filled = taken(submission, person)
    filled.sheet("Base")["A2"] = signing.dumps({"token": "x"}, key="other", salt=SALT)

    (sentence,) = errors_of(filled, submission)

    assert sentence.startswith("The hidden sheet of this workbook was changed")


def test_file_without_hidden_sheet_is_known_by_its_number(submission, person):
    stated(submission, "X-2", quantity=5)
    filled = taken(submission, person)
    del filled.workbook["Base"]
    filled.write("X-2", "Number", 6)

    plan = plan_of(filled, submission, person)

    assert fates(plan) == [("X-2", Fate.CHANGED)]
    assert plan.notes[0].startswith("The file has lost its hidden sheet.")


def test_number_that_is_not_known_is_refused(submission, person):
    filled = taken(submission, person)
    del filled.workbook["Base"]
    WorkbookExport.objects.all().delete()

    (sentence,) = errors_of(filled, submission)

    assert sentence.startswith("The number of this workbook is not known here.")


def test_file_of_something_else_is_no_workbook(submission, person):
    filled = taken(submission, person)
    for name in ("Base", "Read me"):
        del filled.workbook[name]

    (sentence,) = errors_of(filled, submission)

    assert sentence.startswith("This file is no workbook that was taken away here.")


# --- What people do to sheets ---------------------------------------------------------


def test_columns_moved_rows_sorted_and_sheets_renamed_are_read(submission, person):
    stated(submission, "X-2", quantity=5)
    filled = taken(submission, person)
    filled.write("X-2", "Number", 6)
    sheet = filled.sheet()
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head, *body = [[*row[3:], *row[:3]] for row in rows]
    sheet.delete_rows(1, sheet.max_row)
    for row in [head, *reversed(body)]:
        sheet.append(row)
    sheet.title = "Our own name"

    plan = plan_of(filled, submission, person)

    assert (fates(plan), plan.faults) == ([("X-2", Fate.CHANGED)], [])


def test_lines_are_known_by_code_and_part_when_the_hidden_column_is_gone(
    submission, person
):
    stated(submission, "X-1", percent=5, breakdown="sex=F")
    filled = taken(submission, person)
    filled.write("X-1", "Percent", 6, "sex F")
    for title in ("X Child labour", "Earlier years"):
        filled.sheet(title).delete_cols(1)

    plan = plan_of(filled, submission, person)

    assert (fates(plan), plan.faults) == ([("X-1", Fate.CHANGED)], [])


def test_deleted_row_and_emptied_cells_leave_the_values(submission, person):
    stated(submission, "X-1", percent=5)
    stated(submission, "X-2", quantity=5)
    filled = taken(submission, person)
    sheet = filled.sheet()
    filled.write("X-2", "Number", None)
    sheet.delete_rows(filled.row("X-1", sheet=sheet))

    plan = plan_of(filled, submission, person)

    assert fates(plan) == [("X-1", Fate.MISSING), ("X-2", Fate.EMPTIED)]
    assert plan.written == []


def test_added_row_states_a_value_of_another_source(submission, person, survey):
    stated(submission, "X-2", quantity=5)
    filled = taken(submission, person)
    sheet = filled.sheet()
    old = filled.row("X-2", sheet=sheet)
    sheet.append([cell.value for cell in sheet[old]])
    sheet.cell(sheet.max_row, filled.column("Number", sheet)).value = 8
    sheet.cell(sheet.max_row, filled.column("Source", sheet)).value = "Survey"

    apply(bring(filled, submission, person), person)

    drafts = ObservationVersion.objects.filter(state=ValueState.DRAFT)
    assert set(drafts.values_list("quantity", "observation__source")) == {
        (5, None),
        (8, survey.pk),
    }


def test_same_value_twice_with_other_figures_is_refused(submission, person):
    filled = taken(submission, person)
    sheet = filled.sheet()
    first = filled.write("X-2", "Number", 5)
    sheet.append([cell.value for cell in sheet[filled.row("X-2", sheet=sheet)]])
    sheet.cell(sheet.max_row, filled.column("Number", sheet)).value = 8

    (fault,) = plan_of(filled, submission, person).faults

    assert fault.message.startswith("The same value stands at X Child labour!")
    assert first.split("!")[1][1:] in fault.message


def test_row_of_an_unknown_code_is_refused(submission, person):
    filled = taken(submission, person)
    cell = filled.cell("X-2", "Indicator code")
    filled.write("X-2", "Number", 5)
    cell.value = "X-99"

    (fault,) = plan_of(filled, submission, person).faults

    assert fault.message == "“X-99” is no indicator of this workbook."


# --- What happened meanwhile ----------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ValueState.SUBMITTED, "was sent in. Take it back first."),
        (ValueState.ACCEPTED, "was sent in. Take it back first."),
        (ValueState.PUBLISHED, "is published. Ask for a correction"),
    ],
)
def test_value_out_of_hand_is_listed_and_stays(submission, person, state, words):
    stated(submission, "X-2", quantity=5, state=state)
    filled = taken(submission, person)
    filled.write("X-2", "Number", 6)
    filled.write("X-3", "Answer", "Yes")
    value_import = bring(filled, submission, person)

    plan = apply(value_import, person)

    assert fates(plan) == [("X-2", Fate.LOCKED), ("X-3", Fate.NEW)]
    assert words in plan.rows[0].reasons[0]
    assert ObservationVersion.objects.filter(brought_by=value_import).count() == 1


def test_plan_that_somebody_overtook_is_not_written(submission, person):
    filled = taken(submission, person)
    filled.write("X-2", "Number", 6)
    value_import = bring(filled, submission, person)
    seen = plan_now(value_import).digest
    stated(submission, "X-2", quantity=7)

    with pytest.raises(StaleVersion):
        apply(value_import, person, seen=seen)

    assert ObservationVersion.objects.count() == 1


def test_figure_that_a_check_refuses_waits_until_it_is_left_out(submission, person):
    filled = taken(submission, person)
    filled.write("X-1", "Number", 10)
    filled.write("X-1", "Number", 12, "sex F")
    value_import = bring(filled, submission, person)

    plan = plan_now(value_import)

    refused = [row for row in plan.rows if row.fate is Fate.REFUSED]
    assert refused
    with pytest.raises(Blocked, match="refused"):
        apply(value_import, person)
    value_import.choices = {row.key.text: "out" for row in refused}
    value_import.save()
    assert plan_now(value_import).count(Fate.REFUSED) == 0


def test_secretariat_writes_only_with_a_reason(submission, person):
    officer = factories.make_officer()
    filled = taken(submission, officer)
    filled.write("X-2", "Number", 6)
    value_import = bring(filled, submission, officer)

    with pytest.raises(Blocked, match="not yours"):
        apply(value_import, officer)
    apply(value_import, officer, reason="Sent by e-mail")

    assert ObservationVersion.objects.get().reason == "Sent by e-mail"


def test_person_of_another_country_takes_nothing_away(submission):
    stranger = factories.make_focal_point(factories.make_country())

    with pytest.raises(PermissionDenied):
        taken(submission, stranger)


def test_closed_round_takes_no_values(submission, person):
    filled = taken(submission, person)
    filled.write("X-2", "Number", 6)
    value_import = bring(filled, submission, person)
    reporting = submission.round
    reporting.due_on = reporting.closes_on = timezone.localdate() - timedelta(days=1)
    reporting.save()
    value_import.refresh_from_db()

    plan = plan_now(ValueImport.objects.get())

    assert fates(plan) == [("X-2", Fate.LOCKED)]
    assert plan.rows[0].reasons == [
        "The round is closed for the country. Ask for more time."
    ]


def test_granted_correction_lets_a_published_value_change(submission, person):
    version = stated(submission, "X-2", quantity=5, state=ValueState.PUBLISHED)
    officer = factories.make_officer()
    decided = {"decided_by": officer, "decided_at": timezone.now()}
    make_correction(version.observation, state=CorrectionState.GRANTED, **decided)
    filled = taken(submission, person)
    filled.write("X-2", "Number", 6)

    apply(bring(filled, submission, person), person)

    states = ObservationVersion.objects.values_list("number", "state", "quantity")
    assert set(states) == {(1, "published", 5), (2, "draft", 6)}
