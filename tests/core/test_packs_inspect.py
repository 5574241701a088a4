"""What an author is told who uploads a PDF that cannot go into a pack."""

import hashlib
import zlib

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name

from alliance87.core.packs import Inspected, inspect, inspecting, judging
from tests.core import pack_samples as samples

DAMAGED = (
    "The PDF is damaged: perhaps it was not copied to its end. Open it, print it to a "
    "new PDF, and choose that file."
)
DEMANDING = (
    "The PDF is too large or too complicated to be checked. Open it, print it to a new "
    "PDF, and choose that file; or split it."
)


def refusal(content) -> str:
    with pytest.raises(ValidationError) as caught:
        inspect(content)
    return caught.value.message


def judged(content, pages_max=300) -> dict:
    return judging.judge(content, pages_max=pages_max)


def test_inspect_tells_pages_title_and_hash():
    content = samples.paper(3, title="Hoja de ruta \x07 2019 ")

    assert inspect(content) == Inspected(
        pages=3,
        sha256=hashlib.sha256(content).hexdigest(),
        title="Hoja de ruta 2019",
    )


@pytest.mark.parametrize("name", samples.SHAPES)
def test_pages_of_every_shape_are_accepted(name):
    assert judged(samples.shape(name)) == {"failure": "", "pages": 1, "title": ""}


def test_empty_file_is_refused():
    assert refusal(b"") == "The file is empty."


def test_file_of_another_kind_is_refused():
    assert refusal(b"PK\x03\x04 a document of an office suite") == (
        "The file is not a PDF. Save it as PDF and choose that file."
    )


@pytest.mark.parametrize("user", ["", "secret"], ids=["against changes", "to open"])
def test_protected_file_is_refused(user):
    with pikepdf.new() as pdf:
        samples.new_page(pdf)
        content = samples.saved(
            pdf, encryption=pikepdf.Encryption(owner="owner", user=user)
        )

    assert refusal(content) == (
        "The PDF is protected by a password or against changes, so it cannot be "
        "merged. Save it without protection and choose that file."
    )


def test_file_without_pages_is_refused():
    with pikepdf.new() as pdf:
        content = samples.saved(pdf)

    assert refusal(content) == (
        "The PDF has no pages. Save it again and choose that file."
    )


def test_file_that_was_cut_off_is_refused():
    content = samples.paper(5)

    assert refusal(content[: len(content) * 2 // 3]) == DAMAGED


def test_file_of_nothing_but_a_head_is_refused():
    assert refusal(b"%PDF-1.7\n%%EOF\n") == DAMAGED


def test_page_whose_drawing_is_broken_is_refused():
    with pikepdf.new() as pdf:
        page = samples.new_page(pdf)
        packed = zlib.compress(b"0 0 m " * 5000)
        page.Contents = pikepdf.Stream(pdf, packed[:-40], Filter=Name.FlateDecode)
        content = samples.saved(pdf)

    assert judged(content) == {"failure": "damaged", "named": []}


def test_drawing_in_pieces_with_a_broken_one_is_refused():
    with pikepdf.new() as pdf:
        page = samples.new_page(pdf)
        broken = pikepdf.Stream(pdf, b"\xff\x00\x81" * 50, Filter=Name.LZWDecode)
        page.Contents = Array([page.Contents, broken])
        content = samples.saved(pdf)

    assert refusal(content) == DAMAGED


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(inspecting, "PAGES_MAX", 2)

    assert inspect(samples.paper(2)).pages == 2
    assert refusal(samples.paper(3)) == (
        "The PDF has 3 pages; 2 are allowed. Split it or leave out what is not needed."
    )


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((50, 842), "18 mm wide and 297 mm high"),
        ((595, 7300), "210 mm wide and 2575 mm high"),
    ],
)
def test_page_of_absurd_size_is_refused(size, words):
    with pikepdf.new() as pdf:
        samples.new_page(pdf)
        samples.new_page(pdf, size=size)
        content = samples.saved(pdf)

    assert refusal(content) == (
        f"Page 2 of the PDF is {words}; 25 to 2,540 mm are allowed. Print it to a new "
        "PDF on A4 and choose that file."
    )


