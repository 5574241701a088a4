"""Nothing is lost: each cell ends as theirs, as yours, or as a question."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.enums import ValueState, ValueType
from monitoring.figures.content import Content
from monitoring.figures.keyed import Key, cells_of
from monitoring.forms.workbook import plan_now
from monitoring.models import ObservationVersion
from monitoring.recording import Place, record_value
from monitoring.selectors.workbook import read_book
from monitoring.transfers.undoing import undo_import
from monitoring.workbook.merging import Merged, merge
from monitoring.workbook.planning import Fate
from monitoring.workflow.value import discard_values
from pathfinders.exchange.merge import CURRENT, YOURS
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.monitoring.entry_forms import open_round
from tests.monitoring.workbooks import YEAR, apply, bring, taken

pytestmark = pytest.mark.django_db
EARLIER = 2020
# Each line with the cells that people change at random, and how the file calls them.
LINES = {
    Key("X-1", "", YEAR): {"percent": "Percent", "quantity": "Number"},
    Key("X-1", "sex=F", YEAR): {"percent": "Percent", "footnote": "Footnote"},
    Key("X-2", "", YEAR): {"quantity": "Number", "footnote": "Footnote"},
    Key("X-2", "", EARLIER): {"quantity": "Number"},
}
NUMBERS = {"percent", "quantity"}


@pytest.fixture
def submission():
    share = make_definition(
        make_indicator(code="X-1"), value_type=ValueType.SHARE, axes={"sex": ["F"]}
    )
    return open_round(share, make_definition(make_indicator(code="X-2")))


@pytest.fixture
def person(submission):
    country = submission.pathfinder.country
    return factories.make_focal_point(country, language="en")


def content_from(cells: dict[str, str]) -> Content:
    numbers = {n: Decimal(t) for n, t in cells.items() if t and n in NUMBERS}
    return Content(**numbers, footnote=cells.get("footnote", ""))


def store(submission, key: Key, cells: dict[str, str], by) -> None:
    """Make a line say this on the site; without any number it is thrown away."""
    definition = next(
        each
        for each in submission.round.indicator_set.definitions.all()
        if each.indicator.code == key.code
    )
    place = Place(submission.pathfinder, definition.indicator, key.year, key.breakdown)
    content = content_from(cells)
    if content.has_value:
        record_value(place, content, by=by, definition=definition)
        return
    drafts = ObservationVersion.objects.filter(
        indicator__code=key.code,
        year=key.year,
        breakdown=key.breakdown,
        state=ValueState.DRAFT,
    )
    discard_values(drafts, by=by, reason="Emptied")


def stored(submission) -> dict[Key, dict[str, str]]:
    book = read_book(submission)
    found = {}
    for key, names in LINES.items():
        standing = book.standing.get(key)
        cells = cells_of(standing.content, names) if standing else {}
        found[key] = {name: cells.get(name, "") for name in names}
    return found


def fill(filled, key: Key, name: str, text: str) -> None:
    value = Decimal(text) if text and name in NUMBERS else text or None
    part = "sex F" if key.breakdown else "Total"
    if key.year == EARLIER:
        filled.earlier(key.code, key.year, value, part, what=LINES[key][name])
    elif isinstance(value, str):
        filled.write_text(key.code, LINES[key][name], value, part)
    else:
        filled.write(key.code, LINES[key][name], value, part)


def states_of(draw) -> dict[Key, dict[str, str]]:
    texts = {
        "percent": st.sampled_from(["", "10", "20.5", "30"]),
        "quantity": st.sampled_from(["", "0", "700", "1200.25"]),
        "footnote": st.sampled_from(["", "=1+1", "Without camps."]),
    }
    return {
        key: {name: draw(texts[name]) for name in names} for key, names in LINES.items()
    }


@st.composite
def three_states(draw):
    """Draw what was known, and what each side made of a few cells of it."""
    base = states_of(draw)
    for cells in base.values():
        if not any(cells.get(name) for name in NUMBERS):
            cells.update(dict.fromkeys(cells, ""))
    sides = []
    for _side in range(2):
        drawn, other = states_of(draw), {}
        for key, cells in base.items():
            other[key] = {
                name: drawn[key][name] if draw(st.booleans()) else text
                for name, text in cells.items()
            }
        sides.append(other)
    return base, *sides


@given(states=three_states(), side=st.sampled_from([YOURS, CURRENT]))
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_cell_ends_as_yours_theirs_or_a_question(
    submission, person, states, side
):
    base, yours, theirs = states
    with transaction.atomic():
        for key, cells in base.items():
            store(submission, key, cells, person)
        known = stored(submission)
        filled = taken(submission, person)
        for key, cells in yours.items():
            for name, text in cells.items():
                if text != base[key][name]:
                    fill(filled, key, name, text)
        for key, cells in theirs.items():
            if cells != base[key]:
                store(submission, key, cells, person)
        current = stored(submission)
        value_import = bring(filled, submission, person)
        rows = decided(value_import, side)
        if any(row.content is not None for row in rows.values()):
            apply(value_import, person)
        after = stored(submission)
        for key in LINES:
            check(rows.get(key), known[key], yours[key], current[key], after[key], side)
        transaction.set_rollback(True)


def decided(value_import, side: str) -> dict:
    """Decide all conflicts for one side, leave out what is refused; the plan's rows."""
    for _round in range(4):
        plan = plan_now(value_import)
        assert plan.faults == []
        choices = {row.key.text: side for row in plan.undecided}
        choices |= {row.key.text: "out" for row in plan.rows if _is_refused(row)}
        if not choices:
            return {row.key: row for row in plan.rows}
        value_import.choices |= choices
        value_import.save()
    raise AssertionError("There is always another question.")


