"""Three states of the same rows: no edit of either side is lost silently."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinders.exchange.merge import (
    CURRENT,
    PARENT,
    YOURS,
    Fate,
    Undecided,
    below,
    by_key,
    children_of,
    decision,
    merge,
)
from pathfinders.snapshots import FIELDS, RowKind, RowSnapshot, Snapshot

UNDER = {
    "": (RowKind.PRIORITY,),
    RowKind.PRIORITY: (RowKind.ACTION,),
    RowKind.ACTION: (RowKind.BENCHMARK, RowKind.FUNDING),
}
FEW = {
    RowKind.PRIORITY: ("title", "objective"),
    RowKind.ACTION: ("title", "starts_on"),
    RowKind.BENCHMARK: ("text",),
    RowKind.FUNDING: ("amount",),
}


def row(kind, key, parent="", **values) -> RowSnapshot:
    blank = dict.fromkeys(FIELDS[kind], "")
    return RowSnapshot(kind, key, parent, blank | values)


def priority(key, title="", **values):
    return row(RowKind.PRIORITY, key, title=title or key, **values)


def action(key, parent, title="", **values):
    return row(RowKind.ACTION, key, parent, title=title or key, **values)


def only(merged, key):
    return next(each for each in merged.rows if each.key == key)


def changed(rows, key, **values):
    return tuple(
        RowSnapshot(each.kind, each.key, each.parent, each.values | values)
        if each.key == key
        else each
        for each in rows
    )


def without(rows, *keys):
    return tuple(each for each in rows if each.key not in keys)


BASE = (priority("P", "Schools"), action("A", "P", "Build"), action("B", "P", "Teach"))


# --- Single cases -------------------------------------------------------------------


def test_edits_of_different_cells_are_both_kept():
    yours = changed(BASE, "A", title="Build schools")
    current = changed(BASE, "A", note="In 2026")

    rows, _clashes = merge(BASE, yours, current).result({})

    values = by_key(rows)["A"].values
    assert (values["title"], values["note"]) == ("Build schools", "In 2026")


def test_edits_of_one_cell_wait_for_a_decision():
    yours = changed(BASE, "A", title="Build ten")
    current = changed(BASE, "A", title="Build two")
    merged = merge(BASE, yours, current)

    assert merged.needed == ("A.title",)
    assert only(merged, "A").fate is Fate.CONFLICT
    with pytest.raises(Undecided):
        merged.result({})
    for choice, expected in ((YOURS, "Build ten"), (CURRENT, "Build two")):
        rows, _clashes = merged.result({"A.title": choice})
        assert by_key(rows)["A"].values["title"] == expected


def test_same_edit_on_both_sides_is_no_conflict():
    both = changed(BASE, "A", title="Build ten")

    merged = merge(BASE, both, both)

    assert merged.needed == ()
    assert merged.result({}) == (both, ())


def test_row_missing_in_the_file_stays_until_its_deletion_is_confirmed():
    merged = merge(BASE, without(BASE, "A"), BASE)

    assert only(merged, "A").fate is Fate.REMOVED
    assert merged.needed == ()
    assert merged.result({}) == (BASE, ())
    assert merged.result({"A": YOURS}) == (without(BASE, "A"), ())


def test_row_missing_in_the_file_and_changed_in_the_browser_is_a_conflict():
    current = changed(BASE, "A", note="Agreed")
    merged = merge(BASE, without(BASE, "A"), current)

    assert merged.needed == ("A",)
    assert merged.result({"A": CURRENT})[0] == current
    assert merged.result({"A": YOURS})[0] == without(BASE, "A")


def test_priority_missing_in_the_file_with_a_new_action_there_is_a_conflict():
    current = (*BASE, action("N", "P", "New"))
    merged = merge(BASE, (), current)

    assert merged.needed == ("P",)
    assert {each.follows for each in merged.rows} == {"", "P"}
    assert merged.result({"P": CURRENT})[0] == current
    assert merged.result({"P": YOURS})[0] == ()


def test_row_deleted_in_the_browser_and_changed_in_the_file_is_a_conflict():
    yours = changed(BASE, "B", note="Keep this")
    merged = merge(BASE, yours, without(BASE, "B"))

    assert merged.needed == ("B",)
    assert merged.result({"B": YOURS})[0] == yours
    assert merged.result({"B": CURRENT})[0] == without(BASE, "B")


def test_priority_deleted_in_the_browser_comes_back_with_what_the_file_added():
    yours = (*BASE, action("N", "P", "New"))
    merged = merge(BASE, yours, ())

    assert merged.needed == ("P",)
    assert merged.result({"P": YOURS})[0] == yours
    assert merged.result({"P": CURRENT})[0] == ()


def test_row_deleted_in_the_browser_and_untouched_in_the_file_stays_deleted():
    merged = merge(BASE, BASE, without(BASE, "B"))

    assert only(merged, "B").fate is Fate.DELETED
    assert merged.result({})[0] == without(BASE, "B")


def test_row_added_in_the_browser_stays_where_it_was_added():
    current = (BASE[0], BASE[1], action("N", "P"), BASE[2])

    merged = merge(BASE, changed(BASE, "B", note="x"), current)

    assert [each.key for each in merged.result({})[0]] == ["P", "A", "N", "B"]


def test_order_of_the_file_counts_when_nobody_moved_rows_in_the_browser():
    yours = (BASE[0], BASE[2], BASE[1])
    current = (BASE[0], action("N", "P"), BASE[1], BASE[2])

    rows, clashes = merge(BASE, yours, current).result({})

    assert [each.key for each in rows] == ["P", "N", "B", "A"]
    assert clashes == ()


def test_order_changed_on_both_sides_is_said():
    rows = (priority("P"), *(action(key, "P") for key in "ABC"))
    yours = (rows[0], rows[2], rows[1], rows[3])
    current = (rows[0], rows[1], rows[3], rows[2])

    merged, clashes = merge(rows, yours, current).result({})

    assert [each.key for each in merged] == ["P", "A", "C", "B"]
    assert clashes == ("P",)


def test_row_that_both_have_without_a_common_past_is_a_conflict_where_it_differs():
    merged = merge((), (priority("P", "One", note="n"),), (priority("P", "Two"),))

    assert merged.needed == ("P.title", "P.note")


# --- Any edits ----------------------------------------------------------------------


class Editor:
    """Somebody who edits rows at random, on paper."""

    def __init__(self, rows: Snapshot, name: str, draw):
        self.rows, self.name, self.draw = list(rows), name, draw
        self.numbers = count(1)

    def edit(self, times: int) -> Snapshot:
        for _ in range(times):
            self.draw_one([self.change, self.delete, self.add, self.move, self.swap])()
        return self.in_order()

    def draw_one(self, options):
        return self.draw(st.sampled_from(options))

    def change(self):
        if not self.rows:
            return
        each = self.draw_one(self.rows)
        field = self.draw_one(FEW[each.kind])
        # The same words now and then, so that both sides agree at times.
        text = self.draw_one(["same", f"{self.name}{next(self.numbers)}"])
        self.rows = list(changed(self.rows, each.key, **{field: text}))

    def delete(self):
        if not self.rows:
            return
        each = self.draw_one(self.rows)
        gone = {each.key, *below(each.key, children_of(tuple(self.rows)))}
        self.rows = list(without(self.rows, *gone))

    def add(self):
        parents = [each for each in self.rows if each.kind in UNDER]
        above = self.draw_one([None, *parents])
        kind = self.draw_one(UNDER[above.kind if above else ""])
        key = f"{self.name}-{next(self.numbers)}"
        new = row(kind, key, above.key if above else "", **{FEW[kind][0]: key})
        self.rows.insert(self.draw(st.integers(0, len(self.rows))), new)

    def move(self):
        actions = [each for each in self.rows if each.kind is RowKind.ACTION]
        tops = [each for each in self.rows if each.kind is RowKind.PRIORITY]
        if not actions or not tops:
            return
        each, above = self.draw_one(actions), self.draw_one(tops)
        at = self.rows.index(each)
        self.rows[at] = RowSnapshot(each.kind, each.key, above.key, each.values)

    def swap(self):
        if len(self.rows) > 1:
            one, other = (self.draw(st.integers(0, len(self.rows) - 1)) for _ in "ab")
            rows = self.rows
            rows[one], rows[other] = rows[other], rows[one]

    def in_order(self) -> Snapshot:
        """Return the rows as a snapshot has them: each below the row above it."""
        children, known = children_of(tuple(self.rows)), by_key(tuple(self.rows))

        def walk(parent):
            for key in children.get(parent, []):
                yield known[key]
                yield from walk(key)

        return tuple(walk(""))


@st.composite
def edited(draw):
    base = Editor((), "base", draw)
    for _ in range(draw(st.integers(1, 14))):
        base.add()
    rows = base.in_order()
    yours = Editor(rows, "yours", draw).edit(draw(st.integers(0, 6)))
    current = Editor(rows, "theirs", draw).edit(draw(st.integers(0, 6)))
    return rows, yours, current


def fields_of(each: RowSnapshot) -> dict[str, str]:
    return each.values | {PARENT: each.parent}


@settings(max_examples=400)
@given(edited(), st.data())
def test_no_edit_of_a_cell_is_lost(states, data):
    merged = merge(*states)
    choices = {
        name: data.draw(st.sampled_from([YOURS, CURRENT])) for name in merged.needed
    }

    rows, _clashes = merged.result(choices)

    base, yours, current = map(by_key, states)
    after = by_key(rows)
    for key in set(yours) & set(current):
        before = fields_of(base[key]) if key in base else {}
        mine, theirs, final = (
            fields_of(state[key]) for state in (yours, current, after)
        )
        for field, was in before.items():
            name = decision(key, field)
            if mine[field] == theirs[field]:
                expected = mine[field]
            elif mine[field] == was:
                expected = theirs[field]
            elif theirs[field] == was:
                expected = mine[field]
            else:
                expected = (mine if choices[name] == YOURS else theirs)[field]
            # A parent that was given up stays, or the row goes back to its own.
            if field != PARENT or expected in after:
                assert final[field] == expected


@settings(max_examples=400)
@given(edited(), st.data())
def test_no_row_is_lost(states, data):
    merged = merge(*states)
    choices = {
        name: data.draw(st.sampled_from([YOURS, CURRENT])) for name in merged.needed
    }

    after = by_key(merged.result(choices)[0])

    base, yours, current = map(by_key, states)
    for key in {**base, **yours, **current}:
        here, there, was = key in yours, key in current, key in base
        top = only(merged, key).follows or key
        if here and there:
            assert key in after
        elif top in choices:
            # Somebody decided about it, or about the row above it.
            assert here or there
        elif not was:
            assert key in after, "a new row is lost"
        elif there:
            assert key in after, "a row goes although nobody confirmed it"
        elif here:
            assert fields_of(yours[key]) == fields_of(base[key]), "an edit is lost"


@settings(max_examples=400)
@given(edited(), st.data())
def test_every_row_stands_below_the_row_above_it(states, data):
    merged = merge(*states)
    removed = [each.key for each in merged.rows if each.fate is Fate.REMOVED]
    choices = {
        name: data.draw(st.sampled_from([YOURS, CURRENT]))
        for name in (*merged.needed, *removed)
    }

    rows, _clashes = merged.result(choices)

    seen = {""}
    for each in rows:
        assert each.parent in seen
        seen.add(each.key)
    assert len(seen) == len(rows) + 1


@settings(max_examples=200)
@given(edited())
def test_a_file_that_nobody_edited_changes_nothing(states):
    base, _yours, current = states

    merged = merge(base, base, current)

    assert merged.needed == ()
    assert merged.result({}) == (current, ())


@settings(max_examples=200)
@given(edited())
def test_without_edits_in_the_browser_the_file_is_taken_as_it_is(states):
    base, yours, _current = states

    merged = merge(base, yours, base)
    confirmed = {each.key: YOURS for each in merged.rows if each.fate is Fate.REMOVED}

    assert merged.needed == ()
    assert merged.result(confirmed) == (yours, ())
