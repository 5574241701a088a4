"""The secretariat begins a pack, arranges it, looks at a draft, issues it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.exceptions import DomainError
from alliance87.core.forms import ConfirmForm
from alliance87.core.job_views import go_to
from alliance87.core.jobs import ask_for
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from alliance87.core.views import show_pdf
from meetings import packs, rules
from meetings.enums import PackState, SectionKind
from meetings.forms.packs import SectionForm, StartPackForm
from meetings.models import BriefingPack, Meeting, PackSection
from meetings.reports.name_plates import name_plates_pdf
from meetings.selectors import packs as reads
from meetings.views.frame import find_meeting, find_run_meeting, frame
from meetings.views.packs import (
    draft_rows,
    find_pack,
    list_line,
    pack_name,
)
from meetings.workflow.pack import PACK
from pathfinders.views.frame import Line

STEPS = {"up": -1, "down": 1}


def _find_draft(request, pk: int, pack: int) -> tuple[Meeting, BriefingPack]:
    """Return a pack to those who build them; 403 to those who only read it."""
    meeting, found = find_pack(request, pk, pack)
    if not rules.may_build_packs(request.user, found):
        raise PermissionDenied
    return meeting, found


def _find_section(request, pk, pack, section) -> tuple[Meeting, PackSection]:
    meeting, found = _find_draft(request, pk, pack)
    rows = PackSection.objects.select_related("pack__meeting")
    return meeting, get_object_or_404(rows, pk=section, pack=found)


def _frame(request, meeting: Meeting, pack: BriefingPack, *lines: Line) -> dict:
    here = Line(pack_name(pack), url=pack.get_absolute_url())
    return frame(request.user, meeting, "packs", list_line(meeting), here, *lines)


@get_or_post
def start(request, pk):
    """Begin the next version: the first in the usual order, others like the last."""
    meeting = find_meeting(request, pk)
    if not rules.may_build_packs_of(request.user, meeting):
        raise PermissionDenied
    form = StartPackForm(posted(request), meeting=meeting)
    label = _("Begin a pack")
    return verb_page(
        request,
        form,
        lambda: packs.start_pack(meeting, by=request.user, **form.cleaned_data),
        heading=label,
        over=str(meeting),
        button=label,
        success=_("The draft is begun. Arrange its sections, then look at a preview."),
        done_url=list_line(meeting).url,
        lead=_(
            "A draft with the usual sections, or arranged like the version before. "
            "Nobody outside the secretariat and the office of the Chair sees it."
        )
        if meeting.group_id is None
        else _(
            "A draft with the usual sections, or arranged like the version before. "
            "The chairs of the group, the secretariat and the office of the Chair "
            "see it."
        ),
        context=frame(request.user, meeting, "packs", list_line(meeting), Line(label)),
    )


@require_POST
def refresh(request, pk, pack):
    """Take in what came onto the agenda, and take out what left it."""
    _meeting, found = _find_draft(request, pk, pack)
    try:
        done = packs.refresh(found, by=request.user)
    except DomainError as error:
        refuse(request, error)
    else:
        messages.success(request, _in_words(len(done.added), len(done.removed)))
    return redirect(found)


def _in_words(added: int, removed: int) -> str:
    if not added and not removed:
        return _("The draft holds what the agenda has.")
    came = ngettext("%(count)d section came", "%(count)d sections came", added)
    went = ngettext("%(count)d went", "%(count)d went", removed)
    return "; ".join((came % {"count": added}, went % {"count": removed})) + "."


@require_POST
def step_section(request, pk, pack, section, direction):
    """Move a section up or down."""
    if direction not in STEPS:
        raise Http404
    _meeting, found = _find_section(request, pk, pack, section)
    return _changed(
        request,
        found,
        lambda: packs.move_section(found, STEPS[direction], by=request.user),
    )


@require_POST
def switch_section(request, pk, pack, section):
    """Leave a section out, or take it in again."""
    _meeting, found = _find_section(request, pk, pack, section)
    return _changed(
        request,
        found,
        lambda: packs.switch_section(
            found, is_included=not found.is_included, by=request.user
        ),
    )


def _changed(request, section: PackSection, change):
    try:
        change()
    except DomainError as error:
        refuse(request, error)
    return redirect(f"{section.pack.get_absolute_url()}#section-{section.pk}")


@get_or_post
def edit_section(request, pk, pack, section):
    """Give a section a title of its own, and a text where it prints one."""
    meeting, found = _find_section(request, pk, pack, section)
    form = SectionForm(posted(request), section=found)
    heading = found.get_kind_display()
    return verb_page(
        request,
        form,
        lambda: packs.change_section(found, **form.answer, by=request.user),
        heading=heading,
        over=f"{meeting} · {pack_name(found.pack)}",
        button=_("Save"),
        success=_("The section was saved."),
        done_url=found.pack.get_absolute_url(),
        context=_frame(request, meeting, found.pack, Line(heading)),
    )


@get_or_post
def add_text(request, pk, pack):
    """Add a text of one’s own at the end; it can be moved from there."""
    meeting, found = _find_draft(request, pk, pack)
    form = SectionForm(posted(request))
    heading = _("Add a text")
    return verb_page(
        request,
        form,
        lambda: packs.add_text(found, **form.answer, by=request.user),
        heading=heading,
        over=f"{meeting} · {pack_name(found)}",
        button=heading,
        success=_("The text stands at the end; move it where it belongs."),
        done_url=found.get_absolute_url(),
        context=_frame(request, meeting, found, Line(heading)),
    )


@require_POST
def remove_text(request, pk, pack, section):
    _meeting, found = _find_section(request, pk, pack, section)
    if found.kind != SectionKind.TEXT:
        raise Http404
    try:
        packs.remove_text(found, by=request.user)
    except DomainError as error:
        refuse(request, error)
    return redirect(found.pack)


@require_POST
def preview(request, pk, pack):
    """Ask for the draft as a PDF, which only who asks for it gets."""
    _meeting, found = _find_draft(request, pk, pack)
    title = _("Preview: %(pack)s") % {"pack": found}
    return go_to(ask_for(packs.PREVIEW, by=request.user, title=title, pk=found.pk))


@get_or_post
def issue(request, pk, pack):
    """Issue a draft: show what follows and what it lacks, then ask for the work."""
    meeting, found = _find_draft(request, pk, pack)
    form = ConfirmForm(posted(request))
    heading = PACK.moves["issue"].label
    is_draft = found.state == PackState.DRAFT
    refusals = _refusals(found, request.user, is_draft=is_draft)
    if request.method == "POST" and not refusals:
        title = _("Issuing %(pack)s") % {"pack": found}
        keys = {"pk": found.pk, "by_pk": request.user.pk}
        return go_to(ask_for(packs.ISSUE, by=request.user, title=title, **keys))
    rows = draft_rows(found, request.user) if is_draft else []
    former = reads.former_of(found)
    return verb_page(
        request,
        form,
        lambda: packs.locked_draft(found, by=request.user),
        heading=heading,
        over=f"{meeting} · {pack_name(found)}",
        button=heading,
        success="",
        done_url=found.get_absolute_url(),
        lead=_("The pack is built and kept for good, with its checksum."),
        tone="stop",
        missing=refusals,
        template="meetings/pack_issue.html",
        context=_frame(request, meeting, found, Line(heading))
        | {
            "problems": [r for r in rows if r.section.is_included and r.problem],
            "consequences": _consequences(found, former),
        },
    )


def _refusals(pack: BriefingPack, user, *, is_draft: bool) -> list[str]:
    if not is_draft:
        return [_("This pack is issued already: begin the next version.")]
    options = PACK.options(pack, user)
    return [sentence for each in options for sentence in each.missing]


def _consequences(pack: BriefingPack, former: BriefingPack | None) -> list[str]:
    lines = [
        _("Nobody can change this version any more; late papers need the next one."),
        _("It can be read by: %(audience)s.") % {"audience": pack.readers},
        _("No mail leaves by this: the secretariat writes to its readers."),
    ]
    if former is not None:
        words = _(
            "Version %(number)s is superseded; it can still be downloaded. This one "
            "says what changed, and the late papers are made as a PDF of their own."
        )
        lines.insert(1, words % {"number": former.number})
    return lines


@require_safe
def name_plates(request, pk):
    """Deliver the name plates of those who take part in the room."""
    meeting = find_run_meeting(request, pk)
    return show_pdf(name_plates_pdf(meeting), f"name-plates-{meeting.pk}")
