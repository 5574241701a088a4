"""One chart: on the page, in a document, and as a file that leaves us."""

import csv
import re
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pikepdf
import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import override
from PIL import Image

from alliance87.core import pictures, reports
from alliance87.core.charts import (
    DotPlot,
    DotRow,
    Line,
    LineChart,
    LinePoint,
    Multiples,
    Segment,
    TableCell,
    TableColumn,
    Target,
)
from alliance87.core.charts.files import (
    chart_csv,
    chart_file,
    chart_png_file,
    chart_svg_file,
)
from alliance87.core.exceptions import ReportError
from alliance87.core.request_ids import is_page
from alliance87.home.styleguide_charts import example_charts
from tests.core import sample_report
from tests.drawings import SVG, found, make_chart, make_line, make_segment, parsed

HOSTILE = '"><script>alert(1)</script>&<img src=x onerror=y>'


def hostile_drawings():
    point = LinePoint(2019, Decimal(1), HOSTILE, low=Decimal(0), high=Decimal(2))
    line = Line(
        HOSTILE,
        (Segment((point,)), make_segment((2021, 2), note=HOSTILE)),
        ((2020, HOSTILE),),
    )
    target = Target(2030, Decimal(1), HOSTILE)
    row = DotRow(HOSTILE, Decimal(1), HOSTILE, HOSTILE)
    return [
        LineChart((line,), HOSTILE, targets=(target,), interval_words=HOSTILE),
        LineChart((line, line), HOSTILE),
        DotPlot((row, DotRow(HOSTILE, gap=HOSTILE)), HOSTILE),
        Multiples((line,), HOSTILE, interval_words=HOSTILE),
    ]


@pytest.fixture
def chart():
    return make_chart()


# --- On the page ----------------------------------------------------------------------


@pytest.mark.parametrize("drawing", hostile_drawings())
def test_hostile_words_of_a_chart_stay_text(drawing):
    chart = make_chart(
        drawing,
        title=HOSTILE,
        description=HOSTILE,
        source=HOSTILE,
        rows=((HOSTILE, TableCell(HOSTILE, HOSTILE)),),
    )
    page = render_to_string("components/chart_figure.html", {"chart": chart})

    for markup in (page, chart_svg_file(chart)):
        assert "<script" not in markup
        assert "<img" not in markup
    assert ElementTree.fromstring(chart_svg_file(chart)).tag == f"{SVG}svg"


@pytest.mark.parametrize("drawing", hostile_drawings())
def test_drawing_has_its_name_and_no_style(drawing):
    root = parsed(make_chart(drawing).svg(prefix="a"))

    drawings = list(root.iter(f"{SVG}svg"))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    named = set(re.findall(r"url\(#([\w-]+)\)", ElementTree.tostring(root).decode()))
    assert [each.get("viewBox").split()[2] for each in drawings] == ["720", "358"]
    assert all(each.get("role") == "img" for each in drawings)
    assert all(each.get("direction") == "ltr" for each in drawings)
    assert all(
        set(each.get("aria-labelledby").split()) <= set(ids) for each in drawings
    )
    assert len(ids) == len(set(ids))
    assert named <= set(ids)
    assert [each for each in root.iter() if "style" in each.attrib] == []


def test_figure_holds_title_drawings_table_source_and_files(chart):
    page = render_to_string(
        "components/chart_figure.html",
        {"chart": chart, "svg_url": "/a.svg", "png_url": "/a.png", "csv_url": "/a.csv"},
    )

    assert '<h3 class="chart__title">Twice as many as a year before</h3>' in page
    assert page.count("<svg") == 2
    assert '<td class="table__num"><a href="/v/1/">10 %</a></td>' in page
    assert "Source: Survey of 2021. As of 20 November 2026." in page
    assert [f'href="/a.{end}"' in page for end in ("svg", "png", "csv")] == [True] * 3
    assert "Twice as many as a year before: picture (PNG)" in page


def test_figure_without_files_offers_none(chart):
    page = render_to_string("components/chart_figure.html", {"chart": chart})

    assert "Download" not in page


