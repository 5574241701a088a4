"""Documents made of sections: order, numbering, words, and what must never appear."""

import io
import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from alliance87.core import reports
from alliance87.core.reports import Column, Group, Row
from tests.core import sample_report

FORGERY = "</td></table><h1>APPROVED</h1><style>h2{display:none}</style>"


@pytest.fixture(scope="module")
def sample():
    return reports.render(sample_report.roadmap())


def pages_of(content):
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().split("\f")[:-1]


def lines_of(page):
    return [" ".join(line.split()) for line in page.splitlines() if line.strip()]


def table(**changes):
    fields = {
        "title": "A finding",
        "columns": (Column("A"), Column("B", is_number=True)),
        "rows": (Row(("x", "1")),),
    }
    return reports.TableSection(**fields | changes)


def test_document_has_cover_contents_and_sections_in_order(sample):
    pages = pages_of(sample)

    assert len(pages) == 8
    assert "Exampleland" in lines_of(pages[0])
    headings = [re.sub(r"( \.)+ ", " … ", line) for line in lines_of(pages[1])]
    assert headings[2:9] == [
        "1 Summary … 3",
        "2 Context … 4",
        "3 Priorities and actions … 5",
        "4 The path on record … 7",
        "5 Funding … 7",
        "6 Coordination … 8",
        "7 Sources and method … 8",
    ]
    assert headings[10:14] == [
        "Figure 1 Trafficking alone has all the money its actions need … 4",
        "Table 1 Twelve actions are named; four have a budget … 5",
        "Table 2 Every date is printed as exactly as it is known … 7",
        "Table 3 The gap cannot be computed, which is not a gap of zero … 7",
    ]


def test_every_page_but_the_cover_has_head_and_foot(sample):
    pages = [lines_of(page) for page in pages_of(sample)]

    assert "Page" not in " ".join(pages[0])
    for number, lines in enumerate(pages[1:], start=2):
        assert lines[0].startswith(
            "Exampleland · Roadmap Example: invented country, invented figures"
        )
        assert lines[-1] == (
            "Alliance 8.7 · Roadmap, version 2, English · As of 20 November 2026 "
            f"Page {number} of 8"
        )
    assert pages[5][0].endswith("Priorities and actions")


def test_wide_table_repeats_its_head_and_is_landscape(sample):
    with pikepdf.open(io.BytesIO(sample)) as document:
        sizes = [tuple(round(n) for n in p.mediabox[2:]) for p in document.pages]

    assert sizes == [(595, 842)] * 4 + [(842, 595)] * 2 + [(595, 842)] * 2
    for page in pages_of(sample)[4:6]:
        assert "Link to action group" in page


def test_bookmarks_name_the_sections(sample):
    with (
        pikepdf.open(io.BytesIO(sample)) as document,
        document.open_outline() as outline,
    ):
        titles = [item.title for item in outline.root]

    assert titles == [
        "Contents",
        "Summary",
        "Context",
        "Priorities and actions",
        "The path on record",
        "Funding",
        "Coordination",
        "Sources and method",
    ]


def test_render_gives_the_same_bytes_twice(sample):
    assert reports.render(sample_report.roadmap()) == sample


def test_document_that_is_no_example_has_no_amber_line():
    html = reports.document_html(sample_report.roadmap(is_example=False))

    assert "invented" not in html


def test_document_speaks_its_own_language():
    html = reports.document_html(sample_report.roadmap(language="fr", sections=()))

    assert '<html lang="fr" dir="ltr">' in html
    assert "20 novembre 2026" in html


def test_arabic_document_reads_from_right_to_left():
    html = reports.document_html(sample_report.roadmap(language="ar", sections=()))

    assert '<html lang="ar" dir="rtl">' in html
    assert "css/reports/rtl.css" in html


def test_section_without_heading_continues_the_one_before():
    html = reports.document_html(
        sample_report.roadmap(
            sections=(
                reports.Prose(heading="First", text="one"),
                table(),
                reports.Prose(heading="Second", text="two"),
                table(),
            )
        )
    )

    assert re.findall(r'<h2 id="(section-\d)"', html) == ["section-1", "section-2"]
    assert re.findall(r'<span class="label">(.*?)</span>', html) == [
        "Table 1",
        "Table 2",
    ]


