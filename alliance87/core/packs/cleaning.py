"""What stays of a PDF that others made: its pages as they look, and plain links.

Everything is an allow-list. What a page, a form, an image, a pattern or a font does
not need to be drawn is dropped, so an action has no place left to stand, whatever it
is called and wherever it was hidden.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from alliance87.core.packs.boxes import sight_of
from alliance87.core.packs.links import Link, LinkReader

# What a file raises that is not what it says; nothing else is to be expected.
BROKEN = (
    *(pikepdf.PdfError, pikepdf.PikepdfError, TypeError, ValueError, KeyError),
    *(AttributeError, ArithmeticError, RuntimeError),
)
STREAM = frozenset({"/Length", "/Filter", "/DecodeParms"})
PAGE = frozenset(
    {
        *("/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"),
        *("/Resources", "/Contents", "/Group"),
    }
)
RESOURCES = frozenset(
    {
        *("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"),
        *("/ProcSet", "/Properties"),
    }
)
FORM = STREAM | {
    *("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group"),
    "/OC",
}
IMAGE = STREAM | {
    *("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent"),
    *("/Intent", "/ImageMask", "/Mask", "/Decode", "/Interpolate", "/SMask"),
    *("/SMaskInData", "/Matte", "/OC"),
}
PATTERN = STREAM | {
    *("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep"),
    *("/YStep", "/Resources", "/Matrix", "/Shading", "/ExtGState"),
}
FONT = frozenset(
    {
        *("/Type", "/Subtype", "/Name", "/BaseFont", "/FirstChar", "/LastChar"),
        *("/Widths", "/FontDescriptor", "/Encoding", "/ToUnicode", "/FontBBox"),
        *("/FontMatrix", "/CharProcs", "/Resources", "/DescendantFonts"),
        *("/CIDSystemInfo", "/DW", "/W", "/DW2", "/W2", "/CIDToGIDMap"),
    }
)
LAYERS = frozenset({"/OCG", "/OCMD"})
LAYER = frozenset({"/Type", "/Name", "/OCGs", "/P", "/VE", "/Intent"})
# Annotations that show something on the page: it becomes part of the page.
DRAWN = frozenset(
    {
        *("/Widget", "/FreeText", "/Highlight", "/Underline", "/Squiggly"),
        *("/StrikeOut", "/Stamp", "/Ink", "/Line", "/Square", "/Circle", "/Polygon"),
        *("/PolyLine", "/Caret"),
    }
)


def sanitise(pdf: pikepdf.Pdf) -> None:
    """Leave of an open document its pages as they look and plain links, in place."""
    links = strip(pdf)
    pages = [page.obj for page in pdf.pages]
    for page, found in zip(pages, links, strict=True):
        add_annotations(pdf, page, [link.written(link.to, pages) for link in found])


def strip(pdf: pikepdf.Pdf) -> list[list[Link]]:
    """Leave of an open document its pages as they look. Return each page's links.

    What was typed into a form and what was drawn on a page as a comment is made part
    of the page. Layers that are switched off stay off.
    """
    reader = LinkReader(pdf)
    pages = [page.obj for page in pdf.pages]
    links = [list(reader.links_of(page)) for page in pages]
    _draw_annotations(pdf, pages)
    cleaner = Cleaner()
    for page in pages:
        cleaner.clean_page(page)
    hidden = _layers_off(pdf)
    for key in pdf.Root.keys() - {"/Type", "/Pages"}:
        del pdf.Root[key]
    if hidden is not None:
        pdf.Root.OCProperties = hidden
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    return links


def add_annotations(pdf: pikepdf.Pdf, page, annotations: Iterable[Dictionary]) -> None:
    """Give a page these annotations, if there are any."""
    made = [pdf.make_indirect(each) for each in annotations]
    if made:
        page.Annots = Array(made)


def _draw_annotations(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> None:
    """Make what annotations show part of the pages, where there is any."""
    any_drawn = False
    for page in pages:
        given = page.get("/Annots")
        if given is None:
            continue
        drawn = list(_drawn(given))
        page.Annots = Array(drawn)
        any_drawn = any_drawn or bool(drawn)
    if any_drawn:
        form = pdf.Root.get("/AcroForm")
        if isinstance(form, Dictionary) and form.get("/NeedAppearances") is True:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")


def _drawn(annotations) -> Iterator[pikepdf.Object]:
    if not isinstance(annotations, Array):
        return
    for annotation in annotations:
        if (
            isinstance(annotation, Dictionary)
            and _name(annotation, "/Subtype") in DRAWN
        ):
            yield annotation


def _layers_off(pdf: pikepdf.Pdf) -> Dictionary | None:
    """Return the document's layers with those that are off, and nothing else."""
    given = pdf.Root.get("/OCProperties")
    if not isinstance(given, Dictionary) or not isinstance(given.get("/OCGs"), Array):
        return None
    groups = [each for each in given.OCGs if isinstance(each, Dictionary)]
    usual = given.get("/D")
    off: list[pikepdf.Object] = []
    if isinstance(usual, Dictionary):
        shown = _keys_of(usual.get("/ON"))
        hidden = _keys_of(usual.get("/OFF"))
        base_off = usual.get("/BaseState") == Name.OFF
        off = [
            each
            for each in groups
            if each.objgen in hidden or (base_off and each.objgen not in shown)
        ]
    for group in groups:
        _keep(group, LAYER)
    return Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array(off)))


