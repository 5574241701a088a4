"""A figure of a file in the words of the project, and our own long table.

The long table has one figure per row. Its columns are written in English, French or
Spanish and are read in all three, whatever the language of the reader.
"""

from typing import NamedTuple

# Columns of the long table in their order; what each is called by language.
HEADERS: dict[str, dict[str, str]] = {
    "country": {"en": "Country", "fr": "Pays", "es": "País"},
    "code": {
        "en": "Indicator code",
        "fr": "Code de l'indicateur",
        "es": "Código del indicador",
    },
    "year": {"en": "Year", "fr": "Année", "es": "Año"},
    "sex": {"en": "Sex", "fr": "Sexe", "es": "Sexo"},
    "age": {"en": "Age", "fr": "Âge", "es": "Edad"},
    "value": {"en": "Value", "fr": "Valeur", "es": "Valor"},
    "unit": {"en": "Unit", "fr": "Unité", "es": "Unidad"},
    "source": {"en": "Source", "fr": "Source", "es": "Fuente"},
    "footnote": {"en": "Footnote", "fr": "Note", "es": "Nota"},
}
# Columns that stand behind them where some value has one of these.
MORE_HEADERS: dict[str, dict[str, str]] = {
    "low": {"en": "Lower bound", "fr": "Borne inférieure", "es": "Límite inferior"},
    "high": {"en": "Upper bound", "fr": "Borne supérieure", "es": "Límite superior"},
    "quality": {"en": "Quality", "fr": "Qualité", "es": "Calidad"},
    "reason": {
        "en": "Reason for no value",
        "fr": "Raison de l'absence de valeur",
        "es": "Motivo de la falta de valor",
    },
}


# The unit of shares that are written as 0.046 and mean 4.6 percent.
FRACTION = "fraction"


class LongRow(NamedTuple):
    """One figure of a file, not yet read as a number.

    `place` is its cell; `country` ISO3, `code` our code of the indicator, `breakdown` a
    key of `figures.breakdowns`. `text` is the figure as given, to be read with
    `decimal_mark` and taken times `multiplier`; `empty` is the meaning of a sign for no
    value, as the file declares it, and `reason` why there is none. `unit` is `%`,
    `number`, FRACTION or as given. `ages` are the ages that count as everybody in the
    file (`5-17`). `low` and `high` bound the figure. `flags` name what in its texts may
    identify a person.
    """

    place: str
    country: str
    code: str
    year: int
    breakdown: str
    text: str
    unit: str = ""
    source: str = ""
    variant: str = ""
    footnote: str = ""
    quality: str = ""
    low: str = ""
    high: str = ""
    ages: str = ""
    empty: str = ""
    decimal_mark: str = ""
    multiplier: int = 1
    reason: str = ""
    flags: tuple[str, ...] = ()


class Fault(NamedTuple):
    """A figure that cannot be taken; `text` is what stands there."""

    place: str
    text: str
    message: str


class Skip(NamedTuple):
    """Why a figure is left out: a fixed name, and what it was about."""

    reason: str
    about: str = ""
