"""One page, one decision: the view that every verb of the application uses."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked, DomainError, StaleVersion


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
    undone. Answers 409 when somebody else saved first.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            verb()
        except DomainError as error:
            add_refusal(form, error)
            status = 409 if isinstance(error, StaleVersion) else 200
        except ValidationError as error:
            add_invalid(form, error)
        else:
            messages.success(request, success)
            return redirect(done_url)
    page = {
        "form": form,
        "heading": heading,
        "button": button,
        "over": over,
        "lead": lead,
        "missing": missing,
        "tone": tone,
        "back_url": back_url or done_url,
    }
    return render(request, template, page | (context or {}), status=status)


def posted(request):
    """Return what was sent, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None


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
