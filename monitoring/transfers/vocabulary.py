"""The words that files of others use for their columns and for parts of a total.

Words are compared without case, accents, spaces and signs (`plain`), so that
`GeoAreaCode`, `geo_area_code` and `[Geo area code]` are one word.
"""

import re
import unicodedata
from functools import lru_cache

SIGNS = re.compile(r"[^\w%<>+]+|_")
# The label after the code in SDMX files: `SEX:Sex`, `F: Female`.
SDMX_LABEL = re.compile(r"^([A-Z0-9_]+):\s*\S")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return a text as it is compared: letters and digits, lower case, no accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in parted if not unicodedata.combining(each))
    return SIGNS.sub("", letters)


def header_word(text: str) -> str:
    """Return the compared form of a column name; of `SEX:Sex` only the code."""
    found = SDMX_LABEL.match(text)
    return plain(found[1] if found else text)


def words(*groups: str) -> frozenset[str]:
    """Return the compared forms of texts that are parted by `|`."""
    return frozenset(plain(each) for group in groups for each in group.split("|"))


# What a column is, by the words that name it in English, French and Spanish.
ROLES: dict[str, frozenset[str]] = {
    "country": words(
        "country|countries|country name|country code|country or area|iso3|iso2|iso",
        "countries and areas|countries or areas|iso code|iso3 code|iso alpha-3 code",
        "geoareacode|geo area code|geoareaname|area|area name|ref area|reference area",
        "reference area name|m49|m49 code|location code|economy",
        "pays|nom du pays|code pays|code du pays|pays ou zone|pays et zones|zone",
        "país|nombre del país|código del país|código de país|país o zona",
        "países y zonas|страна",
    ),
    "code": words(
        "indicator code|seriescode|series code|series|code|instrument|field",
        "code de l'indicateur|code indicateur|série|code de la série|code série",
        "código del indicador|código de indicador|código|serie|código de la serie",
    ),
    "label": words(
        "seriesdescription|series description|indicator|indicator name|series name",
        "indicateur|nom de l'indicateur|description de la série|libellé",
        "indicador|nombre del indicador|descripción de la serie|category",
        "category of child labour|показатель",
    ),
    "year": words(
        "year|years|timeperiod|time period|time|period|reference year|report edition",
        "année|an|annee|période|période de référence|année de référence",
        "año|ano|periodo|período|año de referencia|год",
    ),
    "value": words(
        "value|values|obs value|observation value|observation|figure|raw value|percent",
        "valeur|valeurs|chiffre|valor|valores|cifra|dato|значение|%",
    ),
    "unit": words(
        "unit|units|unit measure|unit of measure|unit of measurement",
        "unité|unités|unité de mesure|unidad|unidades|unidad de medida",
        "единица измерения",
    ),
    "multiplier": words(
        "unit multiplier|unit mult|unitmultiplier|multiplier|scale",
        "multiplicateur|multiplicador",
    ),
    "source": words(
        "source|sources|data source|source detail|survey|source of data",
        "source des données|enquête|fuente|fuentes|fuente de datos|encuesta",
        "источник",
    ),
    "footnote": words(
        "footnote|footnotes|note|notes|comment|comments|comment obs|obs comment",
        "footnote mark|footnote marks|mark|marks|flag|flags|obs flag",
        "note de bas de page|remarque|remarques|nota|notas|nota al pie|observaciones",
    ),
    "nature": words("nature|data nature|nature du point|naturaleza"),
    "quality": words(
        "obs status|observation status|obsstatus|status|quality|data quality",
        "statut|statut d'observation|qualité|estado|calidad",
    ),
    "reason": words(
        "reason for no value|why there is no value|raison de l'absence de valeur",
        "motivo de la falta de valor",
    ),
    "low": words(
        "lowerbound|lower bound|lower limit|low|ci low|borne inférieure",
        "limite inférieure|límite inferior",
    ),
    "high": words(
        "upperbound|upper bound|upper limit|high|ci high|borne supérieure",
        "limite supérieure|límite superior",
    ),
    "variant": words("reporting type|type of reporting|variant|définition|definición"),
    "ignore": words(
        "goal|target|objectif|cible|objetivo|meta|timedetail|time detail|timecoverage",
        "time coverage|baseperiod|base period|geoinfourl|geo info url|geocode|edition",
        "sdg indicator|sdgregion|freq|frequency of observation|last updated|dataflow",
        "number|indicator id|section|goal number|objectif de développement",
    ),
}

