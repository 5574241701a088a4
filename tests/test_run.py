"""./run: what it decides, without installing or starting anything."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from alliance87.launch import commands, machine, packages, programs, server


def test_parse_without_arguments_serves():
    options = commands.parse([])

    assert (options.command, options.host, options.port) == ("serve", "127.0.0.1", None)


def test_parse_takes_port_and_host():
    options = commands.parse(["--port", "9000", "--host", "0.0.0.0"])

    assert (options.command, options.host, options.port) == ("serve", "0.0.0.0", 9000)


@pytest.mark.parametrize("command", ["test", "manage"])
def test_parse_leaves_arguments_of_a_command_alone(command):
    options = commands.parse([command, "-k", "path", "--help"])

    assert options.command == command
    assert options.arguments == ["-k", "path", "--help"]


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_parse_help(flag):
    assert commands.parse([flag]).command == "help"


def test_parse_unknown_argument_is_refused(capsys):
    with pytest.raises(SystemExit):
        commands.parse(["--prot", "9000"])

    assert "unrecognized arguments: --prot" in capsys.readouterr().err


def test_help_needs_no_set_up():
    done = subprocess.run(
        [sys.executable, programs.PROJECT / "run", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("usage: ./run")


def test_production_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DJANGO_ENV", "production")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))

    with pytest.raises(programs.Problem, match=r"docs/operations\.md"):
        commands.serve("127.0.0.1", None)


def test_second_start_says_where_the_first_one_runs(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("DJANGO_ENV", raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    with (tmp_path / "run.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        first.write("http://localhost:8000/")
        first.flush()

        code = commands.serve("127.0.0.1", None)

    assert code == 0
    assert capsys.readouterr().out == "Already running: http://localhost:8000/\n"


# --- Ports --------------------------------------------------------------------


def occupied_port():
    """Return a listening socket whose next port is free."""
    while True:
        taken = socket.create_server(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with socket.socket() as probe:
            if port < 65000 and probe.connect_ex(("127.0.0.1", port + 1)) != 0:
                return taken
        taken.close()


def test_listen_takes_the_next_port_if_the_first_is_taken():
    with occupied_port() as taken:
        first = taken.getsockname()[1]

        with server.listen("127.0.0.1", first, only=False) as listener:
            port = listener.getsockname()[1]

    assert first < port < first + 100


def test_listen_refuses_a_taken_port_that_was_asked_for():
    with occupied_port() as taken:
        port = taken.getsockname()[1]

        with pytest.raises(programs.Problem, match="--port N"):
            server.listen("127.0.0.1", port, only=True)


def test_address_names_localhost_for_this_machine():
    with server.listen("127.0.0.1", 20000, only=False) as listener:
        port = listener.getsockname()[1]

        assert server.address_of(listener) == f"http://localhost:{port}/"


# --- Packages -----------------------------------------------------------------


def test_fingerprint_changes_with_the_requirements(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("django==5.2.18\n")
    before = packages.fingerprint(file)
    same = packages.fingerprint(file)

    file.write_text("django==5.2.19\n")

    assert same == before
    assert packages.fingerprint(file) != before


def test_development_stamp_holds_the_application_too():
    runtime = packages.wanted_stamp(development=False)
    development = packages.wanted_stamp(development=True)

    assert runtime.items() < development.items()


@pytest.mark.parametrize("text", [None, "", '{"runtime": "ab'])
def test_missing_or_torn_stamp_counts_as_nothing_installed(monkeypatch, tmp_path, text):
    stamp = tmp_path / "installed.json"
    if text is not None:
        stamp.write_text(text)
    monkeypatch.setattr(packages, "STAMP", stamp)

    assert packages.read_stamp() is None


@pytest.fixture
def recorded(monkeypatch, tmp_path):
    """Return the steps that provide_packages takes in an environment of its own."""
    steps = []
    monkeypatch.setattr(packages, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(packages, "works", lambda _python: True)
    monkeypatch.setattr(packages, "create_venv", lambda: steps.append("create"))
    monkeypatch.setattr(packages, "call", lambda _command: steps.append("pip") or 0)
    return steps


def test_unchanged_requirements_skip_pip(recorded):
    packages.provide_packages(development=True)
    recorded.clear()

    packages.provide_packages(development=True)
    packages.provide_packages(development=False)

    assert recorded == []


def test_changed_requirements_install_without_a_new_environment(recorded):
    packages.STAMP.write_text(json.dumps({"runtime": "of yesterday"}))

    packages.provide_packages(development=False)

    assert recorded == ["pip"]
    assert packages.read_stamp() == packages.wanted_stamp(development=False)


def test_interrupted_installation_starts_from_an_empty_environment(
    recorded, monkeypatch
):
    monkeypatch.setattr(packages, "call", lambda _command: 1)
    with pytest.raises(programs.Problem, match="Repeat"):
        packages.provide_packages(development=False)
    monkeypatch.setattr(packages, "call", lambda _command: recorded.append("pip") or 0)
    recorded.clear()

    packages.provide_packages(development=False)

    assert recorded == ["create", "pip"]


# --- This machine -------------------------------------------------------------


@pytest.fixture
def programs_on_path(monkeypatch, tmp_path):
    """Return a function that makes the named programs the only ones there are."""

    def put(**scripts):
        for name, script in scripts.items():
            file = tmp_path / name.replace("_", "-")
            file.write_text(f"#!/bin/sh\n{script}\n")
            file.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

    return put


def test_apt_as_root_is_allowed(programs_on_path, monkeypatch):
    programs_on_path(apt_get="exit 0")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert machine.may_use_apt() is True


@pytest.mark.parametrize(("sudo", "allowed"), [("exit 0", True), ("exit 1", False)])
def test_apt_as_a_user_needs_sudo_without_password(
    programs_on_path, monkeypatch, sudo, allowed
):
    programs_on_path(apt_get="exit 0", sudo=sudo)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert machine.may_use_apt() is allowed


def test_apt_on_a_fresh_machine_is_updated_and_asked_again(
    programs_on_path, monkeypatch, tmp_path
):
    log = tmp_path / "log"
    programs_on_path(
        env='shift; exec "$@"',
        dpkg=f'echo "dpkg $*" >> {log}',
        apt_get=f'echo "apt-get $5" >> {log}\n[ -e {log}.lists ] || case $5 in '
        f"update) echo > {log}.lists;; *) exit 100;; esac",
    )
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert machine.apt_install(("chromium",)) is True
    assert log.read_text().splitlines() == [
        "apt-get install",
        "dpkg --configure -a",
        "apt-get update",
        "apt-get install",
    ]


def test_install_line_for_a_user_of_debian(programs_on_path, monkeypatch):
    programs_on_path(apt_get="exit 0")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "platform", "linux")

    line = machine.install_line(("chromium",), "brew install chromium")

    assert line == "sudo apt-get install -y chromium"


def test_install_line_on_a_mac(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")

    line = machine.install_line(("chromium",), "brew install chromium")

    assert line == "brew install chromium"


def test_missing_pango_is_said_and_the_start_goes_on(monkeypatch, capsys):
    line = "sudo apt-get install -y libpango-1.0-0"
    monkeypatch.setattr(machine, "pango_line", lambda: line)
    monkeypatch.setattr(machine, "apt_install", lambda _packages: False)

    machine.provide_pango(required=False)

    assert capsys.readouterr().out == (
        f"NOTICE: PDF documents are switched off: Pango is missing.\n  {line}\n"
    )


def test_missing_pango_fails_where_it_is_required(monkeypatch):
    monkeypatch.setattr(machine, "pango_line", lambda: "apt-get install -y x")
    monkeypatch.setattr(machine, "apt_install", lambda _packages: False)

    with pytest.raises(programs.Problem, match="Pango is missing"):
        machine.provide_pango(required=True)


def test_browser_is_the_one_that_chromium_names(programs_on_path, monkeypatch):
    programs_on_path(my_browser="exit 0", chromium="exit 0")
    monkeypatch.setenv("CHROMIUM", "my-browser")

    assert machine.find_browser().endswith("/my-browser")


def test_missing_browser_fails_where_it_is_required(programs_on_path, monkeypatch):
    programs_on_path()
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(machine, "BROWSERS", ("chromium",))

    with pytest.raises(programs.Problem, match="Chromium is missing"):
        machine.provide_browser(required=True)


def test_foreign_python_settings_do_not_reach_our_programs(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "other.settings")

    environment = programs.environment()

    assert "PYTHONPATH" not in environment
    assert environment["DJANGO_SETTINGS_MODULE"] == "alliance87.settings"


# --- Server and worker --------------------------------------------------------


@pytest.fixture
def launch(monkeypatch, tmp_path):
    """Return `launch(start)`; `launch.lock` is what the started program holds."""
    begun = []
    # Stands in for the Python of the environment: notes what it is asked, and waits.
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$SITE_URL $*" >> {tmp_path}/asked\nsleep 60\n')
    python.chmod(0o755)
    monkeypatch.setattr(server, "PYTHON", python)
    monkeypatch.delenv("SITE_URL", raising=False)
    with (
        server.listen("127.0.0.1", 21000, only=False) as listener,
        (tmp_path / "server.lock").open("a+") as lock,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)

        def launched(start):
            begun.append(start(listener, lock))
            return begun[-1]

        launched.lock = lock
        yield launched
    for program in begun:
        server.stop(program)


def asked(tmp_path, lines):
    """Return what the programs were asked for, once all of them have begun."""
    file, deadline = tmp_path / "asked", time.monotonic() + 20
    while not file.exists() or len(file.read_text().splitlines()) < lines:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return sorted(file.read_text().splitlines())


def test_worker_runs_beside_the_server_and_knows_its_address(launch, tmp_path):
    launch(server.start_server)
    launch(server.start_worker)

    worker, web = sorted(asked(tmp_path, 2), key=len)
    address, _space, command = worker.partition(" ")
    assert command == "manage.py run_jobs --watch --skip-checks"
    assert web.startswith(f"{address} -m gunicorn alliance87.wsgi --bind")
    assert address.startswith("http://localhost:")


def test_address_that_is_set_is_kept(launch, tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://demo.example.org")

    launch(server.start_worker)

    assert asked(tmp_path, 1)[0].startswith("https://demo.example.org manage.py")


def test_stop_ends_the_worker(launch):
    worker = launch(server.start_worker)
    assert worker.poll() is None

    server.stop(worker)

    assert worker.poll() == -signal.SIGTERM


def test_orphaned_server_and_worker_are_ended_by_the_next_start(launch, tmp_path):
    """A ./run that was killed leaves both; both hold the lock it had."""
    web, worker = launch(server.start_server), launch(server.start_worker)
    asked(tmp_path, 2)
    launch.lock.close()
    with (tmp_path / "server.lock").open("a+") as lock:
        assert programs.locked(lock) is False

        server.stop_orphan(lock)

    assert (web.wait(5), worker.wait(5)) == (-signal.SIGTERM, -signal.SIGTERM)