def _is_refused(row) -> bool:
    return row.fate is Fate.REFUSED and row.choice != "out"


def check(row, base, yours, current, after, side) -> None:
    """Hold one line against what must become of it; independent of the merge."""
    is_emptied = any(map(base.get, NUMBERS)) and not any(map(yours.get, NUMBERS))
    if is_emptied and any(current.values()):
        assert row is not None
        assert after == current
        return
    if row is not None and row.choice == "out":
        assert after == current
        return
    for name in base:
        states = (base[name], yours[name], current[name], after[name])
        check_cell(row, name, *states, side, is_emptied=is_emptied)


def check_cell(row, name, base, yours, current, after, side, *, is_emptied) -> None:
    if yours == current:
        assert after == current
    elif yours == base or is_emptied:
        # Theirs, and listed; or part of a line that one side decides as a whole.
        assert row is not None
        together = name in row.merged.together
        assert after == (yours if together and side == YOURS else current)
    else:
        cell = next(each for each in row.merged.cells if each.field == name)
        assert (cell.base, cell.yours, cell.current) == (base, yours, current)
        is_question = row.merged.is_open(cell)
        assert is_question or current == base
        assert after == (current if is_question and side == CURRENT else yours)


# --- Conflicts and what follows -------------------------------------------------------


def numbers() -> list:
    drafts = ObservationVersion.objects.filter(state=ValueState.DRAFT)
    return sorted(drafts.values_list("indicator__code", "percent", "quantity"))


@pytest.mark.parametrize(("side", "expected"), [("yours", 7), ("current", 6)])
def test_conflict_waits_for_a_decision(submission, person, side, expected):
    key = Key("X-2", "", YEAR)
    store(submission, key, {"quantity": "5"}, person)
    filled = taken(submission, person)
    filled.write("X-2", "Number", 7)
    filled.write("X-1", "Number", 100)
    store(submission, key, {"quantity": "6"}, person)
    value_import = bring(filled, submission, person)

    plan = plan_now(value_import)

    assert plan.reasons_against() == ["1 conflict is not decided yet."]
    value_import.choices = {key.text: side}
    value_import.save()
    apply(value_import, person)
    assert numbers() == [("X-1", None, Decimal(100)), ("X-2", None, Decimal(expected))]


def test_two_halves_of_a_value_are_decided_together(submission, person):
    """A reason for no value on one side and a figure on the other make no value."""
    key = Key("X-1", "", YEAR)
    store(submission, key, {"percent": "5"}, person)
    filled = taken(submission, person)
    filled.write("X-1", "Percent", None)
    filled.write("X-1", "If there is no value", "Not available")
    filled.write("X-1", "Reason", "Lost")
    store(submission, key, {"percent": "5", "quantity": "80"}, person)

    (row,) = plan_now(bring(filled, submission, person)).rows

    assert row.fate is Fate.CONFLICT
    assert row.merged.result(YOURS) == {
        "percent": "",
        "quantity": "",
        "footnote": "",
        "quality": "",
        "empty": "not_available",
        "empty_reason": "Lost",
    }
    assert row.merged.result(CURRENT)["quantity"] == "80"
    assert row.merged.result(CURRENT)["empty"] == ""


def test_undo_brings_back_what_stood_before(submission, person):
    key = Key("X-2", "", YEAR)
    store(submission, key, {"quantity": "5"}, person)
    filled = taken(submission, person)
    filled.write("X-2", "Number", 7)
    filled.write("X-1", "Number", 100)
    value_import = bring(filled, submission, person)
    apply(value_import, person)

    done = undo_import(value_import, by=person)

    assert (done.restored, done.removed, done.kept) == (1, 1, 0)
    assert numbers() == [("X-2", None, Decimal(5))]


def test_merge_of_lines_that_no_side_touched_is_empty():
    cells = {Key("X-1", "", YEAR): {"quantity": "1"}}

    assert merge(cells, {}, cells) == []
    assert [line.is_touched for line in merge(cells, cells, cells)] == [False]


def test_line_left_out_stays_as_it_is_stored():
    key = Key("X-1", "", YEAR)
    base, yours, now = ({key: {"quantity": each}} for each in ("1", "2", "3"))

    (line,) = merge(base, yours, now)

    assert isinstance(line, Merged)
    assert line.result("out") == {"quantity": "3"}
    assert line.result(YOURS) == {"quantity": "2"}
