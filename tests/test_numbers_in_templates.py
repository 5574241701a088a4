"""Templates print the values of indicators through `{% value %}`, never bare.

A bare number has no unit, no mark for an estimate, no link to its proof, and may be a
count of so few people that it is not public.
"""

import re
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
# The partials of the tag itself.
PRINTS_VALUES = re.compile(r"monitoring/value\.html|monitoring/value_mark\w*\.html")

# What only a value of an indicator has: bare in no template at all.
OWN_NAMES = (
    *("quantity", "gdp_percent", "year_stated"),
    *("standard_error", "sample_size"),
)
# What other records have too: numbers bare in no template of monitoring, and all of
# them nowhere behind a name that says it is a value.
NUMBER_NAMES = ("percent", "amount", "low", "high")
WORD_NAMES = ("answer", "items", "frequency")
RAW_NAMES = ("raw", "number", "text", "beside", "interval", "words", "footnote")
HOLDERS = (
    *("version", "content", "stated", "observation", "printed", "value", "values"),
    *("shown", "said", "latest", "previous", "current", "published", "preferred"),
)
# Filters that write a number by themselves.
WRITERS = ("floatformat", "intcomma", "localize", "unlocalize")

PATH = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+")
COMPARISON = re.compile(r"^(if|elif|ifchanged|regroup|for|load|comment|url|extends)\b")
COMMENT = re.compile(r"{%\s*comment\b.*?{% endcomment %}", re.DOTALL)
TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")


def is_of_a_value(name: str, *, in_monitoring: bool) -> bool:
    """Whether a dotted name is a statement of a version: `row.version.percent`."""
    *holders, field = name.lower().split(".")
    holds = any(
        each == holder or each.endswith(f"_{holder}")
        for each in holders
        for holder in HOLDERS
    )
    if field in OWN_NAMES:
        return True
    if field in NUMBER_NAMES and in_monitoring:
        return True
    if field in (*NUMBER_NAMES, *WORD_NAMES):
        return holds
    # A version has a number and text of its own; what `shown` gives is for the tag.
    return field in RAW_NAMES and bool(
        {"shown", "said", "printed", "stated"} & set(holders)
    )


def writes_by_itself(source: str) -> bool:
    """Whether a filter writes a field of a value, whatever it is called."""
    return any(
        f"{holder}|{writer}" in source.replace(" ", "")
        for holder in HOLDERS
        for writer in WRITERS
    )


def blank(match: re.Match) -> str:
    """Leave only the line breaks of a comment, so that lines keep their number."""
    return "\n" * match[0].count("\n")


def bare(source: str, *, in_monitoring: bool) -> list[tuple[int, str]]:
    """Return the lines and names where a template prints a value bare.

    Also where one is handed on, with `with`, `include` or `blocktranslate`: under its
    new name nobody would recognise it. To ask whether it is there (`if`) is no print.
    """
    found = []
    for token in Lexer(COMMENT.sub(blank, source)).tokenize():
        if token.token_type not in (TokenType.VAR, TokenType.BLOCK):
            continue
        if token.token_type is TokenType.BLOCK and COMPARISON.match(token.contents):
            continue
        code = TEXT.sub("", token.contents)
        names = [
            name
            for name in PATH.findall(code)
            if is_of_a_value(name, in_monitoring=in_monitoring)
        ]
        names += [code] if not names and writes_by_itself(code) else []
        found += [(token.lineno, name) for name in names]
    return found


def test_no_template_prints_a_value_bare():
    wrong = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = path.relative_to(TEMPLATES).as_posix()
        if PRINTS_VALUES.fullmatch(name):
            continue
        source = path.read_text(encoding="utf-8")
        in_monitoring = name.startswith("monitoring/")
        wrong += [
            f"{name}:{line} {what}"
            for line, what in bare(source, in_monitoring=in_monitoring)
        ]

    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ version.quantity }}",
        "{{ row.version.percent|floatformat:1 }}",
        "{{ each.now.version.amount|amount }}",
        "{{ latest.percent }}",
        "{{ country.latest_value.gdp_percent }}",
        "{{ said.stated.low }}",
        "{{ shown.number }}",
        "{{ shown.text }}",
        "{{ value|floatformat:2 }}",
        "{{ row.value | intcomma }}",
        "{% with n=version.quantity %}{{ n }}{% endwith %}",
        '{% include "components/facts.html" with text=version.percent only %}',
        "{% blocktranslate with n=row.quantity %}{{ n }}{% endblocktranslate %}",
        "{% firstof version.percent version.quantity %}",
        "{% cycle version.year_stated '' %}",
        "{{ version.answer|yesno }}",
    ],
)
def test_a_planted_bare_number_is_found(source):
    assert bare(source, in_monitoring=False) != []


@pytest.mark.parametrize(
    "source", ["{{ x.percent }}", "{{ cell.amount }}", "{{ row.low|default:'' }}"]
)
def test_a_template_of_monitoring_is_read_more_strictly(source):
    assert bare(source, in_monitoring=True) != []
    assert bare(source, in_monitoring=False) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% value row.now %}",
        '{% value printed about="x.percent" %}',
        "{% if version.percent is not None %}yes{% endif %}",
        "{{ version.number }}",
        "{{ line.amount|amount }}",
        "{{ action.percent }}",
        "{{ printed|in_words }}",
        "{# {{ version.quantity }} #}",
        "{% comment %}{{ version.quantity }}{% endcomment %}",
        "{{ page.number }}",
        "{{ review.answer|linebreaks }}",
        "{% translate 'the version.percent' %}",
    ],
)
def test_what_is_no_value_is_left_alone(source):
    assert bare(source, in_monitoring=False) == []


def test_the_line_is_named():
    source = "<p>\n{{ page.number }}</p>\n<p>{{ version.quantity }}</p>"

    assert bare(source, in_monitoring=False) == [(3, "version.quantity")]
