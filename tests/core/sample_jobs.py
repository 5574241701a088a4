"""Long work for the tests, registered as an app would do it."""

import time
from pathlib import Path
from uuid import uuid4

from django.utils.translation import get_language

from alliance87.core.exceptions import DomainError
from alliance87.core.jobs import job
from alliance87.core.models import Submission


@job("sample.write")
def write_rows(progress, *, rows, seconds=0, then=""):
    """Write rows, one after the other, and tell of each."""
    progress.total(rows, "rows")
    for number in range(rows):
        Submission.objects.create(
            token=uuid4(), done_url=f"/{get_language()}/{number}/"
        )
        time.sleep(seconds)
        progress.step()
    if then == "refuse":
        raise DomainError("Row 3 names no year.")
    if then == "break":
        raise ZeroDivisionError("secret detail")
    progress.result("/pathfinders/")


@job("sample.file", may=lambda user, **_arguments: user.name != "Former")
def make_file(progress, *, text):
    progress.file(text.encode(), "../values.csv")


@job("sample.mark")
def mark(progress, *, folder):
    """Leave a file outside of the database for every time it begins."""
    Path(folder, uuid4().hex).touch()
    time.sleep(1)
