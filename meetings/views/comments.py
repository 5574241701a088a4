"""Pages of comment rounds: reading, saying something, answering, the table."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.deadlines import write_moment
from alliance87.core.exceptions import ReportError
from alliance87.core.forms import ConfirmForm
from alliance87.core.spreadsheets import xlsx_response
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from alliance87.core.views import show_pdf
from meetings import commenting, rules
from meetings.enums import Disposition
from meetings.forms.comments import AnswerForm, OpenRoundForm, WriteCommentForm
from meetings.models import Comment, CommentRound, MeetingReport
from meetings.reports.comment_table import comment_sheet, comment_table_pdf
from meetings.selectors import comments as reads
from meetings.views.paper_frame import (
    find_version,
    frame,
    only_those_who_edit,
    version_name,
)
from pathfinders.views.frame import Line


def find_round(request, pk) -> CommentRound:
    """Return the round to those who are asked in it; for others it is not there."""
    return get_object_or_404(reads.rounds_of(request.user), pk=pk)


def _find_comment(request, pk, comment) -> Comment:
    rows = reads.comments_of(find_round(request, pk), request.user)
    return get_object_or_404(rows.select_related("round"), pk=comment)


def _url(name: str, comment_round: CommentRound, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": comment_round.pk} | keys)


def _way(comment_round: CommentRound, *lines: Line) -> dict:
    """Return what every page of one round shows around its content."""
    here = Line(_("Comments"), url=comment_round.get_absolute_url() if lines else "")
    version = comment_round.version
    if version:
        name = Line(version_name(version), url=version.get_absolute_url())
        return frame(version.paper, name, here, *lines)
    report = comment_round.report
    way = [
        Line(_("Home"), url="/"),
        Line(str(report.meeting), url=report.meeting.get_absolute_url()),
        Line(_("Report"), url=report.get_absolute_url()),
        here,
        *lines,
    ]
    return {"breadcrumbs": way}


# --- Reading --------------------------------------------------------------------------


@require_safe
def detail(request, pk):
    """Show a round: until when, what was said, and what was done with it."""
    comment_round, user = find_round(request, pk), request.user
    comments = list(reads.comments_of(comment_round, user))
    may_edit = rules.may_edit_papers(user)
    context = {
        "round": comment_round,
        "closes": write_moment(comment_round.ends_at, comment_round.time_zone),
        "rows": [_row(each, comment_round, user) for each in comments],
        "counts": _counts(comments),
        "reads_all": rules.may_read_all_comments(user, comment_round),
        "partner": None if may_edit else commenting.own_partner(user),
        "may_comment": _may_comment_now(comment_round, user),
        "may_edit": may_edit,
        "silence": _silence(comment_round, user),
    }
    page = context | _way(comment_round)
    return render(request, "meetings/comment_round.html", page)


def _may_comment_now(comment_round: CommentRound, user) -> bool:
    if rules.may_edit_papers(user):
        return comment_round.answered_at is None
    return comment_round.is_open and rules.may_comment(user, comment_round)


def _counts(comments) -> list[tuple[str, str, int]]:
    counts = reads.counts_of(comments)
    return [
        (reads.TONES[each], str(each.label), counts[each])
        for each in Disposition
        if counts[each]
    ]


def _row(comment: Comment, comment_round: CommentRound, user) -> dict:
    """Return a comment as the page shows it, with what the reader may do."""
    is_own = comment.created_by_id == user.pk
    may_edit = rules.may_edit_papers(user)
    is_waiting = comment.disposition == Disposition.OPEN
    takes_changes = comment_round.is_open or may_edit
    return {
        "comment": comment,
        "from": reads.speaker_of(comment),
        "tone": reads.TONES[comment.disposition],
        "state": comment.get_disposition_display(),
        # Answers are the secretariat's own business until they are shared.
        "shows_answer": may_edit or comment_round.answered_at is not None,
        "may_change": is_own and is_waiting and takes_changes,
        "may_answer": may_edit and comment_round.answered_at is None,
    }


def _silence(comment_round: CommentRound, user):
    if not (comment_round.silence_is_consent and comment_round.is_over):
        return None
    if not rules.may_read_all_comments(user, comment_round):
        return None
    return reads.silence_in(comment_round)


def _whole_table(request, pk) -> tuple:
    """Return the round with all comments; before they are shared, 404 for members."""
    comment_round = find_round(request, pk)
    if not rules.may_read_all_comments(request.user, comment_round):
        raise Http404
    return comment_round, list(reads.comments_of(comment_round, request.user))


@require_safe
def table_pdf(request, pk):
    comment_round, comments = _whole_table(request, pk)
    silence = _silence(comment_round, request.user)
    try:
        pdf = comment_table_pdf(comment_round, comments, silence)
    except ReportError as error:
        refuse(request, error)
        return redirect(comment_round)
    return show_pdf(pdf, f"comments-{comment_round.pk}")


@require_safe
def table_xlsx(request, pk):
    comment_round, comments = _whole_table(request, pk)
    return xlsx_response(f"comments-{comment_round.pk}", [comment_sheet(comments)])


# --- Saying something -----------------------------------------------------------------


@get_or_post
def comment_add(request, pk):
    comment_round = find_round(request, pk)
    if not rules.may_comment(request.user, comment_round):
        raise PermissionDenied
    is_keeper = rules.may_edit_papers(request.user)
    form = WriteCommentForm(posted(request), names_partner=is_keeper)
    partner = None if is_keeper else commenting.own_partner(request.user)
    lead = _("The secretariat reads it now, all who were asked once it is answered.")
    if partner:
        lead = f"{_('For %(partner)s.') % {'partner': partner}} {lead}"

    def save():
        facts = {**form.cleaned_data}
        del facts["version"]
        commenting.add_comment(comment_round, by=request.user, **facts)

    return _decide(
        request,
        comment_round,
        form,
        save,
        heading=_("Write a comment"),
        lead=lead,
        button=_("Send the comment"),
        success=_("The comment is sent. You can change it until the round closes."),
    )


@get_or_post
def comment_edit(request, pk, comment):
    found = _find_own(request, pk, comment)
    initial = {
        "section": found.section,
        "text": found.text,
        "version": found.version,
    }
    form = WriteCommentForm(posted(request), names_partner=False, initial=initial)
    return _decide(
        request,
        found.round,
        form,
        lambda: commenting.change_comment(
            found,
            section=form.cleaned_data["section"],
            text=form.cleaned_data["text"],
            expected=form.cleaned_data["version"] or 0,
            by=request.user,
        ),
        heading=_("Change the comment"),
        button=_("Save the comment"),
        success=_("The comment is saved."),
    )


@get_or_post
def comment_remove(request, pk, comment):
    found = _find_own(request, pk, comment)
    return _decide(
        request,
        found.round,
        ConfirmForm(posted(request)),
        lambda: commenting.remove_comment(found, by=request.user),
        heading=_("Take the comment back"),
        lead=found.text,
        button=_("Take the comment back"),
        success=_("The comment is taken back."),
        tone="stop",
    )


def _find_own(request, pk, comment) -> Comment:
    found = _find_comment(request, pk, comment)
    if found.created_by_id != request.user.pk:
        raise PermissionDenied
    return found


# --- Work of the secretariat ----------------------------------------------------------


@get_or_post
def open_on_version(request, slug, number, lang):
    version = find_version(request, slug, number, lang)
    only_those_who_edit(request)
    line = Line(version_name(version), url=version.get_absolute_url())
    return _open(request, version, frame(version.paper, line, Line(_("Comments"))))


@get_or_post
def open_on_report(request, pk):
    rows = MeetingReport.objects.visible_to(request.user).select_related("meeting")
    report = get_object_or_404(rows, pk=pk)
    only_those_who_edit(request)
    way = [
        Line(_("Home"), url="/"),
        Line(str(report.meeting), url=report.meeting.get_absolute_url()),
        Line(_("Report"), url=report.get_absolute_url()),
        Line(_("Comments")),
    ]
    return _open(request, report, {"breadcrumbs": way})


def _open(request, subject, context):
    form = OpenRoundForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: commenting.open_round(subject, by=request.user, **form.cleaned_data),
        heading=_("Open a comment round"),
        over=str(subject),
        lead=_(
            "Those who are asked see it at once, with the deadline in their papers."
        ),
        button=_("Open the round"),
        success=_("The round is open."),
        done_url=subject.get_absolute_url(),
        context=context,
    )


@get_or_post
def close(request, pk):
    comment_round = find_round(request, pk)
    only_those_who_edit(request)
    return _decide(
        request,
        comment_round,
        ConfirmForm(posted(request)),
        lambda: commenting.close_round(comment_round, by=request.user),
        heading=_("Close the round"),
        lead=_(
            "No more comments are taken, also before the deadline that was announced."
        ),
        button=_("Close the round"),
        success=_("The round is closed."),
        tone="stop",
    )


@get_or_post
def share(request, pk):
    comment_round = find_round(request, pk)
    only_those_who_edit(request)
    return _decide(
        request,
        comment_round,
        ConfirmForm(posted(request)),
        lambda: commenting.share_answers(comment_round, by=request.user),
        heading=_("Share the answers"),
        lead=_(
            "All who were asked read every comment with its answer. Nothing can be "
            "changed after that."
        ),
        button=_("Share the answers"),
        success=_("The answers are shared."),
        tone="stop",
    )


@get_or_post
def answer(request, pk, comment):
    found = _find_comment(request, pk, comment)
    only_those_who_edit(request)
    initial = {
        "disposition": found.disposition,
        "response": found.response,
        "version": found.version,
    }
    form = AnswerForm(posted(request), initial=initial)

    def save():
        facts = {**form.cleaned_data}
        expected = facts.pop("version")
        commenting.answer_comment(found, by=request.user, expected=expected, **facts)

    return _decide(
        request,
        found.round,
        form,
        save,
        heading=_("Answer the comment"),
        lead=found.text,
        button=_("Save the answer"),
        success=_("The answer is saved."),
    )


def _decide(request, comment_round: CommentRound, form, do, *, heading, **page):
    return verb_page(
        request,
        form,
        do,
        heading=heading,
        over=str(comment_round.subject),
        done_url=comment_round.get_absolute_url(),
        context=_way(comment_round, Line(heading)),
        **page,
    )
