"""The application, as in production, and the bare page in one process.

`server.serving` names the settings. The bare page passes the middleware of session and
person, and no other.
"""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from alliance87.wsgi import application as whole

with override_settings(MIDDLEWARE=settings.BARE_MIDDLEWARE):
    alone = WSGIHandler()


def application(environ, start_response):
    chosen = alone if environ["PATH_INFO"] == "/bare/" else whole
    return chosen(environ, start_response)
