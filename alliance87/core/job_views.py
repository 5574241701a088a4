"""The page of long work: how far it is, how it ended, what it made."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, replace_url

from alliance87.core.enums import JobState
from alliance87.core.jobs import ask_again, file_of, worker_is_running
from alliance87.core.jobs.asking import OPEN
from alliance87.core.jobs.files import is_expired
from alliance87.core.models import Job
from alliance87.core.views import deliver

# How long nothing may happen before we look whether somebody works at all.
PATIENCE = timedelta(seconds=30)
# With it in the query the page goes on to the result; without it stays, so that the
# browser's "back" does not lead forward again.
WAIT = "wait"


def go_to(job: Job):
    """Return the answer to who asked for a job: its page, then straight its result."""
    return redirect(_waiting_address(job))


@require_safe
def show(request, uuid):
    job = _own_job(request, uuid)
    if WAIT in request.GET and job.state == JobState.DONE and job.result:
        if request.htmx:
            return HttpResponseClientRedirect(job.result)
        return redirect(job.result)
    context = {
        "job": job,
        "is_open": job.state in OPEN,
        "is_stuck": _is_stuck(job),
        "has_file": file_of(job) is not None,
        "is_expired": is_expired(job),
        "wait_url": _waiting_address(job),
    }
    if request.htmx:
        part = render(request, "core/job_state.html", context)
        return replace_url(part, job.get_absolute_url())
    return render(request, "core/job.html", context)


@require_POST
def again(request, uuid):
    """Ask for the same once more; a job that is open or went well is only shown."""
    job = _own_job(request, uuid)
    if job.state == JobState.FAILED or is_expired(job):
        try:
            job = ask_again(job)
        except LookupError as error:
            raise Http404 from error
    return go_to(job)


@require_safe
def fetch(request, uuid):
    """Deliver what the job made to who asked for it; to nobody else it exists."""
    version = file_of(_own_job(request, uuid))
    if version is None:
        raise Http404
    return deliver(version)


def _own_job(request, uuid) -> Job:
    jobs = Job.objects.visible_to(request.user)
    return get_object_or_404(jobs.select_related("file", "created_by"), uuid=uuid)


def _is_stuck(job: Job) -> bool:
    """Whether nobody works on an open job, and nobody has for a while."""
    if job.state not in OPEN:
        return False
    since = job.started_at or job.created_at
    return timezone.now() - since > PATIENCE and not worker_is_running()


def _waiting_address(job: Job) -> str:
    return f"{job.get_absolute_url()}?{urlencode({WAIT: 1})}"
