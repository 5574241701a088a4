"""Values that are words: yes or no, one of a list, a day, a year, ages, a currency."""

import re
from datetime import date
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.enums import Empty
from alliance87.core.numbers.signs import folded, plain
from monitoring.enums import Boundary, Frequency, Quality

YES = "yes|y|oui|si|s|sim|true|vrai|verdadero|verdadeiro|نعم"
NO = "no|n|non|nao|false|faux|falso|لا"
ANSWERS = dict.fromkeys(map(folded, YES.split("|")), True) | dict.fromkeys(
    map(folded, NO.split("|")), False
)
# Besides the codes and the labels in the languages of the pages.
ALSO = {
    Frequency: {
        Frequency.YEARLY: "annual|annually|yearly|once a year|annuel|annuelle|"
        "chaque année|tous les ans|anual|cada año|todos los años|anualmente|"
        "todos os anos|سنوي|سنويا|كل سنة",
        Frequency.TWO_YEARS: "biennial|every 2 years|biennal|tous les deux ans|"
        "tous les 2 ans|bienal|cada dos años|cada 2 años|a cada dois anos|كل سنتين",
        Frequency.THREE_TO_FIVE: "every 3 years|every 4 years|every 5 years|"
        "every three years|every four years|every five years|every 3-5 years|"
        "tous les trois ans|tous les cinq ans|tous les 3 à 5 ans|cada tres años|"
        "cada cinco años|cada 3 a 5 años|a cada cinco anos",
        Frequency.RARER: "rarely|plus rarement|con menos frecuencia|mais raramente",
        Frequency.IRREGULAR: "irregularly|irregular|ad hoc|irrégulier|"
        "irrégulièrement|irregularmente|غير منتظم",
    },
    Quality: {},
    Boundary: {},
    Empty: {},
}
DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
DAY_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
YEAR = re.compile(r"[12][0-9]{3}")
AGES = re.compile(r"([0-9]{1,3})(?:(?:-|to|a|إلى)([0-9]{1,3})|(\+))")


def read_answer(text: str) -> bool:
    """Read yes or no in five languages. 1 and 0 are not taken for either."""
    answer = ANSWERS.get(folded(text.strip()))
    if answer is not None:
        return answer
    raise ValidationError(
        _("“%(text)s” is neither yes nor no. Write “yes” or “no”.")
        % {"text": text.strip()[:40]},
        code="answer",
    )


def read_choice(choices: type[TextChoices], text: str) -> str:
    """Read a code of a list, or its label in any language of the pages."""
    value = _words(choices).get(folded(text.strip()))
    if value is not None:
        return value
    labels = "; ".join(str(each) for each in choices.labels)
    raise ValidationError(
        _("“%(text)s” is not on the list. Write one of: %(labels)s.")
        % {"text": text.strip()[:40], "labels": labels},
        code="choice",
    )


@cache
def _words(choices: type[TextChoices]) -> dict[str, str]:
    found = {folded(each.value.replace("_", " ")): each.value for each in choices}
    found |= {folded(each.value): each.value for each in choices}
    for choice, words in ALSO[choices].items():
        found |= {folded(word): choice.value for word in words.split("|")}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {folded(str(each.label)): each.value for each in choices}
    return found


def read_day(text: str) -> date:
    """Read `2018-12-05` or `25.12.2018`; 05/12/2018 could be two days and is asked."""
    cleaned = plain(text) or ""
    if match := DAY.fullmatch(cleaned):
        return _day(text, *match.groups())
    match = DAY_LAST.fullmatch(cleaned)
    if not match:
        raise ValidationError(
            _(
                "“%(text)s” is no full date. Write it as 2018-12-31. When only the "
                "year is known, leave the date empty and write the year in the text."
            )
            % {"text": text.strip()[:40]},
            code="day",
        )
    first, mark, second, year = match.groups()
    if mark == "." or int(first) > 12 or first.zfill(2) == second.zfill(2):
        return _day(text, year, second, first)
    if int(second) > 12:
        return _day(text, year, first, second)
    raise ValidationError(
        _("“%(text)s” can mean %(first)s or %(second)s. Write one of them like this.")
        % {
            "text": text.strip(),
            "first": _day(text, year, second, first).isoformat(),
            "second": _day(text, year, first, second).isoformat(),
        },
        code="ambiguous",
    )


def _day(text: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValidationError(
            _("There is no day “%(text)s”. Write the date as 2018-12-31.")
            % {"text": text.strip()},
            code="day",
        ) from None


def read_year(text: str) -> int:
    """Read a year of four digits; 2018/19 and 18 are asked about."""
    cleaned = plain(text) or ""
    if YEAR.fullmatch(cleaned):
        return int(cleaned)
    raise ValidationError(
        _("“%(text)s” is not one year. Write it with four digits, for example 2018.")
        % {"text": text.strip()[:40]},
        code="year",
    )


def read_ages(text: str) -> str:
    """Read `5-17`, “5 to 17”, `5–17` or `18+`; return `5-17` or `18+`."""
    cleaned = folded(plain(text) or "").replace(" ", "")
    match = AGES.fullmatch(cleaned)
    if not match or (match[2] and int(match[2]) < int(match[1])):
        raise ValidationError(
            _("“%(text)s” is no range of ages. Write the first and the last: 5-17.")
            % {"text": text.strip()[:40]},
            code="ages",
        )
    return f"{int(match[1])}+" if match[3] else f"{int(match[1])}-{int(match[2])}"


def read_lines(text: str) -> tuple[str, ...]:
    """Read a list: one entry on each line, its bullet left out."""
    lines = (line.strip().lstrip("-*•–·").strip() for line in text.splitlines())
    items = tuple(line for line in lines if line)
    if not items:
        raise ValidationError(
            _("“%(text)s” is no entry. Write one on each line, or why there is none.")
            % {"text": text.strip()[:40]},
            code="items",
        )
    for item in items:
        if len(item) > 300:
            raise ValidationError(
                _(
                    "The line “%(line)s…” has %(length)s characters. Write each entry "
                    "on a line of its own, with at most 300."
                )
                % {"line": item[:40], "length": len(item)},
                code="length",
            )
    return items
