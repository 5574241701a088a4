"""A few places for heavy work on this machine: each is held by one process at a time.

A place is a file that is locked; the system frees it when its process ends, however
that ends.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

BETWEEN_TRIES = 0.05  # seconds


class NoPlace(Exception):
    """All places stayed taken for as long as the caller would wait."""


@contextmanager
def place_for(work: str, *, places: int, wait: float) -> Iterator[None]:
    """Hold one of the places for `work`; raises NoPlace after `wait` seconds."""
    folder = Path(settings.VAR_DIR) / "places"
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{work}-{number}" for number in range(places)]
    until = time.monotonic() + wait
    with ExitStack() as held:
        while not any(_take(path, held) for path in files):
            if time.monotonic() >= until:
                raise NoPlace(work)
            time.sleep(BETWEEN_TRIES)
        yield


def _take(path: Path, held: ExitStack) -> bool:
    """Lock the file until `held` is left, unless another process has it."""
    with ExitStack() as tried:
        file = tried.enter_context(path.open("a"))
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        held.push(tried.pop_all())
    return True
