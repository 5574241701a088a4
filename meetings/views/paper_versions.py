"""Pages of one version of a paper: reading it, its file, and two versions compared."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import ReportError
from alliance87.core.reports import prose
from alliance87.core.text_comparison import TextComparison, compare_texts, paragraphs
from alliance87.core.verbs import refuse
from alliance87.core.views import deliver, show_pdf
from meetings import rules
from meetings.enums import VersionState
from meetings.forms.papers import CompareForm
from meetings.models import PaperVersion
from meetings.reports.paper_comparison import paper_comparison_pdf
from meetings.selectors import papers as reads
from meetings.views.paper_frame import (
    find_paper,
    find_version,
    frame,
    or_sign_in,
    version_name,
    version_url,
)
from meetings.workflow.papers import DECIDED_BY_THE_GROUP, PAPER_VERSION
from pathfinders.views.frame import Line, moves_open_to_reader

# Moves with a page of their own; endorsing is done by recording the decision.
PAGES = ("circulate", "table", "release", "supersede", "withdraw")


@login_not_required
@require_safe
@or_sign_in
def detail(request, slug, number, lang):
    """Show a version: what it is, its text to read, and what can be done with it."""
    version = find_version(request, slug, number, lang)
    tone, state = reads.state_of(version)
    may_edit = rules.may_edit_papers(request.user)
    siblings = reads.versions_of(version.paper, request.user)
    context = {
        "version": version,
        "tone": tone,
        "state": state,
        "name": version_name(version),
        "file_url": version_url("paper-file", version) if version.file_id else "",
        "html": _html(version),
        "rounds": next(each.rounds for each in siblings if each == version),
        "languages": _languages(version, siblings),
        "compare_url": _compare_with_earlier(version, siblings),
        "may_edit": may_edit,
        "moves": _moves(version, siblings, request.user),
        "may_open_round": may_edit and _takes_a_round(version, siblings),
        "newer": _newer(version, siblings),
    }
    page = context | frame(version.paper, Line(version_name(version)))
    return render(request, "meetings/paper_version.html", page)


def _html(version: PaperVersion) -> SafeString | list[str]:
    """Return the text as written, or the paragraphs that were read from a file."""
    if version.file_id:
        return paragraphs(version.text)
    return prose(version.text)


def _languages(version, siblings) -> list[Line]:
    same = [each for each in siblings if each.number == version.number]
    return [
        Line(
            each.get_language_display(),
            url=each.get_absolute_url(),
            is_current=each == version,
        )
        for each in same
        if len(same) > 1
    ]


def _compare_with_earlier(version, siblings) -> str:
    """Return where the text is compared with the version before it, if there is one."""
    earlier = [
        each
        for each in reads.comparable(siblings)
        if each.language == version.language and each.number < version.number
    ]
    if not earlier or not version.text:
        return ""
    return compare_url(earlier[0], version)


def _newer(version, siblings) -> PaperVersion | None:
    """Return what is in force in place of this version."""
    in_force = reads.PaperRow(version.paper, tuple(siblings)).in_force
    newer = (each for each in in_force if each.language == version.language)
    return next((each for each in newer if each.number > version.number), None)


def _takes_a_round(version, siblings) -> bool:
    rounds = next(each.rounds for each in siblings if each == version)
    is_out = version.state == VersionState.FOR_COMMENT
    return is_out and all(each.is_over for each in rounds)


def _moves(version, siblings, user) -> list[Line]:
    """Return the moves with a page; what the Group endorses nobody else puts out."""
    follows = any(
        each.was_endorsed for each in siblings if each.number == version.number
    )
    pages = set(PAGES)
    if version.paper.kind in DECIDED_BY_THE_GROUP and not follows:
        pages.discard("release")
    options = PAPER_VERSION.options(version, user)
    return moves_open_to_reader(
        [option for option in options if option.move.verb in pages],
        lambda verb: version_url(f"paper-version-{verb}", version),
    )


@login_not_required
@require_safe
@or_sign_in
def file(request, slug, number, lang):
    """Deliver the file of a version to those who may read it."""
    version = find_version(request, slug, number, lang)
    return deliver(version.file)


# --- Comparison -----------------------------------------------------------------------


def key_of(version: PaperVersion) -> str:
    """Return what names a version in an address: 2-en."""
    return f"{version.number}-{version.language}"


def compare_url(
    old: PaperVersion, new: PaperVersion, name: str = "paper-compare"
) -> str:
    page = reverse(f"meetings:{name}", kwargs={"slug": new.paper.slug})
    return f"{page}?old={key_of(old)}&new={key_of(new)}"


def _asked(request, slug) -> tuple:
    """Return the paper, its versions with a text by key, and the form."""
    paper = find_paper(request, slug)
    versions = reads.comparable(reads.versions_of(paper, request.user))
    by_key = {key_of(version): version for version in reversed(versions)}
    choices = [
        (key, f"{version_name(version)}: {reads.label_of(version)}")
        for key, version in by_key.items()
    ]
    is_asked = "old" in request.GET or "new" in request.GET
    data = request.GET if is_asked else None
    newest = dict(zip(("old", "new"), list(by_key)[-2:], strict=False))
    return paper, by_key, CompareForm(data, choices=choices, initial=newest)


@login_not_required
@require_safe
@or_sign_in
def compare(request, slug):
    """Show what changed in the text from one version to another."""
    paper, by_key, form = _asked(request, slug)
    context = {"form": form, "may_choose": len(by_key) > 1}
    if form.is_bound and form.is_valid():
        old, new = (by_key[form.cleaned_data[name]] for name in ("old", "new"))
        context |= _compared(request, old, new)
    page = context | frame(paper, Line(_("Comparison")))
    return render(request, "meetings/paper_compare.html", page)


def _compared(request, old: PaperVersion, new: PaperVersion) -> dict:
    comparison = compare_texts(old.text, new.text)
    shows_all = request.GET.get("show") == "all"
    is_beside = request.GET.get("view") == "beside"
    around = len(comparison.passages) if shows_all else 1
    here = compare_url(old, new).partition("?")[2]
    return {
        "old": old,
        "new": new,
        "old_name": version_name(old),
        "new_name": version_name(new),
        "comparison": comparison,
        "stretches": comparison.stretches(around) if comparison.differs else (),
        "summary": _summary(comparison),
        "is_beside": is_beside,
        "from_files": bool(old.file_id or new.file_id),
        "in_two_languages": old.language != new.language,
        "views": _views(here, is_beside=is_beside, shows_all=shows_all),
        "pdf_url": compare_url(old, new, "paper-compare-pdf"),
    }


def _views(here: str, *, is_beside: bool, shows_all: bool) -> list[Line]:
    all_of_it = "&show=all" if shows_all else ""
    beside = "&view=beside" if is_beside else ""
    return [
        Line(_("One text"), url=f"?{here}{all_of_it}", is_current=not is_beside),
        Line(
            _("Side by side"),
            url=f"?{here}{all_of_it}&view=beside",
            is_current=is_beside,
        ),
        Line(_("With the whole text"), url=f"?{here}{beside}&show=all")
        if not shows_all
        else Line(_("Only what changed"), url=f"?{here}{beside}"),
    ]


def _summary(comparison: TextComparison) -> list[tuple[str, str]]:
    """Return the mark and the sentence for each thing that happened."""
    counts = comparison.counts
    sentences = {
        "added": ngettext(
            "%(n)s paragraph added", "%(n)s paragraphs added", counts["added"]
        ),
        "removed": ngettext(
            "%(n)s paragraph removed", "%(n)s paragraphs removed", counts["removed"]
        ),
        "changed": ngettext(
            "%(n)s paragraph changed", "%(n)s paragraphs changed", counts["changed"]
        ),
        "same": ngettext(
            "%(n)s paragraph without a change",
            "%(n)s paragraphs without a change",
            counts["same"],
        ),
    }
    return [(mark, text % {"n": counts[mark]}) for mark, text in sentences.items()]


@login_not_required
@require_safe
@or_sign_in
def compare_pdf(request, slug):
    _paper, by_key, form = _asked(request, slug)
    if not (form.is_bound and form.is_valid()):
        raise Http404
    old, new = (by_key[form.cleaned_data[name]] for name in ("old", "new"))
    try:
        pdf = paper_comparison_pdf(old, new)
    except ReportError as error:
        refuse(request, error)
        return redirect(compare_url(old, new))
    return show_pdf(pdf, f"comparison-{slug}-{key_of(old)}-{key_of(new)}")
