"""How what a value states stands in words, by the kind of the indicator."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_amount, write_number
from monitoring.enums import Frequency, ValueType
from monitoring.figures.content import Content

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# Languages that part the percent sign from its number.
SPACED_PERCENT = {"fr", "es"}


@dataclass(frozen=True, slots=True)
class Written:
    """A value in words: the first statement, its unit, and what stands beside it.

    `number` is what a chart draws: percent before number, an amount in its currency.
    """

    text: str = ""
    unit: str = ""
    beside: str = ""
    number: Decimal | None = None


def write_value(content: Content, definition, *, language: str) -> Written:
    """Return a statement in words; nothing where no value stands.

    The language must be the active one: words are taken from it.
    """
    if not content.has_value:
        return Written()
    return KINDS[definition.value_type](content, definition, language)


def write_percent(value: Decimal, *, language: str, places: int = 0) -> str:
    """Write 12.4% in English, 12,4 % with a no-break space in French and Spanish."""
    space = NO_BREAK_SPACE if language[:2] in SPACED_PERCENT else ""
    number = write_number(value.normalize(), language=language, places=places)
    return f"{number}{space}%"


def write_bounded(text: str, bound: str, *, is_count: bool) -> str:
    """Write a limit; English tells fewer people from less of a share."""
    if bound == "<" and is_count:
        return _("fewer than %(number)s") % {"number": text}
    if bound == "<":
        return _("less than %(number)s") % {"number": text}
    if bound == ">":
        return _("more than %(number)s") % {"number": text}
    return text


def write_interval(content: Content, *, language: str) -> str:
    """Return how sure a figure is: its interval, standard error and sample."""

    def write(value: Decimal) -> str:
        if content.percent is not None:
            return write_percent(value, language=language)
        return _count(value, language)

    said = []
    if content.low is not None and content.high is not None:
        ends = {"low": write(content.low), "high": write(content.high)}
        said.append(_("between %(low)s and %(high)s") % ends)
    if content.standard_error is not None:
        error = {"error": write(content.standard_error)}
        said.append(_("standard error %(error)s") % error)
    if content.sample_size is not None:
        size = write_number(Decimal(content.sample_size), language=language)
        said.append(_("sample of %(size)s") % {"size": size})
    return "; ".join(said)


def _share(content: Content, definition, language: str) -> Written:
    if content.percent is None:
        return _number(content, definition, language)
    text = write_percent(content.percent, language=language)
    text = write_bounded(text, content.bound, is_count=False)
    beside = ""
    if content.quantity is not None:
        unit = "" if "%" in definition.unit else definition.unit
        beside = f"{_count(content.quantity, language)} {unit}".strip()
    return Written(text, "", beside, content.percent)


def _number(content: Content, definition, language: str) -> Written:
    if content.quantity is None:
        return _share(content, definition, language)
    text = _count(content.quantity, language)
    if content.percent is None:
        text = write_bounded(text, content.bound, is_count=True)
    unit = "" if "%" in definition.unit else definition.unit
    return Written(text, unit, "", content.quantity)


def _yes_no(content: Content, definition, language: str) -> Written:
    answer = {True: pgettext("answer", "Yes"), False: pgettext("answer", "No")}
    said = [write_day(content.on)] if content.on else []
    if content.quantity is not None:
        said.append(f"{_count(content.quantity, language)} {definition.unit}".strip())
    if content.text:
        said.append(content.text)
    if content.answer is None:
        return Written(said[0], "", "; ".join(said[1:]), content.quantity)
    return Written(answer[content.answer], "", "; ".join(said), None)


def _year(content: Content, definition, language: str) -> Written:
    if content.year_stated is None:
        return _number(content, definition, language)
    return Written(str(content.year_stated))


def _frequency(content: Content, definition, language: str) -> Written:
    return Written(str(Frequency(content.frequency).label), beside=content.text)


def _list(content: Content, definition, language: str) -> Written:
    """Write what is listed; of instruments, how many there are stands first."""
    items = "; ".join(content.items)
    if content.quantity is None:
        return Written(items or content.text)
    return Written(
        _count(content.quantity, language), definition.unit, items, content.quantity
    )


def _money(content: Content, definition, language: str) -> Written:
    share = ""
    if content.gdp_percent is not None:
        written = write_percent(content.gdp_percent, language=language)
        share = _("%(percent)s of GDP") % {"percent": written}
    if content.amount is None:
        return Written(write_bounded(share, content.bound, is_count=False))
    amount = write_amount(content.amount, language=language)
    text = f"{amount}{NO_BREAK_SPACE}{content.currency}"
    text = write_bounded(text, content.bound, is_count=False)
    return Written(text, "", share, content.amount)


KINDS: dict[str, Callable[[Content, object, str], Written]] = {
    ValueType.SHARE: _share,
    ValueType.NUMBER: _number,
    ValueType.PERCENT: _share,
    ValueType.YES_NO: _yes_no,
    ValueType.YEAR: _year,
    ValueType.FREQUENCY: _frequency,
    ValueType.INSTRUMENTS: _list,
    ValueType.MONEY: _money,
    ValueType.LIST: _list,
}


def _count(value: Decimal, language: str) -> str:
    return write_number(value.normalize(), language=language)
