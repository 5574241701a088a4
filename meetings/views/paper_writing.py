"""Work of the secretariat on papers: adding, filing versions, moving their states."""

from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm, ReasonForm
from alliance87.core.verbs import get_or_post, posted, posted_with_files, verb_page
from meetings import papers
from meetings.forms.papers import AddVersionForm, PaperForm, VersionForm
from meetings.models import Paper, PaperVersion
from meetings.views.paper_frame import (
    find_paper,
    find_version,
    frame,
    only_those_who_edit,
    version_name,
    way_to,
)
from meetings.workflow.papers import (
    PAPER_VERSION,
    circulate_version,
    release,
    supersede_version,
    table_version,
    withdraw_version,
)
from pathfinders.views.frame import Line


@get_or_post
def add(request):
    only_those_who_edit(request)
    return _save(request, Paper(created_by=request.user))


@get_or_post
def edit(request, slug):
    paper = find_paper(request, slug)
    only_those_who_edit(request)
    return _save(request, paper)


def _save(request, paper: Paper):
    title = paper.title
    form = PaperForm(posted(request), instance=paper)
    heading = _("Change the paper") if paper.pk else _("Add a paper")
    line = Line(heading)
    way = way_to(Line(title, url=paper.get_absolute_url()), line) if title else None
    return verb_page(
        request,
        form,
        lambda: papers.save_paper(paper, write=form.save, by=request.user),
        heading=heading,
        over=title,
        lead=_("What the paper is. Its versions, with their files, come after."),
        button=_("Save the paper"),
        success=_("The paper is saved."),
        done_url=_After(paper),
        back_url=paper.get_absolute_url() if paper.pk else reverse("meetings:papers"),
        context={"breadcrumbs": way or way_to(line), "is_example": paper.is_example},
    )


class _After:
    """The page of a paper; its address is known once it is saved."""

    def __init__(self, paper: Paper):
        self.paper = paper

    def get_absolute_url(self) -> str:
        return self.paper.get_absolute_url()


# --- Versions -------------------------------------------------------------------------


@get_or_post
def version_add(request, slug):
    paper = find_paper(request, slug)
    only_those_who_edit(request)
    numbers = sorted(set(paper.versions.values_list("number", flat=True)))
    form = AddVersionForm(*posted_with_files(request), numbers=numbers)
    heading = _("Add a version")
    return verb_page(
        request,
        form,
        lambda: papers.add_version(paper, by=request.user, **form.facts),
        heading=heading,
        over=paper.title,
        lead=_(
            "It comes in as a draft that the secretariat and the Chair read. A file is "
            "never exchanged: another file is another version."
        ),
        button=_("File the version"),
        success=_("The version is filed as a draft."),
        done_url=paper.get_absolute_url(),
        context=frame(paper, Line(heading)),
    )


def _find(request, slug, number, lang) -> PaperVersion:
    version = find_version(request, slug, number, lang)
    only_those_who_edit(request)
    return version


@get_or_post
def version_edit(request, slug, number, lang):
    version = _find(request, slug, number, lang)
    form = VersionForm(posted(request), instance=version)
    heading = _("Change what is said about the version")
    return _decide(
        request,
        version,
        form,
        lambda: papers.change_version(version, write=form.save, by=request.user),
        heading=heading,
        button=_("Save"),
        success=_("The version is saved."),
    )


@get_or_post
def version_remove(request, slug, number, lang):
    version = _find(request, slug, number, lang)
    return _decide(
        request,
        version,
        ConfirmForm(posted(request)),
        lambda: papers.delete_draft(version, by=request.user),
        heading=_("Remove the draft"),
        lead=_("Only a draft that nobody was given can be removed."),
        button=_("Remove the draft"),
        success=_("The draft is removed."),
        tone="stop",
        done_url=version.paper.get_absolute_url(),
        back_url=version.get_absolute_url(),
    )


# --- States ---------------------------------------------------------------------------


@get_or_post
def circulate(request, slug, number, lang):
    version = _find(request, slug, number, lang)
    return _move(
        request,
        version,
        "circulate",
        lambda form: circulate_version(version, by=request.user),
        lead=_(
            "Members and observers of the Group can read it from now on, and its text "
            "is fixed. Then open a comment round, with a deadline. Earlier drafts in "
            "this language are superseded."
        ),
        success=_("The version is out for comments."),
    )


@get_or_post
def table(request, slug, number, lang):
    version = _find(request, slug, number, lang)
    return _move(
        request,
        version,
        "table",
        lambda form: table_version(version, by=request.user),
        lead=_(
            "The text is fixed and waits for a decision of the Group. Recording that "
            "decision endorses it. Earlier drafts in this language are superseded."
        ),
        success=_("The version waits for the decision of the Group."),
    )


@get_or_post
def put_out(request, slug, number, lang):
    version = _find(request, slug, number, lang)
    return _move(
        request,
        version,
        "release",
        lambda form: release(version, by=request.user),
        lead=_(
            "Whoever may know the paper reads this version from now on. The one before "
            "it in this language is superseded and stays readable."
        ),
        success=_("The version is out."),
    )


@get_or_post
def supersede(request, slug, number, lang):
    version = _find(request, slug, number, lang)
    form = ReasonForm(posted(request))
    return _move(
        request,
        version,
        "supersede",
        lambda form: supersede_version(
            version, by=request.user, reason=form.cleaned_data["reason"]
        ),
        form=form,
        lead=_("It stays readable, and everybody sees that it holds no longer."),
        success=_("The version is superseded."),
        tone="stop",
    )


@get_or_post
def withdraw(request, slug, number, lang):
    version = _find(request, slug, number, lang)
    form = ReasonForm(posted(request))
    return _move(
        request,
        version,
        "withdraw",
        lambda form: withdraw_version(
            version, by=request.user, reason=form.cleaned_data["reason"]
        ),
        form=form,
        lead=_(
            "Only the secretariat and the Chair can open it from now on, and no more "
            "comments are taken on it. This cannot be undone."
        ),
        success=_("The version is withdrawn."),
        tone="stop",
    )


def _move(request, version: PaperVersion, verb: str, do, *, form=None, **page):
    """Show the page of a move, with what it still needs."""
    form = form or ConfirmForm(posted(request))
    label = str(PAPER_VERSION.moves[verb].label)
    options = PAPER_VERSION.options(version, request.user)
    missing = next((o.missing for o in options if o.move.verb == verb), ())
    return _decide(
        request,
        version,
        form,
        lambda: do(form),
        heading=label,
        button=label,
        missing=missing,
        **page,
    )


def _decide(request, version: PaperVersion, form, do, *, heading, **page):
    page.setdefault("done_url", version.get_absolute_url())
    way = Line(version_name(version), url=version.get_absolute_url())
    return verb_page(
        request,
        form,
        do,
        heading=heading,
        over=str(version),
        context=frame(version.paper, way, Line(heading)),
        **page,
    )
