"""What is deleted after a while, and what never is."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from alliance87.core.models import Document, DocumentVersion, Job
from monitoring.enums import TransferOrigin, TransferState
from monitoring.models import ValueImport
from monitoring.transfers.filing import keep_aside, keep_table
from pathfinders.enums import ImportOrigin, ImportState
from pathfinders.models import RoadmapImport
from tests.core.test_jobs import make_file
from tests.factories import make_officer, make_roadmap, make_user
from tests.factories.values import make_evidence, make_observation

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=40)
STRAY = "ab/0123456789abcdef0123456789abcdef"


def clear(*arguments) -> list[str]:
    said = StringIO()
    # Files leave the store after the transaction.
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("clear_leftovers", *arguments, stdout=said)
    return said.getvalue().splitlines()


def counts(jobs=0, values=0, roadmaps=0, files=0, strays=0) -> list[str]:
    return [
        f"{jobs} jobs that ended",
        f"{values} imports of values never applied",
        f"{roadmaps} imports of roadmaps never applied",
        f"{files} files made for a job or a preview",
        f"{strays} stored files without a record",
    ]


def brought(state=TransferState.READ, *, age=LONG_AGO, **fields) -> ValueImport:
    user = make_officer()
    upload = SimpleUploadedFile("values.csv", b"year,value\n2020,5\n")
    found = ValueImport.objects.create(
        origin=TransferOrigin.values[0],
        file=keep_table(upload, title="Values", by=user),
        created_by=user,
        state=state,
        **fields,
    )
    ValueImport.objects.filter(pk=found.pk).update(changed_at=age)
    return found


def preview(*, created_at=LONG_AGO) -> DocumentVersion:
    kept = keep_aside(b"rows", "import.zip", by=make_officer())
    Document.objects.filter(pk=kept.document_id).update(created_at=created_at)
    return kept


def is_stored(version: DocumentVersion) -> bool:
    return default_storage.exists(version.file.name)


def test_old_job_goes_with_its_file_and_a_young_one_stays():
    old, young = make_file(make_user()), make_file(make_user())
    Job.objects.filter(pk=old.pk).update(ended_at=LONG_AGO)
    Document.objects.filter(pk=old.file.document_id).update(created_at=LONG_AGO)

    assert clear() == [*counts(jobs=1, files=1), "Deleted."]

    assert list(Job.objects.all()) == [young]
    assert list(DocumentVersion.objects.all()) == [young.file]
    assert (is_stored(old.file), is_stored(young.file)) == (False, True)


def test_job_that_waits_stays_however_old_it_is():
    job = make_file(make_user())
    Job.objects.update(state="waiting", ended_at=None, file=None, created_at=LONG_AGO)

    assert clear()[0] == "0 jobs that ended"
    assert Job.objects.get() == job


def test_import_of_values_that_nobody_applied_goes_with_file_and_preview():
    found = brought(choices={"preview": preview().pk})

    assert clear() == [*counts(values=1, files=1), "Deleted."]

    assert not ValueImport.objects.exists()
    assert not Document.objects.exists()
    assert not is_stored(found.file)


@pytest.mark.parametrize("state", [TransferState.APPLIED, TransferState.UNDONE])
def test_import_that_was_applied_keeps_its_file_and_loses_its_preview(state):
    found = brought(state, choices={"preview": preview().pk, "rows": 1})

    assert clear() == [*counts(files=1), "Deleted."]

    found.refresh_from_db()
    assert found.choices == {"rows": 1}
    assert list(DocumentVersion.objects.all()) == [found.file]
    assert is_stored(found.file)


def test_young_import_keeps_its_preview_and_loses_an_older_one():
    shown, forgotten = preview(), preview()
    found = brought(age=timezone.now(), choices={"preview": shown.pk})

    assert clear() == [*counts(files=1), "Deleted."]

    assert set(DocumentVersion.objects.all()) == {found.file, shown}
    assert (is_stored(shown), is_stored(forgotten)) == (True, False)


def test_file_that_proves_a_value_stays_when_its_import_goes():
    found = brought()
    make_evidence(make_observation(), file=found.file)

    assert clear()[1] == "1 imports of values never applied"

    assert DocumentVersion.objects.get() == found.file
    assert is_stored(found.file)


def test_import_of_a_roadmap_that_nobody_applied_goes():
    roadmap, user = make_roadmap(), make_user()
    for state in ImportState.values:
        RoadmapImport.objects.create(
            roadmap=roadmap,
            origin=ImportOrigin.values[0],
            state=state,
            name=state,
            table=[],
            created_by=user,
        )
    RoadmapImport.objects.update(changed_at=LONG_AGO)

    assert clear() == [*counts(roadmaps=1), "Deleted."]
    assert set(RoadmapImport.objects.values_list("state", flat=True)) == {
        ImportState.APPLIED,
        ImportState.UNDONE,
    }


def test_stored_file_without_a_record_goes_when_it_is_old():
    default_storage.save(STRAY, ContentFile(b"left by a request that was undone"))
    default_storage.save("notes/kept.txt", ContentFile(b"not ours"))

    assert clear() == [*counts(), "Deleted."]
    assert default_storage.exists(STRAY)

    age_of(STRAY)
    age_of("notes/kept.txt")
    assert clear() == [*counts(strays=1), "Deleted."]
    assert not default_storage.exists(STRAY)
    assert default_storage.exists("notes/kept.txt")


def age_of(name: str) -> None:
    """Make a stored file as old as the others."""
    os.utime(default_storage.path(name), (LONG_AGO.timestamp(),) * 2)


def test_trial_counts_and_deletes_nothing():
    found = brought(choices={"preview": preview().pk})

    assert clear("--dry-run") == [*counts(values=1, files=1), "Nothing was deleted."]

    assert ValueImport.objects.get() == found
    assert DocumentVersion.objects.count() == 2
    assert is_stored(found.file)


def test_files_of_yesterday_are_promised_and_cannot_be_deleted():
    with pytest.raises(CommandError, match="at least 2 days"):
        clear("--days", "1")
