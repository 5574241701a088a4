"""Numbers as people type and print them: read in one way only, or asked about.

One country writes 1,234 for what another writes 1.234, and a wrong guess is off by a
thousand. So a text that can be read in two ways is refused, and the person is shown
every reading with what to type for it (ADR 0022).
"""

from alliance87.core.numbers.amounts import parse_amount
from alliance87.core.numbers.meaning import (
    AmbiguousNumber,
    Choice,
    Reading,
    typed,
    understood,
)
from alliance87.core.numbers.reading import read_number
from alliance87.core.numbers.writing import (
    write_amount,
    write_number,
    write_plain,
)

__all__ = [
    "AmbiguousNumber",
    "Choice",
    "Reading",
    "parse_amount",
    "read_number",
    "typed",
    "understood",
    "write_amount",
    "write_number",
    "write_plain",
]
