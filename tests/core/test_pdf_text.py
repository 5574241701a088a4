"""The text of a PDF: paragraphs out of lines, and files that cannot be read."""

import pytest

from alliance87.core.pdf_text import flowing, text_of_pdf
from tests.factories.papers import protected_pdf, text_pdf


def test_the_text_of_a_file_is_read():
    content = text_pdf("Countries approach the Chair", "of the Alliance.")

    assert text_of_pdf(content) == "Countries approach the Chair of the Alliance."


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7 nothing", protected_pdf(), text_pdf("Cut off")[:150]],
    ids=["empty", "damaged", "protected", "cut"],
)
def test_a_file_that_cannot_be_read_has_no_text(content):
    assert text_of_pdf(content) == ""


def test_lines_flow_into_paragraphs():
    page = (
        "Pathfinder countries commit to going further and faster\n"
        "than others, and to new ap-\n"
        "proaches.\n"
        "They report every year on what they did about the targets:\n"
        "- adopting plans\n"
    )

    assert flowing([page]).split("\n\n") == [
        "Pathfinder countries commit to going further and faster than others, and to "
        "new approaches.",
        "They report every year on what they did about the targets:",
        "- adopting plans",
    ]


def test_running_titles_and_page_numbers_are_left_out():
    pages = [
        f"Guidance note, page {n}\nOn {topic} this page says what counts.\n{n}"
        for n, topic in enumerate(("plans", "law", "money", "work", "people"), start=1)
    ]

    text = flowing(pages)

    assert "Guidance note" not in text
    assert text.count("this page says what counts") == 5
