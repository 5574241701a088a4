"""Mails about the report of a country: sent in, sent back, public, open again."""

from collections.abc import Sequence
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.dates import write_day
from alliance87.core.models import User
from alliance87.core.outbox import address_of
from monitoring.enums import CommentKind, ReturnReason, ValueState
from monitoring.models import Submission, ValueComment
from monitoring.models.catalogue import part_names
from monitoring.notices.posting import Entry, Notice, post, secretariat, team
from monitoring.notices.wording import (
    names_a_number,
    value_in_words,
)
from monitoring.reminders.mails import also_after_closing, due_in_words, heading_of

# So many values are named in one mail; the page names all.
LISTED = 30


def _page(submission: Submission, *lines: str) -> Entry:
    """Return the report as the country opens it."""
    url = address_of(submission.get_absolute_url())
    return Entry(heading_of(submission), lines, url)


# --- To the secretariat -----------------------------------------------------------


def report_sent_in(submission: Submission, *, by: User) -> None:
    """Tell the officers that a report waits for them."""
    cause = f"report-sent:{submission.pk}:{submission.submitted_at.isoformat()}"
    post(cause, secretariat(), partial(_sent_in, submission), by=by)


def _sent_in(submission: Submission) -> Notice:
    waiting = submission.values.filter(state=ValueState.SUBMITTED).count()
    count = ngettext(
        "%(count)d value waits for a decision.",
        "%(count)d values wait for a decision.",
        waiting,
    ) % {"count": waiting}
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    desk = address_of(reverse("monitoring:review-desk", kwargs=keys))
    who = _("Sent in by: %(person)s") % {"person": submission.submitted_by}
    return Notice(
        subject=_("Reporting %(year)s of %(country)s: sent in")
        % {"year": submission.round.year, "country": submission.pathfinder},
        intro=_("a country sent its report in."),
        entries=[Entry(heading_of(submission), [who, count], desk)],
    )


# --- To the country ---------------------------------------------------------------


def values_sent_back(submission: Submission, keys: Sequence[int], *, by: User) -> None:
    """Tell the country which values came back; `keys` are those of the versions."""
    rows = ValueComment.objects.filter(value__in=keys, kind=CommentKind.RETURN)
    latest = {
        comment.value_id: comment
        for comment in rows.select_related(
            "observation__pathfinder__country", "value__definition"
        ).order_by("pk")
    }
    comments = sorted(latest.values(), key=lambda comment: comment.pk)
    cause = f"values-back:{comments[-1].pk}"
    write = partial(_sent_back, submission, comments)
    post(cause, team(submission.pathfinder), write, by=by)


def _sent_back(submission: Submission, comments: Sequence[ValueComment]) -> Notice:
    count = {"count": len(comments), "country": submission.pathfinder}
    due = due_in_words(submission, timezone.localdate())
    left = len(comments) - LISTED
    more = ngettext(
        "%(count)d more value stands on the page of the report.",
        "%(count)d more values stand on the page of the report.",
        left,
    ) % {"count": left}
    parts = part_names()
    return Notice(
        subject=ngettext(
            "%(country)s: %(count)d value was sent back",
            "%(country)s: %(count)d values were sent back",
            len(comments),
        )
        % count,
        intro=ngettext(
            "the secretariat sent %(count)d value of your report back. Please change "
            "or answer it, then send the report in again.",
            "the secretariat sent %(count)d values of your report back. Please change "
            "or answer each, then send the report in again.",
            len(comments),
        )
        % count,
        entries=[
            _page(submission, _("Due: %(due)s") % {"due": due}, also_after_closing()),
            *(returned(comment, parts) for comment in comments[:LISTED]),
        ],
        notes=[more] if left > 0 else [],
    )


def returned(comment: ValueComment, parts: dict[tuple[str, str], str]) -> Entry:
    """Return one value that came back: the reason and, if they may go, the words."""
    facts = {"reason": ReturnReason(comment.reason).label, "text": comment.text}
    words = _("%(reason)s: “%(text)s”")
    if names_a_number(comment.text):
        words = _("%(reason)s. The words name a number: read them on the page.")
    observation = comment.observation
    return Entry(
        value_in_words(observation, comment.value.definition, parts),
        [words % facts],
        address_of(observation.get_absolute_url()),
    )


def report_published(submission: Submission, *, count: int, by: User) -> None:
    """Tell the country that so many of its values are public now."""
    cause = f"report-public:{submission.pk}:{submission.published_at.isoformat()}"
    write = partial(_published, submission, count)
    post(cause, team(submission.pathfinder), write, by=by)


def _published(submission: Submission, count: int) -> Notice:
    facts = {"country": submission.pathfinder, "year": submission.round.year}
    keys = {"iso3": submission.pathfinder.country.slug}
    public = ngettext(
        "%(count)d value of it is public.",
        "%(count)d values of it are public.",
        count,
    ) % {"count": count}
    return Notice(
        subject=_("Reporting %(year)s of %(country)s: public") % facts,
        intro=_("the secretariat published the report of your country. Thank you."),
        entries=[
            Entry(
                heading_of(submission),
                [public],
                address_of(reverse("monitoring:values", kwargs=keys)),
            )
        ],
    )


def report_reopened(submission: Submission, *, reason: str, by: User) -> None:
    """Tell the country that it may enter values again, until when, and why."""
    cause = f"report-reopened:{submission.pk}:{submission.changed_at.isoformat()}"
    write = partial(_reopened, submission, reason)
    post(cause, team(submission.pathfinder), write, by=by)


def _reopened(submission: Submission, reason: str) -> Notice:
    facts = {"country": submission.pathfinder, "year": submission.round.year}
    until = _("Values can be entered until: %(day)s")
    lines = [until % {"day": write_day(submission.closes_on)}]
    if not names_a_number(reason):
        lines.append(_("Reason: “%(text)s”") % {"text": reason})
    return Notice(
        subject=_("Reporting %(year)s of %(country)s: open again") % facts,
        intro=_(
            "the secretariat opened the report of your country again. You can change "
            "and add values; what is public stays public."
        ),
        entries=[_page(submission, *lines)],
    )
