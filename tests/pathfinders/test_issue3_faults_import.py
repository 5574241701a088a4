"""Faults found in review: tables on their way into a roadmap and back out."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from alliance87.core.spreadsheets import read_file, read_paste
from pathfinders import workflow
from pathfinders.exchange.apply import apply_import, undo_import
from pathfinders.exchange.merge import CURRENT, YOURS
from pathfinders.exchange.plan import plan_of
from pathfinders.models import Action, Benchmark, FundingLine, RoadmapImport
from pathfinders.roadmap_rows import fingerprint, save_cell
from pathfinders.row_values import Directory, split_partners
from tests.factories import (
    make_action,
    make_action_partner,
    make_focal_point,
    make_funding,
    make_need,
    make_partner,
    make_priority,
    make_roadmap,
)
from tests.pathfinders.exchange_files import (
    File,
    apply,
    apply_on_page,
    bringing,
    imported,
    paste,
    snapshot,
)

pytestmark = pytest.mark.django_db

OVERSPENT = (
    "More is disbursed (150 USD) than allocated (100 USD). Explain it in “Explanation "
    "of the amounts”, or correct the amounts."
)
HEAD = "Priority | Action | Allocated | Disbursed | Currency"
SPENT = "Schools | Build | 100 | 150 | USD"


@pytest.fixture
def roadmap():
    return make_roadmap(starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31))


@pytest.fixture
def person(roadmap):
    return make_focal_point(roadmap.pathfinder.country)


def said(response) -> list[str]:
    return [str(each) for each in get_messages(response.wsgi_request)]


# --- What came too late ---------------------------------------------------------------


def test_decision_on_an_applied_import_is_refused_in_words(client_for, roadmap, person):
    client = client_for(person)
    url = imported(client, roadmap)
    apply_on_page(client, url)
    client.get(url)

    answer = client.post(url, {"decision:x": YOURS})

    assert (answer.status_code, answer.url) == (302, url)
    assert said(answer) == [
        "Nothing was changed. It is “Applied” by now. Load the page again."
    ]


def test_columns_of_an_applied_import_are_refused_in_words(client_for, roadmap, person):
    client = client_for(person)
    url = imported(client, roadmap)
    apply_on_page(client, url)
    client.get(url)
    record = RoadmapImport.objects.get()
    data = {f"column_{at}": each for at, each in enumerate(record.mapping["columns"])}

    answer = client.post(f"{url}columns/", data | {"sheet": 0, "header": 0})

    assert (answer.status_code, answer.url) == (302, url)
    assert said(answer) == [
        "Nothing was changed. It is “Applied” by now. Load the page again."
    ]
    assert client.get(f"{url}columns/").url == url


def test_table_that_changes_nothing_is_not_applied(client_for, roadmap, person):
    make_action(make_priority(roadmap, title="Schools"), title="Build")
    client = client_for(person)
    url = imported(client, roadmap, "Priority\tAction\nSchools\tBuild")
    record = RoadmapImport.objects.get()

    answer = client.post(f"{url}apply/", {"seen": plan_of(record).digest})

    errors = answer.context["form"].non_field_errors()
    assert errors == ["The table changes nothing."]
    assert not AuditEvent.objects.filter(verb="roadmap.rows_imported").exists()
    assert RoadmapImport.objects.get().state == "read"


def test_table_whose_changes_are_all_declined_is_not_applied(roadmap, person):
    make_action(make_priority(roadmap, title="Schools"), title="Build")
    file = File(roadmap, person)
    file.cell("action", "Build", "Action").value = "Build ten"
    record = file.back()
    action = Action.objects.get()
    Action.objects.update(title="Build five")

    with pytest.raises(Blocked) as refused:
        apply(record, person, **{f"{action.key}.title": CURRENT})

    assert refused.value.reasons == (
        "With your decisions so far every row stays as it is: nothing is to apply.",
    )


# --- Unexplained spending -------------------------------------------------------------


def test_spending_above_the_allocation_is_applied_with_its_explanation(roadmap, person):
    bring = bringing(roadmap)
    text = paste(
        f"{HEAD} | Explanation of the amounts", f"{SPENT} | The bank advanced it"
    )
    record = bring(read_paste(text))

    assert plan_of(record).problems == ()
    apply(record, person)
    assert Action.objects.get().budget_note == "The bank advanced it"


def test_spending_that_is_explained_on_record_is_applied(roadmap, person):
    schools = make_priority(roadmap, title="Schools")
    make_action(schools, title="Build", budget_note="Advanced")

    apply(bringing(roadmap)(read_paste(paste(HEAD, SPENT))), person)

    assert FundingLine.objects.count() == 2


def test_unexplained_spending_of_both_sides_together_is_refused(roadmap, person):
    action = make_action(make_priority(roadmap, title="Schools"), title="Build")
    make_funding(action, kind="allocated", amount=100, currency="USD", year=2026)
    file = File(roadmap, person)
    file.cell("action", "Build", "Output").value = "A school"
    file.add(
        "funding",
        **{"Action_no.": "P1.A1", "What_it_is": "Disbursed"},
        **{"Amount": 90, "Currency_(ISO_code)": "USD", "Year": 2026},
    )
    make_funding(action, kind="disbursed", amount=60, currency="USD", year=2026)
    record = file.back()
    before = snapshot(roadmap)

    problems = plan_of(record).problems

    assert [OVERSPENT in each for each in problems] == [True, False]
    assert problems[0].startswith("Sheet “Actions”, row 2, column ")
    with pytest.raises(Blocked):
        apply_import(record, seen=plan_of(record).digest, by=person)
    assert snapshot(roadmap) == before


def test_explanation_that_a_file_takes_away_is_missed(roadmap, person):
    schools = make_priority(roadmap, title="Schools")
    action = make_action(schools, title="Build", budget_note="Advanced")
    make_funding(action, kind="allocated", amount=100, currency="USD", year=None)
    make_funding(action, kind="disbursed", amount=150, currency="USD", year=None)
    file = File(roadmap, person)
    file.cell("action", "Build", "Explanation of the amounts").value = None

    (problem,) = plan_of(file.back()).problems

    assert problem.endswith(f"“Explanation of the amounts”: {OVERSPENT}")


def test_old_unexplained_spending_does_not_hold_up_other_rows(roadmap, person):
    action = make_action(make_priority(roadmap, title="Schools"), title="Build")
    make_funding(action, kind="allocated", amount=100, currency="USD", year=None)
    make_funding(action, kind="disbursed", amount=150, currency="USD", year=None)

    record = bringing(roadmap)(read_paste("Priority\tAction\nSchools\tTeach"))

    assert plan_of(record).problems == ()


def test_roadmap_with_unexplained_spending_is_not_submitted(roadmap, person):
    action = make_action(make_priority(roadmap, title="Schools"), title="Build")
    make_funding(action, kind="allocated", amount=100, currency="USD", year=None)
    make_funding(action, kind="disbursed", amount=150, currency="USD", year=None)

    with pytest.raises(Blocked) as refused:
        workflow.submit_roadmap(roadmap, by=person)
    assert refused.value.reasons == (f"“Build”: {OVERSPENT}",)

    Action.objects.update(budget_note="Advanced")
    workflow.submit_roadmap(roadmap, by=person)
    roadmap.refresh_from_db()
    assert roadmap.state == "submitted"


# --- Undo -----------------------------------------------------------------------------


def test_undone_import_ties_requests_for_support_to_their_actions(roadmap, person):
    schools = make_priority(roadmap, title="Schools")
    build, teach = (make_action(schools, title=each) for each in ("Build", "Teach"))
    builders = make_need(roadmap.pathfinder, action=build, title="Builders")
    teachers = make_need(roadmap.pathfinder, action=teach, title="Teachers")
    loose = make_need(roadmap.pathfinder, title="Experts")
    moved = make_need(roadmap.pathfinder, action=build, title="Bricks")
    file = File(roadmap, person)
    file.delete("action", "Build")
    record = file.back()
    apply(record, person, **{str(build.key): YOURS})
    moved.refresh_from_db()
    moved.action = teach
    moved.save()

    undo_import(record, by=person)

    back = Action.objects.get(key=build.key)
    for need, action in (
        (builders, back),
        (teachers, teach),
        (loose, None),
        (moved, teach),
    ):
        need.refresh_from_db()
        assert need.action == action


# --- What is no table -----------------------------------------------------------------

NO_TEXT = ["This is not text but a file of another kind. Use XLSX or CSV."]
FILES = {
    "png": b"\x89PNG\r\n\x1a\n,a,b\n",
    "pdf": b"%PDF-1.7\n1,2\n",
    "zip": b"PK\x03\x04,a,b\n",
    "jpeg": b"\xff\xd8\xff\xe0,a\n",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1,a\n",
}


@pytest.mark.parametrize("content", [*FILES.values(), b"Priority,Action\nA\x00,B\n"])
def test_binary_file_named_csv_is_refused(content):
    with pytest.raises(ValidationError) as refused:
        read_file(SimpleUploadedFile("plan.csv", content))

    assert refused.value.messages == NO_TEXT


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_binary_file_that_is_pasted_is_refused(content, encoding):
    with pytest.raises(ValidationError) as refused:
        read_paste(content.decode(encoding, "replace"))

    assert refused.value.messages == NO_TEXT


def test_pasted_text_with_a_sign_that_no_text_holds_is_refused():
    with pytest.raises(ValidationError) as refused:
        read_paste("Priority\tAction\nA\x00\tB")

    assert refused.value.messages == NO_TEXT


def test_csv_in_utf_16_is_read():
    upload = SimpleUploadedFile("plan.csv", "A\tB\né\tf\n".encode("utf-16"))

    assert read_file(upload).sheets[0].rows == (("A", "B"), ("é", "f"))


# --- Partners with a semicolon in their name ------------------------------------------

UNION = "Union of Farmers; North; South"


@pytest.mark.parametrize(
    ("text", "known", "others"),
    [
        (UNION, [UNION], ""),
        ("union of farmers;north ;South", [UNION], ""),
        (f"ILO; {UNION}; Village", ["ILO", UNION], "Village"),
        ("Union of Farmers; North", ["Union of Farmers; North"], ""),
        ("Union of Farmers; ILO", ["ILO"], "Union of Farmers"),
        ("Union of Farmers\nNorth", [], "Union of Farmers; North"),
    ],
)
def test_longest_partner_of_the_directory_is_meant(roadmap, text, known, others):
    for name in ("ILO", UNION, "Union of Farmers; North"):
        make_partner(name=name)

    found, rest = split_partners(text, directory=Directory.of(roadmap))

    assert ([partner.name for partner in found], rest) == (known, others)


def test_partner_with_a_semicolon_survives_the_editor(roadmap, person):
    build = make_action(make_priority(roadmap, title="Schools"), title="Build")
    make_action_partner(build, union := make_partner(name=UNION))
    base = fingerprint(build, "partners")

    save_cell(build, "partners", f"{UNION}; Town", base=base, by=person)

    build.refresh_from_db()
    assert ([*build.directory.all()], build.partners) == ([union], "Town")


def test_partner_with_a_semicolon_survives_an_import(roadmap, person):
    schools = make_priority(roadmap, title="Schools")
    build = make_action(schools, title="Build", partners="Village")
    make_action_partner(build, union := make_partner(name=UNION))
    file = File(roadmap, person)
    file.cell("action", "Build", "Output").value = "A school"
    file.cell("action", "Build", "Partners").value += "; Town"
    file.add("benchmark", **{"Action_no.": "P1.A1"}, Year=2027, Benchmark="Step")

    apply(file.back(), person)

    build.refresh_from_db()
    assert (build.output, build.partners) == ("A school", "Village; Town")
    assert [*build.directory.all()] == [union]
    assert Benchmark.objects.get().text == "Step"
