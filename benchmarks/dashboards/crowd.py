"""V8: what fifty readers at once wait for, against one who reads alone."""

from concurrent.futures import ThreadPoolExecutor
from math import ceil

from benchmarks.dashboards.goals import Result
from benchmarks.dashboards.pages import fetch
from benchmarks.dashboards.server import Reader

PATH = "/portfolio/"
READERS = 50
EACH = 6


def measured(asking: Reader) -> Result:
    """Return p95 of a crowd, divided by p95 of one reader; both read the portfolio."""
    for _warming in range(12):
        fetch(asking, PATH)
    alone = p95([fetch(asking, PATH).seconds for _time in range(60)])
    with ThreadPoolExecutor(READERS) as pool:
        waits = pool.map(lambda _number: _read(asking), range(READERS))
        together = p95([each for some in waits for each in some])
    what = f"portfolio: p95 with {READERS} readers, against one"
    note = f"{1000 * together:.0f} ms against {1000 * alone:.0f} ms"
    return Result("V8", what, together / alone, 30, note=note)


def _read(asking: Reader) -> list[float]:
    return [fetch(asking, PATH).seconds for _time in range(EACH)]


def p95(seconds: list[float]) -> float:
    return sorted(seconds)[ceil(0.95 * len(seconds)) - 1]
