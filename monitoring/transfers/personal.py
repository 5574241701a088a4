"""Data about single people: files with such columns are refused, texts are flagged.

Monitoring needs figures. A list of victims or cases has no place here, not even for a
moment, so the file is refused before anything is kept.
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.personal import flags_of, is_address
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

# A text this long can hold an address or a number.
SHORTEST = 7


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
            if (
                headings & COLUMNS
                or names_people
                or _mostly(column.distinct, is_address)
            ):
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


def _mostly(texts: tuple[str, ...], test: Callable[[str], object]) -> bool:
    return (
        bool(texts) and sum(bool(test(each)) for each in texts) * 10 >= len(texts) * 8
    )
