"""How the tests run: in a process for each core, unless one file is asked for.

`./run test` leaves the number to pytest-xdist (`-n auto`), which asks the tests'
conftest and so `processes_for`. What the caller says comes later and wins: `-n 4`,
`-n 0`, `--dist worksteal`.
"""

from __future__ import annotations

import os
from pathlib import Path

# The embedded PostgreSQL admits 100 connections; tests with a browser take several.
MOST = 8
PARALLEL = (
    *("-n", "auto"),
    # A file stays in one process: some load their facts once for all their tests.
    # The order of the files is that of the tests' conftest.
    *("--dist", "loadfile", "--no-loadscope-reorder"),
    # A test that ends its process fails the run, and is not begun again and again.
    *("--max-worker-restart", "0"),
)


def pytest_arguments(arguments: list[str]) -> list[str]:
    """Return what pytest is told."""
    without_xdist = "no:xdist" in " ".join(arguments)
    return arguments if without_xdist else [*PARALLEL, *arguments]


def processes_for(targets: list[str], *, cores: int) -> int:
    """Return how many processes run these files and folders, or 0: pytest's own.

    A single file or test is not worth another process, whose database comes first.
    """
    one_file = len(targets) == 1 and Path(targets[0].partition("::")[0]).is_file()
    return 0 if one_file or cores == 1 else min(cores, MOST)


def cores() -> int:
    """Return how many processes this machine lets us run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
