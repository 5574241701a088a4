"""Reading and writing files of the catalogue, without a database."""

from datetime import date
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance87.core.exceptions import Blocked
from monitoring.catalogue import (
    AxisPart,
    Entry,
    SetFile,
    read_axes,
    read_set,
    write_file,
)
from monitoring.enums import Axis, Dimension, IndicatorTheme, ValueType
from tests.monitoring.catalogue_files import HEAD, SEXES, SMALL


def faults(text: str, read=read_set) -> tuple[str, ...]:
    with pytest.raises(Blocked) as caught:
        read(text)
    return caught.value.reasons


# --- What is read -------------------------------------------------------------------


def test_set_is_read_with_every_value():
    assert read_set(SMALL) == SetFile(
        code="trial",
        title_en="Trial set",
        valid_from=date(2024, 1, 1),
        entries=(
            Entry(
                code="A-1",
                kind="standard",
                dimension="prevalence",
                theme="child_labour",
                value_type="number",
                label_en="Children at work",
                label_fr="Enfants au travail",
                axes=("sex",),
                parts=(("sex", "F"), ("sex", "M")),
            ),
            Entry(
                code="A-2",
                kind="standard",
                dimension="commitment",
                theme="all",
                sub_area="budget",
                value_type="money",
                label_en="Money for schools",
                target=Decimal("12.5"),
                target_on=date(2030, 12, 31),
            ),
        ),
    )


def test_axes_are_read():
    assert read_axes(SEXES) == (
        AxisPart("sex", "F", "Female", name_fr="Sexe féminin"),
        AxisPart("sex", "M", "Male"),
    )


@pytest.mark.parametrize("word", ["no", "yes", "on", "0o17", "1_000", "5-11", "1e3"])
def test_words_stay_the_words_that_were_written(word):
    text = SMALL.replace("Money for schools", word)

    assert read_set(text).entries[1].label_en == word


@pytest.mark.parametrize("gap", ["", "~", "null"])
def test_nothing_written_is_nothing(gap):
    entry = read_set(SMALL.replace("sub_area: budget", f"sub_area: {gap}")).entries[1]

    assert entry.sub_area == ""


# --- Faults -------------------------------------------------------------------------

ONE_FAULT = [
    ("code: A-2", "code: A-1", "Line 13, A-1, code: It is written twice."),
    (
        "code: A-2",
        "code: A 2",
        "Line 13, A 2, code: “A 2” is no code: letters, digits and hyphens only.",
    ),
    ("  - code: A-2\n    kind", "  - kind", "Line 13, code: It is missing."),
    (
        "theme: all",
        "theme: every",
        "Line 16, A-2, theme: “every” is none of: child_labour, "
        "forced_labour, human_trafficking, all.",
    ),
    (
        "theme: all",
        "colour: red\n    theme: all",
        "Line 16, A-2, colour: This key is not known.",
    ),
    (
        "theme: all",
        "theme: all\n    theme: all",
        "Line 17, A-2, theme: It is written twice.",
    ),
    ("    value_type: money\n", "", "Line 13, A-2, value_type: It is missing."),
    ("value_type: money", "value_type:", "Line 13, A-2, value_type: It is missing."),
    (
        "{en: Money for schools}",
        "Money",
        "Line 19, A-2, label: Write keys with values here.",
    ),
    (
        "{en: Money for schools}",
        "{fr: Argent}",
        "Line 13, A-2, label.en: It is missing.",
    ),
    (
        "{en: Money for schools}",
        "{en: [a]}",
        "Line 19, A-2, label.en: Write one text here.",
    ),
    (
        "{en: Money for schools}",
        "{en: M, de: G}",
        "Line 19, A-2, label.de: This key is not known.",
    ),
    (
        "Money for schools",
        "x" * 301,
        "Line 19, A-2, label.en: It has 301 characters; 300 are the most.",
    ),
    (
        "Money for schools",
        '"a\\0b"',
        "Line 19, A-2, label.en: It holds a character that nobody can see.",
    ),
    (
        "value: 12.5",
        "value: [12, 5]",
        "Line 20, A-2, target.value: Write one text here.",
    ),
    (
        "2030-12-31",
        "2030-13-31",
        "Line 20, A-2, target.by: “2030-13-31” is no date such as 2030-12-31.",
    ),
    (", by: 2030-12-31", "", "Line 20, A-2, target.by: It is missing."),
    ("2030-12-31", "", "Line 20, A-2, target.by: It is missing."),
    (
        "value: 12.5",
        "value: 1e30",
        "Line 20, A-2, target.value: “1e30” is no number such as "
        "12.5 (18 digits, 6 decimals at most).",
    ),
    (
        "value: 12.5",
        "value: NaN",
        "Line 20, A-2, target.value: “NaN” is no number such as "
        "12.5 (18 digits, 6 decimals at most).",
    ),
    (
        "sub_area: budget",
        "threshold: {smallest: 11}",
        "Line 17, A-2, threshold.reason: It is missing.",
    ),
    (
        "sub_area: budget",
        "threshold: {smallest: 0, reason: x}",
        "Line 17, A-2, threshold.smallest: “0” is no whole number from 1 to 32767.",
    ),
    (
        "sub_area: budget",
        "baseline: {year: ٢٠٢٠}",
        "Line 17, A-2, baseline.year: “٢٠٢٠” is no whole number from 1900 to 2100.",
    ),
    ("sex: [F, M]", "sex: [F, F]", "Line 12, A-1, axes.sex: “F” is written twice."),
    ("sex: [F, M]", "sex: F", "Line 12, A-1, axes.sex: Write a list here."),
    ("sex: [F, M]", "gender: [F]", "Line 12, A-1, axes.gender: This key is not known."),
    (
        "2024-01-01",
        "soon",
        "Line 4, set, valid_from: “soon” is no date such as 2030-12-31.",
    ),
    ("  title: {en: Trial set}\n", "", "Line 2, set, title.en: It is missing."),
    ("indicators:", "more: 1\nindicators:", "Line 5, more: This key is not known."),
]


