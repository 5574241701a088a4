"""The process beside the web server: it does what waits, jobs and mails."""

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

from alliance87.core.jobs.running import fail_abandoned, perform, take
from alliance87.core.outbox import Postman

logger = logging.getLogger(__name__)

# Seconds between two looks at an empty queue.
PAUSE = 1.0
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
        try:
            while not self._stop.is_set():
                if not self._careful_turn():
                    self._stop.wait(PAUSE)
        finally:
            self._presence.close()

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
        """Send mails and do one job; return whether there was one."""
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
