"""One font, put into a document once: widths, codes and the embedded file."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from alliance87.core import children

FONT = children.PROJECT / "static" / "fonts" / "print" / "a87-sans-400.ttf"
ELLIPSIS = "…"


@dataclass(frozen=True)
class Face:
    """What is known of a font file. Sizes are in thousandths of the type size."""

    path: Path

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def glyphs(self) -> dict[str, tuple[int, float]]:
        """The number and the width of the shape of each character."""
        with TTFont(self.path, lazy=True) as font:
            scale = 1000 / font["head"].unitsPerEm
            widths = font["hmtx"].metrics
            return {
                chr(code): (font.getGlyphID(name), round(widths[name][0] * scale, 2))
                for code, name in font.getBestCmap().items()
            }

    @cached_property
    def measures(self) -> dict:
        """The box, ascent, descent and height of capitals."""
        with TTFont(self.path, lazy=True) as font:
            head, scale = font["head"], 1000 / font["head"].unitsPerEm
            return {
                "box": [
                    round(each * scale)
                    for each in (head.xMin, head.yMin, head.xMax, head.yMax)
                ],
                "ascent": round(font["hhea"].ascent * scale),
                "descent": round(font["hhea"].descent * scale),
                "capitals": round(font["OS/2"].sCapHeight * scale),
            }

    def known(self, text: str) -> str:
        """Return the text in one line, without the characters the font lacks."""
        line = " ".join(unicodedata.normalize("NFC", text).split())
        return " ".join("".join(c for c in line if c in self.glyphs).split())

    def width(self, text: str, size: float) -> float:
        return sum(self.glyphs[each][1] for each in text) * size / 1000

    def shorten(self, text: str, size: float, room: float) -> str:
        """Return as much of the text as fits, with an ellipsis where it is cut."""
        if self.width(text, size) <= room:
            return text
        room -= self.width(ELLIPSIS, size)
        kept = 0
        for at in range(len(text)):
            room -= self.width(text[at], size)
            if room < 0:
                break
            kept = at + 1
        return text[:kept].rstrip() + ELLIPSIS if kept else ""


@cache
def face() -> Face:
    """Return the face in which packs are numbered."""
    return Face(FONT)


@dataclass
class Lettering:
    """A face inside one document: it remembers what was written and embeds itself."""

    pdf: pikepdf.Pdf
    face: Face
    used: dict[int, str] = field(default_factory=dict)

    def encode(self, text: str) -> str:
        """Return text as the operand of a text operator."""
        numbers = [self.face.glyphs[each][0] for each in text]
        self.used.update(zip(numbers, text, strict=True))
        return f"<{''.join(f'{number:04X}' for number in numbers)}>"

    def embed(self) -> pikepdf.Object:
        """Return the font for what was written so far, with what makes it readable."""
        name, measures = Name("/A87Sans"), self.face.measures
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=32,
            FontBBox=Array(measures["box"]),
            ItalicAngle=0,
            Ascent=measures["ascent"],
            Descent=measures["descent"],
            CapHeight=measures["capitals"],
            StemV=80,
            FontFile2=self.pdf.make_stream(
                self.face.content, Length1=len(self.face.content)
            ),
        )
        shapes = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=self.pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            W=Array(self._widths()),
        )
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([self.pdf.make_indirect(shapes)]),
                ToUnicode=self.pdf.make_stream(self._characters()),
            )
        )

    def _widths(self) -> list:
        found: list = []
        for number, character in sorted(self.used.items()):
            found += [number, Array([self.face.glyphs[character][1]])]
        return found

    def _characters(self) -> bytes:
        """Return the table by which viewers search and copy what is written."""
        rows = [
            f"<{number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
            for number, character in sorted(self.used.items())
        ]
        blocks = [
            "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])
            for block in (rows[at : at + 100] for at in range(0, len(rows), 100))
        ]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo",
                "<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<0000> <FFFF>",
                "endcodespacerange",
                *blocks,
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        ).encode()
