"""The handover pack of a country: what a new focal point has to know, as one PDF."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.dates import write_day
from alliance87.core.reports import Fact
from alliance87.core.reports.document import language_name
from alliance87.home.handover.facts import Handover, handover_of
from alliance87.home.handover.sections import HANDOVER
from pathfinders.models import Pathfinder

__all__ = ["handover_of", "handover_pdf", "handover_report"]


def handover_pdf(pathfinder: Pathfinder, user) -> bytes:
    """Return what is open and who is who today, in the reader's language.

    Who may have it is for the caller to judge (`rules.may_take_handover`). It holds no
    more than a focal point of the country may read, whoever asks for it.
    """
    return reports.render(handover_report(handover_of(pathfinder, user)))


def handover_report(found: Handover) -> reports.Report:
    language = (get_language() or "en")[:2]
    pathfinder = found.pathfinder
    return reports.Report(
        kind=_("Handover pack"),
        title=str(pathfinder),
        subtitle=_("What is open, what is due, who is who"),
        issuer="Alliance 8.7",
        language=language,
        as_of=found.as_of,
        version_text=_("made for %(name)s") % {"name": found.made_for},
        facts=(
            Fact(_("Status"), pathfinder.get_status_display()),
            Fact(_("Procedure"), pathfinder.get_procedure_display()),
            Fact(_("As of"), write_day(found.as_of)),
            Fact(_("Language"), language_name(language)),
        ),
        is_example=pathfinder.is_example,
        sections=reports.compose(HANDOVER, found),
    )
