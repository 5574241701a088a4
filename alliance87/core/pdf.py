"""HTML in, tagged PDF out: the only module that imports WeasyPrint.

The page is laid out in a child process (`python -m alliance87.core.pdf`) that has a
time and a memory limit, none of our secrets in its environment, and a fetcher that
knows our static files and nothing else. So a hostile text field can cost a polite
error message, but not the server, a file of the machine, or a request to a network.

`core.children` bounds that process and carries the job to it and the PDF back.
"""

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import children
from alliance87.core.exceptions import ReportError
from alliance87.core.pdf_libraries import missing_library
from alliance87.core.pdf_tables import TableMerger
from alliance87.core.places import NoPlace, place_for
from alliance87.core.request_ids import is_page

logger = logging.getLogger(__name__)

STATIC_URL = "file:///"  # how a template's relative link reaches the fetcher
CONTENT_TYPES = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
# Seconds to wait for a place: somebody looks at an empty page, nobody at a job.
PATIENCE_OF_A_PAGE = 2
PATIENCE_OF_A_JOB = 300
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
# Control characters, lone surrogates, non-characters, and the two bidi overrides
# that make a reader see another text than the one stored.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def render_pdf(template_name: str, context: dict) -> bytes:
    """Return the PDF of a Django template. Raises ReportError when it cannot be made.

    Links in the template are relative and lead to static files only
    (`css/reports/report.css`). The same input gives the same bytes.
    """
    return render_html(render_to_string(template_name, context))


def render_html(html: str) -> bytes:
    """Return the PDF/UA-1 document of a whole HTML page.

    Characters that cannot be printed are left out. Raises ReportError when a limit
    is reached, when the page asks for anything outside the static files, and, with
    PDF_STRICT, when WeasyPrint has a complaint (a missing language, title or
    alternative text).
    """
    if reason := why_unavailable():
        raise ReportError(reason)
    job = {
        "html": UNPRINTABLE.sub("", html),
        "roots": [str(root) for root in _static_roots()],
        "seconds": settings.PDF_SECONDS,
        "memory_mb": settings.PDF_MEMORY_MB,
    }
    report, pdf = in_a_place("alliance87.core.pdf", job)
    if report["failure"]:
        logger.error("PDF: %s: %s", report["failure"], report["detail"])
        raise ReportError(_sentence(report))
    if report["warnings"]:
        logger.warning("PDF: %s", "; ".join(report["warnings"]))
        if settings.PDF_STRICT:
            raise ReportError("; ".join(report["warnings"]))
    return pdf


def in_a_place(module: str, job: dict, body: bytes = b"") -> tuple[dict, bytes]:
    """Let the child of a module do a job when one of the places for PDFs is free.

    So that a few visitors who open documents do not keep everybody from every page.
    Raises ReportError when all places stay taken.
    """
    wait = PATIENCE_OF_A_PAGE if is_page.get() else PATIENCE_OF_A_JOB
    try:
        with place_for("pdf", places=settings.PDF_AT_ONCE, wait=wait):
            return children.run(module, job, body)
    except NoPlace as error:
        raise ReportError(
            _("Other documents are being made just now. Try again in a minute.")
        ) from error


def is_available() -> bool:
    """Whether this machine can make PDFs."""
    return not why_unavailable()


def why_unavailable() -> str:
    """Return why this machine cannot make PDFs, or an empty text. Never raises."""
    if missing := missing_library():
        return _("This server cannot make PDFs: %(name)s is not installed.") % {
            "name": missing
        }
    return ""


def _static_roots() -> list[Path]:
    roots = [Path(folder) for folder in settings.STATICFILES_DIRS]
    if settings.STATIC_ROOT:
        roots.append(Path(settings.STATIC_ROOT))
    return [root for root in roots if root.is_dir()]


