"""Open data as its readers open it: each format by a program that is not ours."""

import csv
import json
import logging
from decimal import Decimal
from io import BytesIO, StringIO

import sdmx
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from sdmx.model import v30

from tests.factories.values import make_observation, make_value

# Written here once more, as the structure that a reader of SDMX has from elsewhere.
DIMENSIONS = (
    *("REF_AREA", "INDICATOR", "TIME_PERIOD", "SEX", "AGE", "SCOPE", "STAGE"),
    *("EXPLOITATION", "SECTOR", "NATIONALITY", "POLICY", "LOCATION"),
    *("SOURCE_ID", "VARIANT", "UNIT_MEASURE"),
)
ATTRIBUTES = (
    *("OBS_STATUS", "CONF_STATUS", "UNIT_MULT", "SERIES", "VALUE_LIMIT"),
    *("LOWER_BOUND", "UPPER_BOUND", "STD_ERROR", "SAMPLE_SIZE", "SHOWN_FIRST"),
    *("DEFINITION", "SOURCE", "COVERAGE", "COMMENT_OBS", "PUBLISHED"),
    *("VERSION_URL", "LICENSE"),
)
KINDS = ("csv", "xlsx", "json", "sdmx.csv")


def public(country, definition, year=2021, *, part="", source=None, variant="", **said):
    """Publish a value, and return its version."""
    observation = make_observation(
        *(country, definition.indicator),
        year=year,
        breakdown=part,
        source=source,
        variant=variant,
    )
    return make_value(
        observation, **{"state": "published"} | {"definition": definition} | said
    )


def file_url(kind: str) -> str:
    return reverse("monitoring:open-data-file", kwargs={"kind": kind})


def taken(kind: str, query: str = "", client: Client | None = None) -> bytes:
    answer = (client or Client()).get(f"{file_url(kind)}{query}")
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)


def csv_rows(query: str = "", client: Client | None = None) -> list[dict[str, str]]:
    text = taken("csv", query, client).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def json_file(query: str = "") -> dict:
    return json.loads(taken("json", query), parse_float=Decimal)


def xlsx_sheets(query: str = "") -> dict[str, list[tuple]]:
    book = load_workbook(BytesIO(taken("xlsx", query)))
    return {each.title: list(each.iter_rows(values_only=True)) for each in book}


def sdmx_observations(query: str = "") -> list:
    """Return the observations as sdmx1 reads them."""
    structure = v30.DataStructureDefinition(id="DSD_TARGET_8_7")
    for name in DIMENSIONS:
        structure.dimensions.append(v30.Dimension(id=name))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    for name in ATTRIBUTES:
        structure.attributes.append(v30.DataAttribute(id=name))
    logging.getLogger("sdmx").setLevel(logging.ERROR)
    content = taken("sdmx.csv", query)
    message = sdmx.read_sdmx(BytesIO(content), format="csv", structure=structure)
    return [each for found in message.data for each in found.obs]


def sdmx_rows(query: str = "") -> list[dict[str, str]]:
    """Return observations as plain texts by their columns."""
    return [
        {name: str(each.dimension[name].value) for name in DIMENSIONS}
        | {name: each.attached_attribute[name].value for name in ATTRIBUTES}
        | {"OBS_VALUE": each.value}
        for each in sdmx_observations(query)
    ]
