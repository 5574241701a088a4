"""Asking for work: once, however often the button is pressed."""

from django.conf import settings
from django.db import connection, transaction

from alliance87.core.enums import JobState
from alliance87.core.jobs.kinds import kind_of
from alliance87.core.jobs.running import carry_out
from alliance87.core.models import Job, User

OPEN = (JobState.WAITING, JobState.RUNNING)


def ask_for(kind: str, *, by: User, title: str, **arguments) -> Job:
    """Return the job that does this work, a new one unless one is open already.

    The same work is the same kind and arguments for the same person. `arguments` are
    what JSON can hold. A worker begins after the transaction has ended; with
    JOBS_IMMEDIATE the work is done here and now.
    """
    kind_of(kind)
    with transaction.atomic():
        # Two requests of one person at once: the second finds what the first made.
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        same = Job.objects.filter(kind=kind, arguments=arguments, created_by=by)
        known = same.filter(state__in=OPEN).order_by("pk").first()
        if known is not None:
            return known
        job = Job.objects.create(
            kind=kind, title=title[:200], arguments=arguments, created_by=by
        )
        if settings.JOBS_IMMEDIATE:
            job.refresh_from_db(fields=["arguments"])
            carry_out(job, connection=connection)
    return job


def ask_again(job: Job) -> Job:
    """Ask for the same work once more: it failed, or its file is not kept any more."""
    return ask_for(job.kind, by=job.created_by, title=job.title, **job.arguments)
