"""The embedded PostgreSQL: each program below is a process of its own that uses it."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from alliance87.core import postgres
from alliance87.launch.programs import PROJECT

# Connects as settings.py does and runs what a test adds to it.
CONNECT = """
import sys
from pathlib import Path
import environ, psycopg2
from alliance87.core.postgres import ensure_running
url = ensure_running(Path(sys.argv[1]))
parts = environ.Env.db_url_config(url)
connection = psycopg2.connect(
    host=parts["HOST"], user=parts["USER"], dbname=parts["NAME"]
)
connection.autocommit = True
cursor = connection.cursor()
"""
ASK_NAME = "cursor.execute('SELECT current_database()'); print(cursor.fetchone()[0])"
WAIT = "print('ready', flush=True); input()"


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("a folder with spaces")


def command(var_dir, code):
    return [sys.executable, "-c", CONNECT + textwrap.dedent(code), str(var_dir)]


def run(var_dir, code=ASK_NAME):
    done = subprocess.run(
        command(var_dir, code), cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return done.stdout, done.stderr


def start_and_wait(var_dir):
    """Return a process that keeps using the server until its input ends."""
    user = subprocess.Popen(
        command(var_dir, WAIT),
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout.readline() == "ready\n"
    return user


def server_pid(var_dir):
    return int((var_dir / "pg" / "postmaster.pid").read_text().split("\n")[0])


def test_server_starts_and_stops_with_its_last_user(var_dir):
    assert run(var_dir) == ("alliance87\n", "")
    assert not (var_dir / "pg" / "postmaster.pid").exists()


def test_two_processes_share_one_server(var_dir):
    with start_and_wait(var_dir) as first:
        pid = server_pid(var_dir)

        assert run(var_dir) == ("alliance87\n", "")
        assert server_pid(var_dir) == pid
        assert postgres.stop(var_dir) is False
        first.communicate("\n")

    assert postgres.stop(var_dir) is True


def test_committed_rows_survive_killed_processes(var_dir):
    run(var_dir, "cursor.execute('CREATE TABLE kept AS SELECT 87 AS number')")
    with start_and_wait(var_dir) as user:
        pid = server_pid(var_dir)
        user.send_signal(signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)

    answer = run(
        var_dir, "cursor.execute('SELECT number FROM kept'); print(cursor.fetchone())"
    )

    assert answer == ("(87,)\n", "")


def test_pid_file_that_names_a_stranger_is_removed(var_dir):
    run(var_dir)
    lines = [os.getpid(), var_dir / "pg", 1, 5432, var_dir / "pg", "", "1 1", "ready"]
    text = "\n".join(map(str, lines)) + "\n"
    (var_dir / "pg" / "postmaster.pid").write_text(text)

    assert run(var_dir) == ("alliance87\n", "")


def test_interrupted_creation_is_begun_anew(tmp_path):
    (tmp_path / "pg.new").mkdir()
    (tmp_path / "pg.new" / "PG_VERSION").write_text("18\n")

    assert run(tmp_path) == ("alliance87\n", "")


def test_socket_of_a_long_path_lies_in_a_short_folder():
    pgdata = Path("/srv") / ("x" * 120) / "pg"

    folder = postgres._socket_folder(pgdata)

    assert len(str(folder / postgres.SOCKET_NAME)) <= postgres.SOCKET_PATH_LIMIT
    assert folder != postgres._socket_folder(pgdata.with_name("other"))


def test_path_that_a_shell_would_change_is_refused(tmp_path):
    _, error = run(tmp_path / "$HOME")

    assert "the path must not contain any of $" in error
