"""Number and label at the foot of a page, upright and inside what is visible."""

from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from alliance87.core.packs.boxes import Sight
from alliance87.core.packs.lettering import Face, Lettering, face

# Points on a sheet of A4; larger and smaller sheets scale them.
SIZE = 7.5
MARGIN = 68
BASELINE = 17
GAP = 18
PAD = 3
SHEET = 595
SCALE_MIN, SCALE_MAX = 0.5, 6
INK = "0.086 0.129 0.18 rg"
PAPER = "1 g"


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a page with everything but its number, in points as seen."""

    start: str
    size: float
    right: float
    baseline: float
    pad: float

    def box(self, left: float, across: float) -> str:
        """Return the ground behind a text, which keeps it readable on dark pages."""
        low, high = self.baseline - 0.36 * self.size, 1.5 * self.size
        return f"{_plain(left - self.pad, low, across + 2 * self.pad, high)} re f"

    def shown(self, left: float, text: str) -> str:
        return (
            f"BT {INK} /A87 {_plain(self.size)} Tf "
            f"{_plain(left, self.baseline)} Td {text} Tj ET"
        )


@dataclass(slots=True)
class Stamper:
    """Numbers the `total` pages of one document with one font for all of them.

    What a page draws becomes a form of its own: whatever it does to the coordinates,
    and however many states it leaves open, the number is not touched by it.
    """

    pdf: pikepdf.Pdf
    total: int
    face: Face = field(default_factory=face)
    _lettering: Lettering = field(init=False)
    _framed: set = field(default_factory=set)
    _stamped: list = field(default_factory=list)
    _feet: dict = field(default_factory=dict)

    def __post_init__(self):
        self._lettering = Lettering(self.pdf, self.face)

    def stamp(self, page: pikepdf.Page, sight: Sight, number: int, label: str) -> None:
        """Print the number on the right and the label on the left of the foot."""
        if (sight, label) not in self._feet:
            self._feet[sight, label] = self._foot(sight, label)
        foot = self._numbered(self._feet[sight, label], number)
        form = self._form_of(page)
        resources = Dictionary()
        drawn = foot
        if form is not None:
            resources.XObject = Dictionary(Page=form)
            drawn = f"q /Page Do Q\n{foot}"
        page.obj.Resources = resources
        page.obj.Contents = self.pdf.make_stream(drawn.encode("ascii"))
        self._stamped.append(resources)

    def finish(self) -> None:
        """Give the stamped pages the font. Nothing can be stamped afterwards."""
        if not self._stamped:
            return
        fonts = self.pdf.make_indirect(Dictionary(A87=self._lettering.embed()))
        for resources in self._stamped:
            resources.Font = fonts

    def _foot(self, sight: Sight, label: str) -> "Foot":
        """Return all that the feet of pages of one shape and label have in common."""
        width, height = sight.size
        scale = min(max(min(width, height) / SHEET, SCALE_MIN), SCALE_MAX)
        if width > height:  # slides are read on a screen as wide as a sheet
            scale = max(scale, min(1.0, width / SHEET))
        size, margin = SIZE * scale, min(MARGIN * scale, width * MARGIN / SHEET)
        widest = self.face.width(_number(self.total, self.total), size)
        room = width - 2 * margin - widest - GAP * scale
        label = self.face.shorten(self.face.known(label), size, room)
        foot = Foot(
            start=f"q {_plain(*sight.matrix)} cm",
            size=size,
            right=width - margin,
            baseline=BASELINE * scale,
            pad=PAD * scale,
        )
        if not label:
            return foot
        across = self.face.width(label, size)
        ground, text = foot.box(margin, across), self._lettering.encode(label)
        drawn = f"{PAPER} {ground} {foot.shown(margin, text)}"
        return replace(foot, start=f"{foot.start} {drawn}")

    def _numbered(self, foot: "Foot", number: int) -> str:
        text = _number(number, self.total)
        across = self.face.width(text, foot.size)
        left = foot.right - across
        shown = foot.shown(left, self._lettering.encode(text))
        return f"{foot.start} {PAPER} {foot.box(left, across)} {shown} Q"

    def _form_of(self, page: pikepdf.Page) -> Stream | None:
        """Turn what a page draws into a form and return it; None for an empty page."""
        contents = page.obj.get("/Contents")
        if isinstance(contents, Array):
            page.contents_coalesce()
            contents = page.obj.get("/Contents")
        if not isinstance(contents, Stream):
            return None
        if contents.objgen in self._framed:
            contents = self._copy_of(contents)
        self._framed.add(contents.objgen)
        contents.Type = Name.XObject
        contents.Subtype = Name.Form
        contents.BBox = Array(page.obj.MediaBox)
        contents.Resources = page.obj.Resources
        return contents

    def _copy_of(self, stream: Stream) -> Stream:
        """Return a second stream with the same data, for a page that shares it."""
        kept = {
            key: stream[key] for key in ("/Filter", "/DecodeParms") if key in stream
        }
        return Stream(self.pdf, stream.read_raw_bytes(), Dictionary(kept))


def _number(number: int, total: int) -> str:
    return f"{number} / {total}"


def _plain(*numbers: float) -> str:
    """Return numbers as PDF writes them: never with an exponent."""
    return " ".join(
        f"{number:.4f}".rstrip("0").rstrip(".") or "0" for number in numbers
    )
