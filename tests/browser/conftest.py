"""A real browser: the Chromium of this machine, driven by Playwright.

Tests ask for `page` (with `live_server`), and for `axe` to look for barriers.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from alliance87.launch.machine import find_browser, in_ci
from tests.browser.walker import PATIENCE

# Playwright runs an event loop in the test's own thread, and Django refuses to
# query the database from such a thread. Nothing here is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=PATIENCE)

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = find_browser()
    if path is None:
        reason = "No Chromium found; install one or name it in CHROMIUM."
        if in_ci():
            pytest.fail(reason)
        pytest.skip(reason)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
    return {**browser_type_launch_args, "executable_path": path, "args": flags}


@pytest.fixture
def axe():
    """Return a function that lists a page's breaches of WCAG 2.2 AA, a line each."""

    def violations(page, *, tags=WCAG_22_AA):
        options = {
            "runOnly": list(tags),
            "resultTypes": ["violations"],
            # Otherwise axe asks the server for our stylesheets once more, at addresses
            # that it gets wrong: those that `main.css` imports.
            "preload": False,
        }
        found = Axe().run(page, options=options).response["violations"]
        return [
            f"{breach['id']}: {' '.join(map(str, node['target']))} ({breach['help']})"
            for breach in found
            for node in breach["nodes"]
        ]

    return violations
