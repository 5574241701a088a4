"""What the API refuses: in plain words, with what to do instead, as JSON."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.errors import ValidationError
from pydantic_core import PydanticCustomError

# How many letters of what was sent an answer repeats.
REPEATED = 40


class Fault(Schema):
    """Why there is no answer; also the body of each status from 400 on."""

    error: str = Field(
        description="A word that stays the same: `bad_request`, `not_found`, "
        "`method_not_allowed` or `too_many_requests`."
    )
    field: str | None = Field(
        None, description="The parameter that could not be read, if it is one."
    )
    message: str = Field(description="What to do instead, in the language asked for.")


class Refusal(Exception):
    """An answer that is a fault; raised wherever a question is read."""

    status, error = 400, "bad_request"

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__(message)
        self.message, self.field = message, field

    def answer(self) -> JsonResponse:
        fault = {"error": self.error, "field": self.field, "message": self.message}
        return JsonResponse(fault, status=self.status)


class Missing(Refusal):
    """There is no such record for the public; whether there is a hidden one is not
    told."""

    status, error = 404, "not_found"


class WrongMethod(Refusal):
    status, error = 405, "method_not_allowed"


class TooMany(Refusal):
    status, error = 429, "too_many_requests"


def refused(message: str) -> PydanticCustomError:
    """Return what a reader of a parameter raises: the message as it stands."""
    return PydanticCustomError("asked", "{message}", {"message": message})


def of_parameters(error: ValidationError) -> Refusal:
    """Return the first fault of the parameters as the answer says it."""
    first = error.errors[0]
    field = str(first["loc"][-1])
    if first["type"] == "missing":
        words = _("This address needs the parameter “%(name)s”.")
        return Refusal(words % {"name": field}, field=field)
    return Refusal(str(first["ctx"]["message"]), field=field)


def repeated(text: str) -> str:
    """Return what was sent, short and without signs that nobody can see."""
    shown = "".join(sign for sign in text if sign.isprintable())
    return shown if len(shown) <= REPEATED else f"{shown[:REPEATED]}…"
