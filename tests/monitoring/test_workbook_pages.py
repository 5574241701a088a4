"""The pages of the workbook: away, back, look, decide, write, undo; and for whom."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from alliance87.core.models import AuditEvent
from monitoring.enums import TransferState, ValueState, ValueType
from monitoring.forms.workbook import plan_now
from monitoring.models import ObservationVersion, ValueImport, WorkbookExport
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_value
from tests.monitoring.entry_forms import Form, open_round
from tests.monitoring.workbooks import YEAR, Filled, bring, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def share():
    indicator = make_indicator(code="X-1")
    return make_definition(indicator, value_type=ValueType.SHARE)


@pytest.fixture
def count():
    return make_definition(make_indicator(code="X-2"))


@pytest.fixture
def submission(share, count):
    return open_round(share, count)


@pytest.fixture
def person(submission):
    country = submission.pathfinder.country
    return factories.make_focal_point(country, language="en")


@pytest.fixture
def at_work(person, client_for):
    return client_for(person)


def address(submission, rest: str = "") -> str:
    iso3 = submission.pathfinder.country.slug
    return f"/pathfinders/{iso3}/reporting/{submission.round.year}/workbook/{rest}"


def stated(submission, definition, **fields):
    place = {"year": YEAR}
    observation = make_observation(submission.pathfinder, definition.indicator, **place)
    return make_value(observation, definition=definition, **fields)


def download(client, submission) -> Filled:
    return Filled(client.post(address(submission, "file/")).content)


def upload(client, submission, filled: Filled):
    fields = {"file": filled.upload("Our values.xlsx")}
    return client.post(address(submission), fields)


def sent(client, url: str, **fields):
    """Send the form of a page with what it holds already."""
    page = client.get(url)
    names = {"once", "seen", "reason"}
    held = {n: t for n, t in Form(page.content).fields.items() if n in names}
    return client.post(url, held | fields)


# --- The way --------------------------------------------------------------------------


def test_workbook_goes_out_comes_back_is_written_and_undone(at_work, submission, count):
    before = stated(submission, count, quantity=5)
    filled = download(at_work, submission)
    filled.write("X-2", "Number", 6)
    filled.write("X-1", "Percent", 12.5)

    answer = upload(at_work, submission, filled)
    plan = at_work.get(answer.url)
    (link,) = [
        part.split('"')[0]
        for part in plan.content.decode().split('href="')
        if "apply/?seen=" in part.split('"')[0]
    ]
    done = sent(at_work, link)

    assert "Write 2 values" in plan.content.decode()
    assert done.url == answer.url
    value_import = ValueImport.objects.get()
    assert (value_import.state, str(value_import)) == ("applied", "Our values.xlsx")
    drafts = ObservationVersion.objects.filter(state=ValueState.DRAFT)
    assert {each.brought_by for each in drafts} == {value_import}
    assert "2 values were written" in at_work.get(done.url).content.decode()
    sent(at_work, f"{answer.url}undo/")
    value_import.refresh_from_db()
    assert value_import.state == TransferState.UNDONE
    after = ObservationVersion.objects.get(state=ValueState.DRAFT)
    assert (after.quantity, after.confirms) == (5, before)


def written(client, submission, count):
    """Write two values by a workbook: a new one, and one in place of five."""
    stated(submission, count, quantity=5)
    filled = download(client, submission)
    filled.write("X-2", "Number", 6)
    filled.write("X-1", "Percent", 12.5)
    url = upload(client, submission, filled).url
    seen = plan_now(ValueImport.objects.get()).digest
    sent(client, f"{url}apply/?seen={seen}")
    return url


def test_undo_names_the_values_that_stay(at_work, submission, count):
    url = written(at_work, submission, count)
    brought = ObservationVersion.objects.get(quantity=6)
    brought.superseded_at = brought.recorded_at
    brought.state = ValueState.SUPERSEDED
    brought.save()
    make_value(brought.observation, definition=count, quantity=7)

    sent(at_work, f"{url}undo/")

    page = at_work.get(url)
    assert [each for each, _part in page.context["kept_rows"]] == [brought]
    content = page.content.decode()
    assert "1 value was changed since and stays" in content
    assert "1 new value was taken away." in content


def test_workbook_is_one_entry_of_the_trail(at_work, submission, count, person):
    url = written(at_work, submission, count)
    sent(at_work, f"{url}undo/")

    events = AuditEvent.objects.filter(
        verb__startswith="value", country=submission.pathfinder.country
    )
    found = [(each.verb, each.target_label, each.by, each.now) for each in events]
    assert sorted(found) == [
        ("value_import.apply", "Our values.xlsx", person, "new 1, changed 1"),
        ("value_import.undo", "Our values.xlsx", person, "restored 1, removed 1"),
    ]


def test_workbook_is_no_imported_file(at_work, submission, count):
    url = written(at_work, submission, count)
    found = ValueImport.objects.get()
    iso3 = submission.pathfinder.country.slug

    assert found.get_absolute_url() == url
    assert at_work.get(f"/imports/{found.pk}/").url == url
    assert at_work.get(f"/imports/{found.pk}/columns/").status_code == 404
    assert at_work.get(f"/imports/{found.pk}/undo/").status_code == 404
    page = at_work.get(f"/pathfinders/{iso3}/imports/")
    assert page.context["rows"] == []


def test_conflict_is_shown_side_by_side_and_decided(at_work, submission, count):
    stated(submission, count, quantity=5)
    filled = download(at_work, submission)
    filled.write("X-2", "Number", 6)
    version = ObservationVersion.objects.get()
    version.superseded_at = version.recorded_at
    version.state = ValueState.SUPERSEDED
    version.save()
    make_value(version.observation, definition=count, quantity=7)
    url = upload(at_work, submission, filled).url

    page = at_work.get(url).content.decode()
    key = f"X-2||{YEAR}||"
    at_work.post(url, {"line": key, f"decision:{key}": "yours"})

    assert all(f"<span>{each}</span>" in page for each in (5, 6, 7))
    assert "1 conflict waits for your decision." in page
    assert ValueImport.objects.get().choices == {key: "yours"}
    assert "All conflicts are decided." in at_work.get(url).content.decode()


def test_line_is_left_out_and_taken_in_again(at_work, submission):
    filled = download(at_work, submission)
    filled.write("X-2", "Number", 6)
    url = upload(at_work, submission, filled).url
    key = f"X-2||{YEAR}||"

    at_work.post(url, {"line": key, f"decision:{key}": "out"})
    left_out = at_work.get(url).content.decode()
    at_work.post(url, {"line": key})

    assert "Left out" in left_out
    assert "The workbook changes nothing." in left_out
    assert ValueImport.objects.get().choices == {}


def test_all_faults_stand_on_the_plan_with_their_cells(at_work, submission):
    filled = download(at_work, submission)
    places = [
        filled.write("X-1", "Percent", 120),
        filled.write("X-2", "Number", "1,234"),
    ]

    page = at_work.get(upload(at_work, submission, filled).url).content.decode()

    assert "2 cells cannot be taken" in page
    assert all(place in page for place in places)
    assert "apply/?seen=" not in page


def test_file_that_is_no_workbook_is_refused_on_the_form(at_work, submission):
    answer = at_work.post(address(submission), {"file": factories.pdf_upload()})

    assert answer.status_code == 200
    assert "Save the workbook as XLSX" in answer.content.decode()
    assert ValueImport.objects.count() == 0


def test_plan_that_was_overtaken_is_shown_again(at_work, submission, count):
    filled = download(at_work, submission)
    filled.write("X-2", "Number", 6)
    url = upload(at_work, submission, filled).url
    link = f"{url}apply/?seen=old"

    assert at_work.get(link).url == url


def test_workbook_speaks_the_language_of_who_takes_it(submission, client_for):
    country = submission.pathfinder.country
    person = factories.make_contributor(country, language="fr")

    content = client_for(person).post(address(submission, "file/")).content

    assert WorkbookExport.objects.get().language == "fr"
    assert "X-1" in {
        cell.value for cell in load_workbook(BytesIO(content)).worksheets[1]["B"]
    }


def test_page_lists_what_was_brought(at_work, submission, person):
    assert (
        "No workbook was brought yet"
        in at_work.get(address(submission)).content.decode()
    )
    brought = bring(taken(submission, person), submission, person)

    page = at_work.get(address(submission)).content.decode()

    assert address(submission, f"{brought.pk}/") in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(
    at_work, submission, person, rows, django_assert_num_queries
):
    for _number in range(rows):
        bring(taken(submission, person), submission, person)

    with django_assert_num_queries(6):
        at_work.get(address(submission))


# --- For whom -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda country: factories.make_focal_point(country), 200),
        (lambda country: factories.make_contributor(country), 200),
        (lambda country: factories.make_officer(), 200),
        (lambda country: factories.make_administrator(), 200),
        (lambda country: factories.make_focal_point(factories.make_country()), 404),
        (lambda country: factories.make_gcg_member(), 404),
        (lambda country: factories.make_gcg_observer(), 404),
        (lambda country: factories.make_chair(), 404),
    ],
)
def test_workbook_is_for_the_team_and_the_secretariat(
    submission, client_for, make, status
):
    client = client_for(make(submission.pathfinder.country))

    assert client.get(address(submission)).status_code == status
    assert client.post(address(submission, "file/")).status_code == status
    assert WorkbookExport.objects.count() == (status == 200)


def test_workbook_asks_strangers_to_sign_in(submission, client):
    assert client.get(address(submission)).status_code == 302
    assert client.post(address(submission, "file/")).status_code == 302


def test_contributor_does_not_see_what_another_one_brought(submission, client_for):
    country = submission.pathfinder.country
    first, second = (factories.make_contributor(country) for _number in range(2))
    brought = bring(taken(submission, first), submission, first)
    url = address(submission, f"{brought.pk}/")

    assert client_for(first).get(url).status_code == 200
    assert client_for(second).get(url).status_code == 404
    assert client_for(second).post(f"{url}apply/").status_code == 404
    assert client_for(second).post(f"{url}undo/").status_code == 404


def test_secretariat_is_asked_why_it_writes(submission, client_for):
    client = client_for(factories.make_officer(language="en"))
    filled = download(client, submission)
    filled.write("X-2", "Number", 6)
    url = upload(client, submission, filled).url
    page = client.get(url).content.decode()
    link = next(
        part.split('"')[0] for part in page.split('href="') if "apply/?seen=" in part
    )

    refused = sent(client, link)
    sent(client, link, reason="Sent by e-mail")

    assert refused.status_code == 200
    assert ObservationVersion.objects.get().reason == "Sent by e-mail"


def test_workbook_of_one_round_is_not_found_under_another(
    submission, person, at_work, share
):
    brought = bring(taken(submission, person), submission, person)
    later = open_round(share, year=YEAR + 1)
    later.pathfinder = submission.pathfinder
    later.save()

    assert at_work.get(address(later, f"{brought.pk}/")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_asks_the_same_number_of_questions(
    at_work, submission, person, rows, django_assert_num_queries
):
    filled = taken(submission, person)
    for year in range(2020, 2020 + rows):
        filled.earlier("X-2", year, 5)
    brought = bring(filled, submission, person)

    with django_assert_num_queries(15):
        at_work.get(address(submission, f"{brought.pk}/"))
