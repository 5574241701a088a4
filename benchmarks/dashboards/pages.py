"""V1 to V7 and V16: what pages cost beside the bare page, ask, and weigh."""

import gzip
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from urllib.parse import urljoin

from django.db import connection

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
    is_kept: bool = False  # until somebody writes (`core.unchanged`)

    @property
    def is_public(self) -> bool:
        return not self.role


def portfolio(goal: float, count: int) -> Page:
    number = "V1" if count == FEW else "V2"
    what = f"portfolio, {count} countries"
    return Page(number, what, "/portfolio/", goal, is_kept=True)


def pages() -> list[Page]:
    """Return what is measured over the whole database."""
    first = Pathfinder.objects.select_related("country").order_by("pk").first()
    country = first.country.slug
    own, across = f"/pathfinders/{country}/", f"/indicators/{INDICATOR}/countries/"
    return [
        Page("V3", "country page", own, 30, "", is_kept=True),
        Page("V3", "country page, signed in", own, 30, is_kept=True),
        Page("V4", "theme page", across, 30, "", is_kept=True),
        Page("", "data gaps", "/data-gaps/", None, ""),
        Page("", "compare, 6 countries", _compared(), None, ""),
        Page("", "changes since the last meeting", "/changes/", None),
        Page("", "list of countries", "/pathfinders/", None, ""),
        Page("", "search", "/search/?q=labour", None, ""),
        Page("", "values of a country", f"{own}values/", None, "", is_kept=True),
        Page("", "values, signed in", f"{own}values/", None, is_kept=True),
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


def ratio(
    asking: Reader, path: str, rounds: int, *, after_change: bool = False
) -> tuple[float, float]:
    """Return how many bare pages a page costs, and its own milliseconds.

    The two take turns and the fastest of each counts: what else the machine does can
    only make one slower. With `after_change` something is written before each reading.
    """
    for _warming in range(3):
        fetch(asking, path)
    bare, own = [], []
    for _round in range(rounds):
        bare.append(fetch(asking, BARE).seconds)
        if after_change:
            write_something()
        own.append(fetch(asking, path).seconds)
    return min(own) / min(bare), 1000 * min(own)


def write_something() -> None:
    """Do what every transaction does that writes: it ends what pages have kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")


def fetch(asking: Reader, path: str, **headers: str) -> Answer:
    answer = asking.get(path, **headers)
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return answer


def measured(page: Page, asking: Reader, rounds: int) -> Iterator[Result]:
    """Yield time, queries and weight; of a kept page both readings, its goal's first.

    Queries are counted where they are the most: at the reading after a change.
    """
    cost, own = ratio(asking, page.path, rounds)
    yield Result(page.number, page.what, cost, page.goal, note=f"{own:.0f} ms")
    if page.is_kept:
        made, own = ratio(asking, page.path, rounds, after_change=True)
        what = f"{page.what}: first after a change"
        yield Result(page.number, what, made, None, note=f"{own:.0f} ms")
        write_something()
    counted = fetch(asking, page.path, **{"X-Count": "1"})
    queries = float(counted.headers["x-queries"])
    yield Result("V6", f"queries: {page.what}", queries, QUERIES, "")
    yield _weighed(page, asking, counted)


def exponent(few: float, many: float, counts: Sequence[int]) -> Result:
    """Return how the cost of making a page grows with countries: 1 is in step."""
    steepness = log(many / few) / log(counts[1] / counts[0])
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
