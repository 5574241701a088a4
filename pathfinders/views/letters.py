"""Pages of the letters to a country: preparing, signing, sending, printing."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import ReportError
from alliance87.core.forms import ReasonForm
from alliance87.core.rules import may_view_document
from alliance87.core.verbs import (
    get_or_post,
    posted,
    posted_with_files,
    refuse,
    verb_page,
)
from alliance87.core.views import show_pdf
from alliance87.partners.chairs import chair_name
from pathfinders import guards, letter_texts, letters, reports, rules, workflow
from pathfinders.enums import LetterKind
from pathfinders.forms.letters import LetterForm, SendForm, SignForm
from pathfinders.models import Letter
from pathfinders.tones import RECORD_TONES
from pathfinders.views.frame import (
    Line,
    breadcrumbs,
    find_pathfinder,
    home_url,
    moves_open_to_reader,
)

SCAN_TO_COME = -1


def _find(request, iso3, pk) -> Letter:
    rows = Letter.objects.visible_to(request.user)
    rows = rows.select_related("pathfinder__country", "signed_scan")
    return get_object_or_404(rows, pk=pk, pathfinder__country__iso3=iso3.upper())


def _url(letter, verb: str = "") -> str:
    name = f"pathfinders:letter-{verb}" if verb else "pathfinders:letter"
    iso3 = letter.pathfinder.country.slug
    return reverse(name, kwargs={"iso3": iso3, "pk": letter.pk})


def _frame(letter, *lines: Line) -> dict:
    here = Line(str(letter), url=_url(letter) if lines else "")
    return {
        "letter": letter,
        "breadcrumbs": breadcrumbs(letter.pathfinder, here, *lines),
        "is_example": letter.pathfinder.is_example,
    }


# --- Reading ------------------------------------------------------------------


@require_safe
def detail(request, iso3, pk):
    """Show the letter as it will be printed, its state, and what can follow."""
    letter = _find(request, iso3, pk)
    user = request.user
    scan = letter.signed_scan
    page = {
        "tone": RECORD_TONES.get(letter.state, "half"),
        "sheet": reports.letter_sheet(letter),
        "scan": scan if scan and may_view_document(user, scan) else None,
        "may_edit": _may_edit(user, letter),
        "moves": moves_open_to_reader(
            workflow.LETTER.options(letter, user), lambda verb: _url(letter, verb)
        ),
        "home_url": home_url(user, letter.pathfinder),
    }
    return render(request, "pathfinders/letter_detail.html", page | _frame(letter))


@require_safe
def pdf(request, iso3, pk):
    letter = _find(request, iso3, pk)
    try:
        content = reports.letter_pdf(letter)
    except ReportError as error:
        refuse(request, error)
        return redirect(letter)
    name = letter.number.replace("/", "-") or f"letter-{letter.pk}"
    return show_pdf(content, name)


# --- Preparing ----------------------------------------------------------------


@get_or_post
def add(request, iso3):
    """Prepare a letter; its kind and language stand in the address."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_run_path(request.user):
        raise PermissionDenied
    kind = request.GET.get("kind", "")
    language = request.GET.get("language", "en")
    if kind and kind not in LetterKind.values or language not in letter_texts.TEXTS:
        raise Http404
    if not kind:
        return _kinds_page(request, pathfinder)
    letter = _draft(pathfinder, kind, language, by=request.user)
    form = LetterForm(posted(request), instance=letter)
    here = Line(_("Prepare a letter"))
    return verb_page(
        request,
        form,
        lambda: _add(form, letter, by=request.user),
        heading=LetterKind(kind).label,
        over=str(pathfinder),
        lead=_("A draft: it can be changed until the signed letter is filed."),
        button=_("Save the draft"),
        success=_("The draft is saved."),
        done_url=lazystr(_LetterUrl(letter)),
        back_url=home_url(request.user, pathfinder),
        template="pathfinders/letter_form.html",
        context={
            "breadcrumbs": breadcrumbs(pathfinder, here),
            "is_example": pathfinder.is_example,
            "languages": _language_tabs(kind, language),
            "hint": _hint(pathfinder, kind),
        },
    )


def _hint(pathfinder, kind: str) -> str:
    """Return what to consider before such a letter is written, "" if nothing."""
    is_reply = kind == LetterKind.ACKNOWLEDGEMENT
    if is_reply and letter_texts.reply_comes_after_workshop(pathfinder):
        return _(
            "Under the procedure as amended in 2019 a country receives the reply to "
            "its expression of interest only after a successful planning workshop. No "
            "workshop is on record. This letter only says that its letter was received."
        )
    return ""


class _LetterUrl:
    """The address of a letter that is not saved yet, asked once it is."""

    def __init__(self, letter: Letter):
        self.letter = letter

    def __str__(self):
        return _url(self.letter)


def _add(form: LetterForm, letter: Letter, *, by) -> None:
    fields = {name: form.cleaned_data[name] for name in form.cleaned_data}
    del fields["version"]
    saved = letters.draft_letter(
        letter.pathfinder, kind=letter.kind, language=letter.language, by=by, **fields
    )
    letter.pk = saved.pk


def _kinds_page(request, pathfinder):
    """Ask which letter to prepare."""
    page = {
        "heading": _("Prepare a letter"),
        "over": str(pathfinder),
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Prepare a letter"))),
        "is_example": pathfinder.is_example,
        "kinds": [
            Line(label, url=f"?kind={kind}") for kind, label in LetterKind.choices
        ],
    }
    return render(request, "pathfinders/letter_form.html", page)


def _language_tabs(kind: str, language: str) -> list[Line]:
    return [
        Line(
            get_language_info(code)["name_local"].capitalize(),
            url=f"?kind={kind}&language={code}",
            is_current=code == language,
        )
        for code in letter_texts.TEXTS
    ]


