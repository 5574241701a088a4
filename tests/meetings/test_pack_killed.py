"""The worker that builds a pack as a process of its own, killed in the middle."""

import os
import subprocess
import sys
import time

from alliance87.core.enums import JobState
from alliance87.core.jobs import ask_for, worker_is_running
from alliance87.core.models import AuditEvent, Document
from alliance87.launch.programs import PROJECT
from meetings import packs
from meetings.enums import PackState
from tests.core.test_jobs import later
from tests.factories.people import make_officer
from tests.meetings.pack_samples import pack_of_shapes
from tests.test_production import url_of_test_database

# The folder of the uploads is that of the tests.
WORK = """
import sys
import django
from django.conf import settings
settings.STORAGES["default"]["OPTIONS"]["location"] = sys.argv[1]
django.setup()
from django.core.management import call_command
call_command("run_jobs")
"""
PATIENCE = 120


def test_killed_worker_leaves_no_half_pack(transactional_db, settings):
    with later:
        officer = make_officer()
        pack = pack_of_shapes(by=officer)
        keys = {"pk": pack.pk, "by_pk": officer.pk}
        job = ask_for(packs.ISSUE, by=officer, title="The pack", **keys)
        documents = Document.objects.count()
        worker = start_worker(settings)
        try:
            wait_until(lambda: is_at_work(job))
        finally:
            worker.kill()
            worker.wait()
        wait_until(lambda: not worker_is_running())

    pack.refresh_from_db()
    assert (pack.state, pack.document, pack.sha256) == (PackState.DRAFT, None, "")
    assert pack.manifest == []
    assert not pack.sections.filter(first_page__isnull=False).exists()
    assert Document.objects.count() == documents
    assert not AuditEvent.objects.filter(verb="pack.issue").exists()
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def start_worker(settings) -> subprocess.Popen:
    environment = os.environ | {
        "DATABASE_URL": url_of_test_database(),
        "DJANGO_SETTINGS_MODULE": "alliance87.settings",
        "JOBS_IMMEDIATE": "false",
    }
    command = [sys.executable, "-c", WORK, str(settings.DOCUMENTS_ROOT)]
    return subprocess.Popen(command, cwd=PROJECT, env=environment)


def is_at_work(job) -> bool:
    """Whether others see that some of its steps are done."""
    job.refresh_from_db()
    assert job.state in (JobState.WAITING, JobState.RUNNING)
    return job.state == JobState.RUNNING and job.done >= 3


def wait_until(is_so) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "It never came to that."
        time.sleep(0.05)
