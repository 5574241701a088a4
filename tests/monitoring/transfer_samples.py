"""Small files as others write them, with a few published figures.

Figures: UNICEF global database, May 2022 (child labour, 5–17 years); UNSD global SDG
database, 2020 (series SL_TLF_CHLDEC, SL_TLF_CHLDEA, VC_HTF_DETV); national Open SDG
platforms of Armenia and Mexico (indicator 8.7.1).
"""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from monitoring.transfers import Fault, LongRow, Mapping, propose, read_layout, rows_of

COUNTRIES = [
    SimpleNamespace(iso3=iso3, iso2=iso2, m49=m49, name_en=en, name_fr=fr, name_es=es)
    for iso3, iso2, m49, en, fr, es in (
        ("ALB", "AL", "008", "Albania", "Albanie", "Albania"),
        ("CIV", "CI", "384", "Côte d’Ivoire", "Côte d’Ivoire", "Côte d’Ivoire"),
        ("COD", "CD", "180", "Democratic Republic of the Congo", "RDC", "RDC"),
        ("COG", "CG", "178", "Congo", "Congo", "Congo"),
        ("FRA", "FR", "250", "France", "France", "Francia"),
        ("MEX", "MX", "484", "Mexico", "Mexique", "México"),
        ("NGA", "NG", "566", "Nigeria", "Nigéria", "Nigeria"),
        ("TUN", "TN", "788", "Tunisia", "Tunisie", "Túnez"),
        ("VNM", "VN", "704", "Viet Nam", "Viet Nam", "Viet Nam"),
    )
]
INDICATORS = [
    SimpleNamespace(
        indicator=SimpleNamespace(code=code),
        series_code=series,
        label_en=label,
        label_fr="",
        label_es="",
        printed_label="",
    )
    for code, series, label in (
        ("PR-CL-1", "SL_TLF_CHLDEA", "Children in economic activities"),
        ("PR-CL-2", "SL_TLF_CHLDEC", "Children in economic activities and chores"),
        ("PR-HT-1", "VC_HTF_DETV", "Victims identified"),
        ("PR-FL-1", "", "Victims identified"),
    )
]


def _item(axis, code, first=None, last=None, name=""):
    return SimpleNamespace(
        axis=axis,
        code=code,
        from_age=first,
        to_age=last,
        name_en=name or code,
        name_fr="",
        name_es="",
    )


AXIS_ITEMS = [
    _item("sex", "F", name="Female"),
    _item("sex", "M", name="Male"),
    *(
        _item("age", code, *map(int, code.split("-")))
        for code in ("5-11", "12-14", "15-17", "5-14", "0-17", "5-17")
    ),
    _item("age", "18+", 18),
    _item("scope", "national", name="National"),
    _item("location", "urban", name="Urban"),
    _item("location", "rural", name="Rural"),
]


def csv_file(text: str, *, encoding: str = "utf-8", name: str = "data.csv"):
    return SimpleUploadedFile(name, text.encode(encoding))


def workbook(**sheets) -> SimpleUploadedFile:
    """Return a workbook; each sheet is a list of rows, or a function that fills it."""
    book, content = Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        if callable(rows):
            rows(sheet)
        else:
            for row in rows:
                sheet.append(row)
    book.save(content)
    return SimpleUploadedFile("data.xlsx", content.getvalue())


def read(file, change=lambda mapping: mapping, **more):
    """Return the rows, the faults and what was left out of a file, read as proposed."""
    layout = read_layout(file)
    mapping = change(propose(layout, axis_items=AXIS_ITEMS))
    found = rows_of(
        layout,
        mapping,
        **{
            "countries": COUNTRIES,
            "indicators": INDICATORS,
            "axis_items": AXIS_ITEMS,
            **more,
        },
    )
    each = list(found)
    rows = [one for one in each if isinstance(one, LongRow)]
    faults = [one for one in each if isinstance(one, Fault)]
    return rows, faults, dict(found.skipped)


def proposed(file) -> Mapping:
    return propose(read_layout(file), axis_items=AXIS_ITEMS)


