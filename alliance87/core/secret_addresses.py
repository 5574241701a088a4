"""Addresses that are keys: a personal link opens its page for whoever has it.

Such an address stands in the mail alone. What is written down of a request, in the
trail and in logs, names the page without the key.
"""

import logging

from django.urls import Resolver404, resolve

# What the patterns of addresses call a key.
KEYS = {"token", "key"}
HIDDEN = "…"


def without_key(path: str) -> str:
    """Return `path` with what opens the page replaced by “…”."""
    route = path.partition("?")[0]
    match = _match(route) or _match(f"{route}/")
    if match is None:
        return path
    for name, value in match.captured_kwargs.items():
        if name in KEYS:
            path = path.replace(str(value), HIDDEN)
    return path


def holds_key(path: str) -> bool:
    return without_key(path) != path


def _match(route: str):
    try:
        return resolve(route)
    except Resolver404:
        return None


class WithoutKeys(logging.Filter):
    """Take the keys out of the paths that a line of the log names."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_key(each)
                if isinstance(each, str) and each.startswith("/")
                else each
                for each in record.args
            )
        return True
