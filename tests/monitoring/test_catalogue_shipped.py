"""The set of the annex and the parts of axes, as the application ships them."""

from collections import Counter
from datetime import date

from monitoring.catalogue import SetFile, read_axes, read_set, write_file
from monitoring.catalogue.shipped import AXES, FIRST_SET
from monitoring.catalogue.writing import write_parts


def shipped() -> SetFile:
    return read_set(FIRST_SET.read_text(encoding="utf-8"))


def without_comments(path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))


def test_shipped_files_stand_in_the_form_they_are_written_in():
    parts = read_axes(AXES.read_text(encoding="utf-8"))

    assert write_file(shipped()) == without_comments(FIRST_SET)
    assert write_parts(parts) == without_comments(AXES)


def test_shipped_set_holds_the_indicators_of_the_annex():
    counted = Counter((each.dimension, each.theme) for each in shipped().entries)

    assert counted == {
        ("prevalence", "child_labour"): 4,
        ("prevalence", "forced_labour"): 3,
        ("prevalence", "human_trafficking"): 3,
        ("commitment", "child_labour"): 17,
        ("commitment", "forced_labour"): 18,
        ("commitment", "human_trafficking"): 19,
        ("implementation", "all"): 10,  # nine, and the template
    }
    assert sum(counted.values()) == 73 + 1


def test_shipped_set_asks_only_for_parts_that_exist():
    parts = read_axes(AXES.read_text(encoding="utf-8"))
    known = {(part.axis, part.code) for part in parts}

    assert {part for each in shipped().entries for part in each.parts} <= known


def test_shipped_labels_and_notes_stand_in_three_languages():
    groups = [
        ("label_en", "label_fr", "label_es"),
        ("note_en", "note_fr", "note_es"),
        ("caveat_en", "caveat_fr", "caveat_es"),
        ("unit_en", "unit_fr", "unit_es"),
    ]

    gaps = [
        (each.code, group[0])
        for each in shipped().entries
        for group in groups
        if len({bool(getattr(each, name)) for name in group}) > 1
    ]

    assert gaps == []
    assert len({each.label_fr for each in shipped().entries}) == 74
    assert len({each.label_es for each in shipped().entries}) == 74


def test_targets_are_zero_where_prevalence_is_measured():
    found = {
        each.code: (each.target, each.target_on)
        for each in shipped().entries
        if each.target is not None
    }

    by_2025, by_2030 = (0, date(2025, 12, 31)), (0, date(2030, 12, 31))
    assert found == {
        "PR-CL-1": by_2025,
        "PR-CL-2": by_2025,
        "PR-CL-3": by_2025,
        "PR-CL-4": by_2025,
        "PR-FL-3": by_2030,
        "PR-HT-3": by_2030,
    }


def test_detected_victims_and_cases_have_no_direction_and_a_limit():
    counted = {
        each.code: (each.direction, each.threshold, bool(each.caveat_en))
        for each in shipped().entries
        if each.threshold is not None
    }

    assert counted == {
        "PR-FL-1": ("none", 11, True),
        "PR-FL-2": ("none", 11, True),
        "PR-HT-1": ("none", 11, True),
        "PR-HT-2": ("none", 11, True),
    }


def test_numbers_of_the_annex_that_ask_for_a_list_say_where_it_goes():
    asked = {each.code: each for each in shipped().entries if each.code[-2:] == "P2"}

    assert {code: each.value_type for code, each in asked.items()} == dict.fromkeys(
        ("PC-CL-P2", "PC-FL-P2", "PC-HT-P2"), "number"
    )
    assert {each.note_en for each in asked.values()} == {
        "The value is the number. Name the policies and programmes in the footnote, or "
        "add a longer list as proof."
    }


def test_copying_errors_of_the_annex_are_kept_and_noted():
    found = {each.code: each for each in shipped().entries}
    budget, before = found["PC-HT-B1"], found["PC-HT-P3"]

    assert budget.printed_label.endswith(": Forced labour elimination")
    assert budget.label_en.endswith("elimination of human trafficking")
    assert "Forced labour elimination" in budget.note_en
    assert "programmesAwareness" in before.printed_label
    assert before.label_en == "Pre-migration preparatory programmes"


def test_instruments_and_implementation_are_computed():
    computed = {each.code for each in shipped().entries if each.computed_from}

    assert computed == {
        *("PC-CL-L1", "PC-CL-L2", "PC-FL-L1", "PC-FL-L2", "PC-HT-L1", "PC-HT-L2"),
        *("IM-1", "IM-2", "IM-3", "IM-4", "IM-5", "IM-6a", "IM-6b", "IM-6c", "IM-6d"),
    }


def test_series_of_the_sustainable_development_goals_are_named():
    series = {each.code: each.series_code for each in shipped().entries}

    assert {code: name for code, name in series.items() if name} == {
        "PR-CL-1": "SL_TLF_CHLDEA",
        "PR-CL-2": "SL_TLF_CHLDEC",
        "PR-HT-1": "VC_HTF_DETV",
    }
