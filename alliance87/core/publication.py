"""The PDF of a record: made once, when it is published, and kept from then on."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from alliance87.core.documents import file_pdf
from alliance87.core.enums import Audience
from alliance87.core.models import Country, Document
from alliance87.core.pdf import is_available
from alliance87.core.workflow import Machine

# Gets the record as it will be once published; None: no PDF is made here.
Render = Callable[..., bytes | None]


def for_everyone(pdf_of: Callable[..., bytes]) -> Render:
    """Return how a record is drawn for everyone; `pdf_of` takes record and reader.

    The document is in the record's language whatever the publisher's is.
    """

    def render(record) -> bytes | None:
        if not is_available():
            return None
        with override(record.language):
            return pdf_of(record, AnonymousUser())

    return render


def file_publication(
    record,
    machine: Machine,
    verb: str,
    *,
    render: Render | None,
    by,
    country: Country | None,
    title: str,
    file_name: str,
    override: str = "",
) -> Document | None:
    """File the PDF of `record` as the move `verb` will leave it.

    Called before the move and in its transaction, because a published record is
    locked. Where the move will be refused, nothing is made: the move says why.
    """
    if render is None or not _will_pass(record, machine, verb, by, override):
        return None
    was = getattr(record, machine.field)
    setattr(record, machine.field, machine.moves[verb].target)
    content = render(record)
    setattr(record, machine.field, was)
    if content is None:
        return None
    return file_pdf(
        content,
        file_name,
        title=title,
        by=by,
        audience=Audience.PUBLIC,
        country=country,
        language=record.language,
    )


def _will_pass(record, machine: Machine, verb: str, by, override: str) -> bool:
    return any(
        option.is_open or (override and option.may and option.may_override)
        for option in machine.options(record, by)
        if option.move.verb == verb
    )
