"""V1 to V7 and V16: what pages cost beside the bare page, ask, and weigh."""

import gzip
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from urllib.parse import urljoin

from benchmarks.dashboards.goals import Result
from benchmarks.dashboards.server import Answer, Reader
from benchmarks.served.urls import BARE
from meetings.models import Meeting
from pathfinders.models import Pathfinder

FEW = 40
QUERIES = 12
PUBLIC_WEIGHT, WEIGHT = 50, 100  # kB
INDICATOR = "PR-CL-1"
LINKED = re.compile(r'<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"')
IMPORTED = re.compile(r"""(?:from|import)\s*["'](\.[^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Page:
    """An address, who reads it, and what it may cost in bare pages."""

    number: str
    what: str
    path: str
    goal: float | None = None
    role: str = "member"

    @property
    def is_public(self) -> bool:
        return not self.role


def portfolio(goal: float, count: int) -> Page:
    number = "V1" if count == FEW else "V2"
    return Page(number, f"portfolio, {count} countries", "/portfolio/", goal)


def pages() -> list[Page]:
    """Return what is measured over the whole database."""
    first = Pathfinder.objects.select_related("country").order_by("pk").first()
    country = first.country.slug
    return [
        Page("V3", "country page", f"/pathfinders/{country}/", 30, ""),
        Page("V3", "country page, signed in", f"/pathfinders/{country}/", 30),
        Page("V4", "theme page", f"/indicators/{INDICATOR}/countries/", 30, ""),
        Page("", "data gaps", "/data-gaps/", None, ""),
        Page("", "compare, 6 countries", _compared(), None, ""),
        Page("", "changes since the last meeting", "/changes/", None),
        Page("", "list of countries", "/pathfinders/", None, ""),
        Page("", "search", "/search/?q=labour", None, ""),
        Page("", "values of a country", f"/pathfinders/{country}/values/", None, ""),
        Page("", "values, signed in", f"/pathfinders/{country}/values/", None),
        *_meetings(),
        *_desk(first.pk),
    ]


def _compared() -> str:
    rows = Pathfinder.objects.order_by("pk").values_list("country__iso3", flat=True)
    chosen = "&".join(f"country={iso3.lower()}&year=" for iso3 in rows[:6])
    return f"/compare/?indicator={INDICATOR}&{chosen}"


def _meetings() -> Iterator[Page]:
    goals = {20: 14, 80: 30}
    for meeting in Meeting.objects.order_by("number"):
        what = f"meeting page, {meeting.number} items"
        path = f"/meetings/{meeting.pk}/"
        yield Page("V5", what, path, goals.get(meeting.number))


def _desk(pathfinder: int) -> list[Page]:
    by = "administrator"
    return [
        Page("V7", "records desk: list", "/admin/pathfinders/pathfinder/", 40, by),
        Page("V7", "records desk: long list", "/admin/pathfinders/milestone/", 40, by),
        Page(
            "V7",
            "records desk: form",
            f"/admin/pathfinders/pathfinder/{pathfinder}/change/",
            80,
            by,
        ),
    ]


@contextmanager
def countries(count: int) -> Iterator[None]:
    """Leave only so many countries public; the rest stays in the tables."""
    kept = Pathfinder.objects.order_by("pk").values("pk")[:count]
    Pathfinder.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).update(
        is_public=False
    )
    try:
        yield
    finally:
        Pathfinder.objects.update(is_public=True)


# --- Time -----------------------------------------------------------------------------


def ratio(asking: Reader, path: str, rounds: int) -> tuple[float, float]:
    """Return how many bare pages a page costs, and its own milliseconds.

    The two take turns and the fastest of each counts: what else the machine does can
    only make one slower.
    """
    for _warming in range(3):
        fetch(asking, path)
    bare, own = [], []
    for _round in range(rounds):
        bare.append(fetch(asking, BARE).seconds)
        own.append(fetch(asking, path).seconds)
    return min(own) / min(bare), 1000 * min(own)


def fetch(asking: Reader, path: str, **headers: str) -> Answer:
    answer = asking.get(path, **headers)
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return answer


def measured(page: Page, asking: Reader, rounds: int) -> tuple[Result, Result, Result]:
    """Return time, queries and weight of a page."""
    cost, own = ratio(asking, page.path, rounds)
    note = f"{own:.0f} ms"
    counted = fetch(asking, page.path, **{"X-Count": "1"})
    queries = float(counted.headers["x-queries"])
    return (
        Result(page.number, page.what, cost, page.goal, note=note),
        Result("V6", f"queries: {page.what}", queries, QUERIES, ""),
        _weighed(page, asking, counted),
    )


def exponent(few: Result, many: Result, counts: Sequence[int]) -> Result:
    """Return how cost grows with countries: 1 is in step with them."""
    steepness = log(many.measured / few.measured) / log(counts[1] / counts[0])
    what = f"portfolio, growth from {counts[0]} to {counts[1]}"
    return Result("V2", what, steepness, 1, "")


# --- Weight ---------------------------------------------------------------------------


def _weighed(page: Page, asking: Reader, answer: Answer) -> Result:
    """Return kB of page, style sheets and scripts, all as a proxy compresses them."""
    html = len(gzip.compress(answer.body, 6))
    files = _linked(asking, page.path, answer.body.decode())
    total = (html + sum(files.values())) / 1000
    goal = PUBLIC_WEIGHT if page.is_public else WEIGHT
    note = f"HTML {html / 1000:.1f} kB of {len(answer.body) / 1000:.0f} kB"
    return Result("V16", f"weight: {page.what}", total, goal, "kB", note=note)


def _linked(asking: Reader, base: str, html: str) -> dict[str, int]:
    """Return the sizes of style sheets and scripts, and of what those import."""
    found: dict[str, int] = {}
    waiting = [urljoin(base, each) for each in LINKED.findall(html)]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        content = fetch(asking, path).body
        found[path] = len(gzip.compress(content, 9))
        if path.endswith(".js"):
            text = content.decode()
            waiting += [urljoin(path, each) for each in IMPORTED.findall(text)]
    return found
