"""Loading sets: what changes, what stays, and who may."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import InternalError, transaction

from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from alliance87.core.models import AuditEvent
from monitoring.catalogue import (
    Change,
    Difference,
    Kind,
    differences,
    load_set,
    read_set,
    write_axes,
    write_set,
)
from monitoring.catalogue.shipped import AXES, FIRST_SET
from monitoring.enums import SetState
from monitoring.models import AxisItem, Definition, Indicator, IndicatorSet
from monitoring.workflow.indicator_set import validate_set
from tests.factories import make_administrator, make_indicator_set
from tests.factories.people import PEOPLE
from tests.monitoring.catalogue_files import (
    FIRST,
    HEAD,
    SECOND,
    SMALL,
    load_reference,
    load_small,
)

pytestmark = pytest.mark.django_db

RENAMED = SMALL.replace("Money for schools", "Money for education")


def events(verb: str) -> list[str]:
    found = AuditEvent.objects.filter(verb=verb).order_by("pk")
    return [each.target_label for each in found]


def versions(code: str) -> list[tuple]:
    rows = Definition.objects.filter(indicator__code=code).order_by("number")
    return [(each.number, each.label_en, each.valid_from, each.reason) for each in rows]


# --- A first load -------------------------------------------------------------------


def test_first_load_defines_everything_and_leaves_a_trail():
    found = load_small()

    assert found.state == SetState.DRAFT
    assert [
        (each.position, each.definition.label_en) for each in found.entries.all()
    ] == [(1, "Children at work"), (2, "Money for schools")]
    assert versions("A-2") == [(1, "Money for schools", date(2024, 1, 1), "")]
    assert events("indicator.defined") == ["A-1", "A-2"]
    loaded = AuditEvent.objects.get(verb="indicator_set.loaded")
    assert loaded.now == "2 new, 0 changed, 0 gone"


def test_same_file_again_changes_nothing():
    load_small()
    before = AuditEvent.objects.count(), Definition.objects.count()

    found = load_set(read_set(SMALL), by=make_administrator())

    assert found == []
    assert (AuditEvent.objects.count(), Definition.objects.count()) == before


def test_parts_in_another_order_change_nothing():
    load_small()

    assert differences(read_set(SMALL.replace("[F, M]", "[M, F]"))) == []


def test_reference_set_goes_out_as_it_came_in():
    found = load_reference()
    text = FIRST_SET.read_text(encoding="utf-8")

    assert found.entries.count() == 74
    assert read_set(write_set(found)) == read_set(text)
    assert write_axes() in AXES.read_text(encoding="utf-8")


# --- Changes ------------------------------------------------------------------------


def test_differences_name_the_field_with_old_and_new_text():
    load_small()
    text = RENAMED.replace("value: 12.5", "value: 13").replace("[F, M]", "[F]")

    assert differences(read_set(text)) == [
        Difference(
            Kind.CHANGED,
            "A-1",
            "Children at work",
            (Change("parts asked for", "F, M", "F"),),
        ),
        Difference(
            Kind.CHANGED,
            "A-2",
            "Money for education",
            (
                Change("name in English", "Money for schools", "Money for education"),
                Change("target", "12.5", "13"),
            ),
        ),
    ]


def test_changed_definition_becomes_a_new_version():
    found = load_small()
    old = Definition.objects.get(indicator__code="A-2")

    load_small(RENAMED, reason="Clearer.", valid_from=date(2025, 3, 1))

    assert versions("A-2") == [
        (1, "Money for schools", date(2024, 1, 1), ""),
        (2, "Money for education", date(2025, 3, 1), "Clearer."),
    ]
    assert len(versions("A-1")) == 1
    assert old not in found.definitions.all()
    assert events("indicator.revised") == ["A-2"]


def test_version_is_valid_after_the_one_it_follows():
    load_small()

    load_small(RENAMED, reason="Clearer.", valid_from=date(2023, 1, 1))

    assert versions("A-2")[1][2] == date(2024, 1, 2)


def test_database_refuses_to_edit_a_definition():
    load_small()

    with pytest.raises(InternalError), transaction.atomic():
        Definition.objects.update(label_en="x")


def test_change_without_a_reason_is_refused():
    load_small()

    with pytest.raises(Blocked) as caught:
        load_small(RENAMED)

    assert caught.value.reasons == ("Say why definitions change.",)
    assert len(versions("A-2")) == 1


def test_what_the_file_leaves_out_is_retired_and_comes_back():
    found = load_small()

    load_small(HEAD + FIRST, valid_from=date(2025, 1, 1))
    retired = Indicator.objects.get(code="A-2")
    assert retired.retired_on == date(2025, 1, 1)
    assert found.entries.count() == 1
    assert events("indicator.retired") == ["A-2"]

    again = load_set(read_set(SMALL), by=make_administrator())
    retired.refresh_from_db()
    assert [(each.kind, each.code) for each in again] == [(Kind.BACK, "A-2")]
    assert retired.retired_on is None
    assert found.entries.count() == 2
    assert len(versions("A-2")) == 1


def test_order_and_title_are_differences_of_the_set():
    load_small()
    text = (HEAD + SECOND + FIRST).replace("Trial set", "Second title")

    assert differences(read_set(text)) == [
        Difference(
            Kind.SET,
            "trial",
            "Second title",
            (
                Change("title in English", "Trial set", "Second title"),
                Change("order", "A-1, A-2", "A-2, A-1"),
            ),
        )
    ]
    load_small(text)
    assert differences(read_set(text)) == []


def test_code_never_gets_another_meaning():
    load_small()

    with pytest.raises(Blocked) as caught:
        load_small(SMALL.replace("theme: all", "theme: forced_labour"))

    assert caught.value.reasons == (
        "A-2: “theme” was “all” and cannot become “forced_labour”. Give the "
        "indicator another code.",
    )


def test_part_that_no_axis_has_is_refused():
    load_small()

    with pytest.raises(Blocked) as caught:
        load_small(SMALL.replace("[F, M]", "[F, Q]"))

    assert caught.value.reasons == ("A-1: the axis “sex” has no part “Q”.",)


def test_differences_nobody_saw_are_not_made():
    load_small()

    with pytest.raises(StaleVersion):
        load_small(RENAMED, reason="Clearer.", expected=[])

    assert len(versions("A-2")) == 1


# --- Another set --------------------------------------------------------------------


def test_another_set_follows_a_validated_one():
    first = load_small()
    validate_set(first, reason="Workshop of July 2024.", by=make_administrator())

    with pytest.raises(Blocked) as caught:
        load_small(RENAMED, reason="Clearer.")
    assert caught.value.reasons[0].startswith("The set “trial” is validated")

    next_text = RENAMED.replace("code: trial", "code: next").replace("2024", "2026")
    second = load_small(next_text, reason="Clearer.")

    assert [each.number for each in first.definitions.order_by("pk")] == [1, 1]
    assert [each.number for each in second.definitions.order_by("pk")] == [1, 2]
    assert versions("A-2")[1][2] == date(2026, 1, 1)


def test_validation_is_recorded_once_with_where_and_when():
    found = load_small()
    person = make_administrator()

    validate_set(found, reason="Workshop of July 2024.", by=person)

    found.refresh_from_db()
    event = AuditEvent.objects.get(verb="indicator_set.validate")
    assert (found.state, event.reason) == ("validated", "Workshop of July 2024.")
    with pytest.raises(InvalidTransition):
        validate_set(found, reason="Again.", by=person)


@pytest.mark.parametrize("reason", ["", "  "])
def test_validation_needs_its_reason(reason):
    with pytest.raises(Blocked):
        validate_set(load_small(), reason=reason, by=make_administrator())


def test_empty_set_is_not_validated():
    with pytest.raises(Blocked):
        validate_set(make_indicator_set(), reason="July.", by=make_administrator())


# --- Who ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", [each for each in PEOPLE if each != "SA"])
def test_only_administrators_change_standard_indicators(who):
    found = load_small()
    person = PEOPLE[who](None)

    with pytest.raises(PermissionDenied):
        load_set(read_set(RENAMED), by=person, reason="Clearer.")
    with pytest.raises(PermissionDenied):
        validate_set(found, reason="July.", by=person)

    assert len(versions("A-2")) == 1


# --- Commands -----------------------------------------------------------------------


def run(command: str, *args) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def test_dry_run_shows_and_saves_nothing(tmp_path):
    file = tmp_path / "set.yaml"
    file.write_text(SMALL, encoding="utf-8")

    assert run("load_indicators", str(file), "--dry-run") == (
        "Indicator set: trial Trial set\nNew: A-1 Children at work\n"
        "New: A-2 Money for schools\n3 differences.\n"
    )
    assert IndicatorSet.objects.count() == AxisItem.objects.count() == 0


def test_commands_load_and_export_the_reference_set():
    make_administrator()

    assert run("load_indicators").endswith("75 differences.\n")
    assert run("load_indicators") == "No change.\n"
    assert read_set(run("export_indicators", "2020")) == read_set(
        FIRST_SET.read_text(encoding="utf-8")
    )
    assert run("export_indicators", "--axes") == write_axes()


def test_changes_are_printed_field_by_field(tmp_path):
    load_small()
    file = tmp_path / "set.yaml"
    file.write_text(RENAMED, encoding="utf-8")

    assert run("load_indicators", str(file), "--dry-run") == (
        "Changed: A-2 Money for education\n"
        "  name in English: “Money for schools” → “Money for education”\n"
        "1 differences.\n"
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"set: [", "Line 2 cannot be read as YAML"),
        (b"\xff\xfe", "The file cannot be read"),
        (SMALL.replace("[F, M]", "[Q]").encode(), "A-1: the axis “sex” has no part"),
    ],
)
def test_faulty_file_is_named_by_the_command(text, fault, tmp_path):
    file = tmp_path / "set.yaml"
    file.write_bytes(text)

    with pytest.raises(CommandError, match=fault):
        run("load_indicators", str(file), "--dry-run")


def test_command_asks_which_administrator():
    make_administrator(email="ada@example.org")
    make_administrator()

    with pytest.raises(CommandError, match="--by"):
        run("load_indicators")
    run("load_indicators", "--by", "ada@example.org")

    found = IndicatorSet.objects.get()
    assert found.created_by.email == "ada@example.org"


@pytest.mark.parametrize("args", [(), ("none",)])
def test_export_names_the_sets_there_are(args):
    load_small()

    with pytest.raises(CommandError, match="trial"):
        run("export_indicators", *args)
