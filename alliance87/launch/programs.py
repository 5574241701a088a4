"""The programs that ./run starts: with what environment, and how they end."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PYTHON = PROJECT / ".venv" / "bin" / "python"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Problem(Exception):
    """Something that stops us; the message says what to do about it."""


class Stopped(BaseException):
    """Somebody pressed Ctrl-C, closed the terminal or sent a signal."""


def say(text: str = "") -> None:
    print(text, flush=True)


def on_signal(number: int, _frame: object) -> None:
    """Stop at the first signal; the next ones must not disturb the cleaning up."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def environment() -> dict[str, str]:
    """Return the environment of every program we start."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}
    env = {name: text for name, text in os.environ.items() if name not in unwanted}
    env |= {
        "DJANGO_SETTINGS_MODULE": "alliance87.settings",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_USER": "0",
        "VAR_DIR": str(var_dir()),
    }
    if sys.platform == "darwin":
        # Homebrew's libraries are not on the loader's own path.
        env.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib")
    return env


def var_dir() -> Path:
    return Path(os.environ.get("VAR_DIR") or PROJECT / "var").resolve()


def call(command: list[str]) -> int:
    """Run a program to its end and return its exit code.

    On Ctrl-C the terminal tells the program too: let it end in its own way.
    """
    program = subprocess.Popen(command, cwd=PROJECT, env=environment(), close_fds=False)
    try:
        return program.wait()
    except Stopped as stopped:
        if stopped.args != (signal.SIGINT,):
            program.terminate()
        program.wait()
        raise


def manage(*arguments: str) -> None:
    """Run a command of manage.py; anything but success stops us."""
    if call([str(PYTHON), "manage.py", *arguments]):
        raise Problem(f"manage.py {shlex.join(arguments)} failed; see above.")


@contextlib.contextmanager
def embedded_database_in_use():
    """Keep the embedded PostgreSQL running between our programs, then stop it."""
    var_dir().mkdir(parents=True, exist_ok=True)
    with (var_dir() / "pg.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            command = [str(PYTHON), "-m", "alliance87.core.postgres", str(var_dir())]
            subprocess.run(command, cwd=PROJECT, env=environment())


def locked(handle) -> bool:
    """Take the lock of a file; return False if another process has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
