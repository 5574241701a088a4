"""How far a job is, told by the work itself and read by others while it runs."""

import time
from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from alliance87.core.jobs.files import keep_file
from alliance87.core.models import DocumentVersion, Job

# Steps are cheap: only so often is one of them written down.
WRITE_SECONDS = 0.5


class Interrupted(BaseException):
    """The worker was told to stop; the work is undone and waits for the next one."""


class Progress:
    """What the work says about itself.

    It is written through `connection`: one of its own, so that others read it before
    the work's transaction ends.
    """

    def __init__(self, job: Job, *, connection, stopping: Callable[[], bool]):
        self._job = job
        self._connection = connection
        self._stopping = stopping
        self._written_at = 0.0
        self._unit = ""
        self._message = ""
        self.done = 0
        self.steps = 0
        self.result_url = ""
        self.version: DocumentVersion | None = None

    def total(self, n: int, unit: str = "") -> None:
        """Say how many steps there are, and what they are: "rows", translated."""
        self.steps, self._unit = n, unit
        self._write()

    def step(self, n: int = 1, message: str = "") -> None:
        """Say that `n` more are done; `message` stands beside them from now on."""
        if self._stopping():
            raise Interrupted
        self.done += n
        self._message = message or self._message
        if time.monotonic() - self._written_at >= WRITE_SECONDS:
            self._write()

    def result(self, url: str) -> None:
        """Say where the outcome is read: a path of this site."""
        is_path = url.startswith("/")
        if not is_path or not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
            raise ValueError(f"{url!r} is no path of this site.")
        self.result_url = url

    def file(self, content: bytes, name: str) -> None:
        """Keep what was made, for who asked and nobody else."""
        self.version = keep_file(content, name, job=self._job)

    def words(self) -> str:
        """Return the sentence of the page, such as "120 of 876 rows"."""
        if not self.steps:
            return self._message[:500]
        numbers = {
            "done": number_format(self.done, force_grouping=True),
            "total": number_format(self.steps, force_grouping=True),
            "unit": self._unit,
        }
        if self._unit:
            counted = _("%(done)s of %(total)s %(unit)s") % numbers
        else:
            counted = _("%(done)s of %(total)s") % numbers
        return ": ".join(filter(None, [self._message, counted]))[:500]

    def _write(self) -> None:
        table = Job._meta.db_table
        with self._connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET done = %s, total = %s, message = %s WHERE id = %s",
                [self.done, self.steps, self.words(), self._job.pk],
            )
        self._written_at = time.monotonic()
