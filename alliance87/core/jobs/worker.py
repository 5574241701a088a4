"""The process beside the web server: it does what waits, jobs, mails, publications."""

import logging
import signal
import threading

from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    InterfaceError,
    close_old_connections,
    connection,
    connections,
)
from django.utils import timezone

from alliance87.core.jobs.running import fail_abandoned, perform, take
from alliance87.core.outbox import Postman
from alliance87.core.planned import next_moment, publish_due

logger = logging.getLogger(__name__)

# Seconds between two looks at an empty queue.
PAUSE = 1.0
# Seconds until a publication that could not be made is tried again.
RETRY = 0.2
# Every worker holds this advisory lock, shared, as long as it lives.
PRESENCE = 870_087


class Worker:
    """Does one thing after the other until it is told to stop."""

    def __init__(self):
        self._stop = threading.Event()
        self._postman = Postman()
        self._presence = connections.create_connection(DEFAULT_DB_ALIAS)

    def stop_on_signals(self) -> None:
        """End at SIGTERM and Ctrl-C in order: between two steps of the work."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())

    def do_waiting(self) -> None:
        """Do everything that waits now, then return."""
        while self._turn() and not self._stop.is_set():
            pass

    def keep_doing(self) -> None:
        """Do what waits and what comes; a database that is away is waited for."""
        # Beside the jobs: one may take minutes, an embargo ends at its second.
        publishing = threading.Thread(target=self._publish_on_time)
        publishing.start()
        try:
            while not self._stop.is_set():
                if not self._careful_turn():
                    self._stop.wait(PAUSE)
        finally:
            self._stop.set()
            publishing.join()
            self._presence.close()

    def _publish_on_time(self) -> None:
        """Publish what becomes due, until the worker is told to stop."""
        try:
            while not self._stop.is_set():
                close_old_connections()
                pause = PAUSE
                try:
                    publish_due()
                    pause = _seconds_to(next_moment())
                except Exception:
                    logger.exception("Publications wait; trying again.")
                self._stop.wait(pause)
        finally:
            connections.close_all()

    def _careful_turn(self) -> bool:
        close_old_connections()
        try:
            self._be_present()
            return self._turn()
        except (DatabaseError, InterfaceError):
            logger.exception("The database does not answer; trying again.")
        except Exception:
            # After the work was saved: something that was to follow it.
            logger.exception("A job left an error behind.")
        return False

    def _turn(self) -> bool:
        """Publish, send mails and do one job; return whether there was one."""
        publish_due()
        fail_abandoned()
        self._postman.go()
        job = take()
        if job is not None:
            perform(job, stopping=self._stop.is_set)
        return job is not None

    def _be_present(self) -> None:
        if self._presence.connection is not None and self._presence.is_usable():
            return
        self._presence.close()
        with self._presence.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock_shared(%s)", [PRESENCE])


def _seconds_to(moment) -> float:
    """Return how long to rest before the next publication, a pause at most."""
    if moment is None:
        return PAUSE
    left = (moment - timezone.now()).total_seconds()
    # One that is due already is in other hands, or waits for the database.
    return min(PAUSE, left) if left > 0 else RETRY


def worker_is_running() -> bool:
    """Whether a worker lives anywhere on this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' "
            "AND classid = 0 AND objid = %s AND objsubid = 1 AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database()))",
            [PRESENCE],
        )
        return cursor.fetchone()[0]
