"""The timeline of actions in a document: landscape, a figure for each page."""

from django.utils.translation import gettext as _

from alliance87.core import reports
from alliance87.core.charts import Gantt
from pathfinders.selectors.timeline import finding


def timeline_figures(gantt: Gantt | None, *, source: str, as_of):
    """Return the drawings; their words stand in the table of the actions.

    Without any date there is nothing to draw: the table says so in each row.
    """
    if gantt is None or gantt.is_empty:
        return None
    pages = gantt.pages()
    return [
        reports.Figure(
            heading=_("Timeline") if number == 1 else "",
            title=_title(gantt, number, len(pages)),
            description=gantt.description,
            svg=page.svg(prefix=f"timeline-{number}", for_print=True),
            is_landscape=True,
            source=source,
            as_of=as_of,
            note=_("The same stands in words in the table of the actions."),
        )
        for number, page in enumerate(pages, start=1)
    ]


def _title(gantt: Gantt, number: int, count: int) -> str:
    if count == 1:
        return finding(gantt)
    return _("%(finding)s (part %(number)s of %(count)s)") % {
        "finding": finding(gantt),
        "number": number,
        "count": count,
    }
