"""How every address of the API answers: methods, language, faults, caches, origins."""

import hashlib
from collections.abc import Callable, Collection
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import ValidationError

from alliance87.core.api.faults import (
    Missing,
    Refusal,
    TooMany,
    WrongMethod,
    of_parameters,
    repeated,
)
from alliance87.core.throttling import WAIT_SECONDS, is_within

READER = AnonymousUser()
METHODS = "GET, HEAD, OPTIONS"
KEPT_SECONDS = 60
LIMIT = "api"
View = Callable[..., HttpResponse]


def served(view: View, parameters: Collection[str] = ()) -> View:
    """Make a view public, and let it answer as all of the API does.

    `parameters` are those of its query; another one is refused, because an answer
    to a question that was misspelt looks right.
    """

    @wraps(view)
    def serve(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with override(_language_of(request)):
            try:
                response = _answer(view, request, args, kwargs, parameters)
            except Refusal as refusal:
                response = refusal.answer()
                response["Cache-Control"] = "no-store"
                _name_the_remedy(response)
            return _for_everybody(response)

    return csrf_exempt(login_not_required(serve))


def _answer(view: View, request, args, kwargs, parameters) -> HttpResponse:
    if request.method == "OPTIONS":
        return _options()
    if request.method not in METHODS.split(", "):
        raise WrongMethod(_("The API is for reading: use GET."))
    if not is_within(request, LIMIT):
        words = _("You asked more often than %(most)s times in a minute. Wait.")
        raise TooMany(words % {"most": settings.THROTTLES[LIMIT]})
    _check_names(request, {"lang", *parameters})
    asked, request.method = request.method, "GET"
    try:
        response = view(request, *args, **kwargs)
    except ValidationError as error:
        raise of_parameters(error) from error
    except Http404 as error:
        raise Missing(_("There is no such public record.")) from error
    finally:
        request.method = asked
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["ETag"] = quote_etag(digest)
    kept = get_conditional_response(request, response["ETag"], None, response)
    return kept or response


def _language_of(request: HttpRequest) -> str:
    """Return the language that `lang` names, whatever the browser would like."""
    named = request.GET.get("lang", "")
    return named if named in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _check_names(request: HttpRequest, known: Collection[str]) -> None:
    for name, values in request.GET.lists():
        if name not in known:
            words = _("There is no parameter “%(name)s” here, but: %(known)s.")
            said = {"name": repeated(name), "known": ", ".join(sorted(known))}
            raise Refusal(words % said, field=repeated(name))
        if len(values) > 1:
            words = _("Give “%(name)s” once; put commas between several codes.")
            raise Refusal(words % {"name": name}, field=name)
    language = request.GET.get("lang", "")
    if language and language not in dict(settings.LANGUAGES):
        words = _("Write one of these: %(codes)s.")
        codes = ", ".join(dict(settings.LANGUAGES))
        raise Refusal(words % {"codes": codes}, field="lang")


def _options() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = METHODS
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _name_the_remedy(response: HttpResponse) -> None:
    if response.status_code == WrongMethod.status:
        response["Allow"] = METHODS
    if response.status_code == TooMany.status:
        response["Retry-After"] = str(WAIT_SECONDS)


def _for_everybody(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the answer: it is the same for everybody."""
    response["Content-Language"] = get_language()
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
