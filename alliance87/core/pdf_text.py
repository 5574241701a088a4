"""The text of a PDF, as far as a machine can read it: the only user of pypdf.

Files of others are read in a child process with limits (`core.children`). What comes
out is for comparing versions and for search, and no substitute for the file: tables
lose their shape, and a scanned page has no text at all.
"""

import io
import logging
import re
from collections import Counter

from django.conf import settings

from alliance87.core import children

logger = logging.getLogger(__name__)

# Control characters and lone surrogates, which the database refuses.
UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
PAGE_NUMBER = re.compile(
    r"(?:\w+\s+)?[-\u2013]?\s*\d{1,4}\s*(?:(?:/|of|de)\s*\d+)?\s*[-\u2013]?"
)
NEW_PARAGRAPH = re.compile(
    r"[-*\u2022\u25cf\u25aa\uf0b7\u2013]\s|\(?(?:\d{1,3}|[a-z])[.)]\s"
)
# A line that ends well before the others ends its paragraph.
SHORT_LINE = 0.75
# A line at the edge of that share of the pages is a running title.
RUNNING = 0.5
FEWEST_PAGES = 3
EDGE = 2


def text_of_pdf(content: bytes) -> str:
    """Return the paragraphs of a PDF with empty lines between, "" if there are none.

    Never raises: what cannot be read has no text.
    """
    limits = {"seconds": settings.PDF_SECONDS, "memory_mb": settings.PDF_MEMORY_MB}
    report, text = children.run(__name__, limits, content)
    if report["failure"]:
        logger.warning("Text of a PDF: %s", report["detail"])
        return ""
    return UNSTORABLE.sub("", text.decode(errors="replace"))


def flowing(pages: list[str]) -> str:
    """Join the lines of pages to paragraphs; leave out running titles and numbers."""
    lines_of = [[line.strip() for line in page.splitlines()] for page in pages]
    lines_of = [[line for line in lines if line] for lines in lines_of]
    running = _running(lines_of)
    lines = [
        line
        for page in lines_of
        for at, line in enumerate(page)
        if not (_is_edge(at, page) and _without_digits(line) in running)
    ]
    return "\n\n".join(_joined(lines))


def _running(pages: list[list[str]]) -> set[str]:
    if len(pages) < FEWEST_PAGES:
        return {""}
    edges = (
        {_without_digits(line) for at, line in enumerate(page) if _is_edge(at, page)}
        for page in pages
    )
    counts = Counter(line for page in edges for line in page)
    return {line for line, n in counts.items() if n > len(pages) * RUNNING} | {""}


def _is_edge(at: int, page: list[str]) -> bool:
    return at < EDGE or at >= len(page) - EDGE


def _without_digits(line: str) -> str:
    return "" if PAGE_NUMBER.fullmatch(line) else re.sub(r"\d+", "0", line)


def _joined(lines: list[str]) -> list[str]:
    lengths = sorted(map(len, lines))
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    found: list[str] = []
    is_over = True
    for line in lines:
        if is_over or NEW_PARAGRAPH.match(line):
            found.append(line)
        elif found[-1].endswith("-") and line[:1].islower():
            found[-1] = found[-1][:-1] + line
        else:
            found[-1] += f" {line}"
        is_over = len(line) < usual * SHORT_LINE and not line.endswith("-")
    return found


# --- The child ----------------------------------------------------------------------


def _read(_job: dict, content: bytes) -> tuple[dict, bytes]:
    # Only the child reads files of others.
    from pypdf import PdfReader  # noqa: PLC0415 -- keeps it out of the web process

    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        text = flowing(pages).encode("utf-8", errors="replace")
    except Exception as error:  # noqa: BLE001 -- a damaged file fails in any way
        return {"failure": "error", "detail": f"{error!r}"[:300]}, b""
    return {"failure": "", "detail": ""}, text


if __name__ == "__main__":
    children.serve(_read)
