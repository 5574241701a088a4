"""What this machine has and lacks: Pango for the PDFs, a browser for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from alliance87.launch.programs import PROJECT, PYTHON, Problem, environment, say

PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def may_use_apt() -> bool:
    """Return whether packages can be installed here without asking anyone."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        return True
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


def install_line(apt_packages: tuple[str, ...], brew_line: str) -> str:
    """Return the command a person types on this system to install something."""
    if sys.platform == "darwin":
        return brew_line
    if shutil.which("apt-get"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get install -y {' '.join(apt_packages)}"
    return f"install what Debian calls {' '.join(apt_packages)}"


def apt_install(packages: tuple[str, ...]) -> bool:
    """Install Debian packages if that is allowed; return whether it worked."""
    if not may_use_apt():
        return False
    say(f"Installing {' '.join(packages)} with apt ...")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    apt += ["-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    # A fresh machine has no package lists, an interrupted one half a package.
    mend = [*sudo, "dpkg", "--configure", "-a"]
    for command in (install, mend, [*apt, "update"], install):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
        if command is install and done.returncode == 0:
            return True
    say(done.stderr.decode(errors="replace").strip())
    return False


def find_browser() -> str | None:
    """Return the browser that CHROMIUM names, or the first one installed."""
    for name in (os.environ.get("CHROMIUM", ""), *BROWSERS):
        path = shutil.which(name) if name else None
        if path:
            return path
    return None


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def pango_line() -> str:
    """Return the command that installs Pango here, or an empty text if it is there."""
    code = "from alliance87.core.pdf_libraries import *\n"
    code += "print(install_line() if missing_library() else '')"
    command = [str(PYTHON), "-c", code]
    done = subprocess.run(command, cwd=PROJECT, env=environment(), capture_output=True)
    return done.stdout.decode().strip()


def provide_pango(*, required: bool) -> None:
    if pango_line():
        apt_install(PANGO_PACKAGES)
    line = pango_line()
    if line and required:
        raise Problem(f"Pango is missing. To install it: {line}")
    if line:
        say(f"NOTICE: PDF documents are switched off: Pango is missing.\n  {line}")


def provide_browser(*, required: bool) -> None:
    if find_browser() is None:
        apt_install(("chromium",))
    path = find_browser()
    if path:
        os.environ["CHROMIUM"] = path
        return
    line = install_line(("chromium",), "brew install --cask chromium")
    text = f"Chromium is missing. To install it: {line}\n  or name one: CHROMIUM=/path"
    if required:
        raise Problem(text)
    say(f"NOTICE: browser tests are skipped. {text}")
