"""The PDF engine: closed, bounded, reproducible, and readable in many scripts."""

import io
import re
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from alliance87.core import checks, children, pdf, pdf_libraries
from alliance87.core.exceptions import ReportError

PAGE = (
    '<!doctype html><html lang="{lang}"><head><title>A page</title>'
    '<link rel="stylesheet" href="css/reports/letter.css">{head}</head>'
    "<body>{body}</body></html>"
)
SECRET = "7f3c-not-for-print"


def page(body="", *, head="", lang="en"):
    return PAGE.format(body=body, head=head, lang=lang)


def text_of(content, *options):
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def links_of(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return sorted(
            str(annotation.A.URI)
            for sheet in document.pages
            for annotation in sheet.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation.A
        )


@pytest.fixture
def listener():
    """A server on this machine that counts what it is asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


# --- Nothing but our own files -------------------------------------------------

VECTORS = {
    "img": '<img alt="x" src="{url}">',
    "img srcset": '<img alt="x" src="{url}" srcset="{url} 2x">',
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "input": '<input type="image" alt="x" src="{url}">',
    "link": '<link rel="stylesheet" href="{url}">',
    "link attachment": '<link rel="attachment" href="{url}">',
    "a attachment": '<a rel="attachment" href="{url}">x</a>',
    "import": "<style>@import url({url});</style>",
    "background": "<style>body {{ background: url({url}) }}</style>",
    "list marker": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "border": '<p style="border-image: url({url}) 1">x</p>',
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "font": "<style>@font-face {{ font-family: F; src: url({url}) }}"
    "p {{ font-family: F }}</style><p>x</p>",
    "svg image": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<title>x</title><image href="{url}" width="9" height="9"/></svg>',
    "svg use": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<title>x</title><use href="{url}#a"/></svg>',
    "svg xlink": '<svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    '<title>x</title><image xlink:href="{url}" width="9" height="9"/></svg>',
    "base": '<base href="{url}/"><img alt="x" src="x.png">',
    "page": "<style>@page {{ background: url({url}) }}</style><p>x</p>",
    "iframe": '<iframe src="{url}"></iframe>',
}


@pytest.mark.parametrize("vector", VECTORS)
def test_layout_asks_no_server_and_reads_no_file(vector, listener, tmp_path):
    """In this process, as sixty children would take a minute."""
    address, asked = listener
    files = pdf.StaticFiles((tmp_path / "static",))
    secret = tmp_path / "secret.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="9">'
        f"<text>{SECRET}</text></svg>"
    )
    for url in (f"{address}/a.png", f"{address}/a.css", secret.as_uri()):
        html = f"<title>x</title>{VECTORS[vector].format(url=url)}"
        try:
            content = pdf._lay_out(html, files)
        except FatalURLFetchingError:
            continue
        assert SECRET not in text_of(content)
        with pikepdf.open(io.BytesIO(content)) as document:
            assert list(document.attachments) == []

    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "data:image/svg+xml,<svg/>",
        "file:///../secret.svg",
        "../secret.svg",
        "%2e%2e/secret.svg",
        "..%2fsecret.svg",
        "img/../../secret.svg",
        "file://localhost/secret.svg",
        "//example.org/secret.svg",
        "link.svg",
        "notes.txt",
        "missing.svg",
    ],
)
def test_static_files_refuse_what_is_not_below_the_folder(url, tmp_path):
    folder = tmp_path / "static"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(SECRET)
    (folder / "notes.txt").write_text(SECRET)
    (folder / "link.svg").symlink_to(tmp_path / "secret.svg")
    files = pdf.StaticFiles((folder,))
    absolute = url if ":" in url else pdf.STATIC_URL + url

    with pytest.raises(pdf.Refused):
        files.read(absolute)


def test_static_files_give_a_file_below_the_folder(tmp_path):
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a.svg").write_bytes(b"<svg/>")

    found = pdf.StaticFiles((tmp_path,)).read("file:///img/a.svg?v=1#x")

    assert found == (b"<svg/>", "image/svg+xml")


def test_render_html_says_politely_that_a_foreign_file_is_refused():
    with pytest.raises(ReportError, match=r"asks for a file that is not ours"):
        pdf.render_html(page('<img alt="x" src="file:///etc/hostname">'))


def test_render_html_keeps_links_to_the_web_and_to_mail_only():
    hrefs = [
        "https://example.org/a",
        "mailto:info@example.org",
        "#here",
        "javascript:alert(1)",
        "JaVa\tScRiPt:alert(1)",
        " javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/hostname",
        "//example.org/x",
        "/pathfinders/",
        "css/tokens.css",
    ]
    body = '<h1 id="here">x</h1>' + "".join(
        f'<p><a href="{h}">x</a></p>' for h in hrefs
    )

    content = pdf.render_html(page(body))

    assert links_of(content) == ["https://example.org/a", "mailto:info@example.org"]
    assert not re.search(rb"javascript|vbscript|hostname|/pathfinders", content, re.I)


# --- Limits ----------------------------------------------------------------------


def test_render_html_refuses_text_nested_without_end():
    with pytest.raises(ReportError, match=r"too many levels of text"):
        pdf.render_html(page("<div>" * 400 + "x" + "</div>" * 400))


def test_render_html_stops_at_the_time_limit(settings):
    settings.PDF_SECONDS = 3
    started = time.monotonic()

    with pytest.raises(ReportError, match=r"not ready after 3 seconds"):
        pdf.render_html(page('<table><tr><td colspan="1000000">x</td></tr></table>'))

    assert time.monotonic() - started < 6


def test_render_html_stops_at_the_memory_limit(settings):
    settings.PDF_MEMORY_MB = 220
    rows = "<tr><td>a</td><td>b</td><td>c</td></tr>" * 5_000

    with pytest.raises(ReportError, match=r"more memory than is allowed"):
        pdf.render_html(page(f"<table>{rows}</table>"))


def test_render_html_prints_a_word_of_a_megabyte_within_the_limits():
    content = pdf.render_html(page("<p>" + "a" * 1_000_000 + "</p>"))

    assert content.startswith(b"%PDF")


def test_render_html_leaves_out_what_cannot_be_printed():
    hostile = "<p>one\ud800\x00\x07\ufffftwo \u202egnp.exe\u202c</p>"

    assert text_of(pdf.render_html(page(hostile))).strip() == "onetwo gnp.exe"


def test_render_html_gives_the_child_none_of_our_secrets(monkeypatch):
    seen = {}
    popen = subprocess.Popen

    def spy(*arguments, **options):
        seen.update(options["env"])
        return popen(*arguments, **options)

    monkeypatch.setenv("SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", SECRET)
    monkeypatch.setattr(children.subprocess, "Popen", spy)
    pdf.render_html(page("<p>x</p>"))

    assert "PATH" in seen
    assert SECRET not in seen.values()


# --- What comes out ------------------------------------------------------------


def test_render_html_leaves_no_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    pdf.render_html(page("<p>Text</p>"))

    assert list(tmp_path.iterdir()) == []


def test_render_html_gives_the_same_bytes_twice():
    html = page("<h1>Zürich</h1><p>Twice, <b>bold</b> and <i>italic</i>.</p>")

    assert pdf.render_html(html) == pdf.render_html(html)


def test_render_html_makes_a_tagged_document_with_language_title_and_bookmarks():
    body = "<h1>One</h1><h2 data-run='Two'>Two</h2><p>x</p>"

    with pikepdf.open(io.BytesIO(pdf.render_html(page(body, lang="fr")))) as document:
        assert str(document.Root.Lang) == "fr"
        assert str(document.docinfo.Title) == "A page"
        assert bool(document.Root.MarkInfo.Marked) is True
        assert str(document.Root.Outlines.First.Title) == "One"
        assert str(document.Root.Outlines.Last.Title) == "Two"
        assert document.open_metadata()["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        (page('<img src="img/reports/done.svg">'), "no required alt description"),
        (page("x", lang=""), 'Missing required "lang"'),
        (page("x").replace("A page", " "), "Missing title"),
        (page("<p>\u4e2d\U0010fffd</p>"), "notdef"),
    ],
)
def test_render_html_is_strict_in_tests(html, complaint, settings):
    settings.PDF_STRICT = True

    with pytest.raises(ReportError, match=complaint):
        pdf.render_html(html)


def test_render_html_outside_tests_logs_what_is_missing(settings, caplog):
    settings.PDF_STRICT = False

    assert pdf.render_html(page('<img src="img/reports/done.svg">'))
    assert "no required alt description" in caplog.text


def width_of_word(content):
    found = re.search(
        r'<word xMin="([\d.]+)".*?xMax="([\d.]+)"', text_of(content, "-bbox")
    )
    return float(found[2]) - float(found[1])


@pytest.mark.parametrize(
    ("family", "word"),
    [
        ("A87 Sans", "Hamburgefonstiv"),
        ("A87 Serif", "Hamburgefonstiv"),
        ("A87 Arabic", "بمسيطرة"),
        ("A87 Devanagari", "बालश्रम"),
    ],
)
def test_bold_is_wider_than_regular(family, word):
    """The name of the font in the file lies: only the width of the letters tells."""
    regular, bold = (
        width_of_word(
            pdf.render_html(
                page(f"<p style=\"font: {weight} 20pt '{family}'\">{word}</p>")
            )
        )
        for weight in (400, 700)
    )

    assert bold > regular * 1.005


SCRIPTS = {
    "fr": "« L’œuvre » : où naît l’été, à 1 000 € ?",
    "vi": "Xoá bỏ lao động trẻ em và nạn buôn người ở Việt Nam",
    "ne": "बालश्रम र मानव तस्करी",
    "si": "ශ්‍රී ලංකාව",
    "el": "Παιδική εργασία",
    "ru": "Детский труд и торговля людьми",
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_scripts_can_be_copied_from_the_document(language):
    """Exactly, letter by letter. Not so two Devanagari vowel signs that are drawn
    before or in two parts (i, au): readers may drop them, so Nepali has none here.
    """
    text = SCRIPTS[language]

    content = pdf.render_html(page(f"<p>{text}</p>", lang=language))

    assert " ".join(text_of(content).split()) == " ".join(text.split())


def test_arabic_words_can_be_found_in_the_document():
    """Joined letters come back; vowel marks and lam-alef may come back reordered.

    So plain words are looked for, one by one, and not the order of a sentence.
    """
    words = ["تونس", "خارطة", "الطريق", "عمل", "وزارة", "مدرسة"]

    content = pdf.render_html(page(f'<p dir="rtl">{" ".join(words)}</p>', lang="ar"))

    found = re.sub("[\u202a-\u202e]", "", text_of(content)).split()
    assert sorted(found) == sorted(words)


# --- Whether there is an engine at all ----------------------------------------


def test_engine_is_available_here():
    assert pdf.why_unavailable() == ""
    assert checks.pdf_can_be_made(None) == []


def test_missing_pango_is_said_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(pdf_libraries, "_opens", lambda name: name != "pango-1.0")
    pdf_libraries.missing_library.cache_clear()
    try:
        [warning] = checks.pdf_can_be_made(None)
        with pytest.raises(ReportError, match=r"pango-1\.0 is not installed"):
            pdf.render_html(page("x"))
    finally:
        pdf_libraries.missing_library.cache_clear()

    assert warning.id == "core.W001"
    assert "pango" in warning.hint
