"""What nobody needs any more: finished jobs, files never brought in, stray files."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import partial

import pgtrigger
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from alliance87.core.jobs.files import NO_AUDIENCE
from alliance87.core.models import Document, DocumentVersion, Job
from monitoring.enums import TransferState
from monitoring.models import ValueImport
from pathfinders.enums import ImportState
from pathfinders.models import RoadmapImport

PREVIEW = "preview"
# Names that `core.models.document` gives: a stranger's file is not ours to delete.
OWN_NAME = re.compile("[0-9a-f]{2}/[0-9a-f]{32}")


@transaction.atomic
def clear_leftovers(before: datetime, *, is_trial: bool = False) -> dict[str, int]:
    """Delete what was left before a time; return how many of each kind in words.

    What a record still refers to stays. A trial counts and deletes nothing.
    """
    strays = _stray_files(before)
    counts = {
        "jobs that ended": _old_jobs(before),
        "imports of values never applied": _unapplied_values(before),
        "imports of roadmaps never applied": _unapplied_roadmaps(before),
        "files made for a job or a preview": _files_set_aside(before),
        "stored files without a record": len(strays),
    }
    for name in strays:
        transaction.on_commit(partial(default_storage.delete, name))
    if is_trial:
        transaction.set_rollback(True)
    return counts


def _old_jobs(before: datetime) -> int:
    return Job.objects.filter(ended_at__lt=before).delete()[0]


def _unapplied_roadmaps(before: datetime) -> int:
    rows = RoadmapImport.objects.filter(state=ImportState.READ, changed_at__lt=before)
    return rows.delete()[0]


def _unapplied_values(before: datetime) -> int:
    """Delete imports with the file that came, unless it is proof of something else."""
    rows = ValueImport.objects.filter(state=TransferState.READ, changed_at__lt=before)
    rows = rows.select_for_update(skip_locked=True, of=("self",))
    found = list(rows.select_related("file__document"))
    ValueImport.objects.filter(pk__in=[each.pk for each in found]).delete()
    _delete_unused({each.file.document for each in found})
    return len(found)


def _files_set_aside(before: datetime) -> int:
    """Delete files made for one person that no job and no open import needs."""
    decided = ValueImport.objects.exclude(state=TransferState.READ)
    for each in decided.filter(choices__has_key=PREVIEW, changed_at__lt=before):
        choices = {key: value for key, value in each.choices.items() if key != PREVIEW}
        ValueImport.objects.filter(pk=each.pk).update(choices=choices)
    shown = ValueImport.objects.filter(choices__has_key=PREVIEW)
    rows = Document.objects.filter(audience=NO_AUDIENCE, created_at__lt=before)
    kept = set(shown.values_list(f"choices__{PREVIEW}", flat=True))
    return _delete_unused(rows.exclude(versions__in=kept))


def _delete_unused(documents: Iterable[Document]) -> int:
    """Delete documents with their stored files; those still referred to stay."""
    count = 0
    for document in documents:
        try:
            with (
                transaction.atomic(),
                pgtrigger.ignore("core.DocumentVersion:append_only"),
            ):
                for version in document.versions.all():
                    version.delete()
                    name = version.file.name
                    transaction.on_commit(partial(default_storage.delete, name))
                document.delete()
        except ProtectedError:
            continue
        count += 1
    return count


def _stray_files(before: datetime) -> list[str]:
    """Return stored files that no record names: a request or job that was undone."""
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:
        return []
    names = [
        f"{folder}/{file}"
        for folder in folders
        for file in default_storage.listdir(folder)[1]
    ]
    known = set(DocumentVersion.objects.values_list("file", flat=True))
    return [
        name
        for name in names
        if OWN_NAME.fullmatch(name)
        and name not in known
        and default_storage.get_modified_time(name) < before
    ]
