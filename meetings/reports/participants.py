"""The list of participants as a document, in the form the reports print it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.reports import Column, Group, Row
from meetings.models import Meeting, Participation
from meetings.reports.agenda import meeting_facts
from meetings.selectors.meetings import Annex, annex_of


def participants_pdf(meeting: Meeting) -> bytes:
    annex = annex_of(meeting)
    return reports.render(
        reports.Report(
            kind=annex_title(annex),
            title=meeting.title,
            issuer=_("Alliance 8.7"),
            language=get_language() or "en",
            as_of=timezone.localdate(),
            version_text=_("provisional") if annex.is_provisional else _("final"),
            facts=meeting_facts(meeting),
            sections=tuple(annex_sections(annex)),
            is_example=meeting.is_example,
        )
    )


def annex_title(annex: Annex) -> str:
    if annex.is_provisional:
        return _("Provisional list of participants")
    return _("List of participants")


def annex_sections(annex: Annex, heading: str = "") -> Iterator[reports.Section]:
    """Yield who took part, in printed order: in person, then remote participants."""
    heading = heading or annex_title(annex)
    if not annex.total:
        yield reports.Prose(
            heading=heading, text=_("Nobody is on the list yet."), runs_on=True
        )
        return
    rows: list[Row | Group] = [_row(each) for each in annex.in_person]
    if annex.remote:
        rows.append(Group(_("Remote participants")))
        rows.extend(_row(each) for each in annex.remote)
    yield reports.TableSection(
        heading=heading,
        runs_on=True,
        title=annex_title(annex),
        columns=(Column(_("Name"), 10), Column(_("Affiliation"), 14)),
        rows=tuple(rows),
    )


def _row(each: Participation) -> Row:
    return Row((each.printed_name, each.printed_affiliation))