def test_absent_value_is_words_in_the_table():
    chart = make_chart(rows=(("2020", TableCell("withheld", is_absent=True)),))

    assert '<em class="table__gap">withheld</em>' in chart.table


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": ""}, "needs a title"),
        ({"description": ""}, "needs a title"),
        ({"source": ""}, "needs a title"),
        ({"name": "../etc"}, "name of a file"),
        ({"name": 'a"; x'}, "name of a file"),
        ({"rows": (("one",),)}, "another length"),
    ],
)
def test_chart_that_lacks_something_is_refused(fields, reason):
    with pytest.raises(ValueError, match=reason):
        make_chart(**fields)


def test_prefix_that_breaks_out_is_refused(chart):
    with pytest.raises(ValueError, match="cannot begin an id"):
        chart.svg(prefix='a"><script>')


# --- As a file ------------------------------------------------------------------------


def test_drawing_as_a_file_holds_title_source_date_and_address():
    chart = make_chart(address="https://example.org/indicators/1/")
    text = chart_svg_file(chart)
    said = [each.text for each in found(text.split("\n", 1)[1], "text")]

    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns=')
    assert said[0] == "Twice as many as a year before"
    assert said[1] == "Share in percent, Exampleland."
    assert said[-2:] == [
        "Source: Survey of 2021. As of 20 November 2026.",
        "https://example.org/indicators/1/",
    ]
    assert 'xml:lang="en"' in text
    assert "sans-serif" in text
    assert text.count("<svg") == 1


def test_control_characters_do_not_break_the_file():
    chart = make_chart(title="A\x0b\x00B", source="C\x1f\ufffe")

    root = ElementTree.fromstring(chart_svg_file(chart))

    assert root.findtext(f"{SVG}title") == "AB"


def test_words_of_the_file_follow_the_language(chart):
    with override("fr"):
        text = chart_svg_file(chart)

    assert 'xml:lang="fr"' in text


def rows_of(response):
    return list(csv.reader(StringIO(response.content.decode().removeprefix("\ufeff"))))


def test_values_as_a_file_name_source_and_date_in_each_row():
    rows = (
        ("2019", TableCell("10 %", number=Decimal("-10.50"))),
        ("2020", TableCell("withheld", is_absent=True)),
        ("=1+1", TableCell("7", number=Decimal("7.0"))),
        ("2022", TableCell("x", number=Decimal("1234567890.1234567"))),
    )
    response = chart_csv(make_chart(rows=rows))

    assert rows_of(response) == [
        ["Year", "Share", "Source", "As of"],
        ["2019", "-10.5", "Survey of 2021", "2026-11-20"],
        ["2020", "withheld", "Survey of 2021", "2026-11-20"],
        ["'=1+1", "7", "Survey of 2021", "2026-11-20"],
        ["2022", "1234567890.1234567", "Survey of 2021", "2026-11-20"],
    ]
    assert response["Content-Disposition"] == 'attachment; filename="twice-as-many.csv"'


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("svg", "image/svg+xml"),
        ("png", "image/png"),
        ("csv", "text/csv; charset=utf-8"),
    ],
)
def test_file_is_a_download_of_its_kind(chart, kind, content_type):
    response = chart_file(chart, kind)

    assert response["Content-Type"] == content_type
    assert (
        response["Content-Disposition"]
        == f'attachment; filename="twice-as-many.{kind}"'
    )


def test_file_of_another_kind_does_not_exist(chart):
    with pytest.raises(Http404):
        chart_file(chart, "exe")


# --- As a picture ---------------------------------------------------------------------


def picture_of(chart, **options):
    return Image.open(BytesIO(chart_png_file(chart, **options)))


def test_picture_is_twice_the_size_of_its_drawing(chart):
    picture = picture_of(chart)

    assert picture.format == "PNG"
    assert picture.width == 1504
    assert picture.getpixel((2, 2)) == (255, 255, 255, 255)


def ink_of(picture, top, bottom):
    """Return how many pixels of some lines are dark."""
    grey = picture.convert("L").crop((0, top, picture.width, bottom))
    return sum(grey.histogram()[:128])


