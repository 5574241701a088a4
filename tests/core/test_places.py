"""Places for heavy work: so many at once, freed with their process, said in words."""

import subprocess
import sys
import time

import pytest

from alliance87.core import pdf
from alliance87.core.exceptions import ReportError
from alliance87.core.places import NoPlace, place_for
from alliance87.core.request_ids import is_page
from tests.factories.meetings import make_coming

HOLD = (
    "import fcntl, sys, time; file = open(sys.argv[1], 'a');"
    "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
)


@pytest.fixture(autouse=True)
def _own_places(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_so_many_hold_a_place_and_the_next_one_waits_in_vain():
    with (
        place_for("work", places=2, wait=0),
        place_for("work", places=2, wait=0),
        pytest.raises(NoPlace),
        place_for("work", places=2, wait=0.1),
    ):
        pytest.fail("a third place was given")
    with place_for("work", places=1, wait=0):
        pass


def test_other_work_has_places_of_its_own():
    with place_for("work", places=1, wait=0), place_for("rest", places=1, wait=0):
        pass


def test_place_of_a_killed_process_is_free(tmp_path):
    with place_for("work", places=1, wait=0):
        pass
    path = tmp_path / "places" / "work-0"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(NoPlace), place_for("work", places=1, wait=0):
            pytest.fail("the place was taken twice")
        other.kill()
    with place_for("work", places=1, wait=5):
        pass


def test_visitors_who_open_documents_do_not_keep_others_waiting(settings, monkeypatch):
    settings.PDF_AT_ONCE = 1
    monkeypatch.setattr(pdf, "PATIENCE_OF_A_PAGE", 0.1)
    monkeypatch.setattr(pdf, "PATIENCE_OF_A_JOB", 60)
    token = is_page.set(True)
    try:
        began = time.monotonic()
        with (
            place_for("pdf", places=1, wait=0),
            pytest.raises(ReportError, match="Try again in a minute"),
        ):
            pdf.render_html("<!doctype html><html lang=en><title>A</title>")
        assert time.monotonic() - began < 30
    finally:
        is_page.reset(token)


@pytest.mark.django_db
def test_page_says_why_its_document_could_not_be_made(client, settings):
    settings.PDF_SECONDS = 0
    answer = client.get(f"/meetings/{make_coming().pk}/save-the-date.pdf")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "was not ready after 0 seconds" in answer.content.decode()
