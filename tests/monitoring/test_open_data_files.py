"""Files of open data, opened by programs that are not ours: all say the same."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client

from alliance87.core.spreadsheets.streaming import digits, flat
from monitoring.reports.open_data.columns import (
    AXES,
    KEYS,
    lines_of,
    moment,
    series_of,
)
from monitoring.reports.open_data.sdmx import part_code, variant_code
from monitoring.selectors.open_data import Asked, open_rows, stated_values
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition, make_indicator
from tests.factories.values import make_source
from tests.monitoring.open_files import (
    KINDS,
    csv_rows,
    file_url,
    json_file,
    public,
    sdmx_rows,
    taken,
    xlsx_sheets,
)

pytestmark = pytest.mark.django_db
AT = datetime(2025, 3, 10, 12, tzinfo=UTC)
FEW = {"threshold": 11, "threshold_reason": "Few people"}
TRICKS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("x")')


def pathfinder(iso3="MDG", **fields):
    country = factories.make_country(iso3=iso3, **fields)
    return factories.make_pathfinder(country=country, is_public=True)


@pytest.fixture
def some_values():
    """Publish one of each kind, parts, several sources and variants, and gaps."""
    make_axis_item("sex", "F", name_en="Girls")
    make_axis_item("sex", "X", name_en="Other")
    make_axis_item("age", "5-17", from_age=5, to_age=17)
    country = pathfinder()
    survey, world = make_source(name="Survey"), make_source(name="World")
    share = make_definition(
        make_indicator(code="CL-A"), value_type="share", series_code="SL_TLF_CHLDEA"
    )
    for part in ("", "sex=F", "age=5-17;sex=F", "sex=X"):
        said = {"percent": Decimal("15.5"), "quantity": Decimal(1200)}
        public(country, share, part=part, source=survey, **said)
    for variant in ("14 hours", "14-hours", "21 hours"):
        public(country, share, source=world, variant=variant, percent=16)
    public(country, share, 2020, empty="not_collected")
    money = make_definition(make_indicator(code="FL-B"), value_type="money")
    amount = {"amount": Decimal("12345678901234567890.12"), "currency": "MGA"}
    public(country, money, **amount, gdp_percent=Decimal("0.000001"))
    answer = make_definition(make_indicator(code="FL-C"), value_type="yes_no")
    public(country, answer, answer=True, text="Law 7, in force\nsince May")
    listed = make_definition(make_indicator(code="FL-D"), value_type="list")
    public(country, listed, items=["C138", "C182"])
    few = make_definition(make_indicator(code="HT-E"), **FEW)
    public(country, few, quantity=Decimal("3.14159"))
    public(country, few, 2020, quantity=Decimal(90001), bound=">")
    own = make_definition(make_indicator(code="IM-C-1", pathfinder=country))
    public(country, own, quantity=Decimal(0))


def numbers_of(rows, key="value", of=Decimal) -> list:
    found = []
    for row in rows:
        text = str(row[key]) if row[key] is not None else ""
        plain = text.replace(".", "", 1).isdecimal()
        found.append(of(text) if plain else None)
    return found


# --- The same in all formats ----------------------------------------------------------


def test_all_formats_hold_the_same_rows(some_values):
    lines = csv_rows()
    data = json_file()["data"]
    header, *cells = xlsx_sheets()["Data"]

    wanted = [
        ["" if cell is None else cell for cell in flat(row)]
        for row in lines_of(stated_values(Asked()))
    ]
    assert len(wanted) == 20
    assert list(header) == list(lines[0])
    assert len(header) == len(KEYS)
    for row, line, told, cell in zip(wanted, lines, data, cells, strict=True):
        assert tuple(told) == KEYS
        for mine, text, value, shown in zip(
            row, line.values(), told.values(), cell, strict=True
        ):
            said = "" if value is None else value
            shown = "" if shown is None else shown
            if isinstance(mine, Decimal):
                assert Decimal(text) == Decimal(said) == mine
                assert Decimal(str(shown)) == mine
            else:
                assert text == str(mine).replace("\n", " ")
                assert said == mine
                assert str(shown) == str(mine)


def test_cells_say_what_the_rows_say_beside_values_that_are_withheld(some_values):
    few = make_definition(make_indicator(code="HT-F"), **FEW)
    country, source = pathfinder("GHA"), make_source(name="Courts")
    facts = {"source": source, "ages": "5–17", "footnote": "One court", "low": 1}
    for year in range(2010, 2016):
        public(country, few, year, quantity=Decimal(90 if year % 2 else 4), **facts)

    rows, lines = list(open_rows(Asked())), csv_rows()

    for row, line in zip(rows, lines, strict=True):
        told = dict(zip(KEYS, line.values(), strict=True))
        said = row._asdict() | {
            "part": row.part_words,
            "limit": row.bound,
            "status": row.status_words,
            "first": "yes" if row.is_first else "no",
            "series": series_of(row.series, row.measure, row.parts),
            "published_at": moment(row.published_at),
            "address": f"http://localhost:8000{row.address}",
            **{axis: row.parts.get(axis, "_T") for axis in AXES},
        }
        for key, text in told.items():
            mine = "" if said[key] is None else said[key]
            mine = digits(mine) if isinstance(mine, Decimal) else str(mine)
            assert text == mine.replace("\n", " "), key
    withheld = [line for line in lines if line["Country code"] == "GHA"][::2]
    assert {(line["Value"], line["Footnote"]) for line in withheld} == {("", "")}
    assert {line["Ages covered"] + line["Interval from"] for line in withheld} == {""}


def test_numbers_are_the_same_for_a_reader_of_sdmx(some_values):
    rows = list(open_rows(Asked()))
    said = sdmx_rows()

    by_address = {}
    for each in said:
        by_address.setdefault(each["VERSION_URL"], []).append(each)
    for row in rows:
        mine = by_address.get(f"http://localhost:8000{row.address}", [])
        values = [each["OBS_VALUE"] for each in mine]
        if isinstance(row.value, Decimal):
            assert row.value in map(Decimal, values)
        elif row.value is None:
            assert values == ["NaN"]
        elif row.measure == "answer":
            assert values == ["1"]
        elif row.measure == "list":
            assert values == []
    # Neither the list nor the text beside the answer is a number.
    assert len(said) == len(rows) - 2


def test_no_two_observations_of_sdmx_have_one_key(some_values):
    country = pathfinder("GHA")
    own = make_definition(make_indicator(code="IM-C-1", pathfinder=country))
    public(country, own, quantity=Decimal(2))

    keys = [tuple(row.values())[:15] for row in sdmx_rows()]

    assert len(keys) == len(set(keys)) == 19
    assert {key[1] for key in keys if "IM-C" in key[1]} == {
        "MDG_IM-C-1",
        "GHA_IM-C-1",
    }


def test_sdmx_writes_parts_units_and_series_by_its_lists(some_values):
    rows = sdmx_rows("?indicator=CL-A&start=2021")

    part = next(row for row in rows if row["AGE"] == "Y5T17")
    assert part | {"VERSION_URL": "", "PUBLISHED": "", "SOURCE_ID": ""} == {
        **dict.fromkeys(("REF_AREA",), "MDG"),
        "INDICATOR": "CL-A",
        "TIME_PERIOD": "2021",
        "SEX": "F",
        "AGE": "Y5T17",
        **dict.fromkeys(("SCOPE", "STAGE", "EXPLOITATION", "SECTOR"), "_T"),
        **dict.fromkeys(("NATIONALITY", "POLICY", "LOCATION"), "_T"),
        "SOURCE_ID": "",
        "VARIANT": "_Z",
        "UNIT_MEASURE": "PT",
        "OBS_VALUE": "15.5",
        "OBS_STATUS": "A",
        "CONF_STATUS": "F",
        "UNIT_MULT": "0",
        "SERIES": "SL_TLF_CHLDEA",
        "VALUE_LIMIT": "",
        **dict.fromkeys(("LOWER_BOUND", "UPPER_BOUND", "STD_ERROR"), ""),
        "SAMPLE_SIZE": "",
        "SHOWN_FIRST": "Y",
        "DEFINITION": "1",
        "SOURCE": "Survey",
        "COVERAGE": "",
        "COMMENT_OBS": "Normal value",
        "PUBLISHED": "",
        "VERSION_URL": "",
        "LICENSE": "CC BY 4.0",
    }
    counts = [row for row in rows if row["UNIT_MEASURE"] == "NUMBER"]
    assert {row["SERIES"] for row in counts} == {"SL_TLF_CHLDEA-N"}
    assert {row["SEX"] for row in rows} == {"_T", "F", "_O"}


@pytest.mark.parametrize(
    ("axis", "code", "written"),
    [
        ("age", "5-17", "Y5T17"),
        ("age", "18+", "Y_GE18"),
        ("age", None, "_T"),
        ("age", "unknown", "unknown"),
        ("sex", "F", "F"),
        ("sex", "X", "_O"),
        ("stage", "identified", "identified"),
    ],
)
def test_codes_of_parts_in_sdmx(axis, code, written):
    assert part_code(axis, code) == written


def test_variants_that_look_alike_have_codes_of_their_own():
    assert variant_code("") == "_Z"
    assert variant_code("14-hours") == "14-hours"
    assert variant_code("14 hours") == "14_hours_1bbefffb"
    assert variant_code("14_hours ") != variant_code("14 hours")


@pytest.mark.parametrize(
    ("part", "series"),
    [
        ("", "VC_HTF_DETV"),
        ("sex=F", "VC_HTF_DETV"),
        ("exploitation=sexual", "VC_HTF_DETVSX"),
        ("exploitation=forced_labour;sex=F", "VC_HTF_DETVFL"),
        ("exploitation=organ_removal", "VC_HTF_DETVOG"),
        ("exploitation=other", "VC_HTF_DETVOP"),
    ],
)
def test_victims_by_form_of_exploitation_have_a_series_of_their_own(part, series):
    definition = make_definition(series_code="VC_HTF_DETV")
    public(pathfinder(), definition, part=part)

    (row,) = open_rows(Asked())

    assert series_of(row.series, row.measure, row.parts) == series


# --- What a file says of itself -------------------------------------------------------


def test_json_says_what_it_is(some_values, settings):
    settings.SITE_URL = "https://data.example.org"
    found = json_file("?country=mdg&theme=child_labour&start=2021&as_of=2026-01-31")

    assert {name: each for name, each in found.items() if name != "data"} == {
        "title": "Public data of pathfinder countries on SDG Target 8.7",
        "publisher": "Alliance 8.7",
        "licence": {
            "name": "CC BY 4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        "citation": (
            "Alliance 8.7 (2026): Public data of pathfinder countries on SDG Target "
            "8.7. As of 31 January 2026. https://data.example.org/data/?country=MDG&"
            "theme=child_labour&start=2021&as_of=2026-01-31"
        ),
        "address": (
            "https://data.example.org/data/?country=MDG&theme=child_labour&start=2021"
            "&as_of=2026-01-31"
        ),
        "language": "en",
        "as_of": "2026-01-31",
        "filter": {
            "countries": ["MDG"],
            "indicators": [],
            "theme": "child_labour",
            "dimension": "",
            "start": 2021,
            "end": None,
            "totals_only": False,
        },
        "rows": 0,
    }
    everything = json_file()
    assert everything["rows"] == len(everything["data"]) == 20


def test_a_workbook_carries_codebook_sources_and_licence(some_values):
    sheets = xlsx_sheets("?indicator=CL-A")

    assert list(sheets) == ["Data", "Codebook", "Sources", "About"]
    assert [row[1] for row in sheets["Sources"]] == ["Source", "Survey", "World"]
    facts = dict(sheets["About"])
    assert facts["Licence"] == "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    assert facts["Indicators"] == "CL-A"
    assert facts["Suggested citation"].startswith("Alliance 8.7 (")
    codes = {row[:2] for row in sheets["Codebook"]}
    assert {("Sex", "X"), ("Indicator", "CL-A"), ("Country", "MDG")} <= codes


def test_a_long_number_loses_no_digit_in_a_workbook(some_values):
    _header, *rows = xlsx_sheets("?indicator=FL-B")["Data"]

    assert rows[0][KEYS.index("value")] == "12345678901234567890.12"
    assert rows[1][KEYS.index("value")] == 0.000001


def test_files_have_names_and_types(some_values):
    types = {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "json": "application/json",
        "sdmx.csv": "application/vnd.sdmx.data+csv; version=2.0.0",
    }
    for kind in KINDS:
        answer = Client().get(f"{file_url(kind)}?as_of=2026-01-31")
        assert answer["Content-Type"] == types[kind]
        name = f'attachment; filename="alliance87-data-2026-01-31.{kind}"'
        assert answer["Content-Disposition"] == name


def test_who_asks_only_for_the_headers_gets_no_row(some_values):
    answer = Client().head(file_url("csv"))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(answer.streaming_content) == b""


def test_a_file_is_in_the_language_of_its_reader(some_values):
    client = Client(headers={"accept-language": "fr"})

    answer = client.get(file_url("json"))

    assert answer["Content-Language"] == "fr"
    assert b'"language": "fr"' in b"".join(answer.streaming_content)


def test_a_file_of_nothing_has_its_headings():
    assert taken("csv").decode("utf-8-sig").count("\r\n") == 1
    assert json_file()["data"] == []
    assert len(xlsx_sheets()["Data"]) == 1
    assert sdmx_rows() == []


@pytest.mark.parametrize("trick", TRICKS)
def test_what_people_typed_is_no_formula(trick):
    source = make_source(name=f"{trick} source")
    country = pathfinder(name_en=f"{trick}land")
    definition = make_definition(label_en=f"{trick} label", unit_en=f"{trick}unit")
    public(country, definition, source=source, footnote=f"{trick} note")

    for kind in ("csv", "sdmx.csv"):
        text = taken(kind).decode("utf-8-sig")
        assert f'"{trick[:1]}' not in text
        assert text.count(f"\"'{trick.strip().replace(chr(34), chr(34) * 2)}") or (
            text.count(f"\"' {trick.strip()}")
        )
    for rows in xlsx_sheets().values():
        for row in rows:
            assert not any(str(cell).startswith("=") and cell is None for cell in row)
