"""Many values of one row at once: typed, or taken from a snapshot."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from pathfinders.models import Action, ActionPartner, Benchmark, FundingLine, Priority
from pathfinders.row_values.directory import Directory, Partners, folded
from pathfinders.row_values.fields import DAYS, MODELS, NUMBERS, REFERENCES, YEARS
from pathfinders.row_values.reading import parse_partners, parse_value
from pathfinders.snapshots import RowKind

Row = Priority | Action | Benchmark | FundingLine


def kind_of(row: Row) -> RowKind:
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))


def set_values(
    row: Row,
    values: Mapping[str, str],
    *,
    directory: Directory,
    typed: bool = True,
    language: str = "",
) -> Partners | None:
    """Set the values on a row without saving it; nothing is set when one is wrong.

    `typed` text was written by people; canonical text (`typed=False`) is read exactly
    as `snapshots` wrote it. Returns the partners when they are among the values:
    `link_partners` stores them once the row is saved. Raises ValidationError with the
    errors of every field.
    """
    kind, language = kind_of(row), language or get_language() or "en"
    parsed, errors = {}, {}
    for field, text in values.items():
        try:
            if typed or field in REFERENCES:
                parsed[field] = parse_value(
                    kind, field, text, language=language, directory=directory
                )
            else:
                parsed[field] = _canonical(field, text)
        except ValidationError as error:
            errors[field] = error
    if errors:
        raise ValidationError(errors)
    partners = parsed.pop("partners", None)
    for field, value in parsed.items():
        setattr(row, field, value)
    if partners is not None:
        row.partners = partners.others
    return partners


def link_partners(action: Action, partners: Partners) -> None:
    """Store who of the directory works on a saved action.

    Of two partners with one name the one that is linked already is meant.
    """
    links = list(action.partner_links.select_related("partner"))
    stored = {link.partner_id: link for link in links}
    linked = {folded(link.partner.name): link.partner for link in links}
    named = (linked.get(folded(each.name), each) for each in partners.known)
    wanted = {partner.pk: partner for partner in named}
    for pk in stored.keys() - wanted.keys():
        stored[pk].delete()
    for pk in [each for each in wanted if each not in stored]:
        ActionPartner.objects.create(action=action, partner=wanted[pk])


def split_partners(text: str, *, directory: Directory) -> tuple[tuple, str]:
    """Return the partners of the directory that a text names, and the rest of it."""
    partners = parse_partners(text, directory)
    return partners.known, partners.others


def _canonical(field: str, text: str):
    """Read a value as `snapshots.as_text` wrote it."""
    if field in DAYS:
        return date.fromisoformat(text) if text else None
    if field in YEARS:
        return int(text) if text else None
    if field in NUMBERS:
        return Decimal(text) if text else None
    if field == "themes":
        return text.split(";") if text else []
    if field == "is_public":
        return text != "no"
    return text
