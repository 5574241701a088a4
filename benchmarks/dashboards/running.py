"""The whole measurement, in one run."""

import os
from collections.abc import Iterator

from django.core.management import call_command

from benchmarks.dashboards import crowd, database, exports, pages, seeding
from benchmarks.dashboards.goals import Result, summary
from benchmarks.dashboards.server import reader, serving
from benchmarks.dashboards.sizes import Size, say
from pathfinders.models import Pathfinder

ROUNDS = 25


def main(
    *, fresh: bool = False, rounds: int = ROUNDS, size: Size | None = None
) -> None:
    """Seed if needed, measure, print the table; `fresh` makes the database anew."""
    size = size or Size()
    say(f"Database of its own: {size}; {size.values:,} values")
    database.prepare(lambda: seeding.seed(size, say), named=str(size), fresh=fresh)
    call_command("collectstatic", interactive=False, verbosity=0)
    say(f"Load of the machine: {os.getloadavg()[0]:.1f}")
    # A run that was killed may have left some countries aside.
    Pathfinder.objects.update(is_public=True)
    results = []
    for result in _measured(size, rounds):
        say(str(result))
        results.append(result)
    say(summary(results))
    say(f"Load of the machine: {os.getloadavg()[0]:.1f}")


def _measured(size: Size, rounds: int) -> Iterator[Result]:
    """Yield each figure as soon as it is known: what was measured outlives an end."""
    with serving() as port:
        readers = {role: reader(port, role) for role in ("", "member", "administrator")}
        with pages.countries(pages.FEW):
            page = pages.portfolio(15, pages.FEW)
            few = [*pages.measured(page, readers["member"], rounds)]
        yield from few
        page = pages.portfolio(50, size.countries)
        many = [*pages.measured(page, readers["member"], rounds)]
        yield from many
        counts = (pages.FEW, size.countries)
        yield pages.exponent(few[1].measured, many[1].measured, counts)
        for page in pages.pages():
            yield from pages.measured(page, readers[page.role], rounds)
        yield from exports.measured(readers[""])
    with (
        serving(workers=1 + (os.cpu_count() or 1)) as port,
        pages.countries(pages.FEW),
    ):
        yield crowd.measured(reader(port, "member"))