def _sentence(report: dict) -> str:
    match report["failure"]:
        case "time":
            return ngettext(
                "The document was not ready after %(count)d second. "
                "Make it shorter, or split its longest text or table.",
                "The document was not ready after %(count)d seconds. "
                "Make it shorter, or split its longest text or table.",
                settings.PDF_SECONDS,
            ) % {"count": settings.PDF_SECONDS}
        case "memory":
            return _(
                "The document needs more memory than is allowed. "
                "Make it shorter, or split its longest text or table."
            )
        case "refused":
            return _(
                "The document asks for a file that is not ours, so it was not made."
            )
        case "nesting":
            return _("The document has too many levels of text inside text.")
    return _("The document could not be made. The secretariat can see why in the log.")


# --- The child ---------------------------------------------------------------


class Refused(Exception):
    """A page asked for something that is not a static file of a known kind."""


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The folders the child may read, and nothing besides."""

    roots: tuple[Path, ...]

    def read(self, url: str) -> tuple[bytes, str]:
        """Return the bytes and content type behind a URL. Raises Refused."""
        parts = urlsplit(url)
        name = unquote(parts.path).lstrip("/")
        content_type = CONTENT_TYPES.get(Path(name).suffix.lower())
        if parts.scheme != "file" or parts.netloc or not content_type or "\0" in name:
            raise Refused(url[:200])
        for root in self.roots:
            path = (root / name).resolve()
            if path.is_relative_to(root.resolve()) and path.is_file():
                return path.read_bytes(), content_type
        raise Refused(url[:200])


def _is_link(href: str) -> bool:
    """Whether a link may stay in the document: our own anchor, the web, or mail."""
    if href.startswith("#"):
        return True
    try:
        parts = urlsplit(re.sub(r"[\s\x00-\x20]", "", href))
    except ValueError:
        return False
    return parts.scheme.lower() in LINK_SCHEMES and bool(parts.netloc or parts.path)


def _clean_links(root) -> None:
    """Take links and attachments that lead elsewhere out of an element tree."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if name == "base":
            element.attrib.clear()
        elif name in {"a", "area"}:
            element.attrib.pop("rel", None)
            for key in HREFS:
                if key in element.attrib and not _is_link(element.attrib[key]):
                    del element.attrib[key]
        elif name == "link" and element.get("rel", "").lower() != "stylesheet":
            element.attrib.clear()


def _lay_out(html: str, files: StaticFiles) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 -- fails without Pango
    from weasyprint.urls import (  # noqa: PLC0415 -- fails without Pango
        URLFetcher,
        URLFetcherResponse,
    )

    class StaticFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            content, content_type = files.read(url)
            return URLFetcherResponse(url, content, {"Content-Type": content_type})

    page = HTML(
        string=html,
        base_url=STATIC_URL,
        url_fetcher=StaticFetcher(fail_on_errors=True),
    )
    if not (page.etree_element.findtext("head/title") or "").strip():
        logging.getLogger("weasyprint").error("Missing title of the document")
    _clean_links(page.etree_element)
    return page.write_pdf(
        pdf_variant="pdf/ua-1",
        finisher=lambda document, pdf: TableMerger(document, pdf).merge(),
    )


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint warns of."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record):
        self.messages.append(record.getMessage()[:300])


def _failure(error: BaseException) -> str:
    kinds = {
        "FatalURLFetchingError": "refused",
        "Refused": "refused",
        "RecursionError": "nesting",
        "MemoryError": "memory",
    }
    return kinds.get(type(error).__name__, "error")


def _work(job: dict, _body: bytes) -> tuple[dict, bytes]:
    complaints = _Complaints()
    logging.getLogger("weasyprint").addHandler(complaints)
    report: dict = {"failure": "", "detail": ""}
    pdf = b""
    try:
        pdf = _lay_out(job["html"], StaticFiles(tuple(map(Path, job["roots"]))))
    except BaseException as error:  # FatalURLFetchingError is no Exception
        report = {"failure": _failure(error), "detail": f"{error!r}"[:500]}
    report["warnings"] = list(dict.fromkeys(complaints.messages))[:50]
    return report, pdf


if __name__ == "__main__":
    children.serve(_work)
