"""The web server of the demo: its port, its start, its end."""

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
    """End the web server of a ./run that was killed; it still holds the lock."""
    if locked(server_lock):
        return
    server_lock.seek(0)
    group = server_lock.read().strip()
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ValueError, ProcessLookupError):
            os.killpg(int(group), number)
        for _ in range(STOP_SECONDS * 10):
            if locked(server_lock):
                return
            time.sleep(0.1)
    raise Problem(f"A web server of this folder still runs (process group {group}).")


def start_server(listener: socket.socket, server_lock) -> subprocess.Popen:
    """Start gunicorn on an open socket, in a group of its own that we end as one."""
    command = [str(PYTHON), "-m", "gunicorn", "alliance87.wsgi"]
    command += ["--bind", f"fd://{listener.fileno()}", "--workers", "2"]
    command += ["--timeout", "120", "--graceful-timeout", "3", "--no-control-socket"]
    command += ["--log-level", "warning"]
    server = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        pass_fds=(listener.fileno(), server_lock.fileno()),
        start_new_session=True,
    )
    server_lock.truncate(0)
    server_lock.write(str(server.pid))
    server_lock.flush()
    return server


def stop_server(server: subprocess.Popen) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)
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