def test_picture_prints_letters_of_every_language_in_our_own_fonts():
    """A letter without a shape would be left out, or look like every other one."""
    missing, *inks = (
        ink_of(picture_of(make_chart(title=each)), 30, 80)
        for each in ("\U00013000" * 5, "oencoe", "öéñçœ", "عملال", "ÀÉÎÕÜ", "Đường")
    )

    assert missing not in inks
    assert min(inks) > 300
    assert len(set(inks)) == 5


def test_picture_that_would_be_too_large_is_drawn_smaller():
    rows = tuple(DotRow(f"Country {i}", Decimal(i)) for i in range(60))
    tall = pictures._zoom('<svg width="752" height="16000">', 4)
    chart = make_chart(DotPlot(rows))

    assert tall == pytest.approx((24_000_000 / (752 * 16000)) ** 0.5)
    assert picture_of(chart, scale=9).width == 752 * 4


@pytest.mark.parametrize("scale", [0, -1, 0.5])
def test_picture_below_a_pixel_a_unit_is_refused(chart, scale):
    with pytest.raises(ReportError, match="too large"):
        chart_png_file(chart, scale=scale)


def test_drawing_too_large_for_any_picture_is_refused():
    with pytest.raises(ReportError, match="Take the SVG"):
        pictures.png_of('<svg width="100000" height="100000"></svg>')


def test_picture_that_cannot_be_made_is_a_sentence_not_a_crash():
    with pytest.raises(ReportError, match="could not be made"):
        pictures.png_of('<svg width="10" height="10"><g></svg>')


@pytest.mark.parametrize(
    "element",
    [
        '<image href="/etc/hostname" width="10" height="10"/>',
        '<svg:image href="/etc/hostname"/>',
        '<use href="file:///etc/hostname#a"/>',
        "<style>@import url(file:///etc/hostname)</style>",
        "<foreignObject/>",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_picture_of_what_we_do_not_draw_is_refused(element):
    """The library behind it reads files of the machine that an image names."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{element}'

    with pytest.raises(ValueError, match="Not of our drawings"):
        pictures.png_of(f"{svg}</svg>")


def test_picture_waits_for_a_place_like_documents(chart, settings):
    settings.PDF_AT_ONCE = 0

    token = is_page.set(True)
    try:
        with pytest.raises(ReportError, match="Other documents"):
            chart_png_file(chart)
    finally:
        is_page.reset(token)


# --- In a document --------------------------------------------------------------------


def alternatives(pdf):
    """Return the alternative texts of the figures of a tagged PDF."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def test_document_with_every_chart_has_alternative_texts_and_no_complaint(settings):
    """PDF_STRICT makes any warning of the print engine an error."""
    assert settings.PDF_STRICT
    charts = example_charts()["charts"]
    large = DotPlot(tuple(DotRow(f"Country {i}", Decimal(i)) for i in range(60)))
    charts.append(make_chart(large, name="large", title="Sixty countries"))
    figures = tuple(reports.chart_figure(chart) for chart in charts)

    pdf = reports.render(sample_report.roadmap(sections=figures, period=None))

    assert alternatives(pdf) == [
        *(chart.title for chart in charts[:-1]),
        "Sixty countries (part 1 of 2)",
        "Sixty countries (part 2 of 2)",
    ]


def test_figure_of_a_document_prints_the_table_and_the_source(chart):
    figure = reports.chart_figure(chart, heading="Shares")

    assert figure.svg.count("<svg") == 1
    assert [column.label for column in figure.columns] == ["Year", "Share"]
    assert figure.rows[0].as_cells[1].text == "10 %"
    assert (figure.source, figure.as_of) == ("Survey of 2021", chart.as_of)
    assert reports.chart_figure(chart, with_table=False).rows == ()


def test_columns_of_numbers_are_numbers_in_the_document():
    columns = (TableColumn("Year"), TableColumn("Share", is_number=True))

    figure = reports.chart_figure(make_chart(columns=columns))

    assert [column.is_number for column in figure.columns] == [False, True]


def test_small_drawing_stays_one_sheet():
    assert len(LineChart((make_line((2019, 1)),)).sheets()) == 1
