"""Whether an upload may become part of a pack: judged in a child process.

The file is opened, searched for what is active, cleaned and numbered once as it will be
when it is put into a pack, so that nothing about it can surprise anybody on that day.
`core.packs.inspecting` starts this module and puts the answer into words.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from alliance87.core import children
from alliance87.core.packs.boxes import sight_of
from alliance87.core.packs.cleaning import BROKEN, sanitise
from alliance87.core.packs.stamping import Stamper

OBJECTS_MAX = 400_000
DRAWING_MAX = 64 * 1024 * 1024  # bytes that one page may draw with, unpacked
SIDE_MIN, SIDE_MAX = 72, 7200  # points: an inch, and two and a half metres
TITLE_MAX = 300

# Strings come first: what merely stands in a text is not found.
ACTIVE = re.compile(
    rb"""\((?:[^()\\]|\\.)*\)|<[0-9a-fA-F]*>
    |(?P<script>/S\ /JavaScript\b|^/JavaScript$)
    |(?P<program>/S\ /Launch\b|^/Launch$)
    |(?P<attachment>/EF\ <<|/EF\ \d|/Type\ /EmbeddedFile\b|/Subtype\ /FileAttachment\b
      |^/(?:EmbeddedFile|FileAttachment)$)
    |(?P<xfa>/XFA\ [\[\d])
    |(?P<media>/S\ /(?:Rendition|RichMediaExecute)\b
      |/Subtype\ /(?:RichMedia|3D|Movie|Sound|Screen)\b
      |^/(?:Rendition|RichMedia|RichMediaExecute|3D|Movie|Screen)$)
    |(?P<sending>/S\ /(?:SubmitForm|ImportData)\b|^/(?:SubmitForm|ImportData)$)""",
    re.VERBOSE | re.DOTALL,
)
KINDS = ("script", "program", "attachment", "xfa", "media", "sending")


class Refused(Exception):
    """A PDF that cannot go into a pack. Its arguments are a code and what it names."""


def judge(content: bytes, *, pages_max: int) -> dict:
    """Return the number of pages and the title of a PDF, or why it is refused."""
    try:
        return {"failure": "", **_facts(content, pages_max)}
    except Refused as refusal:
        code, *named = refusal.args
        return {"failure": code, "named": named}
    except pikepdf.PasswordError:
        return {"failure": "protected"}
    except MemoryError:
        return {"failure": "memory"}
    except BROKEN:
        return {"failure": "damaged"}


def _facts(content: bytes, pages_max: int) -> dict:
    # What needs to be put together again may have lost pages without a word.
    pikepdf.open(BytesIO(content), attempt_recovery=False).close()
    with pikepdf.open(BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            raise Refused("protected")
        count = len(pdf.pages)
        if not count:
            raise Refused("empty")
        if count > pages_max:
            raise Refused("pages", count)
        if len(pdf.objects) > OBJECTS_MAX:
            raise Refused("memory")
        for number, page in enumerate(pdf.pages, start=1):
            _check_page(number, page)
        if kinds := active_kinds(pdf):
            raise Refused("active", *kinds)
        title = _title(pdf)
        _rehearse(pdf)
        return {"pages": count, "title": title}


def _rehearse(pdf: pikepdf.Pdf) -> None:
    """Do all that will be done to the pages when they are put into a pack."""
    sanitise(pdf)
    stamper = Stamper(pdf, len(pdf.pages))
    for number, page in enumerate(pdf.pages, start=1):
        stamper.stamp(page, sight_of(page.obj), number, "")
    stamper.finish()
    pdf.save(BytesIO())


def active_kinds(pdf: pikepdf.Pdf) -> list[str]:
    """Return what a document holds besides pages to read, in the order of KINDS.

    All objects are searched, also those packed into streams and those that nothing
    leads to any more.
    """
    found = {
        match.lastgroup
        for each in pdf.objects
        for match in ACTIVE.finditer(_written(each))
        if match.lastgroup
    }
    return [kind for kind in KINDS if kind in found]


def _written(thing) -> bytes:
    if isinstance(thing, Stream):
        return thing.stream_dict.unparse(resolved=True)
    if isinstance(thing, Dictionary | Array | Name):
        return thing.unparse(resolved=True)
    return b""


def _check_page(number: int, page: pikepdf.Page) -> None:
    width, height = sight_of(page.obj).size
    if not all(SIDE_MIN <= side <= SIDE_MAX for side in (width, height)):
        raise Refused("size", number, width, height)
    room = DRAWING_MAX
    for stream in _streams(page.obj.get("/Contents")):
        room -= _length(stream, room)
        if room < 0:
            raise Refused("memory")


def _streams(contents) -> Iterator[Stream]:
    for each in contents if isinstance(contents, Array) else [contents]:
        if isinstance(each, Stream):
            yield each
        elif each is not None:
            raise Refused("damaged")


def _length(stream: Stream, room: int) -> int:
    """Return how long a stream is when unpacked, or more than `room`.

    Only the usual packing is undone; raises Refused when it is broken.
    """
    raw = stream.read_raw_bytes()
    if stream.get("/Filter") not in (Name.FlateDecode, [Name.FlateDecode]):
        return len(raw)
    unpacker, length = zlib.decompressobj(), 0
    try:
        while raw and length <= room and not unpacker.eof:
            length += len(unpacker.decompress(raw, 1 << 20))
            raw = unpacker.unconsumed_tail
    except zlib.error as error:
        raise Refused("damaged") from error
    if length <= room and not unpacker.eof:
        raise Refused("damaged")
    return length


def _title(pdf: pikepdf.Pdf) -> str:
    info = pdf.trailer.get("/Info")
    title = info.get("/Title") if isinstance(info, Dictionary) else None
    if not isinstance(title, pikepdf.String):
        return ""
    printable = "".join(c if c.isprintable() else " " for c in str(title))
    return " ".join(printable.split())[:TITLE_MAX]


def _work(job: dict, content: bytes) -> tuple[dict, bytes]:
    return judge(content, pages_max=job["pages_max"]), b""


if __name__ == "__main__":
    children.serve(_work)
