"""How mails call values, and which words of people they may carry."""

import re

from django.utils.translation import gettext as _

from monitoring.figures import breakdowns
from monitoring.models import Definition, Observation
from pathfinders.models import Pathfinder

YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![.,]?\d)")
WORD = re.compile(r"[^\W\d_]+")
# Small counts are the ones that are written out, and the ones that tell most. One in
# French and Spanish is an article, and eleven in Spanish an English adverb.
ENGLISH = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand million dozen half
"""
FRENCH = """
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
    seize vingt vingts trente quarante cinquante soixante cent cents mille million
    douzaine moitié
"""
SPANISH = """
    dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince
    dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta
    setenta ochenta noventa cien ciento mil millón docena mitad
"""
NUMBER_WORDS = frozenset(f"{ENGLISH} {FRENCH} {SPANISH}".split())


def country_in_words(pathfinder: Pathfinder) -> str:
    """Return the name of the country; an invented one is marked."""
    if pathfinder.is_example:
        return _("%(country)s (example)") % {"country": pathfinder}
    return str(pathfinder)


def value_in_words(
    observation: Observation, definition: Definition, parts: dict[tuple[str, str], str]
) -> str:
    """Return “Children in child labour, 2021, Girls”: what it is, never how much."""
    words = [definition.label, str(observation.year)]
    if observation.breakdown != breakdowns.TOTAL:
        words.append(breakdowns.label(observation.breakdown, parts))
    return ", ".join(words)


def names_a_number(text: str) -> bool:
    """Whether words hold a number that is no year; such words stay off mails.

    They may give away the figure of a value that only its readers may know.
    """
    if any(character.isnumeric() for character in YEAR.sub("", text)):
        return True
    return not NUMBER_WORDS.isdisjoint(WORD.findall(text.casefold()))
