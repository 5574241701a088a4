"""What the page of a value says of its quality: its source, its proofs, its grade."""

from decimal import Decimal

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.enums import Audience
from alliance87.core.numbers import write_number
from monitoring.figures.content import Content
from monitoring.figures.grade import Graded, grade
from monitoring.models import Source
from monitoring.selectors.chain import Chain, Proof
from pathfinders.views.frame import Line


def source_facts(source: Source | None, variant: str) -> list[Line]:
    """Return what is on record of a source beside its name and kind.

    Not for values that the reader may not see: the size of a sample may tell them.
    """
    if source is None:
        return [Line(_("Definition of the source"), value=variant)]
    size = source.sample_size
    language = get_language() or "en"
    return [
        Line(_("Definition of the source"), value=variant),
        Line(_("Published by"), value=source.publisher),
        Line(_("Data collected"), value=_collected(source)),
        Line(_("Published on"), value=_day(source.published_on)),
        Line(
            _("Sample of the source"),
            value=""
            if size is None
            else write_number(Decimal(size), language=language),
        ),
        Line(_("Coverage of the source"), value=source.coverage),
        Line(_("Method"), value=source.method),
        Line(_("Licence"), value=source.licence),
        Line(_("Address of the source"), value=source.url, url=source.url),
    ]


def _collected(source: Source) -> str:
    first, last = _day(source.collected_from), _day(source.collected_until)
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s on") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else ""


def _day(value) -> str:
    return write_day(value) if value else ""


def proof_words(proof: Proof) -> str:
    """Return the language of a file, and whether everybody may read it."""
    document = proof.evidence.file.document
    names = dict(settings.LANGUAGES)
    language = names.get(document.language) or _("Another language")
    is_public = document.audience == Audience.PUBLIC
    who = _("Public") if is_public else _("Not public")
    return f"{language}. {who}."


def graded(facts: Chain) -> Graded | None:
    """Return the grade of a value that its reader may see; None without a value."""
    if facts.shown is None:
        return None
    content = Content.of(facts.shown)
    return grade(content, facts.observation.source, facts.proving)