def _keys_of(groups) -> set:
    if not isinstance(groups, Array):
        return set()
    return {each.objgen for each in groups if isinstance(each, Dictionary)}


def _keep(thing, keys: frozenset[str]) -> None:
    for key in thing.keys() - keys:
        del thing[key]


def _name(thing, key: str) -> str:
    value = thing.get(key)
    return str(value) if isinstance(value, Name) else ""


def _values(thing) -> list:
    return list(thing.values()) if isinstance(thing, Dictionary) else []


@dataclass(slots=True)
class Cleaner:
    """Cleans pages and what they draw; what many pages share is visited once."""

    _seen: set = field(default_factory=set)
    _waiting: list = field(default_factory=list)

    def clean_page(self, page: pikepdf.Object) -> None:
        if "/Rotate" in page or "/UserUnit" in page:
            sight = sight_of(page)
            page.Rotate = sight.turn
            page.UserUnit = sight.unit
        _keep(page, PAGE)
        page.Type = Name.Page
        contents = page.get("/Contents")
        if contents is not None:
            streams = list(_streams(contents))
            page.Contents = streams[0] if len(streams) == 1 else Array(streams)
        if not isinstance(page.get("/Resources"), Dictionary):
            page.Resources = Dictionary()
        self._waiting.append((self._resources, page.Resources))
        while self._waiting:  # no recursion: others decide how deep things nest
            clean, thing = self._waiting.pop()
            if self._is_new(thing):
                clean(thing)

    def _is_new(self, thing) -> bool:
        if not isinstance(thing, Dictionary | Stream):
            return False
        if not thing.is_indirect:
            return True
        number = thing.objgen
        if number in self._seen:
            return False
        self._seen.add(number)
        return True

    def _later(self, clean, thing) -> None:
        if thing is not None:
            self._waiting.append((clean, thing))

    def _resources(self, given) -> None:
        _keep(given, RESOURCES)
        for kind, clean in (
            ("/XObject", self._drawing),
            ("/Pattern", self._pattern),
            ("/Font", self._font),
            ("/ExtGState", self._state),
        ):
            for each in _values(given.get(kind)):
                self._later(clean, each)
        self._properties(given.get("/Properties"))

    def _properties(self, given) -> None:
        """Keep the layers; other lists of properties tell nothing to a reader's eye."""
        if not isinstance(given, Dictionary):
            return
        for key in list(given.keys()):
            listed = given[key]
            if isinstance(listed, Dictionary) and _name(listed, "/Type") in LAYERS:
                _keep(listed, LAYER)
            else:
                given[key] = Dictionary()

    def _drawing(self, given) -> None:
        if not isinstance(given, Stream):
            return
        self._later(self._layer, given.get("/OC"))
        if given.get("/Subtype") == Name.Form:
            _keep(given, FORM)
            self._later(self._resources, given.get("/Resources"))
        elif given.get("/Subtype") == Name.Image:
            _keep(given, IMAGE)
            self._later(self._drawing, given.get("/SMask"))
            self._later(self._drawing, given.get("/Mask"))
        else:  # a program in PostScript, or something that no reader knows
            _keep(given, STREAM)

    def _layer(self, given) -> None:
        _keep(given, LAYER)

    def _pattern(self, given) -> None:
        _keep(given, PATTERN)
        self._later(self._resources, given.get("/Resources"))
        self._later(self._state, given.get("/ExtGState"))

    def _font(self, given) -> None:
        _keep(given, FONT)
        self._later(self._resources, given.get("/Resources"))
        for each in _values(given.get("/CharProcs")):
            self._later(self._glyph, each)
        descendants = given.get("/DescendantFonts")
        if isinstance(descendants, Array):
            for each in descendants:
                self._later(self._font, each)

    def _glyph(self, given) -> None:
        _keep(given, STREAM)

    def _state(self, given) -> None:
        mask = given.get("/SMask")
        if isinstance(mask, Dictionary):
            self._later(self._drawing, mask.get("/G"))


def _streams(contents) -> Iterator[Stream]:
    for each in contents if isinstance(contents, Array) else [contents]:
        if isinstance(each, Stream):
            _keep(each, STREAM)
            yield each
