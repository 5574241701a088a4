"""A page as everybody will read it, composed while its record is not public.

The record becomes public in a transaction that is undone, and the page is made in it
for somebody who is not signed in. So the very code of the public page decides what
stands there, and nothing is written by looking.
"""

import copy
from collections.abc import Callable
from contextlib import contextmanager

from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alliance87.core.exceptions import DomainError
from alliance87.core.verbs import refuse

# How long a look waits for somebody who is saving the record.
PATIENCE = "3s"


class _Undo(Exception):
    """Ends the transaction; raised and caught here."""


@contextmanager
def undone():
    """Let what is written inside be seen inside, and by nobody ever after."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('lock_timeout', %s, true)", [PATIENCE]
                )
            yield
            raise _Undo
    except _Undo:
        pass


def as_public(request, publish: Callable[[], None], page: Callable, *, back_url: str):
    """Answer with `page(request)` as a stranger gets it once `publish()` was done.

    `publish` writes what the publication would, and may leave out its trail. The
    caller has made sure that the person may see the work.
    """
    stranger = copy.copy(request)
    stranger.user = AnonymousUser()
    stranger.preview = back_url
    response = None
    try:
        with undone():
            publish()
            response = _page_or_none(page, stranger)
    except OperationalError:
        refuse(request, DomainError(_("Somebody is saving it. Try again.")))
    else:
        if response is not None and response.status_code == 200:
            response["Cache-Control"] = "no-store, private"
            return response
        words = _("The public would not see this page: the country is not public.")
        refuse(request, DomainError(words))
    return redirect(back_url)


def _page_or_none(page: Callable, request):
    try:
        return page(request)
    except Http404:
        return None