def roles(file) -> dict[str, str]:
    """Return what each column of the first sheet is taken for."""
    sheet = proposed(file).sheets[0]
    return {name: role.axis or role.name for name, role in sheet.roles.items()}


def stating(**fixed):
    """Return a change that states facts for the first sheet of a mapping."""

    def change(mapping: Mapping) -> Mapping:
        sheet = mapping.sheets[0]
        return mapping.with_sheet(replace(sheet, fixed={**sheet.fixed, **fixed}))

    return change


def brief(rows) -> list[tuple]:
    """Return the facts that make a figure what it is."""
    return [
        (each.country, each.code, each.year, each.breakdown, each.text, each.unit)
        for each in rows
    ]


def unicef(mapping: Mapping) -> Mapping:
    """Say what the workbook of UNICEF leaves open: its year and its indicator."""
    label = "Child labour (%)+ 2013–2021*"
    return replace(stating(year="2021")(mapping), codes={label: "PR-CL-2"})


# --- Files --------------------------------------------------------------------------

UNSD = (
    "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,"
    "TimePeriod,Value,Time_Detail,TimeCoverage,UpperBound,LowerBound,BasePeriod,Source,"
    "GeoInfoUrl,FootNote,[Age],[Nature],[Reporting Type],[Sex],[Units]\n"
    '8,8.7,8.7.1,SL_TLF_CHLDEC,"Children in economic activity and household chores, by '
    'sex and age (%)",8,Albania,2010,3.3,2010,,,,,"CLS 2010, ""national""",,"Hours, '
    'reference week",5-14,CA,G,BOTHSEX,PERCENT\n'
    '8,8.7,8.7.1,SL_TLF_CHLDEC,"Children …",384,"Côte d\'Ivoire",2016,21.5,2016,,24.1,'
    "19.0,,MICS 2016,,,5-17,C,G,MALE,PERCENT\n"
    "16,16.2,16.2.2,VC_HTF_DETV,Detected victims (number),704,Viet Nam,2016,1128,2016,,"
    ",,,UNODC,,,ALLAGE,C,G,BOTHSEX,NUMBER\n"
    "16,16.2,16.2.2,VC_HTF_DETV,Detected victims (number),1,World,2016,24000,2016,,,,,"
    "UNODC,,,ALLAGE,C,G,BOTHSEX,NUMBER\n"
    "1,1.a,1.a.2,SD_XPD_ESED,Spending on education (%),8,Albania,2016,13.59696,2016,,,"
    ",,UIS,,,,C,G,,PERCENT\n"
)


def fill_unicef(sheet) -> None:
    """Two rows of merged headings, marks beside the figures, notes below."""
    sheet["A1"] = "TABLE 10 | CHILD PROTECTION"
    sheet.merge_cells("A1:I1")
    headings = {
        "B3": "Countries and areas",
        "C3": "Child labour (%)+ 2013–2021*",
        "C4": "total",
        "E4": "male",
        "G4": "female",
        "I3": "Child marriage (%)",
        "I4": "total",
    }
    for cell, text in headings.items():
        sheet[cell] = text
    for area in ("B3:B4", "C3:H3", "C4:D4", "E4:F4", "G4:H4"):
        sheet.merge_cells(area)
    rows = (
        ("Albania", 3.3, "x", 3.6, "x", 3, "x", 12),
        ("Côte d'Ivoire", 22.1, None, 21.5, None, 22.6, None, 27),
        ("France", "–", None, "–", None, "–", None, "–"),
        ("Mexico", 6, None, 3.4, None, 4.7, None, 21),
        ("Tunisia", 2.3, "x,y", 3, "x", 1.4, "x", 2),
        ("Sub-Saharan Africa", 25, None, 26, None, 24, None, 35),
    )
    for at, row in enumerate(rows, start=6):
        for column, value in enumerate(row, start=2):
            sheet.cell(at, column).value = value
    for at, text in enumerate(
        (
            "Definitions of the indicators",
            "– Data not available.",
            "x Data refer to years or periods other than those of the heading.",
            "y Data differ from the standard definition.",
            "* Data refer to the most recent year available.",
        ),
        start=14,
    ):
        sheet.cell(at, 2).value = text
