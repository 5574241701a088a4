"""The part of a total that a value is about, as one key: `age=5-11;sex=F`.

Axes stand in the order of the alphabet and each at most once, so that equal parts
have equal keys. The empty key is the total.
"""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitoring.enums import Axis

TOTAL = ""


def key(parts: Mapping[str, str]) -> str:
    """Write a part as its key; `{"sex": "F"}` is `sex=F`, `{}` the total."""
    return ";".join(f"{axis}={code}" for axis, code in sorted(parts.items()))


def parts(text: str) -> dict[str, str]:
    """Read a key. Raises ValidationError for what `key` never writes."""
    if text == TOTAL:
        return {}
    pairs = [each.partition("=") for each in text.split(";")]
    found = {axis: code for axis, _equals, code in pairs}
    known = all(axis in Axis.values and code for axis, code in found.items())
    if not known or key(found) != text:
        raise ValidationError(
            _("“%(text)s” is no part of a total.") % {"text": text}, code="breakdown"
        )
    return found


def axes_of(text: str) -> tuple[str, ...]:
    """Return the axes of a key in order; none for the total."""
    return tuple(parts(text))


def without(text: str, axis: str) -> str:
    """Return the key of the sum over one axis: `sex=F` without `sex` is the total."""
    return key({name: code for name, code in parts(text).items() if name != axis})


def label(text: str, names: Mapping[tuple[str, str], str]) -> str:
    """Return a part in words: “Girls, 5–11”; `names` gives them by axis and code."""
    if text == TOTAL:
        return _("Total")
    return ", ".join(names.get(pair, pair[1]) for pair in parts(text).items())


def crossed(axes: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the keys of every single part of each axis, in the order given."""
    return [key({axis: code}) for axis, codes in axes.items() for code in codes]
