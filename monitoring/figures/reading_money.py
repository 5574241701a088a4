"""Currencies by their codes, and amounts that bring their currency along."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Money in use. Source: ISO 4217, list one, without metals, funds and test codes.
LIST_ONE = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD
    BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN
    ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
    IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
    UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
# No longer in use, but in figures since 1990 of countries that may report.
FORMER_LIST = """
    ANG BYR CUC EEK GHC HRK LTL LVL MRO MZM ROL SDD SLL STD TMM TRL VEF ZMK ZWL
"""
CODES = frozenset(LIST_ONE.split())
FORMER = frozenset(FORMER_LIST.split())
WITH_CODE = re.compile(r"(?:([A-Za-z]{3})\s+)?(.*?[0-9].*?)(?:\s+([A-Za-z]{3}))?")
LIKELY = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}


def read_currency(text: str) -> str:
    """Read a code of ISO 4217. A sign such as $ is asked about: many share it."""
    code = text.strip().upper()
    if code in CODES or code in FORMER:
        return code
    if code in LIKELY:
        raise ValidationError(
            _("Write the code of the currency, for example %(code)s for “%(text)s”.")
            % {"code": LIKELY[code], "text": code},
            code="currency",
        )
    raise ValidationError(
        _("“%(text)s” is no code of a currency. Write three letters: USD, EUR, MGA.")
        % {"text": text.strip()[:20]},
        code="currency",
    )


def parted(text: str) -> tuple[str, str]:
    """Part `USD 1 200` or `1 200 usd` into amount and code; no code where none is."""
    match = WITH_CODE.fullmatch(text.strip())
    if not match:
        return text, ""
    first, amount, last = match.groups()
    codes = [each.upper() for each in (first, last) if each]
    known = [each for each in codes if each in CODES or each in FORMER]
    if len(codes) != 1 or known != codes:
        return text, ""
    return amount, known[0]
