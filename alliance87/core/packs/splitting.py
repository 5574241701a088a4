"""Pages of our own that were laid out together, taken apart again."""

from io import BytesIO
from itertools import pairwise

import pikepdf


def split(content: bytes) -> dict[str, bytes]:
    """Return the stretches that begin at the outermost bookmarks, by their names.

    Many short documents are laid out faster as one. What stands before the first
    bookmark belongs to nobody and is left out.
    """
    with pikepdf.open(BytesIO(content)) as pdf:
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            starts = [
                (str(item.title), places[item.destination[0].objgen])
                for item in outline.root
            ]
        ends = [*starts, ("", len(pdf.pages))]
        return {
            name: _stretch(pdf, first, after)
            for (name, first), (_next, after) in pairwise(ends)
        }


def _stretch(pdf: pikepdf.Pdf, first: int, after: int) -> bytes:
    with pikepdf.new() as part:
        part.pages.extend(pdf.pages[first:after])
        written = BytesIO()
        part.save(written, static_id=True)
        return written.getvalue()
