"""The commands of ./run: serve, test and manage."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal

from alliance87.launch.machine import in_ci, provide_browser, provide_pango
from alliance87.launch.packages import one_setup_at_a_time, provide_packages
from alliance87.launch.programs import (
    PROJECT,
    PYTHON,
    SIGNALS,
    Problem,
    Stopped,
    call,
    embedded_database_in_use,
    environment,
    locked,
    manage,
    on_signal,
    say,
    var_dir,
)
from alliance87.launch.server import (
    FIRST_PORT,
    address_of,
    listen,
    start_server,
    start_worker,
    stop,
    stop_orphan,
    wait_until_ready,
)
from alliance87.launch.testing import pytest_arguments


def set_up(*, development: bool) -> None:
    with one_setup_at_a_time():
        provide_packages(development=development)
        provide_pango(required=development and in_ci())
        if development:
            provide_browser(required=in_ci())


def serve(host: str, port: int | None) -> int:
    if os.environ.get("DJANGO_ENV") == "production":
        raise Problem("./run serves demos only. For production: docs/operations.md")
    var_dir().mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        run_lock = stack.enter_context((var_dir() / "run.lock").open("a+"))
        if not locked(run_lock):
            run_lock.seek(0)
            say(f"Already running: {run_lock.read().strip() or 'still being set up'}")
            return 0
        run_lock.truncate(0)
        server_lock = stack.enter_context((var_dir() / "server.lock").open("a+"))
        stop_orphan(server_lock)
        set_up(development=False)
        stack.enter_context(embedded_database_in_use())
        prepare_data()
        listener = listen(host, port or FIRST_PORT, only=port is not None)
        address = address_of(listener)
        server = start_server(listener, server_lock)
        stack.callback(stop, server)
        worker = start_worker(listener, server_lock)
        stack.callback(stop, worker)
        listener.close()
        server_lock.close()
        wait_until_ready(server, address)
        run_lock.write(address)
        run_lock.flush()
        manage("demo_accounts", "--skip-checks")
        say(f"\nAlliance 8.7 pathfinders: {address}\nCtrl-C stops everything.")
        return server.wait()


def prepare_data() -> None:
    say("Preparing the database ...")
    with one_setup_at_a_time():
        # The only warning of the checks is missing Pango, and that was said already.
        manage("migrate", "--verbosity", "0", "--skip-checks")
        manage("createcachetable", "--verbosity", "0")
        manage("load_demo", "--skip-checks")
    # Where collected files would lie; its absence makes WhiteNoise complain.
    (var_dir() / "static").mkdir(exist_ok=True)


def test(arguments: list[str]) -> int:
    os.environ.setdefault("VAR_DIR", str(PROJECT / "var" / "test"))
    set_up(development=True)
    with embedded_database_in_use():
        return call([str(PYTHON), "-m", "pytest", *pytest_arguments(arguments)])


def become_manage(arguments: list[str]) -> None:
    """Set up and replace this process, so that a shell has the terminal to itself."""
    with one_setup_at_a_time():
        provide_packages(development=False)
    os.chdir(PROJECT)
    os.execve(PYTHON, [str(PYTHON), "manage.py", *arguments], environment())


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the command, and what belongs to it; all after its name is its own."""
    if arguments[:1] in (["test"], ["manage"]):
        return argparse.Namespace(command=arguments[0], arguments=arguments[1:])
    parser = argparse.ArgumentParser(
        prog="./run", usage=argparse.SUPPRESS, add_help=False, allow_abbrev=False
    )
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--port", type=int)
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(arguments)
    options.command = "help" if options.help else "serve"
    return options


def main(arguments: list[str], *, help_text: str) -> int:
    """Do what the command line asks and return the exit code."""
    options = parse(arguments)
    if options.command == "help":
        say(help_text.split("\n\n", 1)[1].rstrip())
        return 0
    for number in SIGNALS:
        signal.signal(number, on_signal)
    try:
        if options.command == "manage":
            become_manage(options.arguments)
        if options.command == "test":
            return test(options.arguments)
        return serve(options.host, options.port)
    except Problem as problem:
        say(f"\n{problem}")
        return 1
    except Stopped:
        say("\nStopped.")
        return 130
