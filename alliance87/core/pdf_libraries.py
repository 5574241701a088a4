"""Whether the system libraries behind WeasyPrint are there, and how to get them.

Importing WeasyPrint would tell too, but costs half a second and 60 MB in every
web process and management command; opening the libraries costs milliseconds.
"""

import ctypes
import ctypes.util
import importlib.util
import platform
from contextlib import suppress
from functools import cache

LIBRARIES = (
    "gobject-2.0",
    "pango-1.0",
    "harfbuzz",
    "harfbuzz-subset",
    "fontconfig",
    "pangoft2-1.0",
)
DEBIAN = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
INSTALL_LINES = {
    "debian": DEBIAN,
    "ubuntu": DEBIAN,
    "fedora": "sudo dnf install -y pango harfbuzz",
    "rhel": "sudo dnf install -y pango harfbuzz",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "arch": "sudo pacman -S pango harfbuzz",
    "suse": "sudo zypper install -y libpango-1_0-0 libharfbuzz-subset0",
    "Darwin": "brew install pango",
    "Windows": "pacman -S mingw-w64-ucrt-x86_64-pango (in an MSYS2 shell)",
}


@cache
def missing_library() -> str:
    """Return the name of the first thing missing to make PDFs, or an empty text."""
    with suppress(ImportError, ValueError):
        if importlib.util.find_spec("weasyprint"):
            return next((name for name in LIBRARIES if not _opens(name)), "")
    return "weasyprint"


def install_line() -> str:
    """Return the command that installs what is missing on this system."""
    if missing_library() == "weasyprint":
        return "pip install -r requirements.txt"
    names = [platform.system()]
    with suppress(OSError):
        system = platform.freedesktop_os_release()
        names += [system.get("ID", ""), *system.get("ID_LIKE", "").split()]
    return next(
        (INSTALL_LINES[name] for name in names if name in INSTALL_LINES), DEBIAN
    )


def _opens(name: str) -> bool:
    candidates = [f"lib{name}.so.0", f"lib{name}.0.dylib", f"lib{name}.dylib"]
    candidates += [f"lib{name}-0.dll"]
    if any(_loads(candidate) for candidate in candidates):
        return True
    found = ctypes.util.find_library(name)
    return found is not None and _loads(found)


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