def _draft(pathfinder, kind, language, *, by) -> Letter:
    """Return an unsaved letter filled in with what is on record."""
    recipient, ministry = letter_texts.recipient_of(pathfinder)
    facts = letter_texts.facts_of(pathfinder, language)
    return Letter(
        pathfinder=pathfinder,
        kind=kind,
        language=language,
        number=letters.next_number(),
        dated_on=timezone.localdate(),
        recipient=recipient,
        recipient_post=ministry,
        signatory="" if kind == LetterKind.ACKNOWLEDGEMENT else chair_name(),
        signatory_post=letter_texts.post_of_signatory(kind, language),
        body=letter_texts.draft_text(kind, facts, language),
        created_by=by,
    )


def _may_edit(user, letter) -> bool:
    return rules.may_run_path(user) and letters.is_editable(letter)


@get_or_post
def edit(request, iso3, pk):
    letter = _find(request, iso3, pk)
    if not _may_edit(request.user, letter):
        raise PermissionDenied
    form = LetterForm(posted(request), instance=letter)
    frame = _frame(letter, Line(_("Edit")))
    return verb_page(
        request,
        form,
        lambda: letters.save_letter(form, by=request.user),
        heading=letter.get_kind_display(),
        over=str(letter.pathfinder),
        button=_("Save the draft"),
        success=_("The draft is saved."),
        done_url=_url(letter),
        template="pathfinders/letter_form.html",
        context=frame,
    )


# --- Deciding -----------------------------------------------------------------


def _option(letter, verb, user):
    """Return the move as this person sees it; None when the state forbids it."""
    options = workflow.LETTER.options(letter, user)
    return next((each for each in options if each.move.verb == verb), None)


def _not_now(request, letter):
    messages.error(
        request,
        _("Nothing was changed: the letter is “%(state)s”.")
        % {"state": letter.get_state_display()},
    )
    return redirect(letter)


@get_or_post
def sign(request, iso3, pk):
    letter = _find(request, iso3, pk)
    if not rules.may_run_path(request.user):
        raise PermissionDenied
    option = _option(letter, "sign", request.user)
    if option is None:
        return _not_now(request, letter)
    form = SignForm(*posted_with_files(request))
    return verb_page(
        request,
        form,
        lambda: workflow.sign_letter(letter, by=request.user, **form.cleaned_data),
        heading=_("File the signed letter"),
        over=str(letter),
        lead=_("The text is fixed from here. It can be taken back until it is sent."),
        button=_("File the signed letter"),
        success=_("The signed letter is on file."),
        done_url=_url(letter),
        missing=_missing_besides_scan(letter, request.user),
        context=_frame(letter, Line(_("File the signed letter"))),
    )


def _missing_besides_scan(letter, user) -> list[str]:
    """Return what the signature needs apart from the scan that this page asks for."""
    with_scan = copy(letter)
    with_scan.signed_scan_id = SCAN_TO_COME
    return guards.before_signature(with_scan, user, None)


@get_or_post
def reopen(request, iso3, pk):
    letter = _find(request, iso3, pk)
    if not rules.may_run_path(request.user):
        raise PermissionDenied
    if _option(letter, "reopen", request.user) is None:
        return _not_now(request, letter)
    form = ReasonForm(posted(request))
    return verb_page(
        request,
        form,
        lambda: workflow.reopen_letter(letter, by=request.user, **form.cleaned_data),
        heading=_("Take the signed letter back"),
        over=str(letter),
        lead=_(
            "The letter becomes a draft again. The scan stays in the documents, and "
            "the letter must be signed again."
        ),
        button=_("Take it back"),
        success=_("The letter is a draft again."),
        done_url=_url(letter),
        tone="stop",
        context=_frame(letter, Line(_("Take it back"))),
    )


@get_or_post
def send(request, iso3, pk):
    """Record that the letter was sent; a confirmation letter gives the status."""
    letter, user = _find(request, iso3, pk), request.user
    if not rules.may_send_letter(user, letter):
        raise PermissionDenied
    option = _option(letter, "send", user)
    if option is None:
        return _not_now(request, letter)
    confirms = letter.kind == LetterKind.CONFIRMATION
    missing = list(option.missing)
    if confirms:
        status = guards.before_confirmation(letter.pathfinder, user, None)
        missing += [sentence for sentence in status if sentence not in missing]
    form = SendForm(
        posted(request),
        initial={"sent_on": timezone.localdate()},
        needs_reason=confirms and rules.decides_only_with_reason(user),
        may_override=confirms and bool(missing) and rules.may_override(user),
    )
    return verb_page(
        request,
        form,
        lambda: workflow.send_letter(letter, by=user, **form.cleaned_data),
        heading=_("Record that the letter was sent"),
        over=str(letter),
        lead=_sending_means(letter),
        button=_("Record that it was sent"),
        success=_("The letter is recorded as sent."),
        done_url=_url(letter),
        missing=missing,
        tone="stop" if confirms else "",
        context=_frame(letter, Line(_("Record that it was sent"))),
    )


def _sending_means(letter) -> str:
    if letter.kind == LetterKind.CONFIRMATION:
        return _(
            "Sending gives %(country)s pathfinder status from this date. "
            "This cannot be taken back; only a hold or a withdrawal can follow."
        ) % {"country": letter.pathfinder}
    if letter.kind == LetterKind.ACKNOWLEDGEMENT:
        return _(
            "The focal point can read the letter from then on. The day stands as the "
            "acknowledgement of the expression of interest, unless one is on record."
        )
    return _("The focal point can read the letter from then on.")
