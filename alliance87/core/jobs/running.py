"""Carrying out a job: all or nothing, by one worker; the only place of its states.

A worker holds its job by a row lock (`FOR KEY SHARE`) in the transaction of the work.
The lock lets progress be written beside it, keeps other workers away (they take
`FOR UPDATE SKIP LOCKED`), and dies with the worker, as does everything it wrote.
"""

import logging
from collections.abc import Callable
from contextlib import closing, contextmanager
from datetime import timedelta

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db import connection as own_connection
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from alliance87.core.enums import JobState
from alliance87.core.exceptions import DomainError
from alliance87.core.jobs.kinds import kind_of
from alliance87.core.jobs.progress import Interrupted, Progress
from alliance87.core.models import Job
from alliance87.core.request_ids import request_id

logger = logging.getLogger(__name__)

# Longer than any worker needs between taking a job and holding it.
GRACE = timedelta(seconds=10)


def take() -> Job | None:
    """Return the next waiting job, marked as running; None when nothing waits.

    People take turns: who asks for a hundred things holds nobody else's up.
    """
    theirs = Job.objects.filter(created_by=OuterRef("created_by")).order_by()
    served = theirs.values("created_by").annotate(at=Max("started_at")).values("at")
    with transaction.atomic():
        waiting = Job.objects.filter(state=JobState.WAITING).order_by(
            Subquery(served).asc(nulls_first=True), "pk"
        )
        job = waiting.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state, job.started_at = JobState.RUNNING, timezone.now()
        job.save(update_fields=["state", "started_at"])
    return job


def perform(job: Job, *, stopping: Callable[[], bool]) -> None:
    """Do a job that was taken, and write its end in the transaction of its work.

    When `stopping` says so, the work is undone at its next step and waits again.
    """
    second = connections.create_connection(DEFAULT_DB_ALIAS)
    with closing(second), transaction.atomic():
        if _hold(job):
            carry_out(job, connection=second, stopping=stopping)


def fail_abandoned() -> int:
    """Mark the jobs whose worker died as failed; return how many. Nothing is left of
    their work."""
    running = Job.objects.filter(
        state=JobState.RUNNING, started_at__lt=timezone.now() - GRACE
    )
    with transaction.atomic():
        abandoned = list(running.order_by("pk").select_for_update(skip_locked=True))
        for job in abandoned:
            logger.error("Job %s (%s) lost its worker.", job.uuid, job.kind)
            with translation.override(job.created_by.language):
                _end(job, JobState.FAILED, message=_lost())
    return len(abandoned)


def carry_out(job: Job, *, connection, stopping: Callable[[], bool] = bool) -> None:
    """Do the work in a savepoint of the running transaction, and write how it ended."""
    progress = Progress(job, connection=connection, stopping=stopping)
    with _in_the_name_of(job):
        try:
            with transaction.atomic():
                _work(job, progress)
        except Interrupted:
            _end(job, JobState.WAITING, started_at=None, ended_at=None)
        except Exception as error:
            _end(job, JobState.FAILED, message=_sentence(job, error))
        else:
            _end(
                job,
                JobState.DONE,
                done=progress.done,
                total=progress.steps,
                message=progress.words(),
                result=progress.result_url,
                file=progress.version,
            )


def _work(job: Job, progress: Progress) -> None:
    kind = kind_of(job.kind)
    if not kind.allows(job):
        raise PermissionDenied
    kind.work(progress, **job.arguments)
    # Foreign keys are checked late: let them fail here, where it is the work's fault.
    own_connection.check_constraints()


def _hold(job: Job) -> bool:
    """Lock the job until the transaction ends; False when somebody else has it."""
    table = Job._meta.db_table
    with own_connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {table} WHERE id = %s AND state = %s AND started_at = %s "
            "FOR KEY SHARE",
            [job.pk, JobState.RUNNING, job.started_at],
        )
        return cursor.fetchone() is not None


def _end(job: Job, state: JobState, **fields) -> None:
    ended = {"done": 0, "total": 0, "message": "", "ended_at": timezone.now()}
    for name, value in (ended | fields | {"state": state}).items():
        setattr(job, name, value)
    job.save(update_fields=[*ended, *fields, "state"])


def _sentence(job: Job, error: Exception) -> str:
    """Return what the person reads; what they cannot mend goes to the log in full."""
    if isinstance(error, DomainError):
        return str(error)[:500]
    if isinstance(error, ValidationError):
        return " ".join(error.messages)[:500]
    if isinstance(error, PermissionDenied):
        return _("You may not do this any more. Nothing was changed.")
    logger.error("Job %s (%s) failed.", job.uuid, job.kind, exc_info=error)
    return _(
        "Something went wrong on our side. Nothing was changed. Try again; if it "
        "happens a second time, tell the secretariat."
    )


def _lost() -> str:
    return _("The work was interrupted before its end. Nothing was changed.")


@contextmanager
def _in_the_name_of(job: Job):
    """Work in the language of who asked, with the job in the trail and the history."""
    token = request_id.set(job.uuid.hex[:16])
    try:
        with (
            translation.override(job.created_by.language),
            pghistory.context(
                user=job.created_by_id,
                request=job.uuid.hex[:16],
                path=job.get_absolute_url(),
            ),
        ):
            yield
    finally:
        request_id.reset(token)
