"""Numbers at the foot: upright, inside what is seen, readable, equal to the places."""

import re
import subprocess
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array
from PIL import Image

from alliance87.core.packs import Part, assemble
from tests.core import pack_samples as samples

LABEL = "GCG 6 · v2, 4 November 2019 · 2.1 Propuesta"
WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>'
)
SEEN = {  # width and height in points as the reader sees the page
    "a4": (595, 842),
    "slides": (842, 473),
    "letter": (612, 792),
    "rotated": (842, 595),
    "upside down": (595, 842),
    "rotated back": (842, 595),
    "cropped": (595, 842),
    "cropped and rotated": (842, 595),
    "shifted": (595, 842),
    "large units": (595, 842),
    "small": (200, 300),
    "poster": (2384, 3370),
}


def pack(content, label=LABEL, **fields):
    part = Part(key="a", title="A", content=content, label=label, **fields)
    return assemble([part], title="Pack", language="en").content


def words(content) -> list[tuple[str, tuple[float, ...]]]:
    """Return the words of the first page and their boxes from its upper left corner."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-cropbox", "-l", "1", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    return [
        (word[4], tuple(map(float, word[:4])))
        for word in WORD.findall(done.stdout.decode())
    ]


def picture(content) -> Image.Image:
    """Return the first page as a viewer draws it, a pixel for each of its units."""
    done = subprocess.run(
        ["pdftoppm", "-cropbox", "-r", "72", "-l", "1", "-png", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    return Image.open(BytesIO(done.stdout)).convert("L")


def unit_of(name) -> float:
    return samples.SHAPES[name].get("UserUnit", 1)


@pytest.mark.parametrize("name", samples.SHAPES)
def test_number_stands_upright_at_the_foot_on_the_right(name):
    found = words(pack(samples.shape(name)))
    width, height = (side / unit_of(name) for side in SEEN[name])
    total, slash, number = found[-1], found[-2], found[-3]
    left, top, right, bottom = total[1]

    assert [word for word, _box in (number, slash, total)] == ["1", "/", "1"]
    assert width * 0.8 < left < right < width
    assert height * 0.93 < top < bottom < height
    assert number[1][2] <= slash[1][0] <= slash[1][2] <= left  # from left to right


@pytest.mark.parametrize("name", samples.SHAPES)
def test_label_stands_upright_at_the_foot_on_the_left(name):
    found = words(pack(samples.shape(name)))
    width, height = (side / unit_of(name) for side in SEEN[name])
    start = next(at for at, (word, _box) in enumerate(found) if word == "GCG")
    label = found[start:-3]

    assert " ".join(word for word, _box in label) == LABEL
    assert width * 0.05 < label[0][1][0] < width * 0.2
    assert label[-1][1][2] < found[-3][1][0]
    for _word, (_left, top, _right, bottom) in label:
        assert height * 0.93 < top < bottom < height
    word = next(box for word, box in label if word == "November")
    assert word[2] - word[0] > 2 * (word[3] - word[1])
    lefts = [box[0] for _word, box in label]
    assert lefts == sorted(lefts)


@pytest.mark.parametrize("name", ["slides", "rotated", "cropped and rotated"])
def test_number_is_dark_on_white_also_on_a_dark_page(name):
    keys = samples.SHAPES[name] | {"dark": True}
    if "CropBox" in keys:
        keys = keys | {"CropBox": Array(keys["CropBox"])}
    seen = picture(pack(samples.paper(1, **keys)))
    width, height = seen.size
    text = next(box for word, box in words(pack(samples.shape(name))) if word == "GCG")
    ground = seen.crop((int(text[0]) - 1, int(text[1]) + 1, int(text[2]), int(text[3])))

    assert seen.getpixel((5, height - 5)) < 60
    assert seen.getpixel((width - 5, height - 5)) < 60
    assert ground.getextrema()[0] < 120
    assert ground.getextrema()[1] == 255


def test_cover_counts_and_is_not_numbered():
    parts = [
        Part(key="a", title="A", content=samples.paper(), is_numbered=False, label="x"),
        Part(key="b", title="B", content=samples.paper(2), label="y"),
    ]
    content = assemble(parts, title="Pack", language="en").content
    lines = [line.replace(" ", "") for line in samples.lines_of(content)]

    assert lines == ["Apaper1", *("Apaper1", "y", "2/3"), *("Apaper2", "y", "3/3")]


def test_accents_are_found_and_unknown_characters_left_out():
    label = (
        "2.1 Propósito\nŁódź, Việt Nam, Ελλάς, Україна – cafe\u0301 ✈ 工 عمل end\x07"
    )

    assert " ".join(word for word, _box in words(pack(samples.paper(), label))) == (
        "A paper 1 2.1 Propósito Łódź, Việt Nam, Ελλάς, Україна – café end 1 / 1"
    )


@pytest.mark.parametrize("name", ["a4", "slides", "small"])
def test_long_label_is_cut_before_the_number(name):
    found = words(pack(samples.shape(name), LABEL + " of a very long title" * 9))
    end = found[-4]

    assert end[0].endswith("…")
    assert end[1][2] < found[-3][1][0]


def test_label_of_nothing_known_prints_the_number_alone():
    assert [word for word, _box in words(pack(samples.paper(), "工"))] == [
        *("A", "paper", "1"),
        *("1", "/", "1"),
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        b"q q q 5 0 0 5 900 900 cm 0 0 1 1 re W n BT 3 Tr 200 Tc",
        b"Q Q Q 0.1 0 0 0.1 0 0 cm",
        b"0 0 10 10 re W n /Nothing gs 2 Tr 300 Tz",
    ],
    ids=["states left open", "too many closed", "clipped"],
)
@pytest.mark.parametrize("is_split", [False, True])
def test_number_is_not_moved_by_what_the_page_does(drawn, is_split):
    with pikepdf.new() as pdf:
        page = samples.new_page(pdf)
        streams = [page.Contents, pdf.make_stream(drawn)]
        page.Contents = (
            Array(streams) if is_split else pdf.make_stream(b"BT ET " + drawn)
        )
        content = samples.saved(pdf)
    usual = [box for _word, box in words(pack(samples.paper()))][-3:]
    found = [box for _word, box in words(pack(content))][-3:]

    assert found == usual


def test_pages_that_share_their_drawing_keep_their_own_resources():
    with pikepdf.new() as pdf:
        first, second = samples.new_page(pdf), samples.new_page(pdf)
        drawing = pdf.make_stream(b"BT /F1 24 Tf 72 300 Td (x) Tj ET /A Do")
        first.Contents = second.Contents = drawing
        for page, text in ((first, b"one"), (second, b"two")):
            own = samples.drawing(
                pdf,
                b"BT /F1 24 Tf 72 400 Td (" + text + b") Tj ET",
                Resources=page.Resources,
            )
            own.BBox = Array([0, 0, 595, 842])
            page.Resources.XObject = {"/A": own}
        content = samples.saved(pdf)
    lines = samples.lines_of(pack(content, label=""))

    assert [line for line in lines if "/" not in line] == ["one", "x", "two", "x"]


def test_page_looks_as_before_above_its_foot():
    for name in ("a4", "rotated", "cropped and rotated", "slides", "shifted"):
        before = picture(samples.shape(name))
        after = picture(pack(samples.shape(name)))
        above = (0, 0, before.width, int(before.height * 0.93))

        assert before.size == after.size
        assert before.crop(above).tobytes() == after.crop(above).tobytes()