def test_units_count_in_the_size_of_a_page():
    assert judged(samples.paper(1, UserUnit=9))["failure"] == "size"


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("name", samples.ACTIVE)
def test_active_content_is_refused_and_named(name, packed):
    mode = pikepdf.ObjectStreamMode
    content = samples.active(
        name, object_stream_mode=mode.generate if packed else mode.disable
    )
    _add, words = samples.ACTIVE[name]
    report = judged(content)

    assert report["failure"] == "active"
    assert inspecting._sentence("active", report["named"]) == (
        f"The PDF contains {words}. A paper may hold nothing but pages to read. Open "
        "it, print it to a new PDF, and choose that file."
    )


def test_everything_active_is_named_at_once():
    with pikepdf.new() as pdf:
        page = samples.new_page(pdf)
        for name in ("submit", "screen", "embedded file", "open action"):
            samples.ACTIVE[name][0](pdf, page)
        page.AA = Dictionary(O=samples.launch())
        content = samples.saved(pdf)

    assert refusal(content).startswith(
        "The PDF contains scripts (JavaScript); links that start programs; attached "
        "files; video, sound or 3D. A paper"
    )


def test_words_that_only_stand_in_a_text_are_no_script():
    title = "How (not) to write /S /JavaScript, /EF << and /XFA ["

    assert judged(samples.paper(1, title=title)) == {
        "failure": "",
        "pages": 1,
        "title": title,
    }


def test_plain_form_links_and_comments_are_accepted():
    with pikepdf.new() as pdf:
        page = samples.new_page(pdf)
        field = pdf.make_indirect(samples.annotation("/Widget", FT=Name.Tx, V="x"))
        page.Annots = Array([field, samples.annotation("/Highlight")])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        content = samples.saved(pdf)

    assert judged(content)["failure"] == ""


# --- Files that want to cost -----------------------------------------------------


def test_page_tree_that_contains_itself_is_refused():
    with pikepdf.new() as pdf:
        samples.new_page(pdf)
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        content = samples.saved(pdf)

    assert refusal(content) == DAMAGED


def test_page_tree_nested_very_deeply_is_refused():
    deep = b"<</Type/Pages/Count 1/Kids[" * 5000 + b"]>>" * 5000

    assert refusal(samples.raw(b"<</Type/Catalog/Pages 2 0 R>>", deep)) == DAMAGED


def test_drawing_that_unpacks_without_end_is_refused():
    with pikepdf.new() as pdf:
        page = samples.new_page(pdf)
        packed = zlib.compress(b"\n" * (judging.DRAWING_MAX + 1), 9)
        page.Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
        content = samples.saved(pdf)

    assert len(content) < 100_000
    assert refusal(content) == DEMANDING


def test_table_of_contents_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(inspecting, "MEMORY_MB", 256)
    packer = zlib.compressobj(1)
    zeros = bytes(1 << 20)
    packed = b"".join(packer.compress(zeros) for _ in range(300)) + packer.flush()
    content = (
        b"%%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Length %d"
        b"/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\nstartxref\n9\n%%%%EOF\n"
    ) % (len(packed), packed)

    assert len(content) < 3_000_000
    assert refusal(content) in {DAMAGED, DEMANDING}


def test_file_of_very_many_objects_is_refused(monkeypatch):
    monkeypatch.setattr(judging, "OBJECTS_MAX", 5)

    assert judged(samples.paper(4)) == {"failure": "memory", "named": []}


def test_check_that_takes_too_long_ends_with_a_sentence(monkeypatch):
    monkeypatch.setattr(inspecting, "SECONDS", 0.01)

    assert refusal(samples.paper(1)) == DEMANDING
