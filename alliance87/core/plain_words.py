"""Letters without their accents, as people type names that they read elsewhere.

Python and PostgreSQL make text plain in the same steps, so that a word typed here
meets the word kept there: PostgreSQL does it without an extension. Signs between words
become spaces: without a locale PostgreSQL takes everything outside of ASCII for a
letter, and what stands between < and > for a tag that it leaves out.
"""

import re
import unicodedata

from django.db.models import Func, TextField, Value
from django.db.models.functions import Left, Lower, Replace

# Two letters for one.
PAIRS = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"}
# Letters that Unicode does not take apart.
WHOLE = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i"}
BETWEEN_WORDS = "’‘‚“”„«»‹›–—…·•¿¡\u00a0\u202f\u2009/<>"
SINGLE = dict.fromkeys(BETWEEN_WORDS, " ") | WHOLE
ACCENTS = "[\u0300-\u036f]"
# What is looked through of one record: PostgreSQL refuses lists of words above 1 MB.
MOST_LETTERS = 200_000

_TABLE = str.maketrans(SINGLE | PAIRS)


def plain(text: str) -> str:
    """Return the text in small letters without accents."""
    bare = re.sub(ACCENTS, "", unicodedata.normalize("NFD", text))
    return bare.translate(_TABLE).lower()


def plain_fields(*paths: str) -> Lower:
    """Return fields as `plain` writes them, by the database, one after the other."""
    text = Func(Value(" "), *paths, function="CONCAT_WS", output_field=TextField())
    text = Left(text, MOST_LETTERS)
    text = Func(text, template="NORMALIZE(%(expressions)s, NFD)")
    text = Func(text, Value(ACCENTS), Value(""), Value("g"), function="REGEXP_REPLACE")
    for letter, pair in PAIRS.items():
        text = Replace(text, Value(letter), Value(pair))
    letters, instead = "".join(SINGLE), "".join(SINGLE.values())
    text = Func(text, Value(letters), Value(instead), function="TRANSLATE")
    text.output_field = TextField()
    return Lower(text)


class _OneForOne(dict):
    """Each sign with what stands for it, found out when it is first met."""

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        base = plain(sign)
        self[number] = base if len(base) == 1 else sign
        return self[number]


_ONE_FOR_ONE = _OneForOne()


def letter_for_letter(text: str) -> str:
    """Return the text made plain without a change of its length."""
    return text.translate(_ONE_FOR_ONE)
