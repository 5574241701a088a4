"""Digits with marks between them: every number they can stand for."""

import re

ARABIC_DECIMAL = "\N{ARABIC DECIMAL SEPARATOR}"
ARABIC_GROUP = "\N{ARABIC THOUSANDS SEPARATOR}"
PLAIN = re.compile(r"[0-9]+")
# One mark, three digits after it and at most three before it.
ONE_MARK = re.compile(r"([0-9]{1,3})([.,])([0-9]{3})")
# More digits before it, and three noughts after it: a million, grouped badly?
UNEVEN = re.compile(r"([0-9]{4,})([.,])(000)")
GROUPS = re.compile(
    rf"[1-9][0-9]{{0,2}}(?:([ .,'{ARABIC_GROUP}])[0-9]{{3}})(?:\1[0-9]{{3}})*"
)
# Groups of two before the last three, as in India.
INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


def numerals(digits: str, *, decimal_mark: str = "") -> tuple[str, ...]:
    """Return the one number that the digits stand for, written as 1234.5.

    Two numbers, the larger one first, for `1,234`, `1000,000` and their like, unless
    `decimal_mark` ("." or ",") is declared; none where the groups are not three digits
    long. A space, an apostrophe and the Arabic thousands sign part groups only; so does
    a point or a comma that stands more than once, or before the other one.
    """
    if PLAIN.fullmatch(digits):
        return (digits,)
    one_mark = ONE_MARK.fullmatch(digits) or UNEVEN.fullmatch(digits)
    if one_mark and one_mark[1] != "0":
        whole, mark, fraction = one_mark.groups()
        both = whole + fraction, f"{whole}.{fraction}"
        return (both[mark == decimal_mark],) if decimal_mark else both
    whole, fraction = _split(digits)
    is_number = PLAIN.fullmatch(whole or "0") or GROUPS.fullmatch(whole)
    if not is_number or not PLAIN.fullmatch(fraction):
        return ()
    return (f"{re.sub('[^0-9]', '', whole) or '0'}.{fraction}",)


def without_indian_groups(digits: str) -> str:
    """Return 1234567 for 12,34,567; empty for other digits."""
    return digits.replace(",", "") if INDIAN.fullmatch(digits) else ""


def _split(digits: str) -> tuple[str, str]:
    """Part the digits at the decimal mark: the last mark, when it stands once."""
    marks = [each for each in digits if each in ".,"]
    if ARABIC_DECIMAL in digits:
        mark = ARABIC_DECIMAL
    elif marks and digits.count(marks[-1]) == 1:
        mark = marks[-1]
    else:
        return digits, "0"
    whole, _mark, fraction = digits.rpartition(mark)
    return whole, fraction
