"""The parts in one document: order, bookmarks, jumps, and the same bytes every time."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from alliance87.core import children, pdf
from alliance87.core.exceptions import ReportError
from alliance87.core.packs import Part, Place, assemble, link_to
from tests.core import pack_samples as samples

PAGE = (
    '<!doctype html><html lang="en"><head><title>Contents</title></head><body>{}'
    "</body></html>"
)


def pack(*parts, title="Pack", language="en"):
    return assemble(parts, title=title, language=language)


def part(key, content=None, **fields):
    return Part(
        key=key,
        title=fields.pop("title", key),
        content=content or samples.paper(),
        **fields,
    )


def opened(content):
    return pikepdf.open(BytesIO(content))


def jumps(content) -> list[tuple[int, int | str]]:
    """Return every link: the page it is on, and the page or address it leads to."""
    found = []
    with opened(content) as document:
        numbers = {page.objgen: at for at, page in enumerate(document.pages, start=1)}
        for at, page in enumerate(document.pages, start=1):
            for link in page.get("/Annots", []):
                if Name.GoTo == link.A.S:
                    found.append((at, numbers[link.A.D[0].objgen]))
                else:
                    found.append((at, str(link.A.URI)))
    return found


def bookmarks(content) -> list[tuple[int, str, int]]:
    """Return level, title and page of every bookmark."""
    found = []

    def walk(items, level):
        for item in items:
            page = numbers[item.destination[0].objgen]
            found.append((level, item.title, page))
            walk(item.children, level + 1)

    with opened(content) as document, document.open_outline() as outline:
        numbers = {page.objgen: at for at, page in enumerate(document.pages, start=1)}
        walk(outline.root, 1)
    return found


def test_parts_stand_in_order_and_are_placed():
    made = pack(
        part("cover", samples.paper(1, "Cover"), is_numbered=False),
        part("a", samples.paper(2, "First")),
        part("b", BytesIO(samples.paper(3, "Second"))),
    )

    assert made.places == {"cover": Place(1, 1), "a": Place(2, 2), "b": Place(4, 3)}
    assert made.places["b"].last == made.pages == 6
    assert made.sha256 == hashlib.sha256(made.content).hexdigest()
    texts = [line for line in samples.lines_of(made.content) if "/" not in line]
    assert texts == [
        *("Cover 1", "First 1", "First 2"),
        *("Second 1", "Second 2", "Second 3"),
    ]


def test_title_language_and_labels_are_written_and_nothing_of_the_day():
    made = pack(part("a"), title="Reunión – «GCG 6»", language="es")

    with opened(made.content) as document:
        assert dict(document.docinfo) == {"/Title": "Reunión – «GCG 6»"}
        assert str(document.Root.Lang) == "es"
        assert document.Root.PageMode == Name.UseOutlines
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle) is True
        assert document.pages[0].label == "1"
        assert "/Metadata" not in document.Root
    assert b"CreationDate" not in made.content


def test_bookmarks_follow_the_levels():
    made = pack(
        part("cover", title="Cover", level=0),
        part("1", title="Welcome"),
        part("1.1", samples.paper(2), title="Report of\nthe 5th meeting", level=2),
        part("1.1.1", title="Annexe é", level=5),
        part("2", title="Strategy", level=1),
        part("2.1", title="Toolkit", level=2),
    )

    assert bookmarks(made.content) == [
        (1, "Welcome", 2),
        (2, "Report of the 5th meeting", 3),
        (3, "Annexe é", 5),
        (1, "Strategy", 6),
        (2, "Toolkit", 7),
    ]
    with opened(made.content) as document:
        assert document.Root.Outlines.Count == 5  # all of them are open


@pytest.mark.parametrize(
    ("shape", "corner"),
    [
        ("a4", (0, 842)),
        ("rotated", (0, 0)),
        ("upside down", (595, 0)),
        ("rotated back", (595, 842)),
        ("cropped", (100, 992)),
        ("cropped and rotated", (100, 150)),
        ("large units", (0, 421)),
    ],
)
def test_bookmark_shows_the_beginning_of_the_page_as_it_is_seen(shape, corner):
    made = pack(part("a", samples.shape(shape)))

    with opened(made.content) as document:
        place = document.Root.Outlines.First.Dest
        assert [float(each) for each in place[2:4]] == list(corner)


# --- Jumps ---------------------------------------------------------------------------


def test_own_pages_jump_to_parts_also_from_a_table():
    keys = ["paper-1", "2.1 é/&", "gone"]
    rows = "".join(
        f'<tr><td><a href="{link_to(key)}">{key}</a></td></tr>' for key in keys
    )
    web = '<p><a href="https://example.org/">Web</a> <a href="#end">End</a></p>'
    end = '<p id="end" style="break-before: page">End</p>'
    contents = pdf.render_html(PAGE.format(f"<table>{rows}</table>{web}{end}"))

    made = pack(
        part("contents", contents),
        part("paper-1", samples.paper(3)),
        part("2.1 é/&", samples.shape("rotated", 2)),
    )

    assert made.pages == 7
    assert jumps(made.content) == [(1, 3), (1, 6), (1, "https://example.org/"), (1, 2)]
    assert b"pack.invalid" not in made.content


def linked(*, named_to) -> bytes:
    """Return three pages: the first links to the others in every way there is."""
    with pikepdf.new() as document:
        pages = [samples.new_page(document, f"Page {at}") for at in range(3)]
        names = Array(
            [String("chapter"), Array([pages[named_to], Name.XYZ, 0, 500, 0])]
        )
        document.Root.Names = Dictionary(Dests=Dictionary(Names=names))
        old = Dictionary(D=Array([pages[named_to], Name.FitH, 200]))
        document.Root.Dests = Dictionary(old=old)
        ways = [
            {"Dest": Array([pages[1], Name.Fit])},
            {"A": Dictionary(S=Name.GoTo, D=Array([pages[2], Name.FitR, 1, 2, 3, 4]))},
            {"Dest": String("chapter")},
            {"A": Dictionary(S=Name.GoTo, D=String("chapter"))},
            {"Dest": Name.old},
            {"Dest": String("nowhere")},
            {"Dest": Array([2, Name.Fit])},
        ]
        pages[0].Annots = Array(samples.annotation("/Link", **way) for way in ways)
        return samples.saved(document)


def test_links_inside_uploads_work_and_their_names_do_not_collide():
    made = pack(
        part("cover"), part("a", linked(named_to=1)), part("b", linked(named_to=2))
    )

    assert jumps(made.content) == [
        *((2, 3), (2, 4), (2, 3), (2, 3), (2, 3), (2, 4)),
        *((5, 6), (5, 7), (5, 7), (5, 7), (5, 7), (5, 7)),
    ]


def test_link_keeps_how_its_target_is_shown():
    made = pack(part("a", linked(named_to=1)))

    with opened(made.content) as document:
        views = [link.A.D[1:] for link in document.pages[0].Annots]
        assert [[str(view[0]), *map(float, view[1:])] for view in views[:2]] == [
            ["/Fit"],
            ["/FitR", 1, 2, 3, 4],
        ]
        assert str(views[2][0]) == "/XYZ"


# --- Parts that cannot be ------------------------------------------------------------


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"nothing"])
def test_part_that_cannot_be_read_is_named(content):
    with pytest.raises(ReportError) as caught:
        pack(part("a"), part("b", content, title="Toolkit"))

    assert str(caught.value) == "“Toolkit” cannot be read as a PDF. Replace its file."


def test_part_without_pages_is_named():
    with pikepdf.new() as document:
        empty = samples.saved(document)

    with pytest.raises(ReportError, match="“Toolkit” cannot be read"):
        pack(part("b", empty, title="Toolkit"))


def test_two_parts_with_one_key_are_a_mistake():
    with pytest.raises(ValueError, match="keys that differ"):
        pack(part("a"), part("a"))


def test_part_that_is_not_rendered_is_a_mistake():
    with pytest.raises(ValueError, match="Not rendered yet"):
        pack(Part(key="a", title="A"))


# --- The same bytes ------------------------------------------------------------------

TWICE = """
import sys
import django
django.setup()
from alliance87.core.packs import Part, assemble
from tests.core import pack_samples as samples
parts = [
    Part(key=name, title=name, content=samples.shape(name, 2), label=f"2 · é {name}")
    for name in samples.SHAPES
]
print(assemble(parts, title="Pack", language="en").sha256)
"""


def test_two_processes_make_the_same_bytes():
    hashes = {
        subprocess.run(
            [sys.executable, "-c", TWICE],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "DJANGO_SETTINGS_MODULE": "alliance87.settings",
            },
            cwd=children.PROJECT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(hashes) == 1
    assert len(hashes.pop().strip()) == 64


def test_another_paper_makes_other_bytes():
    one, other = (pack(part("a", samples.paper(1, text))) for text in ("One", "Other"))

    assert one.sha256 != other.sha256
