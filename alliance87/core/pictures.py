"""SVG in, PNG out, for people who need a picture: the only module that knows resvg.

Our own drawings come in, and they are drawn with our own fonts in a child process
with a time and a memory limit, in one of the places for documents: a page does not
wait for many of them. `core.pdf` works the same way.
"""

import logging
import re
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from alliance87.core import children
from alliance87.core.exceptions import ReportError
from alliance87.core.pdf import in_a_place

logger = logging.getLogger(__name__)

# A page of 193 rows at twice its size has 13 million.
PIXELS_MAX = 24_000_000
SCALE_MAX = 4
SECONDS, MEMORY_MB = 20, 512
SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
# What our drawings are made of. resvg would read a file of the machine that an image
# names, so anything else is refused before it gets there.
FOREIGN = re.compile(
    r"<(?!\?xml |/?(?:svg|title|desc|defs|pattern|g|text"
    r"|rect|path|circle|polyline|polygon)[\s/>])"
)
# One family name stands for all letters that a drawing may hold.
FAMILY = "Noto Sans"
FONTS = tuple(
    f"fonts/print/a87-{script}-{weight}.ttf"
    for script in ("sans", "arabic", "devanagari", "sinhala")
    for weight in (400, 700)
)


def png_of(svg: str, *, scale: float = 2) -> bytes:
    """Return the picture of an SVG with width and height, `scale` pixels a unit.

    One that would be too large is drawn smaller, but never below a pixel a unit.
    Raises ReportError when it cannot be made.
    """
    if found := FOREIGN.search(svg):
        raise ValueError(f"Not of our drawings: {svg[found.start() :][:40]}")
    job = {
        "zoom": _zoom(svg, scale),
        "fonts": font_paths(),
        "family": FAMILY,
        "seconds": min(SECONDS, settings.PDF_SECONDS),
        "memory_mb": min(MEMORY_MB, settings.PDF_MEMORY_MB),
    }
    report, png = in_a_place("alliance87.core.pictures", job, svg.encode())
    if report["failure"]:
        logger.error("PNG: %s: %s", report["failure"], report["detail"])
        raise ReportError(_("The picture could not be made. Try the SVG instead."))
    return png


def _zoom(svg: str, scale: float) -> float:
    found = SIZE.search(svg)
    if found is None:
        raise ValueError("A picture needs the width and height of its SVG")
    units = float(found[1]) * float(found[2])
    zoom = min(scale, SCALE_MAX, (PIXELS_MAX / units) ** 0.5)
    if zoom < 1 or scale <= 0:
        raise ReportError(_("The drawing is too large for a picture. Take the SVG."))
    return zoom


@cache
def font_paths() -> list[str]:
    """Return where our fonts lie; a missing one would print empty boxes."""
    paths = {name: finders.find(name) for name in FONTS}
    if missing := [name for name, path in paths.items() if not path]:
        raise ReportError(f"No font at {', '.join(missing)}")
    return [path for path in paths.values() if path]


# --- In the child --------------------------------------------------------------------


def _work(job: dict, body: bytes) -> tuple[dict, bytes]:
    from resvg_py import svg_to_bytes  # noqa: PLC0415 -- needed in the child alone

    try:
        png = svg_to_bytes(
            svg_string=body.decode(),
            zoom=job["zoom"],
            skip_system_fonts=True,
            font_files=job["fonts"],
            font_family=job["family"],
            sans_serif_family=job["family"],
            background="#ffffff",
        )
    except ValueError as error:
        return {"failure": "error", "detail": f"{error!r}"[:500]}, b""
    return {"failure": "", "detail": ""}, bytes(png)


if __name__ == "__main__":
    children.serve(_work)
