"""HTML in, tagged PDF out: the only module that imports WeasyPrint.

The page is laid out in a child process (`python -m alliance87.core.pdf`) that has a
time and a memory limit, none of our secrets in its environment, and a fetcher that
knows our static files and nothing else. So a hostile text field can cost a polite
error message, but not the server, a file of the machine, or a request to a network.

The child reads one JSON object on stdin and writes one line of JSON, then the PDF.
It needs no Django settings: all it must know is in that object.
"""

import contextlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.exceptions import ReportError
from alliance87.core.pdf_libraries import missing_library
from alliance87.core.pdf_tables import TableMerger

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
STATIC_URL = "file:///"  # how a template's relative link reaches the fetcher
CONTENT_TYPES = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
# What the child may know of our environment: enough to find libraries and fonts.
ENVIRONMENT = re.compile(
    r"PATH|HOME|LANG|LC_\w+|TMPDIR|TEMP|TMP|SYSTEMROOT|XDG_CACHE_HOME|FONTCONFIG_\w+"
    r"|LD_LIBRARY_PATH|DYLD_\w+|WEASYPRINT_DLL_DIRECTORIES"
)
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
    report, pdf = _run_child(
        {
            "html": UNPRINTABLE.sub("", html),
            "roots": [str(root) for root in _static_roots()],
            "seconds": settings.PDF_SECONDS,
            "memory_mb": settings.PDF_MEMORY_MB,
        }
    )
    if report["failure"]:
        logger.error("PDF: %s: %s", report["failure"], report["detail"])
        raise ReportError(_sentence(report))
    if report["warnings"]:
        logger.warning("PDF: %s", "; ".join(report["warnings"]))
        if settings.PDF_STRICT:
            raise ReportError("; ".join(report["warnings"]))
    return pdf


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


def _run_child(job: dict) -> tuple[dict, bytes]:
    """Return what the child reports and the PDF. The child is gone afterwards.

    Its temporary files go with it: it may end before it can tidy up.
    """
    environment = {k: v for k, v in os.environ.items() if ENVIRONMENT.fullmatch(k)}
    with tempfile.TemporaryDirectory(prefix="a87-pdf-") as folder:
        return _answer_of(job, {**environment, "TMPDIR": folder, "TEMP": folder})


def _answer_of(job: dict, environment: dict) -> tuple[dict, bytes]:
    with subprocess.Popen(
        [sys.executable, "-m", "alliance87.core.pdf"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
        env={**environment, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
    ) as child:
        try:
            output, errors = child.communicate(
                json.dumps(job).encode(), timeout=job["seconds"]
            )
        except subprocess.TimeoutExpired:
            return {"failure": "time", "detail": f"{job['seconds']} s"}, b""
        finally:
            child.kill()
    head, newline, pdf = output.partition(b"\n")
    if child.returncode or not newline:
        return _died(child.returncode, errors), b""
    return json.loads(head), pdf


def _died(code: int, errors: bytes) -> dict:
    """Describe a child that a limit ended: killed for its time, or out of memory."""
    detail = f"exit {code}: {errors[-1000:].decode(errors='replace')}"
    timed_out = code in {-9, -24}  # SIGKILL or SIGXCPU: the limit on processor time
    return {"failure": "time" if timed_out else "memory", "detail": detail}


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


def _limit(*, seconds: int, memory_mb: int) -> None:
    """Bound this process. Where the system cannot, the parent's clock still does."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    limits = {resource.RLIMIT_CPU: (seconds, seconds + 1), resource.RLIMIT_CORE: (0, 0)}
    if sys.platform == "linux":
        size = memory_mb * 1024 * 1024
        limits[resource.RLIMIT_AS] = (size, size)
    for limit, value in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, value)


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


def main() -> None:
    """Read a job on stdin, write the report and the PDF on stdout."""
    # Libraries in C may print: only the answer may reach the parent's pipe.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    job = json.load(sys.stdin)
    complaints = _Complaints()
    logging.getLogger("weasyprint").addHandler(complaints)
    report: dict = {"failure": "", "detail": ""}
    pdf = b""
    try:
        _limit(seconds=job["seconds"], memory_mb=job["memory_mb"])
        pdf = _lay_out(job["html"], StaticFiles(tuple(map(Path, job["roots"]))))
    except BaseException as error:  # FatalURLFetchingError is no Exception
        report = {"failure": _failure(error), "detail": f"{error!r}"[:500]}
    report["warnings"] = list(dict.fromkeys(complaints.messages))[:50]
    answer.write(json.dumps(report).encode() + b"\n" + pdf)
    answer.close()


if __name__ == "__main__":
    main()
    # The answer is out. Leaving at once keeps a thread of a library in C from
    # running on while Python takes its memory apart (seen once: a crash at exit).
    os._exit(0)
