"""Jobs as the asking code sees them; here the work is done at once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from alliance87.core.enums import Audience, JobState
from alliance87.core.jobs import Progress, ask_again, ask_for, file_of, job
from alliance87.core.models import Document, Job, Submission
from alliance87.core.rules import may_view_document
from tests.core import sample_jobs
from tests.factories import make_administrator, make_officer, make_user

pytestmark = pytest.mark.django_db

later = override_settings(JOBS_IMMEDIATE=False)


def ask(user, **arguments) -> Job:
    arguments = {"rows": 3} | arguments
    return ask_for("sample.write", by=user, title="Import of values", **arguments)


def test_job_done_at_once_keeps_its_end():
    job = ask(make_user())

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
    assert (job.message, job.result) == ("3 of 3 rows", "/pathfinders/")
    assert job.ended_at is not None
    assert Submission.objects.count() == 3


def test_job_works_in_the_language_of_who_asked():
    ask(make_user(language="fr"), rows=1)

    assert Submission.objects.get().done_url == "/fr/0/"


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        ("refuse", "Row 3 names no year."),
        (
            "break",
            "Something went wrong on our side. Nothing was changed. Try again; if it "
            "happens a second time, tell the secretariat.",
        ),
    ],
)
def test_job_that_fails_writes_nothing_and_says_why(then, sentence):
    job = ask(make_user(), then=then)

    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, sentence)
    assert (job.done, job.result) == (0, "")
    assert Submission.objects.count() == 0


def test_fault_is_logged_in_full_and_a_refusal_is_not(caplog):
    ask(make_user(), then="refuse")
    assert caplog.records == []

    ask(make_user(), then="break")
    assert "secret detail" in caplog.text


def test_late_constraint_fails_the_job_and_not_the_worker():
    @job("sample.orphan")
    def orphan(progress):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_job SET created_by_id = 0")

    done = ask_for("sample.orphan", by=make_user(), title="Orphan")

    done.refresh_from_db()
    assert done.state == JobState.FAILED


@later
def test_same_work_asked_for_twice_is_one_job():
    user = make_user()

    first, second = ask(user, rows=5), ask(user, rows=5)

    assert second.pk == first.pk
    assert (first.state, Submission.objects.count()) == (JobState.WAITING, 0)


@later
@pytest.mark.parametrize("difference", ["person", "arguments", "ended"])
def test_other_work_is_a_job_of_its_own(difference):
    user = make_user()
    first = ask(user)
    if difference == "ended":
        Job.objects.update(state=JobState.FAILED)

    second = ask(
        make_user() if difference == "person" else user,
        rows=4 if difference == "arguments" else 3,
    )

    assert second.pk != first.pk


def test_unknown_kind_is_refused_when_it_is_asked_for():
    with pytest.raises(LookupError, match=r"No job is called 'sample\.nothing'"):
        ask_for("sample.nothing", by=make_user(), title="Nothing")


def test_argument_that_json_cannot_hold_is_refused():
    with pytest.raises(TypeError, match="Decimal"):
        ask_for("sample.write", by=make_user(), title="x", rows=Decimal(3))


def test_two_functions_cannot_be_the_same_kind():
    def other(progress):
        """Never runs."""

    with pytest.raises(ValueError, match=r"sample\.write"):
        job("sample.write")(other)

    assert job("sample.write")(sample_jobs.write_rows) is sample_jobs.write_rows


@later
def test_right_that_ended_meanwhile_stops_the_work():
    user = make_user(name="Former")

    with override_settings(JOBS_IMMEDIATE=True):
        done = ask_for("sample.file", by=user, title="Values", text="a")

    assert done.state == JobState.FAILED
    assert done.message == "You may not do this any more. Nothing was changed."
    assert Document.objects.count() == 0


# --- Progress -----------------------------------------------------------------


def progress_of(user=None) -> Progress:
    with later:
        job = ask(user or make_user())
    return Progress(job, connection=connection, stopping=bool)


def test_progress_is_written_at_most_twice_a_second(django_assert_num_queries):
    progress = progress_of()
    progress.total(100_000, "rows")

    with django_assert_num_queries(0):
        for _row in range(1000):
            progress.step()

    assert progress.words() == "1,000 of 100,000 rows"


def test_progress_says_what_it_is_doing():
    progress = progress_of()

    progress.step(message="Reading the file")
    assert progress.words() == "Reading the file"

    progress.total(10)
    assert progress.words() == "Reading the file: 1 of 10"


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", "x"])
def test_result_elsewhere_is_refused(url):
    with pytest.raises(ValueError, match="is no path of this site"):
        progress_of().result(url)


# --- The file -----------------------------------------------------------------


def make_file(user) -> Job:
    return ask_for("sample.file", by=user, title="Values", text="a;b")


def test_file_has_its_name_type_and_content():
    version = file_of(make_file(make_user()))

    assert version.file_name == "values.csv"
    assert version.content_type == "text/csv"
    with version.file.open("rb") as file:
        assert file.read() == b"a;b"


def test_file_of_a_job_is_in_no_audience():
    document = make_file(make_user()).file.document

    for reader in (make_administrator(), make_officer(), document.created_by):
        assert not may_view_document(reader, document)
        assert not Document.objects.visible_to(reader).exists()
    assert document.audience not in Audience.values


@pytest.mark.parametrize(("hours", "is_kept"), [(23, True), (25, False)])
def test_file_is_kept_for_a_day(hours, is_kept):
    job = make_file(make_user())
    job.ended_at = timezone.now() - timedelta(hours=hours)

    assert (file_of(job) is not None) is is_kept


@pytest.mark.parametrize("change", [{"name": "Former"}, {"is_active": False}])
def test_file_is_not_given_to_who_lost_the_right(change):
    job = make_file(make_user())
    for name, value in change.items():
        setattr(job.created_by, name, value)

    assert file_of(job) is None


def test_asking_again_repeats_the_same_work():
    first = ask(make_user(), then="refuse")

    second = ask_again(first)

    assert second.pk != first.pk
    assert (second.kind, second.title) == (first.kind, first.title)
    assert second.arguments == {"rows": 3, "then": "refuse"}
