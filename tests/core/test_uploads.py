import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from alliance87.core.forms import UploadField
from alliance87.core.uploads import TYPES, content_type_of
from tests.factories import PDF, PNG

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 16
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
NOT_ACCEPTED = "Files of this type are not accepted. Use PDF, PNG, JPEG, DOCX or XLSX."
OTHER_CONTENT = (
    "The content of the file is not what its name says. Save it again as "
    "PDF, PNG, JPEG, DOCX or XLSX and choose that file."
)


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        content_type_of(SimpleUploadedFile(name, content))
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", PDF),
        ("LETTER.PDF", PDF),
        ("two.dots.pdf", PDF),
        ("map.png", PNG),
        ("photo.jpg", JPEG),
        ("photo.jpeg", JPEG),
        ("plan.docx", DOCX),
        ("table.xlsx", XLSX),
    ],
)
def test_accepted_files_have_the_type_of_their_name(name, content):
    upload = SimpleUploadedFile(name, content)

    assert content_type_of(upload) == TYPES["." + name.rsplit(".", 1)[1].lower()]
    assert upload.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", HTML),
        ("drawing.svg", SVG),
        ("feed.xml", b"<?xml version='1.0'?><a/>"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("macros.docm", archive("word/document.xml", "word/vbaProject.bin")),
        ("macros.xlsm", archive("xl/workbook.xml", "xl/vbaProject.bin")),
        ("all.zip", archive("letter.pdf")),
        ("run.exe", b"MZ" + b"\x00" * 20),
        ("letter.pdf.exe", PDF),
        ("letter", PDF),
        (".pdf", PDF),
    ],
)
def test_other_types_are_refused(name, content):
    assert refusal(name, content) == NOT_ACCEPTED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.png", HTML),
        ("drawing.png", SVG),
        ("letter.pdf", HTML),
        ("letter.png", PDF),
        ("photo.jpg", PNG),
        ("figure.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        ("plan.docx", XLSX),
        ("table.xlsx", DOCX),
        ("plan.docx", archive("letter.pdf")),
        ("plan.docx", b"PK\x03\x04 cut off"),
        ("plan.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("table.xlsx", archive("xl/workbook.xml", "xl/vbaProject.bin")),
        ("plan.pdf", DOCX),
        ("late.pdf", b"\n" * 20 + PDF),
        ("short.png", b"\x89PNG"),
        (
            "bomb.xlsx",
            archive("xl/workbook.xml", *(f"xl/{number}" for number in range(1000))),
        ),
    ],
)
def test_content_that_its_name_denies_is_refused(name, content):
    assert refusal(name, content) == OTHER_CONTENT


def test_a_file_of_the_limit_is_accepted_and_one_byte_more_is_not(settings):
    settings.DOCUMENT_MAX_BYTES = 2048
    fits = PDF + b" " * (2048 - len(PDF))

    assert content_type_of(SimpleUploadedFile("fits.pdf", fits)) == "application/pdf"
    assert refusal("large.pdf", fits + b" ") == (
        "The file is larger than 2.0\xa0KB. Make it smaller or split it."
    )


def test_an_empty_file_is_refused():
    assert refusal("empty.pdf", b"") == "The file is empty."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("page.png", HTML, OTHER_CONTENT),
        ("page.html", HTML, NOT_ACCEPTED),
        ("empty.pdf", b"", "The submitted file is empty."),
    ],
)
def test_the_upload_field_refuses_the_same(name, content, message):
    with pytest.raises(ValidationError) as refused:
        UploadField().clean(SimpleUploadedFile(name, content))

    assert refused.value.messages == [message]


def test_the_upload_field_may_stay_empty_when_it_is_not_required():
    assert UploadField(required=False).clean(None) is None
