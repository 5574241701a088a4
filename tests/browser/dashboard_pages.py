"""Addresses of dashboards, by who opens them, with the values of the sample."""

COURSE = "/pathfinders/mex/course/"
MY_ROUND = "/pathfinders/mex/reporting/{year}/"
DASHBOARDS = {
    "visitor": {
        "course": f"{COURSE}PR-CL-1/",
        "course with gaps and what is withheld": f"{COURSE}PR-CL-4/",
        "course of one value": f"{COURSE}PC-CL-B1/",
        "course of words": f"{COURSE}PC-CL-L1/",
        "course on a day without values": f"{COURSE}PR-CL-1/?as_of=2001-01-01",
        "course on a day that is none": f"{COURSE}PR-CL-1/?as_of=soon",
        "country": "/pathfinders/mex/",
        "country on a day": "/pathfinders/mex/?as_of=2026-01-01",
        "country on a day that is none": "/pathfinders/mex/?as_of=soon",
        "comparison of nothing": "/compare/",
        "comparison of years": (
            "/compare/?indicator=PR-CL-1&country=mex&year=2022&country=mex&year=2019"
        ),
        "changes": "/changes/",
        "theme": "/themes/child-labour/",
        "theme on a day that is none": "/themes/forced-labour/?as_of=soon",
        "gaps": "/data-gaps/",
        "open data": "/data/",
        "open data of one theme": "/data/?theme=child_labour&totals=on",
        "open data that nobody has": "/data/?start=1950&end=1951",
        "open data asked wrongly": "/data/?country=nowhere&start=soon",
        "address of a version": "/values/{version}/",
        "search": "/search/?q=labour",
        "search without a hit": "/search/?q=nowhere",
        "about": "/about/",
        "privacy": "/privacy/",
        "reviews of a country": "/pathfinders/mex/reviews/",
        "roadmaps of a country": "/pathfinders/mex/roadmaps/",
    },
    "officer": {
        "course that may be judged": f"{COURSE}PR-CL-1/",
        "judge progress": f"{COURSE}PR-CL-1/judge/",
        "portfolio": "/portfolio/",
        "portfolio in groups": "/portfolio/?group=region",
        "portfolio without a country": "/portfolio/?q=nowhere",
        "reasons of the portfolio": "/portfolio/mex/",
        "country as the public will see it": "/pathfinders/mex/?preview=public",
        "roadmap as the public will see it": "/pathfinders/per/roadmaps/1/preview/",
        "review as the public will see it": "/pathfinders/per/reviews/2024/preview/",
        "values as the public will see them": f"{MY_ROUND}preview/",
    },
}
