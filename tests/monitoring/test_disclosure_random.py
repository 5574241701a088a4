"""Random tables: whatever is withheld, the solver finds it in no narrower range."""

from dataclasses import dataclass
from itertools import product
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitoring.figures import breakdowns
from monitoring.figures.disclosure import withheld, withheld_in
from tests.monitoring.test_disclosure_solver import Solver

K = 11
SEXES = {"F": {"F"}, "M": {"M"}}
STAGES = {"investigated": {"i"}, "prosecuted": {"p"}, "convicted": {"c"}}
AGES = {
    "5-11": {"5", "10"},
    "12-14": {"12"},
    "15-17": {"15"},
    "5-14": {"5", "10", "12"},
    "10-17": {"10", "12", "15"},
    "5-17": {"5", "10", "12", "15"},
    "12-17": {"12", "15"},
}
AXES = {"age": AGES, "sex": SEXES, "stage": STAGES}


@dataclass
class Table:
    """The finest parts with their counts, and what was written down of them."""

    parts: list[dict[str, str]]
    counts: list[int]
    cells: dict[str, int]

    def members(self, key: str) -> list[int]:
        wanted = {
            axis: AXES[axis][code] for axis, code in breakdowns.parts(key).items()
        }
        return [
            number
            for number, part in enumerate(self.parts)
            if all(part[axis] in codes for axis, codes in wanted.items())
        ]

    def solver(self, public) -> Solver:
        """Return a solver that knows the public cells: pairs of key and count."""
        rows = [(self.members(key), count) for key, count in public]
        return Solver(len(self.parts), rows)


def a_table(random: Random, *, sizes=None, density=None) -> Table:
    """Return one to three axes, with gaps, and with people of unknown part or not."""
    axes = sorted(random.sample(sorted(AXES), random.choice([1, 1, 2, 2, 3])))
    finest = {axis: sorted(set().union(*AXES[axis].values())) for axis in axes}
    for axis in axes:
        if random.random() < 0.3:
            finest[axis].append("unknown")
    parts = [
        dict(zip(axes, codes, strict=True))
        for codes in product(*(finest[axis] for axis in axes))
    ]
    sizes = sizes or random.choice(
        [(0, 3), (0, 12), (5, 40), (0, 0, 0, 60), (11, 90), (0, 1, 200), (0, 25)]
    )
    counts = [random.randint(0, random.choice(sizes)) for _part in parts]
    table = Table(parts, counts, {})
    codes = [[None, *AXES[axis]] for axis in axes]
    density = density or random.choice([0.4, 0.8, 1])
    for choice in product(*codes):
        pairs = {a: c for a, c in zip(axes, choice, strict=True) if c is not None}
        key = breakdowns.key(pairs)
        if random.random() < (0.95 if not pairs else density):
            table.cells[key] = sum(counts[number] for number in table.members(key))
    return table


def narrow(table: Table, public, hidden) -> dict[str, tuple[float, float]]:
    """Return what the solver finds too exactly: withheld cells with their range."""
    solver = table.solver(public)
    ranges = {key: solver.range(table.members(key)) for key in sorted(hidden)}
    return {
        key: (least, most)
        for key, (least, most) in ranges.items()
        if most - least < K - 1e-6
    }


# Here 10–17 is written only by sex, and 12–17 is everybody.
@example(1_242_946_477)
@settings(max_examples=600)
@given(st.integers(0, 2**32))
def test_no_withheld_cell_is_computed_back(seed):
    table = a_table(Random(seed))

    hidden = withheld(table.cells, threshold=K)

    public = [pair for pair in table.cells.items() if pair[0] not in hidden]
    assert narrow(table, public, hidden) == {}
    assert not any(0 < count < K for _key, count in public)


@settings(max_examples=300)
@given(st.integers(0, 2**32))
def test_no_withheld_cell_is_computed_back_from_several_sources(seed):
    """Sources and earlier versions that agree, each with some of the cells."""
    random = Random(seed)
    table = a_table(random)
    groups = {
        name: {k: n for k, n in table.cells.items() if random.random() < 0.6}
        for name in ("survey", "survey before", "register")
    }

    hidden = withheld_in(groups, threshold=K)

    public = [
        pair
        for name, cells in groups.items()
        for pair in cells.items()
        if pair[0] not in hidden[name]
    ]
    assert narrow(table, public, set().union(*hidden.values())) == {}


# Here the band of all ages is 10–17, not 5–17.
@example(4943)
# Here it is nowhere written, and its parts say that it is nobody.
@example(202_093)
@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_a_cell_withheld_in_one_version_is_withheld_in_all(seed):
    """Versions that differ by a few people, as corrections do."""
    random = Random(seed)
    table = a_table(random)
    later = {k: max(0, n + random.randint(-3, 3)) for k, n in table.cells.items()}

    hidden = withheld_in({"now": later, "before": table.cells}, threshold=K)

    versions = {"now": later, "before": table.cells}
    for one, other in (("now", "before"), ("before", "now")):
        for key in hidden[one] - hidden[other]:
            assert is_plain(key, versions[other])
    for name, cells in versions.items():
        assert not any(0 < cells[key] < K for key in cells.keys() - hidden[name])
    # That all ages are the total can be told once no age is unknown; it is no secret.
    secret = hidden["before"] - {every_age(table.cells)}
    public = [pair for pair in table.cells.items() if pair[0] not in hidden["before"]]
    assert narrow(table, public, secret) == {}


def is_plain(key: str, cells) -> bool:
    """Whether a key may be shown here and not there.

    That is a large total, all ages under the total's count, or what follows.
    """
    if key == "":
        return cells[""] >= 2 * K
    if len(breakdowns.parts(key)) > 1:
        return True
    return key == every_age(cells) and cells[key] == cells.get("", cells[key])


def every_age(cells) -> str:
    """Return the key of the band that holds all other ages of a table, or ""."""
    codes = {breakdowns.parts(key).get("age") for key in cells} & AGES.keys()
    widest = [code for code in codes if all(AGES[o] <= AGES[code] for o in codes)]
    return f"age={widest[0]}" if widest else ""


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_nothing_is_withheld_without_small_counts(seed):
    random = Random(seed)
    table = a_table(random, density=1)
    table.counts = [random.choice([0, K, 40, 300]) for _part in table.parts]
    cells = {
        key: sum(table.counts[number] for number in table.members(key))
        for key in table.cells
    }

    assert withheld(cells, threshold=K) == frozenset()


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_sources_that_contradict_each_other_show_no_small_count(seed):
    random = Random(seed)
    groups = {name: a_table(random).cells for name in ("survey", "register", "report")}

    hidden = withheld_in(groups, threshold=K)

    shown = {
        (name, key): count
        for name, cells in groups.items()
        for key, count in cells.items()
        if key not in hidden[name]
    }
    assert not any(0 < count < K for count in shown.values())


def test_a_total_that_is_large_enough_is_always_shown():
    tables = [a_table(Random(seed)).cells for seed in range(300)]
    large = [cells for cells in tables if cells.get("", 0) >= K]

    assert len(large) == 223
    assert not any("" in withheld(cells, threshold=K) for cells in large)


def test_large_tables_lose_little():
    """Parts of up to 3,000 people: some hold few, and most tables none such."""
    tables = [a_table(Random(seed), sizes=(1000, 3000)).cells for seed in range(300)]
    hidden = [withheld(cells, threshold=K) for cells in tables]

    assert sum(map(bool, hidden)) == 21
    assert sum(map(len, hidden)) == 821
    assert sum(map(len, tables)) == 6819
