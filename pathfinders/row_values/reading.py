"""Typed text to values, one column at a time."""

from decimal import Decimal
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import CharField, TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from alliance87.core.numbers import parse_amount
from alliance87.partners.models import Partner
from pathfinders.models.money import NO_CURRENCY
from pathfinders.models.rows import FIRST_YEAR, LAST_YEAR
from pathfinders.row_values.days import parse_day
from pathfinders.row_values.directory import Directory, Partners, folded
from pathfinders.row_values.fields import (
    CHOICES,
    DAYS,
    NOT_NEGATIVE,
    NUMBERS,
    REFERENCES,
    YEARS,
    field_of,
)
from pathfinders.snapshots import SEVERAL, RowKind

YES = {"yes", "y", "true", "1", "oui", "sí", "si", "vrai", "verdadero"}
NO = {"no", "n", "false", "0", "non", "faux", "falso"}
PARTNERS_MAX = 500


def parse_value(
    kind: RowKind,
    field: str,
    text: str,
    *,
    language: str,
    directory: Directory | None = None,
):
    """Return the value that somebody typed into a column; None or "" when empty.

    Reads labels in all our languages as well as codes. Partners, action groups and
    supervisory comments need the `directory`. Raises ValidationError with a sentence.
    """
    kind, text = RowKind(kind), text.replace("\r\n", "\n").strip()
    if "\x00" in text:
        raise ValidationError(_("The text holds a sign that cannot be stored."))
    if field in REFERENCES:
        return _reference(field, text, directory)
    if (kind, field) in CHOICES:
        return _choice(kind, field, text)
    if field in DAYS:
        return parse_day(text, language=language) if text else None
    if field in YEARS:
        return _year(kind, field, text)
    if field in NUMBERS:
        return _number(kind, field, text, language)
    if field == "currency":
        return _currency(text)
    if field == "is_public":
        return _yes_or_no(text)
    return _words(kind, field, text)


def parse_partners(text: str, directory: Directory) -> Partners:
    """Find the names between semicolons in the directory; the others stay words.

    A name of the directory may hold semicolons itself: the longest that fits is meant.
    """
    known, others = [], []
    long_names = _names_in_parts(directory)
    for line in text.split("\n"):
        parts = _parts(line)
        while parts:
            partner, length = _first_partner(parts, long_names, directory)
            if partner is None:
                others.append(parts[0])
            elif partner not in known:
                known.append(partner)
            parts = parts[length:]
    rest = SEVERAL.join(others)
    if len(rest) > PARTNERS_MAX:
        raise _too_long(rest, PARTNERS_MAX)
    return Partners(tuple(known), rest)


def _parts(text: str) -> list[str]:
    return [part for each in text.split(";") if (part := each.strip())]


def _names_in_parts(directory: Directory) -> dict[tuple[str, ...], Partner]:
    """Map the parts of names with semicolons to their partners, the longest first."""
    found = {
        tuple(map(folded, _parts(name))): partner
        for name, partner in directory.partners.items()
        if ";" in name
    }
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def _first_partner(parts: list[str], long_names: dict, directory: Directory):
    """Return the partner that the first parts name, or None, and how many parts."""
    names = tuple(map(folded, parts))
    for name, partner in long_names.items():
        if name and names[: len(name)] == name:
            return partner, len(name)
    return directory.partners.get(names[0]), 1


def normal(kind: RowKind, field: str, text: str) -> str:
    """Return text as `parse_value` would store it: blanks that mean nothing are gone.

    Texts from before this editor may hold such blanks; they are no change.
    """
    text = text.replace("\r\n", "\n").strip()
    if field == "partners":
        names = (name.strip() for name in text.replace("\n", ";").split(";"))
        return SEVERAL.join(filter(None, names))
    if isinstance(field_of(kind, field), CharField):
        return " ".join(text.split())
    return text


