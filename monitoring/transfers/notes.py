"""What the notes of a table declare: signs for no value, and signs beside figures.

UNICEF writes “– Data not available.” and “x Data refer to years or periods other than
those specified in the column heading.” below its tables; others use other signs.
"""

import re
from collections.abc import Iterable

from monitoring.transfers.vocabulary import plain

DECLARED = re.compile(
    r"^(?P<sign>\.{2,3}|…|[–—-]|[a-zA-Z]|[*†‡§¶+#]{1,3}|n/?a)\s*[:=)]?\s+(?P<words>\S.{5,})$",
    re.IGNORECASE,
)
MEANINGS: dict[str, tuple[str, ...]] = {
    "not_applicable": ("not applicable", "sans objet", "no aplicable", "no procede"),
    "not_collected": ("not collected", "non collecté", "no recopilado"),
    "withheld": ("suppressed", "confidential", "confidentiel", "confidencial"),
    "not_available": (
        *("not available", "no data", "non disponible", "pas de donnees"),
        *("no disponible", "sin datos", "data unavailable", "missing"),
    ),
}
# One sign in three lengths that programs exchange for each other.
DASHES = ("-", "–", "—")


def declared(notes: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the signs for no value with their meaning, and the marks with their words.

    A dash that is declared counts in each of its lengths.
    """
    empties: dict[str, str] = {}
    marks: dict[str, str] = {}
    for note in notes:
        for line in note.splitlines():
            if not (found := DECLARED.match(line.strip())):
                continue
            sign, said = found["sign"], found["words"].strip()
            if meaning := _meaning(said):
                signs = DASHES if sign in DASHES else (sign,)
                empties.update(dict.fromkeys(signs, meaning))
            else:
                marks.setdefault(sign, said)
    return empties, marks


def _meaning(said: str) -> str:
    word = plain(said)
    return next(
        (
            meaning
            for meaning, texts in MEANINGS.items()
            if any(plain(each) in word for each in texts)
        ),
        "",
    )


def words_of(sign: str, marks: dict[str, str]) -> str:
    """Return the words of the signs in a cell: `x,y` gives both, unknown ones stay."""
    parts = [each for each in re.split(r"[,;\s]+", sign) if each]
    if (
        len(parts) == 1
        and parts[0] not in marks
        and all(each in marks for each in parts[0])
    ):
        parts = list(parts[0])
    return "; ".join(
        f"{each}: {marks[each]}" if each in marks else each for each in parts
    )