@pytest.mark.parametrize(
    "section",
    [
        reports.Prose(heading="H", text=FORGERY, lead=FORGERY, side=FORGERY),
        reports.Note(heading="H", text=FORGERY),
        reports.Facts(heading="H", facts=(reports.Fact(FORGERY, FORGERY, FORGERY),)),
        reports.Details(heading="H", facts=(reports.Fact(FORGERY, FORGERY),)),
        table(
            heading="H", title=FORGERY, rows=(Group(FORGERY), Row((FORGERY, FORGERY)))
        ),
        reports.Figure(heading="H", title=FORGERY, svg=FORGERY, source=FORGERY),
        reports.People(
            heading="H",
            groups=((FORGERY, (reports.Person(FORGERY, FORGERY, FORGERY, FORGERY),)),),
        ),
        reports.Sources(heading="H", sources=(reports.Source(FORGERY),)),
    ],
    ids=lambda section: type(section).__name__,
)
def test_html_in_a_text_appears_as_text(section):
    html = reports.document_html(
        sample_report.roadmap(title="T", sections=(section,), is_example=False)
    )

    assert re.findall(r"<h1>(.*?)</h1>", html) == ["T"]
    assert "<style" not in html
    assert "&lt;h1&gt;APPROVED" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("# Big\n\n**b**", "<h3>Big</h3>\n<p><strong>b</strong></p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](https://example.org)", '<p><a href="https://example.org">x</a></p>'),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("![x](https://example.org/a.png)", "<p></p>"),
    ],
)
def test_prose_is_safe_and_simple(text, html):
    assert reports.prose(text) == html


def test_absence_is_a_word_and_zero_is_a_number():
    html = reports.document_html(
        sample_report.roadmap(
            sections=(table(rows=(Row(("a", reports.NO_DATA)), Row(("b", "0")))),)
        )
    )

    html = html.replace("\n", "")
    assert '<td class="number"><span class="absent">No data</span></td>' in html
    assert '<td class="number">0</td>' in html


def test_table_whose_widths_do_not_fill_the_grid_is_refused():
    with pytest.raises(ValueError, match="add up to 20, not 24"):
        table(columns=(Column("A", 10), Column("B", 10)))


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="another length"):
        table(rows=(Row(("a", "b", "c")),))


def test_compose_leaves_out_parts_that_have_nothing_to_say():
    first, second = table(title="1"), table(title="2")

    made = reports.compose(
        [
            lambda data: None,
            lambda data: data[0],
            lambda data: [data[1]],
            lambda data: [],
        ],
        (first, second),
    )

    assert made == (first, second)


def test_letter_fits_one_sheet_and_says_who_wrote_to_whom():
    [sheet] = pages_of(reports.render_letter(sample_report.letter()))

    lines = lines_of(sheet)
    assert "H.E. Ms Amina Example Number A87/2026/014" in lines
    assert "Minister of Labour Date Geneva, 20 November 2026" in lines
    assert lines[-1] == "Alliance 8.7 · Confirmation letter A87/2026/014"


def test_letter_without_number_says_that_it_is_a_draft():
    draft = replace(sample_report.letter(), number="", dated=None)

    html = reports.letter_html(draft)

    assert "Draft, not sent" in html
    assert "Not dated yet" in html


def structure_of(document, kind):
    """Return the elements of one kind in a document's tags, in reading order."""
    found = []

    def walk(element):
        if not isinstance(element, pikepdf.Dictionary):
            return
        if element.get("/S") == kind:
            found.append(element)
        children = element.get("/K", [])
        if not isinstance(children, pikepdf.Array):
            children = [children]
        for child in children:
            walk(child)

    walk(document.Root.StructTreeRoot)
    return found


def test_table_over_several_pages_is_one_table_for_a_screen_reader():
    rows = tuple(Row((f"row {n}", f"{n}")) for n in range(120))
    content = reports.render(
        sample_report.roadmap(sections=(table(heading="Long", rows=rows),))
    )

    assert len(pages_of(content)) == 6
    with pikepdf.open(io.BytesIO(content)) as document:
        [element] = structure_of(document, "/Table")
        kinds = [str(part.S) for part in element.K]
        _caption, head, body = element.K
        rows_total = len(body.K)
        heads = {str(row.K[-1].A.Headers[-1]) for row in body.K}
        head_id = str(head.K[0].K[-1].ID)

    assert kinds == ["/Caption", "/THead", "/TBody"]
    assert rows_total == 120
    assert heads == {head_id}


@pytest.mark.parametrize(("rows_total", "on_pages"), [(33, [33]), (34, [31, 3])])
def test_last_page_of_a_table_never_holds_a_single_row(rows_total, on_pages):
    rows = tuple(Row((f"row {n}", f"{n}")) for n in range(rows_total))
    report = sample_report.roadmap(sections=(table(heading="Long", rows=rows),))

    pages = pages_of(reports.render(report))[2:]

    assert [len(re.findall(r"row \d+", page)) for page in pages] == on_pages


def test_no_text_ends_in_a_space_that_would_break_its_line():
    html = reports.document_html(sample_report.roadmap())

    assert re.findall(r"\s</(?:td|th|p|dd|dt|li|h[1-4]|caption)>", html) == []
