"""A web server as in docs/operations.md, and a browser that asks it for pages."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep

import psutil
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from alliance87.core.models import User

HOST = "127.0.0.1"
START_SECONDS = 60
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and when: seconds until the first byte and until the last."""

    status: int
    headers: dict[str, str]
    body: bytes
    first: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: nobody, or a person of the benchmark who signed in."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask once, over a connection of its own, as synchronous workers have it."""
        opened = HTTPConnection(HOST, self.port, timeout=600)
        start = perf_counter()
        opened.request("GET", path, headers=self.headers | headers)
        response = opened.getresponse()
        body = response.read(1)
        first = perf_counter() - start
        body += response.read()
        seconds = perf_counter() - start
        opened.close()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, body, first, seconds)


def reader(port: int, name: str = "") -> Reader:
    """Return a reader; with a name the person of that role (`seeding.PEOPLE`)."""
    if not name:
        return Reader(port)
    user = User.objects.get(email=f"{name}@benchmark.invalid")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    return Reader(port, {"Cookie": cookie})


@contextmanager
def serving(workers: int = 1) -> Iterator[int]:
    """Start gunicorn and yield its port; it is stopped at the end."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port = taken.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "benchmarks.served.wsgi"),
        *("--bind", f"{HOST}:{port}", "--workers", str(workers)),
        *("--timeout", "600", "--no-control-socket", "--log-level", "error"),
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def _wait(port: int, process: subprocess.Popen) -> None:
    deadline = perf_counter() + START_SECONDS
    while perf_counter() < deadline and process.poll() is None:
        try:
            if Reader(port).get("/bare/").status == 200:
                return
        except OSError:
            sleep(0.1)
    raise SystemExit("The web server does not answer.")


class Memory:
    """The peak of the one worker of a server, as the kernel counts it (Linux)."""

    def __init__(self):
        # The master is our child, the worker is the child of the master.
        workers = [
            each
            for each in psutil.Process().children(recursive=True)
            if "benchmarks.served.wsgi" in each.cmdline() and not each.children()
        ]
        self.folder = Path("/proc", str(workers[0].pid))

    def forget(self) -> None:
        """Let the peak count from now on."""
        (self.folder / "clear_refs").write_text("5")

    @property
    def peak(self) -> float:
        """Megabytes."""
        status = (self.folder / "status").read_text()
        line = next(each for each in status.splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