# The axes of the catalogue, by the words that name their columns.
AXES: dict[str, frozenset[str]] = {
    "sex": words("sex|gender|sexe|genre|sexo|género|пол"),
    "age": words(
        "age|age group|age groups|age band|ages|âge|groupe d'âge|tranche d'âge",
        "edad|grupo de edad|grupos de edad|возраст",
    ),
    "location": words(
        "location|urbanisation|urbanization|area of residence|place of residence",
        "residence|urban rural|milieu de résidence|milieu|lieu de résidence",
        "área de residencia|lugar de residencia|местность|localisation|ubicación",
    ),
    "sector": words("sector|economic sector|activity|secteur|actividad económica"),
    "nationality": words("nationality|citizenship|nationalité|nacionalidad"),
    "exploitation": words(
        "form of exploitation|type of exploitation|exploitation",
        "forme d'exploitation|forma de explotación",
    ),
    "stage": words("stage|stage of the case|étape|étape de la procédure|etapa"),
    "scope": words("scope|portée|alcance"),
    "policy": words("kind of policy|policy|type de politique|tipo de política"),
}

# Words for the whole of an axis.
TOTALS = words(
    "total|totals|both|both sexes|bothsex|all|all ages|allage|_t|t|_z|sex_t|totale",
    "total général|ensemble|les deux sexes|deux sexes|tous|toutes|tous les âges",
    "tous âges|ambos|ambos sexos|todos|todas|todas las edades|boys and girls",
    "filles et garçons|garçons et filles|niños y niñas|allarea|all areas|national",
    "both sexes or no breakdown by sex|male and female|nacional|nationale|итого|всего",
)
SEXES: dict[str, frozenset[str]] = {
    "F": words(
        "f|female|females|girl|girls|woman|women|sex_f|femme|femmes|fille|filles",
        "féminin|mujer|mujeres|niña|niñas|femenino|feminino|женщины|женский|девочки",
    ),
    "M": words(
        "m|male|males|boy|boys|man|men|sex_m|homme|hommes|garçon|garçons|masculin",
        "hombre|hombres|niño|niños|masculino|мужчины|мужской|мальчики",
    ),
}
LOCATIONS: dict[str, frozenset[str]] = {
    "urban": words("urban|urban area|urban areas|urbain|urbano|urbana|u"),
    "rural": words("rural|rural area|rural areas|rurale|r"),
}

# Units in one spelling each; others stay as the file writes them.
UNITS: dict[str, frozenset[str]] = {
    "%": words(
        "%|percent|percentage|per cent|pt|pct|pc|prop|percentage (%)|percent (%)",
        "pour cent|pourcentage|porcentaje|por ciento|процент|%",
    ),
    "number": words(
        "number|numbers|num|number of children|persons|number of persons|nb|count",
        "nombre|nombre d'enfants|nombre de personnes|effectif|número",
        "número de niños|número de personas|personas|personnes|children|cases|victims",
    ),
}
MULTIPLIERS: dict[int, frozenset[str]] = {
    1_000: words(
        "thousand|thousands|in thousands|milliers|en milliers|miles|en miles",
        "number (thousands)|ths|nombre (milliers)|número (miles)|thousand persons",
    ),
    1_000_000: words("million|millions|in millions|en millions|millones|en millones"),
}

# The nature of a figure in the global SDG database. Figures that an agency adjusted
# (CA) or computed for monitoring (G) are neither official nor estimates.
NATURES: dict[str, str] = {"c": "official", "e": "estimate", "m": "estimate"}
# What other sources say of a figure (SDMX: observation status; A is a normal one).
QUALITIES: dict[str, str] = {
    **dict.fromkeys(words("official|officiel|oficial|officielle"), "official"),
    **dict.fromkeys(words("e|f|i|estimate|estimated|imputed|estimation"), "estimate"),
    **dict.fromkeys(words("estimación|modelled|modeled|forecast"), "estimate"),
    **dict.fromkeys(words("p|provisional|provisoire|preliminary"), "provisional"),
    **dict.fromkeys(words("u|low reliability|unreliable|few cases"), "unreliable"),
    **dict.fromkeys(words("b|break|time series break|rupture"), "break"),
    **dict.fromkeys(words("proxy"), "proxy"),
}


def role_of(header: str) -> tuple[str, str]:
    """Return what a column name says: its role, and the axis where it is one.

    Neither is known: two empty strings.
    """
    word = header_word(header)
    for axis, names in AXES.items():
        if word in names:
            return "axis", axis
    for role, names in ROLES.items():
        if word in names:
            return role, ""
    return "", ""


def unit_of(text: str) -> tuple[str, int]:
    """Return a unit in our spelling and what its figures are multiplied by."""
    word = plain(text)
    for factor, names in MULTIPLIERS.items():
        if word in names:
            return "number", factor
    for unit, names in UNITS.items():
        if word in names:
            return unit, 1
    return text, 1