@pytest.mark.parametrize(("was", "now", "fault"), ONE_FAULT)
def test_fault_is_named_by_line_entry_and_field(was, now, fault):
    assert was in SMALL

    found = faults(SMALL.replace(was, now))

    assert found == (fault,)


def test_faults_are_named_all_at_once():
    text = SMALL.replace("theme: all", "theme: x").replace("kind: standard", "kind: y")

    assert [each.split(":")[0] for each in faults(text)] == [
        "Line 7, A-1, kind",
        "Line 14, A-2, kind",
        "Line 16, A-2, theme",
    ]


@pytest.mark.parametrize("text", ["", "set: 1", "[]", "- a", HEAD])
def test_file_without_indicators_is_refused(text):
    assert any("indicators: It is missing." in each for each in faults(text))


AXIS_FAULTS = [
    ("code: M", "code: F", "Line 1, sex F, code: It is written twice."),
    (
        "code: M",
        "code: M;F",
        "Line 5, sex M;F, code: Use letters, digits, hyphen, underscore and plus only.",
    ),
    ("{en: Male}", "{fr: Homme}", "Line 5, sex M, name.en: It is missing."),
    (
        "{en: Male}",
        "{en: Male}\n      from_age: 9\n      to_age: 5",
        "Line 5, sex M, to_age: It is below the first age.",
    ),
    (
        "{en: Male}",
        "{en: Male}\n      from_age: 200",
        "Line 7, sex M, from_age: “200” is no whole number from 0 to 150.",
    ),
    ("  sex:", "  size:", "Line 2, axes.size: This key is not known."),
]


@pytest.mark.parametrize(("was", "now", "fault"), AXIS_FAULTS)
def test_fault_of_an_axis_is_named(was, now, fault):
    assert faults(SEXES.replace(was, now), read_axes)[0] == fault


# --- Attacks ------------------------------------------------------------------------

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nset: [*b, *b]\n"
ATTACKS = {
    LAUGHS: "Line 1: anchors and references are not accepted.",
    "set: *gone": "Line 1: anchors and references are not accepted.",
    "!!python/object/apply:os.system [ls]": "Line 1: tags are not accepted.",
    "set: !!binary aGk=": "Line 1: tags are not accepted.",
    "[" * 200_000: "Line 1: it is nested too deeply.",
    "a: 1\n---\nb: 2": "Line 2: one file holds one document.",
    "? [a]\n: 1": "Line 1: a key is a word.",
    "a: 'x": "Line 1 cannot be read as YAML",
    "a: \x07": "The file holds characters that cannot be read as YAML.",
    "a: \ud800": "The file holds characters that cannot be read as YAML.",
    "x" * 1_000_001: "The file is too large for a catalogue of indicators.",
}


@pytest.mark.parametrize("text", list(ATTACKS), ids=list(range(len(ATTACKS))))
def test_attack_is_refused_with_one_sentence(text):
    found = faults(text)

    assert len(found) == 1
    assert found[0].startswith(ATTACKS[text])


def test_merge_key_is_a_key_like_any_other():
    text = SMALL.replace("    theme: all", "    <<: {theme: all}")

    assert faults(text) == (
        "Line 16, A-2, <<: This key is not known.",
        "Line 13, A-2, theme: It is missing.",
    )


# --- Round trip ---------------------------------------------------------------------

texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t:#-'\"{}"),
    max_size=40,
).map(lambda text: normalize("NFC", text).strip())
names = texts.filter(bool)
codes = st.from_regex(r"[A-Za-z0-9_-]{1,24}", fullmatch=True)
numbers = st.none() | st.decimals(
    min_value=-(10**12), max_value=10**12, places=6, allow_nan=False
)


@st.composite
def entries(draw):
    axes = draw(st.lists(st.sampled_from(Axis.values), unique=True, max_size=3))
    parts = [
        (axis, code)
        for axis in axes
        for code in draw(st.lists(codes, unique=True, max_size=3))
    ]
    target, limit = draw(numbers), draw(st.none() | st.integers(1, 99))
    return Entry(
        code=draw(codes),
        kind="standard",
        dimension=draw(st.sampled_from(Dimension.values)),
        theme=draw(st.sampled_from(IndicatorTheme.values)),
        value_type=draw(st.sampled_from(ValueType.values)),
        label_en=draw(names),
        label_es=draw(texts),
        note_fr=draw(texts),
        printed_label=draw(texts),
        axes=tuple(axes),
        parts=tuple(parts),
        baseline=draw(numbers),
        baseline_year=draw(st.none() | st.integers(1900, 2100)),
        target=target,
        target_on=None if target is None else draw(st.dates()),
        threshold=limit,
        threshold_reason="" if limit is None else draw(names),
    )


@given(
    st.builds(
        SetFile,
        code=codes,
        title_en=names,
        note=texts,
        valid_from=st.dates(),
        entries=st.lists(
            entries(), min_size=1, max_size=3, unique_by=lambda each: each.code
        ).map(tuple),
    )
)
def test_what_is_written_is_read_again(set_file):
    assert read_set(write_file(set_file)) == set_file
