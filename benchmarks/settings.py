"""The settings of the application with a database that belongs to the benchmarks.

It stands on the same server beside the one of the application, which is never touched.
"""

from alliance87 import settings as _own
from alliance87.settings import *  # noqa: F403 -- these are settings too
from benchmarks.names import SUFFIX

# Copies: the settings of the application stay as they are, whoever imports these.
DATABASES = {
    "default": _own.DATABASES["default"]
    | {"NAME": _own.DATABASES["default"]["NAME"] + SUFFIX}
}
ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
ROOT_URLCONF = "benchmarks.served.urls"

# How the bare page is served: nothing but who is asking.
BARE_MIDDLEWARE = [
    each
    for each in _own.MIDDLEWARE
    if each.endswith((".SessionMiddleware", ".AuthenticationMiddleware"))
]

# As in production: files by their collected names, so that a page weighs what it will.
STORAGES = _own.STORAGES | {
    "staticfiles": {"BACKEND": "alliance87.core.static_storage.BundledStaticStorage"}
}
STATIC_ROOT = _own.VAR_DIR / "benchmark-static"
WHITENOISE_USE_FINDERS = False

# Counts queries where it is asked to; otherwise it does nothing.
MIDDLEWARE = ["benchmarks.served.counting.CountingMiddleware", *_own.MIDDLEWARE]
