"""Figures are checked alike, however they come: typed, or by three kinds of files."""

import csv
import re
from html import unescape
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.enums import ValueType
from monitoring.figures.checks import CHECKS
from monitoring.forms.workbook import plan_now
from monitoring.transfers.opening import catalogue_of, planner, start_import
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.monitoring.entry_forms import YEAR, name_of, open_round, send
from tests.monitoring.import_files import brought, table
from tests.monitoring.workbooks import bring, taken

pytestmark = pytest.mark.django_db
SHEET = "PR Child labour"
CODES = ("PR-CL-1", "PR-CL-2")
WORDS = {"": "Total", "sex=F": "F", "sex=M": "M"}
PARTS = {"": "Total", "sex=F": "sex F", "sex=M": "sex M"}  # as a page calls them
HEADINGS = {"percent": "Percent", "quantity": "Number"}
UNITS = {"percent": "%", "quantity": "number"}
SAID = re.compile(
    r'entry__say--(?:watch|stop)"><p(?: class="field__error")?>(.*?)</p>', re.DOTALL
)
TAG = re.compile(r"<svg.*?</svg>|<[^>]*>", re.DOTALL)

# What is stated, as (code, part, field, text), and the checks that speak of it.
CASES = {
    "nothing odd": (
        [
            ("PR-CL-1", part, "percent", text)
            for part, text in zip(WORDS, "657", strict=True)
        ],
        [],
    ),
    # UNICEF, Mexico, May 2022.
    "total outside its sexes": (
        [
            ("PR-CL-1", "", "percent", "6"),
            ("PR-CL-1", "sex=F", "percent", "3.4"),
            ("PR-CL-1", "sex=M", "percent", "4.7"),
        ],
        ["total-outside-parts"],
    ),
    "sexes that miss their total": (
        [
            ("PR-CL-1", "", "quantity", "1000"),
            ("PR-CL-1", "sex=F", "quantity", "400"),
            ("PR-CL-1", "sex=M", "quantity", "300"),
        ],
        ["parts-sum"],
    ),
    # US Department of Labor: 4.6 percent of Albania.
    "fraction": ([("PR-CL-1", "", "percent", "0.046")], ["fraction-alone"]),
    "less with chores than without": (
        [("PR-CL-1", "", "percent", "7.9"), ("PR-CL-2", "", "percent", "7.8")],
        ["chores-less"],
    ),
    "part above its whole": (
        [
            ("PR-CL-1", "", "quantity", "100"),
            ("PR-CL-1", "sex=F", "quantity", "150"),
        ],
        ["part-above-whole"],
    ),
    "two things at once": (
        [
            ("PR-CL-1", "", "quantity", "1000"),
            ("PR-CL-1", "sex=F", "quantity", "400"),
            ("PR-CL-1", "sex=M", "quantity", "300"),
            ("PR-CL-2", "", "percent", "0.046"),
        ],
        ["fraction-alone", "parts-sum"],
    ),
}


@pytest.fixture
def definitions():
    return {
        code: make_definition(
            make_indicator(code=code),
            value_type=ValueType.SHARE,
            axes={"sex": ["F", "M"]},
            unit_en="children",
        )
        for code in CODES
    }


@pytest.fixture
def submission(definitions):
    return open_round(*definitions.values())


@pytest.fixture
def person(client, submission):
    found = factories.make_focal_point(submission.pathfinder.country, language="en")
    client.force_login(found)
    client.cookies["django_language"] = "en"
    return found


def codes_of(messages) -> list[str]:
    """Return the checks that the sentences are of."""
    return sorted(code for message in messages for code in _codes(message))


def _codes(message: str) -> list[str]:
    found = [code for code, check in CHECKS.items() if _is_of(check, message)]
    assert len(found) == 1, message
    return found


def _is_of(check, message: str) -> bool:
    pattern = re.sub(r"%\\?\(\w+\\?\)s", ".+", re.escape(str(check.words)))
    return bool(re.fullmatch(pattern, message, re.DOTALL | re.IGNORECASE))


# --- The ways -------------------------------------------------------------------------


def typed(stated, *, client, submission, definitions, **_others) -> list[str]:
    fields = {
        f"{name_of(definitions[code], part.replace('=', '-') or 'total')}-{field}": text
        for code, part, field, text in stated
    }
    answer = send(client, submission, fields)
    page = client.get(answer.url) if answer.status_code == 302 else answer
    found = SAID.findall(page.content.decode())
    return [" ".join(unescape(TAG.sub("", each)).split(" ")).strip() for each in found]


def by_file(stated, *, client, submission, **_others) -> list[str]:
    iso3 = submission.pathfinder.country.iso3
    rows = (
        f"{iso3},{code},{YEAR},{WORDS[part]},{text},{UNITS[field]},"
        for code, part, field, text in stated
    )
    found = brought(client, table(*rows), pathfinder=submission.pathfinder)
    return _planned(found, submission.pathfinder)


def by_long_table(stated, *, client, submission, person, **_others) -> list[str]:
    pathfinder = submission.pathfinder
    empty = client.get(f"/pathfinders/{pathfinder.country.slug}/values.csv").content
    header = next(csv.reader(StringIO(empty.decode("utf-8-sig"))))
    written = StringIO()
    lines = csv.DictWriter(written, header, restval="")
    lines.writeheader()
    for code, part, field, text in stated:
        row = (pathfinder.country.iso3, code, YEAR, WORDS[part], "Total", text)
        lines.writerow(dict(zip(header, (*row, UNITS[field]), strict=False)))
    upload = SimpleUploadedFile("values.csv", written.getvalue().encode())
    found = start_import(upload, by=person, pathfinder=pathfinder)
    assert found.origin == "long_table"
    return _planned(found, pathfinder)


def _planned(value_import, pathfinder) -> list[str]:
    plan = planner(catalogue_of(pathfinder))(value_import)
    asked = [finding.message for _row, finding in plan.warnings]
    return asked + [fault.message for fault in plan.faults]


def by_workbook(stated, *, submission, person, **_others) -> list[str]:
    filled = taken(submission, person)
    for code, part, field, text in stated:
        filled.write(code, HEADINGS[field], float(text), PARTS[part], title=SHEET)
    plan = plan_now(bring(filled, submission, person))
    assert plan.faults == []
    return [text for row in plan.rows for text in (*row.warnings, *row.reasons)]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("way", [typed, by_file, by_long_table, by_workbook])
def test_checks_say_the_same_of_the_same_figures(
    way, case, client, submission, definitions, person
):
    stated, expected = CASES[case]

    messages = way(
        stated,
        client=client,
        submission=submission,
        definitions=definitions,
        person=person,
    )

    assert codes_of(messages) == expected
