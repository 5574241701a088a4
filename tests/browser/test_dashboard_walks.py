"""An hour before a meeting, and a journalist's question: both by clicking alone.

A member of the Group asks why Peru reads as it does and takes the answer along as a
PDF. A journalist finds one number and holds it against every file it stands in.
"""

import csv
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from alliance87.core.enums import Audience
from monitoring.enums import Direction, ValueState, ValueType
from pathfinders.enums import ActionStatus, MilestoneKind, RoadmapState, Status
from pathfinders.models import Action
from tests import factories
from tests.browser import meeting_steps as steps
from tests.browser.walker import Walker, pdf_text
from tests.factories.decisions import make_gcg
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.planning import make_update
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)

BEFORE = datetime(2024, 5, 1, 12, tzinfo=UTC)
AFTER = datetime(2026, 9, 1, 12, tzinfo=UTC)
MEETING = date(2026, 5, 5)
LABEL = "Children in child labour"
SURVEY = "Household survey of Peru"
REPORT = "Report of the household survey"
TITLE = "6th meeting of the Global Coordinating Group"


@pytest.fixture
def peru(transactional_db):
    """Make a pathfinder country of which one number was published since the meeting."""
    country = factories.make_country(
        iso3="PER", iso2="PE", name_en="Peru", region="Americas"
    )
    pathfinder = factories.make_pathfinder(
        country=country, status=Status.PATHFINDER, is_public=True
    )
    factories.make_milestone(pathfinder, MilestoneKind.EXPRESSION_OF_INTEREST)
    factories.make_status_event(pathfinder)
    factories.make_roadmap(
        pathfinder,
        rows={"Farms": ["Inspect farms", "Train teachers"]},
        state=RoadmapState.PUBLISHED,
    )
    make_update(Action.objects.get(title="Inspect farms"), status=ActionStatus.DONE)
    definition = make_definition(
        make_indicator(code="PR-CL-1"),
        value_type=ValueType.SHARE,
        direction=Direction.DOWN,
        label_en=LABEL,
        unit_en="% of children",
    )
    make_indicator_set(definition, state="validated")
    source = make_source(name=SURVEY)
    for year, percent, at in ((2015, "24.0", BEFORE), (2021, "15.5", AFTER)):
        observation = make_observation(
            pathfinder, definition.indicator, year=year, source=source
        )
        make_value(
            observation,
            definition=definition,
            percent=Decimal(percent),
            state=ValueState.PUBLISHED,
            at=at,
        )
    document = factories.make_document(title=REPORT, audience=Audience.PUBLIC)
    make_evidence(observation, file=document.versions.get(), locator="page 4")
    make_gcg(6, MEETING, title=TITLE)
    return pathfinder


@pytest.fixture
def people(live_server, new_context, peru) -> SimpleNamespace:
    accounts = {
        "member": factories.make_gcg_member(name="Mona Member"),
        "journalist": None,
    }
    yield from steps.open_browsers(new_context, live_server.url, accounts)


# --- A member of the Group, an hour before the meeting --------------------------------


def test_a_member_finds_the_reason_of_a_colour_and_takes_it_along(people):
    member = people.member
    _asks_why(member)
    _follows_a_number_to_its_proof(member)
    _reads_what_changed(member)
    _takes_it_along(member)


def _asks_why(member: Walker):
    """From the line of Peru to the reasons of two of its cells."""
    member.follow("Portfolio", within=member.frame)
    member.arrives("Portfolio of countries")
    _cell(member, "Newest prevalence data").click()
    member.arrives("Peru")
    member.reads("Why each cell reads as it does")
    data = member.page.locator("section#data")
    expect(data).to_contain_text("The newest value is of 2021.")
    expect(member.page.locator("section#roadmap")).to_contain_text("1 of 2")


def _cell(member: Walker, column: str):
    row = member.page.get_by_role("row").filter(has_text="Peru")
    return row.get_by_role("link", name=re.compile(rf"{column}, Peru$"))


def _follows_a_number_to_its_proof(member: Walker):
    member.follow("Country page")
    member.arrives("Peru")
    _number(member, "15.5").click()
    member.arrives(LABEL)
    member.reads(SURVEY, REPORT, "page 4")


def _number(person: Walker, words: str):
    """Return the first link on the page that is this number."""
    main = person.page.get_by_role("main")
    return main.get_by_role("link", name=re.compile(rf"^\s*{re.escape(words)}\b")).first


def _reads_what_changed(member: Walker):
    member.page.go_back()
    member.arrives("Peru")
    member.follow("What changed")
    member.arrives("What changed")
    member.reads(TITLE, LABEL, "15.5")
    assert "15.5" in pdf_text(member.download("PDF"))


def _takes_it_along(member: Walker):
    """The sheet of the portfolio says what the page said."""
    member.follow("Portfolio", within=member.frame)
    text = pdf_text(member.download("PDF"))
    assert "Peru" in text
    assert "1 of 2" in text


# --- A journalist ---------------------------------------------------------------------


def test_a_journalist_finds_one_number_in_every_file(people):
    reader = people.journalist
    reader.open("/")
    box = reader.frame.get_by_role("searchbox")
    box.fill("Peru")
    box.press("Enter")
    reader.arrives("Search")
    reader.follow("Peru")
    reader.arrives("Peru")
    expect(_number(reader, "15.5")).to_be_visible()
    profile = pdf_text(reader.download("Two-page profile (PDF)"))
    assert "15.5" in profile

    reader.follow("Data to download")
    reader.arrives("Open data")
    files = {
        kind: _fetched(reader, name)
        for kind, name in (
            ("csv", "CSV"),
            ("xlsx", "Excel workbook (XLSX)"),
            ("sdmx", "SDMX-CSV 2.0"),
            ("json", "JSON"),
        )
    }
    assert _in_csv(files["csv"], "Value") == {"24", "15.5"}
    assert _in_csv(files["sdmx"], "OBS_VALUE") == {"24", "15.5"}
    assert _in_workbook(files["xlsx"]) >= {24, 15.5}
    assert b"15.5" in files["json"]


def _fetched(reader: Walker, name: str) -> bytes:
    link = reader.page.get_by_role(
        "link", name=re.compile(rf"^{re.escape(name)}")
    ).first
    answer = reader.page.context.request.get(
        reader.base_url + link.get_attribute("href")
    )
    assert answer.ok, f"{name} answers {answer.status}"
    return answer.body()


def _in_csv(content: bytes, column: str) -> set[str]:
    rows = csv.DictReader(StringIO(content.decode("utf-8-sig")))
    return {f"{Decimal(row[column]).normalize():f}" for row in rows}


def _in_workbook(content: bytes) -> set[object]:
    book = load_workbook(BytesIO(content), read_only=True)
    return {
        cell
        for row in book.worksheets[0].iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    }
