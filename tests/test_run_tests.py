"""./run test: in how many processes, and what the caller says about that."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from alliance87.launch.programs import PROJECT
from alliance87.launch.testing import PARALLEL, processes_for, pytest_arguments

ONE, OTHER = "tests/core/test_dates.py", "tests/core/test_numbers.py"


@pytest.mark.parametrize(
    "arguments", [[], ["-v", "--tb=short"], ["-n", "0"], ["--pdb"], [ONE]]
)
def test_what_the_caller_says_comes_last(arguments):
    assert pytest_arguments(arguments) == [*PARALLEL, *arguments]


@pytest.mark.parametrize("arguments", [["-p", "no:xdist"], ["-x", "-pno:xdist"]])
def test_without_xdist_nothing_is_said_of_processes(arguments):
    assert pytest_arguments(arguments) == arguments


@pytest.mark.parametrize(
    ("targets", "cores", "expected"),
    [
        (["tests"], 2, 2),
        (["tests/core"], 4, 4),
        (["tests"], 64, 8),
        (["tests"], 1, 0),
        ([ONE, OTHER], 2, 2),
        ([ONE], 2, 0),
        ([f"{ONE}::test_printed[2020-en]"], 2, 0),
    ],
)
def test_processes(monkeypatch, targets, cores, expected):
    monkeypatch.chdir(PROJECT)

    assert processes_for(targets, cores=cores) == expected


def test_folders_are_those_of_this_process(tmp_path_factory):
    """Nothing of another process of the run lies there or takes its places."""
    ours = tmp_path_factory.getbasetemp()

    assert settings.DOCUMENTS_ROOT.parent == ours
    assert settings.VAR_DIR.parent == ours


def run(folder, *arguments) -> list[str]:
    """Run the tests of a folder as ./run test does; return the lines and the code."""
    mine = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    given = ["-c", os.devnull, f"--rootdir={folder}", "-p", "no:django", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *pytest_arguments([*given, *arguments])],
        cwd=PROJECT,
        env=mine,
        capture_output=True,
        text=True,
        check=False,
    )
    return [*done.stdout.splitlines(), done.returncode]


def test_process_that_ends_fails_the_run(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_passes():\n    pass\n")
    (tmp_path / "test_other.py").write_text(
        "import os\n\ndef test_ends():\n    os._exit(0)\n"
    )

    *_lines, end, code = run(tmp_path, "-n", "2")

    assert "1 failed, 1 passed" in end
    assert code == 1
