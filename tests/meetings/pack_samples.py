"""A meeting with papers of every shape, and what its pack prints."""

import io
import re
import subprocess

import pikepdf

from meetings.models import BriefingPack
from tests.core.pack_samples import shape
from tests.factories.packs import (
    make_convened,
    make_file_version,
    make_item,
    make_pack,
    place_paper,
)
from tests.factories.papers import make_paper

SHAPES = ("slides", "letter", "rotated", "cropped")


def make_meeting(**fields):
    """Make the 6th meeting with an item for papers, labelled 1."""
    meeting = make_convened(
        **{"number": 6, "title": "6th meeting of the Group", "city": "Paris"} | fields
    )
    return meeting, make_item(meeting, "Pathfinder Country Strategy")


def paper_of(item, title, *, content=None, **fields):
    """Put a PDF of one page under an item, which says its title."""
    paper = make_paper(title=title, **fields)
    version = make_file_version(paper, content=content or shape("a4"))
    return place_paper(item, version)


def pack_of_shapes(*, by=None) -> BriefingPack:
    """Begin the pack of a meeting with two pages of every shape."""
    meeting, item = make_meeting()
    for name in SHAPES:
        paper_of(item, f"Paper in {name}", content=shape(name, pages=2))
    return make_pack(meeting, by=by)


def pages_of(content: bytes) -> list[list[str]]:
    """Return the lines of each page, as a reader sees them."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    pages = done.stdout.decode().split("\f")[:-1]
    return [
        [line.strip() for line in page.splitlines() if line.strip()] for page in pages
    ]


def text_of(content: bytes) -> str:
    return "\n".join(line for page in pages_of(content) for line in page)


def foot_of(page: list[str]) -> tuple[str, int, int]:
    """Return the label, the number and the total at the foot of a page."""
    label, number, total = re.fullmatch(r"(.*?)\s+(\d+) ?/ ?(\d+)", page[-1]).groups()
    return label, int(number), int(total)


def goals_of(content: bytes) -> dict[int, set[int]]:
    """Return for each page the pages to which its links jump, counted from one."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=1)}
        return {
            at: {
                places[_goal(each).objgen]
                for each in page.obj.get("/Annots", [])
                if _goal(each) is not None
            }
            for at, page in enumerate(pdf.pages, start=1)
        }


def _goal(annotation):
    """Return the page a link jumps to; None for one that leads elsewhere."""
    if "/Dest" in annotation:
        return annotation.Dest[0]
    action = annotation.get("/A")
    if action is not None and action.get("/S") == "/GoTo":
        return action.D[0]
    return None
