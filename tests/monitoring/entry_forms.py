"""The form of the entry grid as a browser without JavaScript sends it."""

from datetime import timedelta
from html.parser import HTMLParser

from django.utils import timezone

from monitoring.models import Definition, Submission
from pathfinders.enums import Status
from tests import factories
from tests.factories.monitoring import make_indicator_set
from tests.factories.rounds import make_round, make_submission

YEAR = 2025


class Form(HTMLParser):
    """Collects what the controls of a page hold: `fields` by name."""

    def __init__(self, page: bytes):
        super().__init__()
        self.fields: dict[str, str] = {}
        self._open = ""
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name", "")
        if tag == "input" and name:
            self.fields[name] = given.get("value") or ""
        elif tag in {"select", "textarea"}:
            self._open = name
            self.fields.setdefault(name, "")
        elif tag == "option" and "selected" in given:
            self.fields[self._open] = given.get("value") or ""

    def handle_data(self, data):
        if self._open and self.lasttag == "textarea":
            self.fields[self._open] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag in {"select", "textarea"}:
            self._open = ""


def open_round(*definitions: Definition, country=None, **fields) -> Submission:
    """Make a round on these definitions that takes values of a country today."""
    today = timezone.localdate()
    values = {
        "year": YEAR,
        "opens_on": today - timedelta(days=10),
        "due_on": today + timedelta(days=10),
        "closes_on": today + timedelta(days=20),
    } | fields
    pathfinder = factories.make_pathfinder(
        status=Status.PATHFINDER, **({"country": country} if country else {})
    )
    indicators = make_indicator_set(*definitions)
    return make_submission(make_round(indicator_set=indicators, **values), pathfinder)


def address(submission: Submission, *, data: int | None = None) -> str:
    iso3 = submission.pathfinder.country.slug
    year = submission.round.year
    query = f"?data={data}" if data else ""
    path = f"/pathfinders/{iso3}/reporting/{year}/prevalence/child_labour/"
    return path + query


def name_of(definition: Definition, part: str = "total", block: int = 0) -> str:
    return f"v{definition.pk}-{block}-{part}"


def send(client, submission, changes=(), *, data=None, **headers):
    """Open the page, change fields as a person would, and press “Save”."""
    page = client.get(address(submission, data=data))
    fields = Form(page.content).fields | {"do": "save"} | dict(changes)
    return client.post(address(submission), fields, headers=headers)
