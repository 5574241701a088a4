"""The file that a job made: for who asked, for a day."""

import mimetypes
from datetime import timedelta

from django.utils import timezone

from alliance87.core.documents import clean_file_name, store_version
from alliance87.core.enums import JobState
from alliance87.core.jobs.kinds import kind_of
from alliance87.core.models import Document, DocumentVersion, Job

# The audience of a document that no list and no address of documents delivers.
NO_AUDIENCE = ""
KEPT = timedelta(hours=24)


def keep_file(content: bytes, name: str, *, job: Job) -> DocumentVersion:
    """Store a file that we made ourselves; only `file_of` gives it out."""
    document = Document.objects.create(
        title=job.title,
        audience=NO_AUDIENCE,
        language=job.created_by.language,
        created_by=job.created_by,
    )
    return store_version(
        document,
        content,
        clean_file_name(name),
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        by=job.created_by,
    )


def file_of(job: Job) -> DocumentVersion | None:
    """Return the file to deliver; None when there is none, or none any more."""
    if job.state != JobState.DONE or job.file_id is None or is_expired(job):
        return None
    try:
        kind = kind_of(job.kind)
    except LookupError:
        # An older version of the application had this kind.
        return None
    return job.file if kind.allows(job) else None


def is_expired(job: Job) -> bool:
    """Whether the file of a finished job was kept long enough."""
    if job.file_id is None or job.ended_at is None:
        return False
    return timezone.now() - job.ended_at > KEPT
