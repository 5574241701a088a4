"""The list of questions as a file."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from meetings.selectors.questions_asked import Question


def table(questions: Iterable[Question]) -> tuple[list[str], list[tuple]]:
    """Return the questions as a header and lines of plain values."""
    header = [
        *(_("Meeting"), _("Day"), _("Agenda item"), _("Asked by"), _("Question")),
        *(_("Answer"), _("Action points"), _("Decisions"), _("What came of it")),
    ]
    return header, [_line(each) for each in questions]


def _line(each: Question) -> tuple:
    return (
        str(each.meeting),
        each.meeting.on,
        f"{each.label} {each.item.title}",
        each.speaker,
        each.asked.text,
        "\n".join(f"{answer.speaker}: {answer.text}" for answer in each.answers),
        "\n".join(
            f"{row.action.reference} ({row.state}): {row.action.text}"
            for row in each.actions
        ),
        "\n".join(
            f"{row.decision.reference} ({row.decision.get_state_display()}): "
            f"{row.decision.text}"
            for row in each.decisions
        ),
        each.state_in_words,
    )
