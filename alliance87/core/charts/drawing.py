"""What all drawings share: colours, coordinates, words and numbers.

Print engines ignore a page's style sheet inside inline SVG, so colours are written
as attributes. They come from COLOURS alone, which a test compares with tokens.css.
"""

import re
import textwrap
from decimal import Decimal
from math import isfinite

from django.utils.translation import get_language

from alliance87.core.numbers import write_number

COLOURS = {
    "ink": "#16212e",
    "ink_2": "#47566a",
    "line": "#d5dbe3",
    "edge": "#6f7d90",
    "paper": "#ffffff",
    "wash": "#f4f6f9",
    "accent": "#0b4f8a",
    "accent_wash": "#e6eff8",
    "none": "#5d6b7c",
    "land": "#e3e8ee",
    "land_dot": "#b3bdc9",
    "land_3": "#a9c7e2",
    "series_1": "#0b4f8a",
    "series_2": "#b8590a",
    "series_3": "#00665e",
    "series_4": "#7a3e9d",
    "series_5": "#5d6b7c",
}
FONT = "A87 Sans, A87 Arabic, Noto Sans, sans-serif"
NARROW, WIDE = 358, 720

PREFIX = re.compile(r"[a-z][a-z0-9-]*")


def frame(prefix: str, *, title: str, description: str) -> dict:
    """Return the template context of every drawing; refuse what would clash.

    The prefix makes the ids of one drawing unique on its page.
    """
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"{prefix!r} cannot begin an id")
    if not title or not description:
        raise ValueError("A drawing needs a title and a description")
    return {
        "prefix": prefix,
        "title": title,
        "description": description,
        "colour": COLOURS,
        "font": FONT,
    }


def at(value: float) -> str:
    """Return a coordinate for SVG: one decimal at most, the same in every language."""
    if not isfinite(value):
        raise ValueError("A coordinate must be a finite number")
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def finite(value: Decimal | int | float) -> Decimal:
    """Return the value as a Decimal; refuse NaN and Infinity."""
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value} is not a finite number")
    return number


def amount(value: Decimal | int) -> str:
    """Return a number in the active language's format, groups joined without break."""
    return write_number(finite(value), language=get_language() or "en")


def lines_of(text: str, *, width: float, size: float, most: int = 4) -> list[str]:
    """Break a label into lines that fit; SVG has no line break of its own.

    The width of a letter is estimated generously (0.56 of the size), so that no
    line runs over. What is past the last line ends in an ellipsis.
    """
    return textwrap.wrap(
        text,
        width=max(8, int(width / (size * 0.56))),
        max_lines=most,
        placeholder=" …",
    )


def width_of(text: str, *, size: float) -> float:
    """Return the estimated width of one line of text."""
    return len(text) * size * 0.56
