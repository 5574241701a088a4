"""The web server of the demo and the worker beside it: port, start, end."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from urllib.parse import urlsplit

from alliance87.launch.programs import (
    PROJECT,
    PYTHON,
    Problem,
    environment,
    locked,
)

FIRST_PORT = 8000
READY_SECONDS = 60
STOP_SECONDS = 10


def listen(host: str, first: int, *, only: bool) -> socket.socket:
    """Return a socket on the first free port from `first` on."""
    for port in range(first, first + (1 if only else 100)):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                continue
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise Problem(f"No free port from {first} on. Choose another: ./run --port N")


def stop_orphan(server_lock) -> None:
    """End the programs of a ./run that was killed; they still hold the lock."""
    if locked(server_lock):
        return
    server_lock.seek(0)
    groups = server_lock.read().split()
    for number in (signal.SIGTERM, signal.SIGKILL):
        for group in groups:
            with contextlib.suppress(ValueError, ProcessLookupError):
                os.killpg(int(group), number)
        for _ in range(STOP_SECONDS * 10):
            if locked(server_lock):
                return
            time.sleep(0.1)
    named = ", ".join(groups)
    raise Problem(f"A web server of this folder still runs (process group {named}).")


def start_server(listener: socket.socket, server_lock) -> subprocess.Popen:
    """Start gunicorn on an open socket."""
    command = [str(PYTHON), "-m", "gunicorn", "alliance87.wsgi"]
    command += ["--bind", f"fd://{listener.fileno()}", "--workers", "2"]
    command += ["--timeout", "120", "--graceful-timeout", "3", "--no-control-socket"]
    command += ["--log-level", "warning"]
    server_lock.truncate(0)
    return start(command, listener, server_lock, also=(listener.fileno(),))


def start_worker(listener: socket.socket, server_lock) -> subprocess.Popen:
    """Start what does the jobs and sends the mails."""
    command = [str(PYTHON), "manage.py", "run_jobs", "--watch", "--skip-checks"]
    return start(command, listener, server_lock)


def start(command: list[str], listener, server_lock, *, also=()) -> subprocess.Popen:
    """Start a program in a group of its own that we end as one, and note the group."""
    address = os.environ.get("SITE_URL") or address_of(listener)
    program = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment() | {"SITE_URL": address},
        stdin=subprocess.DEVNULL,
        pass_fds=(server_lock.fileno(), *also),
        start_new_session=True,
    )
    server_lock.write(f"{program.pid}\n")
    server_lock.flush()
    return program


def stop(program: subprocess.Popen) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(STOP_SECONDS)
            return


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()
    name = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host
    return f"http://{name}:{port}/"


def wait_until_ready(server: subprocess.Popen, address: str) -> None:
    """Return when the first page has been answered, whatever the answer."""
    place = urlsplit(address)
    host = "127.0.0.1" if place.hostname == "localhost" else place.hostname
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        client = http.client.HTTPConnection(host, place.port, timeout=READY_SECONDS)
        with contextlib.suppress(OSError, http.client.HTTPException):
            client.request("GET", "/")
            client.getresponse()
            return
        time.sleep(0.2)
    raise Problem("The web server did not start; see above.")
