"""One page, one decision: the view that every verb of the application uses.

Each form carries a token, so that the same form sent twice is carried out once.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alliance87.core.exceptions import Blocked, DomainError, StaleVersion
from alliance87.core.models import Submission
from alliance87.core.secret_addresses import holds_key

# Not part of what the person answered.
TOKENS = {"csrfmiddlewaretoken", "once"}


def verb_page(
    request,
    form,
    verb: Callable[[], object],
    *,
    heading: str,
    button: str,
    success: str,
    done_url: str,
    back_url: str = "",
    over: str = "",
    lead: str = "",
    missing: Sequence[str] = (),
    tone: str = "",
    template: str = "core/verb_page.html",
    context: dict | None = None,
):
    """Show a form; when it is valid call `verb()` and go to `done_url`.

    What the verb refuses stands as an error above the form, and nothing typed is lost.
    `missing` lists what stands in the way already; `tone="stop"` marks what cannot be
    undone. Answers 409 when somebody else saved first. A template that draws its own
    form includes `core/once.html` in it.
    """
    answer, status = None, 200
    if request.method == "POST":
        answer, status = _carry_out(request, form, verb, done_url, success)
    if answer:
        return answer
    page = {
        "form": form,
        "once": token_for(request),
        "heading": heading,
        "button": button,
        "over": over,
        "lead": lead,
        "missing": missing,
        "tone": tone,
        "back_url": back_url or done_url,
    }
    return render(request, template, page | (context or {}), status=status)


def _carry_out(request, form, verb, done_url, success) -> tuple:
    """Return the answer when it is done, and the status when the form comes back."""
    status = 200
    try:
        if form.is_valid():
            return once_only(request, verb, done_url, success=success), status
    except DomainError as error:
        add_refusal(form, error)
        status = 409 if isinstance(error, StaleVersion) else 200
    except ValidationError as error:
        add_invalid(form, error)
    # The twin of this request may have been faster than the form's checks.
    return saved_already(request), status


# --- What was sent ------------------------------------------------------------------


def posted(request):
    """Return what was sent, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def posted_with_files(request) -> tuple:
    """Return the first arguments of a form with uploads: none when only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def get_or_post(view):
    """Let the page be opened and its form be sent; what was saved is not asked again.

    The view is not called for a form that it carried out already: it would only find
    that the record has moved on.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request, *args, **kwargs):
        return saved_already(request) or view(request, *args, **kwargs)

    return page


# --- The same form twice ------------------------------------------------------------


def once_only(request, verb: Callable[[], object], done_url, *, success: str):
    """Call `verb()` unless this very form was carried out, and go to `done_url`.

    A second copy that arrives meanwhile waits for the first. What the verb raises
    frees the token, so the form can be corrected and sent again. A form without a
    token is carried out each time.
    """
    key = _key_of(request)
    if key is None:
        verb()
    else:
        with transaction.atomic():
            submission, is_first = Submission.objects.get_or_create(token=key)
            if not is_first:
                return _saved_before(request, submission)
            verb()
            submission.done_url = _without_key(str(resolve_url(done_url)))
            submission.save(update_fields=["done_url"])
    messages.success(request, success)
    return redirect(done_url)


def saved_already(request):
    """Answer for a form that was carried out before; None for any other."""
    key = _key_of(request) if request.method == "POST" else None
    submission = Submission.objects.filter(token=key).first() if key else None
    return _saved_before(request, submission) if submission else None


def token_for(request) -> str:
    """Return the token for a form: a new one, or the one it was just sent with."""
    return str(_token_of(request) or uuid4())


def _saved_before(request, submission: Submission):
    messages.info(request, _("This was saved already."))
    return redirect(submission.done_url or request.get_full_path())


def _without_key(done_url: str) -> str:
    """Return the address to keep; a personal link leads back to itself unkept."""
    return "" if holds_key(done_url) else done_url


def _token_of(request) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _key_of(request) -> UUID | None:
    """Return what names this form with these answers from this person.

    Other answers under the same token are another form: who goes back in the browser
    and changes something is not told that it was saved.
    """
    token = _token_of(request)
    if token is None:
        return None
    answers = [each for each in request.POST.lists() if each[0] not in TOKENS]
    files = [
        (name, upload.name, _digest(upload))
        for name, uploads in request.FILES.lists()
        for upload in uploads
    ]
    sent = (request.user.pk, request.get_full_path(), sorted(answers), sorted(files))
    return uuid5(token, repr(sent))


def _digest(upload) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


# --- What a rule refuses ------------------------------------------------------------


def add_refusal(form, error: DomainError) -> None:
    """Put what a rule refused above the form, one sentence each."""
    for sentence in error.reasons if isinstance(error, Blocked) else [str(error)]:
        form.add_error(None, sentence)


def add_invalid(form, error: ValidationError) -> None:
    """Put what the model refused beside the fields it names."""
    named = hasattr(error, "error_dict")
    by_field = error.error_dict if named else {None: error.error_list}
    for name, errors in by_field.items():
        field = name if name in form.fields else None
        for each in errors:
            form.add_error(field, each)


def refuse(request, error: DomainError) -> None:
    """Say what was refused as a message, for buttons that have no form."""
    reasons = error.reasons if isinstance(error, Blocked) else [str(error)]
    messages.error(
        request,
        _("Nothing was changed. %(reasons)s") % {"reasons": " ".join(reasons)},
    )
