"""What holds for every template and every stylesheet."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

TEMPLATES = Path(settings.BASE_DIR) / "templates"
CSS = Path(settings.BASE_DIR) / "static" / "css"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
ALL = sorted(chain(TEMPLATES.rglob("*.html"), TEMPLATES.rglob("*.svg")))
SCREEN = [
    path
    for path in sorted(CSS.rglob("*.css"))
    if "reports" not in path.parts and path.name != "tokens.css"
]

STYLE_ATTRIBUTE = re.compile(r"<[a-zA-Z][^>]*\sstyle\s*=")
STYLE_ELEMENT = re.compile(r"<style\b")
EVENT_ATTRIBUTE = re.compile(r"<[a-zA-Z][^>]*\son[a-z]+\s*=")
INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\ssrc=)")
FOREIGN_ADDRESS = re.compile(
    r"<(?:script|link|img|use)\b[^>]*(?:src|href)=\"(?:https?:)?//"
)

# The look of these stands in the sheet of the component that they belong to.
DRAWN_BY_ANOTHER = {
    "account-menu": "menu",
    "brand": "masthead",
    "chart_figure": "chart",
    "conflicts": "table",
    "language-menu": "menu",
    "roadmap-totals": "table",
    "search-box": "search",
}


def name(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def test_keys_of_records_are_written_as_digits_only():
    """Above 999 a number gets a space between its digits, which breaks an address."""
    bare = re.compile(r"\{\{ [\w.]*\bpk \}\}")

    assert [name(path) for path in ALL if bare.search(path.read_text())] == []


@pytest.mark.parametrize("path", ALL, ids=name)
@pytest.mark.parametrize(
    "forbidden",
    [STYLE_ATTRIBUTE, STYLE_ELEMENT, EVENT_ATTRIBUTE, INLINE_SCRIPT, FOREIGN_ADDRESS],
    ids=["style=", "<style>", "on…=", "<script>", "foreign"],
)
def test_template_has_nothing_that_the_content_policy_refuses(path, forbidden):
    assert forbidden.findall(path.read_text()) == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_component_lists_its_arguments_first(path):
    first = path.read_text().splitlines()[0]

    assert re.match(r"\{% comment %\}.{10,}\{% endcomment %\}", first)


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_component_has_a_sheet_of_its_name_and_the_page_loads_it(path):
    sheet = DRAWN_BY_ANOTHER.get(path.stem, path.stem)

    assert (CSS / "components" / f"{sheet}.css").exists()
    assert f'@import "components/{sheet}.css";' in (CSS / "main.css").read_text()


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_component_compiles(path):
    get_template(f"components/{path.name}")


@pytest.mark.parametrize("path", SCREEN, ids=name)
def test_sheet_takes_every_colour_from_the_tokens(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    values = re.findall(r":[^;{}]*;", text)

    assert [v for v in values if re.search(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", v)] == []


@pytest.mark.parametrize("path", SCREEN, ids=name)
def test_sheet_knows_no_left_and_right(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    physical = r"\b(?:margin|padding|border)-(?:left|right)\b|[;{\s](?:left|right)\s*:"

    assert re.findall(physical, text) == []


@pytest.mark.parametrize("code", ["400", "403_csrf", "500", "503"])
def test_error_page_needs_no_context(code):
    html = render_to_string(f"{code}.html")

    assert html.count("<h1>") == 1
    assert "<h1></h1>" not in html
    assert 'class="footer"' in html


def test_base_page_stands_without_navigation_user_or_request():
    html = render_to_string("base.html")

    assert '<html lang="en" dir="ltr">' in html
    assert '<a class="skip" href="#main">Skip to the content</a>' in html
    assert "masthead__nav" not in html
    assert "Your account" not in html


def test_navigation_marks_the_current_page():
    items = [
        {"label": "Countries", "url": "/c/", "is_current": False},
        {"label": "My work", "url": "/w/", "is_current": True},
    ]

    html = render_to_string("base.html", {"navigation": items})

    assert '<a class="masthead__link" href="/c/">Countries</a>' in html
    assert (
        '<a class="masthead__link" href="/w/" aria-current="page">My work</a>' in html
    )


@pytest.mark.parametrize("tone", ["good", "done", "half", "todo", "watch", "stop"])
def test_state_has_a_word_and_a_shape_that_exists(tone):
    html = render_to_string(
        "components/state.html", {"tone": tone, "label": "Word", "why": "Reason"}
    )
    sprite = (Path(settings.BASE_DIR) / "static" / "img" / "icons.svg").read_text()

    assert "<span>Word<" in html
    assert f"icons.svg#i-{tone}" in html
    assert f'id="i-{tone}"' in sprite


def test_empty_value_reads_no_record_and_zero_stays_zero():
    items = [{"label": "A", "value": None}, {"label": "B", "value": 0}]

    html = render_to_string("components/facts.html", {"items": items})

    assert html.count("No record") == 1
    assert "<dd>0</dd>" in html


BARE_KEY = re.compile(r"\{\{\s*[\w.]+\.pk\s*\}\}")


def test_keys_are_printed_without_a_thousands_mark():
    """A key of 1234 printed as 1,234 names no record, or another one."""
    bare = [
        f"{path.relative_to(TEMPLATES)}: {found}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for found in BARE_KEY.findall(path.read_text(encoding="utf-8"))
    ]

    assert bare == []


def test_a_bare_key_is_found():
    assert BARE_KEY.search('value="{{ version.pk }}"')
    assert not BARE_KEY.search('value="{{ version.pk|unlocalize }}"')
