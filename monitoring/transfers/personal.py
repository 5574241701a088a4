"""Data about single people: files with such columns are refused, texts are flagged.

Monitoring needs figures. A list of victims or cases has no place here, not even for a
moment, so the file is refused before anything is kept.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.spreadsheets import cell_name
from monitoring.transfers.layouts import Layout, is_number
from monitoring.transfers.vocabulary import header_word, words

COLUMNS = words(
    "first name|last name|full name|surname|family name|given name|middle name",
    "name of victim|victim name|victim's name|child name|name of child|child's name",
    "name of person|person name|name of the child|names|forename|mother's name",
    "father's name|guardian|guardian name|birth date|date of birth|birthdate|dob",
    "place of birth|passport|passport number|passport no|national id|id number",
    "identity number|identity card|id card|nin|ssn|social security number|phone",
    "phone number|telephone|telephone number|mobile|mobile number|email|e-mail",
    "email address|home address|address|street|case number|case no|case id|case ref",
    "case reference|file number|docket number|victim id|person id|beneficiary name",
    "nom de famille|prénom|prénoms|nom et prénom|nom et prénoms|nom de la victime",
    "nom de l'enfant|date de naissance|lieu de naissance|passeport",
    "numéro de passeport|carte d'identité|numéro d'identité|téléphone",
    "numéro de téléphone|courriel|adresse|numéro de dossier|n° de dossier",
    "numéro d'affaire|nom complet|apellido|apellidos|nombre y apellidos",
    "nombre completo|nombre de la víctima|nombre del niño|fecha de nacimiento",
    "lugar de nacimiento|pasaporte|número de pasaporte|cédula|cédula de identidad",
    "documento de identidad|dni|curp|teléfono|número de teléfono",
    "correo electrónico|correo|dirección|número de caso|número de expediente",
)
# Names of people, or of countries: the cells tell.
DOUBTFUL = words("name|nom|nombre|victim|victime|víctima|child|enfant|niño")

LINK = re.compile(r"(?:https?://|www\.)\S+|doi:\S+", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+|00)\d{1,3}(?:[ .()/-]?\d){6,12}(?![\d-])"
    r"|(?:tel|phone|tél|téléphone|teléfono|mobile|whatsapp)[a-zé]*\W{1,4}"
    r"\d(?:[ .()/-]?\d){5,12}",
    re.IGNORECASE,
)
# Nine digits and more in one piece, or the letters of a passport before six or more.
NUMBER = re.compile(r"(?<![\w.,-])(?:\d{9,18}|[A-Z]{1,3}\d{6,10})(?![\w.,]\d|\w)")
NAME = r"[A-ZÀ-Þ][a-zà-ÿ'’-]+"
# `Awa Diallo, 12 years old`; no band such as 5–17 and no `Children aged 12`.
PERSON = re.compile(
    rf"\b{NAME}(?:\s+{NAME})?\s*[,(]\s*(?:aged|age|âgée?(?:\s+de)?|de)?\s*\d{{1,2}}"
    r"(?![\d–-])\s*(?:years?(?:[ -]old)?|yrs?|ans|años|\)|$)"
)
# A text this long can hold an address or a number.
SHORTEST = 7
KINDS: dict[str, re.Pattern] = {
    "email": ADDRESS,
    "phone": PHONE,
    "number": NUMBER,
    "person": PERSON,
}


def refuse_personal(
    layout: Layout, *, is_known: Callable[[str], object] = lambda text: False
) -> None:
    """Refuse a file with a column about single people.

    A column that is called only “name” passes when its texts are known, as those of
    countries and indicators are. Raises ValidationError that lists the columns.
    """
    found = list(personal_columns(layout, is_known=is_known))
    if found:
        raise ValidationError(
            _(
                "This file holds data about single people (%(columns)s). Nothing of it "
                "was kept. Remove these columns, add the rows up, and bring the "
                "figures alone."
            )
            % {"columns": ", ".join(found)},
            code="personal",
        )


def personal_columns(
    layout: Layout, *, is_known: Callable[[str], object]
) -> Iterable[str]:
    """Yield the names of columns about single people, with their sheet and letter."""
    for sheet in layout.sheets:
        for column in sheet.columns:
            headings = {header_word(each) for each in column.levels}
            names_people = bool(headings & DOUBTFUL) and not _mostly(
                column.distinct, lambda text: is_number(text) or is_known(text)
            )
            if headings & COLUMNS or names_people or _mostly(column.distinct, _is_mail):
                place = f"{sheet.name}!{column.letter}" if sheet.name else column.letter
                yield f"{place} “{column.name}”"


def flagged_cells(layout: Layout, *, limit: int = 50) -> list[tuple[str, str]]:
    """Return the first cells of a file whose text may identify a person, with the kind.

    Every column is looked at, whether it is used or not, because the file is kept.
    """
    found = []
    for sheet in layout.sheets:
        suspects = {
            text
            for row in sheet.sheet.rows
            for text in row
            if len(text) >= SHORTEST and not is_number(text) and flags_of(text)
        }
        for at, row in enumerate(sheet.sheet.rows if suspects else ()):
            for index, text in enumerate(row):
                if text in suspects:
                    cell = cell_name(at, index)
                    place = f"{sheet.name}!{cell}" if sheet.name else cell
                    found += [(place, kind) for kind in flags_of(text)]
            if len(found) >= limit:
                return found[:limit]
    return found


def flags_of(text: str) -> tuple[str, ...]:
    """Return what in a free text may identify a person: email, phone, number, person.

    It is shown to whoever enters and to whoever reviews; a person decides.
    """
    return _flags(text) if text else ()


def flag_label(kind: str) -> str:
    return {
        "email": _("an e-mail address"),
        "phone": _("a phone number"),
        "number": _("a number that may identify a person"),
        "person": _("a name with an age"),
    }[kind]


@lru_cache(maxsize=4_000)
def _flags(text: str) -> tuple[str, ...]:
    bare = LINK.sub(" ", text)
    return tuple(kind for kind, sign in KINDS.items() if sign.search(bare))


def _is_mail(text: str) -> bool:
    return bool(ADDRESS.fullmatch(text))


def _mostly(texts: tuple[str, ...], test: Callable[[str], object]) -> bool:
    return (
        bool(texts) and sum(bool(test(each)) for each in texts) * 10 >= len(texts) * 8
    )
