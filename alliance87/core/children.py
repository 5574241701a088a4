"""A child process for what may cost too much: work on bytes that others wrote.

The child has a time and a memory limit and none of our secrets in its environment, so
a hostile file can cost a polite sentence, but not the server. It is a module with a
`main` that calls `serve`; it needs no Django settings: all it must know is in its job.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# What the child may know of our environment: enough to find libraries and fonts.
ENVIRONMENT = re.compile(
    r"PATH|HOME|LANG|LC_\w+|TMPDIR|TEMP|TMP|SYSTEMROOT|XDG_CACHE_HOME|FONTCONFIG_\w+"
    r"|LD_LIBRARY_PATH|DYLD_\w+|WEASYPRINT_DLL_DIRECTORIES"
)


def run(module: str, job: dict, body: bytes = b"") -> tuple[dict, bytes]:
    """Return what the child reports of a job, and the bytes it made of `body`.

    `job` names the limits `seconds` and `memory_mb`. The report's `failure` is "time"
    or "memory" when the child did not live to answer. It is gone afterwards, and its
    temporary files with it.
    """
    environment = {k: v for k, v in os.environ.items() if ENVIRONMENT.fullmatch(k)}
    with tempfile.TemporaryDirectory(prefix="a87-") as folder:
        environment |= {"TMPDIR": folder, "TEMP": folder}
        return _answer_of(module, job, body, environment)


def _answer_of(module, job, body, environment) -> tuple[dict, bytes]:
    with subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
        env={**environment, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
    ) as child:
        try:
            output, errors = child.communicate(
                json.dumps(job).encode() + b"\n" + body, timeout=job["seconds"]
            )
        except subprocess.TimeoutExpired:
            return {"failure": "time", "detail": f"{job['seconds']} s"}, b""
        finally:
            child.kill()
    head, newline, made = output.partition(b"\n")
    if child.returncode or not newline:
        return _died(child.returncode, errors), b""
    return json.loads(head), made


def _died(code: int, errors: bytes) -> dict:
    """Describe a child that a limit ended: killed for its time, or out of memory."""
    detail = f"exit {code}: {errors[-1000:].decode(errors='replace')}"
    timed_out = code in {-9, -24}  # SIGKILL or SIGXCPU: the limit on processor time
    return {"failure": "time" if timed_out else "memory", "detail": detail}


# --- In the child ------------------------------------------------------------


def serve(work: Callable[[dict, bytes], tuple[dict, bytes]]) -> None:
    """Do one job within its limits and answer: what a child's `main` calls.

    Libraries in C may print: only the answer reaches the parent's pipe. Leaving at
    once keeps a thread of such a library from running on while Python takes its
    memory apart (seen once: a crash at exit).
    """
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    job = json.loads(sys.stdin.buffer.readline())
    body = sys.stdin.buffer.read()
    limit(seconds=job["seconds"], memory_mb=job["memory_mb"])
    report, made = work(job, body)
    answer.write(json.dumps(report).encode() + b"\n" + made)
    answer.close()
    os._exit(0)


def limit(*, seconds: int, memory_mb: int) -> None:
    """Bound this process. Where the system cannot, the parent's clock still does."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    limits = {resource.RLIMIT_CPU: (seconds, seconds + 1), resource.RLIMIT_CORE: (0, 0)}
    if sys.platform == "linux":
        size = memory_mb * 1024 * 1024
        limits[resource.RLIMIT_AS] = (size, size)
    for kind, value in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, value)
