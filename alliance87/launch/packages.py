"""The virtual environment and the pinned packages in it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from alliance87.launch.machine import apt_install, install_line
from alliance87.launch.programs import PROJECT, PYTHON, Problem, call, locked, say

if TYPE_CHECKING:
    from pathlib import Path

VENV = PROJECT / ".venv"
STAMP = VENV / "installed.json"


@contextlib.contextmanager
def one_setup_at_a_time():
    """Keep other ./run waiting, here and after us.

    Our programs inherit the lock: after `kill -9` the next start waits until pip or
    a migration, which nobody killed, has come to its end.
    """
    PROJECT.joinpath("var").mkdir(exist_ok=True)
    with (PROJECT / "var" / "setup.lock").open("a") as handle:
        if not locked(handle):
            say("Waiting for another ./run to finish its set-up ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        os.set_inheritable(handle.fileno(), True)
        yield


def fingerprint(*files: Path) -> str:
    """Return a mark that changes with the pinned versions and with Python itself."""
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def wanted_stamp(*, development: bool) -> dict[str, str]:
    """Return what the stamp must hold; the application's set lies in both."""
    runtime = PROJECT / "requirements.txt"
    stamp = {"runtime": fingerprint(runtime)}
    if development:
        both = fingerprint(runtime, PROJECT / "requirements-dev.txt")
        stamp["development"] = both
    return stamp


def read_stamp() -> dict[str, str] | None:
    """Return what was installed to the end, or None if nothing was."""
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return None


def provide_packages(*, development: bool) -> None:
    """Create the virtual environment and install what the stamp does not show.

    The stamp is written last and removed first. Without it the environment may hold
    half a package that pip takes for a whole one, so it is made anew.
    """
    wanted = wanted_stamp(development=development)
    have = read_stamp()
    if have is not None and works(PYTHON) and wanted.items() <= have.items():
        return
    if have is None or not works(PYTHON):
        create_venv()
    STAMP.unlink(missing_ok=True)
    name = "requirements-dev.txt" if development else "requirements.txt"
    say(f"Installing {name} (a minute or two) ...")
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input"]
    if call([*pip, "-r", str(PROJECT / name)]):
        raise Problem("The packages could not be installed. Repeat ./run to try again.")
    STAMP.write_text(json.dumps(wanted))


def works(python: Path) -> bool:
    """Return whether this is a living interpreter of our own version."""
    code = f"import sys; sys.exit(sys.version != {sys.version!r})"
    try:
        return subprocess.run([str(python), "-c", code]).returncode == 0
    except OSError:
        return False


def create_venv() -> None:
    say("Creating the virtual environment ...")
    if VENV.is_symlink():
        raise Problem(f"{VENV} is a link: remove it and repeat ./run.")
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, capture_output=True, close_fds=False).returncode == 0:
        return
    package = f"python3.{sys.version_info[1]}-venv"
    shutil.rmtree(VENV, ignore_errors=True)
    if apt_install((package,)) and call(command) == 0:
        return
    line = install_line((package,), "brew install python")
    raise Problem(f"Python cannot make a virtual environment. To mend it: {line}")