def _reference(field: str, text: str, directory: Directory | None):
    if directory is None:
        raise TypeError(f"“{field}” is read with a directory.")
    if field == "partners":
        return parse_partners(text, directory)
    if not text:
        return None
    names = directory.groups if field == "action_group" else directory.cases
    found = names.get(folded(text))
    if found is None and field == "action_group":
        raise ValidationError(
            _(
                "“%(text)s” is not an action group. Choose one of the list, or leave "
                "it empty and say why there is none."
            )
            % {"text": text}
        )
    if found is None:
        raise ValidationError(
            _(
                "“%(text)s” is not among the supervisory comments of this country. "
                "Record it there first, or write it in words beside it."
            )
            % {"text": text}
        )
    return found


def _choice(kind: RowKind, field: str, text: str):
    choices = CHOICES[kind, field]
    if field == "themes":
        parts = text.replace(",", ";").replace("\n", ";").split(";")
        codes = [_code(choices, part) for part in parts if part.strip()]
        return [code for code in choices.values if code in codes]
    if not text:
        return _not_empty(kind, field, "")
    return _code(choices, text)


def _code(choices: type[TextChoices], text: str) -> str:
    found = _codes(choices).get(folded(text))
    if found is None:
        raise ValidationError(
            _("“%(text)s” is not one of: %(choices)s.")
            % {"text": text.strip(), "choices": ", ".join(map(str, choices.labels))}
        )
    return found


@cache
def _codes(choices: type[TextChoices]) -> dict[str, str]:
    """Map codes, and labels in all our languages, to codes."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {folded(str(label)): code for code, label in choices.choices}
    return found | {folded(code): code for code in choices.values}


def _year(kind: RowKind, field: str, text: str) -> int | None:
    if not text:
        return _not_empty(kind, field, None)
    digits = text.removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        raise ValidationError(
            _("“%(text)s” is not a year. Write four digits, for example 2026.")
            % {"text": text}
        )
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise ValidationError(
            _("The year %(year)s is not between %(first)s and %(last)s.")
            % {"year": digits, "first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        )
    return int(digits)


def _number(kind: RowKind, field: str, text: str, language: str) -> Decimal | None:
    if not text:
        return _not_empty(kind, field, None)
    value = parse_amount(text, language=language)
    stored = field_of(kind, field)
    if value < 0 and field in NOT_NEGATIVE:
        raise ValidationError(_("An amount is not below zero."))
    if abs(value) >= Decimal(10) ** (stored.max_digits - stored.decimal_places):
        raise ValidationError(_("This number is too large. Check the number of zeros."))
    if value != round(value, stored.decimal_places):
        places = stored.decimal_places
        raise ValidationError(
            ngettext(
                "Write at most %(places)s digit after the decimal mark.",
                "Write at most %(places)s digits after the decimal mark.",
                places,
            )
            % {"places": places}
        )
    return value


def _currency(text: str) -> str:
    code = text.upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise ValidationError(NO_CURRENCY)
    return code


def _yes_or_no(text: str) -> bool:
    word = folded(text)
    if word in YES or not word:
        return True
    if word in NO:
        return False
    raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": text})


def _words(kind: RowKind, field: str, text: str) -> str:
    stored = field_of(kind, field)
    if isinstance(stored, CharField):
        text = " ".join(text.split())
        if len(text) > stored.max_length:
            raise _too_long(text, stored.max_length)
    return text or _not_empty(kind, field, "")


def _not_empty(kind: RowKind, field: str, empty):
    """Return what stands for empty, or say that something is needed here."""
    stored = field_of(kind, field)
    if stored.blank:
        return empty
    raise ValidationError(
        _("“%(field)s” must not be empty.") % {"field": capfirst(stored.verbose_name)},
        code="required",
    )


def _too_long(text: str, limit: int) -> ValidationError:
    return ValidationError(
        _("The text has %(length)s characters; at most %(limit)s fit here.")
        % {"length": len(text), "limit": limit}
    )
