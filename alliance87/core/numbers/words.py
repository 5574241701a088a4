"""The words and signs beside numbers, or instead of them, in five languages.

Words are looked up without case and accents. Sources of the signs: the legends of the
UN Statistical Yearbook, the World Bank, the IMF, Eurostat and the MICS reports, which
contradict each other about dashes, `x` and the single point.
"""

from functools import cache

from django.conf import settings
from django.utils.translation import override

from alliance87.core.enums import Empty
from alliance87.core.numbers.signs import folded

# Not an empty meaning: a value.
ZERO = "zero"
NOT_AVAILABLE, NOT_COLLECTED = Empty.NOT_AVAILABLE.value, Empty.NOT_COLLECTED.value
NOT_APPLICABLE, WITHHELD = Empty.NOT_APPLICABLE.value, Empty.WITHHELD.value


def _table(*rows: tuple[str, object]) -> dict:
    """Map every word of a row, parted by `|`, to what the row means."""
    return {folded(word): meant for words, meant in rows for word in words.split("|")}


# What a word or sign can mean that stands alone.
ALONE: dict[str, tuple[str, ...]] = _table(
    ("zero|zéro|cero|صفر", (ZERO,)),
    ("..|...|....|:|not available|unavailable|data not available", (NOT_AVAILABLE,)),
    ("no data|unknown|not known|n.av.|sans données|inconnu", (NOT_AVAILABLE,)),
    ("non disponible|non disponibles|données non disponibles", (NOT_AVAILABLE,)),
    ("indisponible|no disponible|no disponibles|sin datos", (NOT_AVAILABLE,)),
    ("sin dato|desconocido|não disponível|não disponíveis", (NOT_AVAILABLE,)),
    ("indisponível|sem dados|desconhecido|غير متوفر|غير متوفرة", (NOT_AVAILABLE,)),
    ("غير متاح|غير متاحة|لا تتوفر بيانات|لا توجد بيانات", (NOT_AVAILABLE,)),
    ("غير معروف|غير معروفة", (NOT_AVAILABLE,)),
    ("not collected|no data collected|non collecté|non collectée", (NOT_COLLECTED,)),
    ("non collectés|non collectées|no recopilado|no recopilada", (NOT_COLLECTED,)),
    ("no recopilados|no recolectado|no recogido", (NOT_COLLECTED,)),
    ("não recolhido|não recolhida|não coletado|não coletada", (NOT_COLLECTED,)),
    ("لم تجمع|لم يجمع|لم يتم جمعها|غير مجمع|غير مجمعة", (NOT_COLLECTED,)),
    ("not applicable|non applicable|sans objet|no aplicable", (NOT_APPLICABLE,)),
    ("no aplica|no se aplica|no procede|não aplicável", (NOT_APPLICABLE,)),
    ("não se aplica|لا ينطبق|لا تنطبق|غير منطبق|غير قابل للتطبيق", (NOT_APPLICABLE,)),
    ("withheld|withheld for safety|confidential|confidentiel", (WITHHELD,)),
    ("non communiqué pour raisons de sécurité|confidencial", (WITHHELD,)),
    ("retenu|retenue|retenido|retenida|retido|retida", (WITHHELD,)),
    ("retenido por seguridad|retido por segurança|محجوب|محجوبة|سري", (WITHHELD,)),
    ("-|--|---|—|―", (ZERO, NOT_AVAILABLE, NOT_APPLICABLE)),
    ("nil|none|néant|nul|nulo|ninguno|ninguna", (ZERO, NOT_AVAILABLE)),
    ("nenhum|nenhuma|لا شيء|لا يوجد", (ZERO, NOT_AVAILABLE)),
    ("x", (NOT_AVAILABLE, NOT_APPLICABLE, WITHHELD)),
    (".|*|**|(*)|†|‡|§|¶", (NOT_AVAILABLE, WITHHELD)),
)

# Looked up without points, strokes and blanks.
SHORT: dict[str, tuple[str, ...]] = {
    "na": (NOT_AVAILABLE, NOT_APPLICABLE),
    "nd": (NOT_AVAILABLE, ZERO),
    "nc": (NOT_AVAILABLE, NOT_COLLECTED, NOT_APPLICABLE),
}
SHORT_IN = {
    "fr": {"nd": (NOT_AVAILABLE,), "so": (NOT_APPLICABLE,)},
    "es": {"nd": (NOT_AVAILABLE,), "sd": (NOT_AVAILABLE,)},
    "pt": {"nd": (NOT_AVAILABLE,), "sd": (NOT_AVAILABLE,)},
}

# The powers of ten that a word can stand for.
POWERS: dict[str, tuple[int, ...]] = _table(
    ("thousand|thousands|mille|millier|milliers|ألف|آلاف|ألفا", (3,)),
    ("mil", (3, 6)),
    ("lakh|lakhs", (5,)),
    ("million|millions|mln|mio|mn|millón|millones|milhão|milhões", (6,)),
    ("مليون|ملايين|مليونا", (6,)),
    ("crore|crores", (7,)),
    ("bn|milliard|milliards|md|mds|mrd|mil millones|millardo|millardos", (9,)),
    ("mil milhões|bilhão|bilhões|مليار|مليارات", (9,)),
    ("billion|billions|billón|billones|bilião|biliões|بليون", (9, 12)),
    ("trillion|trillions", (12, 18)),
)
POWERS_IN = {
    "en": _table(("billion|billions", (9,)), ("trillion|trillions", (12,))),
    "es": {"mil": (3,)},
    "pt": {"mil": (3,)},
}
# Letters that are a power of ten as well as the mark of a footnote.
LETTER_POWERS = {"k": (3,), "m": (6, 3), "b": (9,), "t": (12, 3)}

PERCENT_WORDS = frozenset(
    folded(each)
    for each in (
        *("percent", "per cent", "pct", "pour cent", "por ciento", "por cento"),
        *("في المئة", "في المائة", "بالمئة", "بالمائة"),
    )
)
BOUNDS: dict[str, str] = _table(
    ("", ""),
    ("<|less than|fewer than|under|below|moins de|inférieur à", "<"),
    ("menos de|menos que|inferior a|أقل من", "<"),
    (">|more than|over|above|greater than|plus de|supérieur à", ">"),
    ("más de|mais de|mais que|superior a|أكثر من", ">"),
    ("≤|<=|=<|at most|up to|au plus|como máximo|no máximo", "≤"),
    ("≥|>=|=>|at least|au moins|al menos|pelo menos|على الأقل", "≥"),
)


def meanings_of(words: str, language: str) -> tuple[str, ...]:
    """Return what folded words or a sign alone can mean; none when nothing is known."""
    if found := ALONE.get(words) or _labels().get(words):
        return found
    short = words.translate({ord(each): None for each in "./ "})
    return SHORT_IN.get(language, {}).get(short) or SHORT.get(short, ())


def powers_of(words: str, language: str) -> tuple[int, ...]:
    """Return the powers of ten that folded words can stand for."""
    return POWERS_IN.get(language, {}).get(words) or POWERS.get(words, ())


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    """Return the labels of the empty meanings as our own pages and files write them."""
    found: dict[str, tuple[str, ...]] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {folded(str(each.label)): (each.value,) for each in Empty}
    return found
