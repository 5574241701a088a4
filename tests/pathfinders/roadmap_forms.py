"""What the tests of the roadmap's pages share."""


def roadmap_url(roadmap, page="") -> str:
    iso3 = roadmap.pathfinder.country.iso3.lower()
    return f"/pathfinders/{iso3}/roadmaps/{roadmap.number}/{page}"


def action_data(lines=(), *, kept=0, **fields) -> dict:
    data = {
        "version": 0,
        "funding-TOTAL_FORMS": len(lines),
        "funding-INITIAL_FORMS": kept,
        "benchmarks-TOTAL_FORMS": 0,
        "benchmarks-INITIAL_FORMS": 0,
    } | fields
    for n, line in enumerate(lines):
        data |= {f"funding-{n}-{name}": value for name, value in line.items()}
    return data
