"""Settings, in reading order: where we run, what we are made of, how we behave.

Everything that differs between machines comes from the environment (`.env` is
read when present). A fresh clone runs and tests with none of it set.
"""

import sys
from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

# --- Where we run -----------------------------------------------------------

DJANGO_ENV = env("DJANGO_ENV", default="development")
if DJANGO_ENV not in {"development", "production"}:
    raise ImproperlyConfigured(
        f"DJANGO_ENV is {DJANGO_ENV!r}; it must be 'development' or 'production'."
    )
PRODUCTION = DJANGO_ENV == "production"
TESTING = "pytest" in sys.modules

if PRODUCTION:
    missing = [
        name
        for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
        if not env(name, default="")
    ]
    if missing:
        raise ImproperlyConfigured(
            f"Production needs {', '.join(missing)} in the environment. "
            "See docs/operations.md."
        )

DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION
SECRET_KEY = env("SECRET_KEY", default="django-insecure-development-only")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Where people reach us; mails name it. The first host is it, unless told otherwise.
SITE_URL = env(
    "SITE_URL",
    default=(
        f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
        if PRODUCTION
        else "http://localhost:8000"
    ),
).rstrip("/")

# What the application writes itself: embedded database, uploads, mail files.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

# --- What we are made of ----------------------------------------------------

INSTALLED_APPS = [
    "alliance87.core",
    "alliance87.partners",
    "pathfinders",
    "monitoring",
    "meetings",
    "alliance87.home",
    "allauth",
    "allauth.account",
    "pgtrigger",
    "pghistory",
    "crispy_forms",
    "csp",
    "django_htmx",
    "ninja",
    "alliance87.core.admin_app.SecretariatAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "alliance87.core.middleware.ResponseHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alliance87.core.middleware.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alliance87.core.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "alliance87.core.throttling.ThrottleMiddleware",
    "alliance87.core.middleware.DocumentFailureMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "alliance87.urls"
WSGI_APPLICATION = "alliance87.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alliance87.home.context.page_frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "alliance87.core.templatetags.a87",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["alliance87"]
CRISPY_TEMPLATE_PACK = "alliance87"

# --- Data -------------------------------------------------------------------

if not env("DATABASE_URL", default=""):
    from alliance87.core.postgres import ensure_running  # noqa: PLC0415 -- optional

    DATABASES = {"default": env.db_url_config(ensure_running(VAR_DIR))}
else:
    DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)

# Uploads: outside the web root, delivered by one checked view, never by a URL.
DOCUMENTS_ROOT = VAR_DIR / "documents"
DOCUMENT_MAX_BYTES = env.int("DOCUMENT_MAX_BYTES", default=20 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A decision about all values that a country sent in is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o600

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # `core.unchanged`: in each process, ended by every change of the database.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}

# --- Static files -----------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DOCUMENTS_ROOT},
    },
    "staticfiles": {
        "BACKEND": (
            "alliance87.core.static_storage.BundledStaticStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- People -----------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCESS_SCOPE = "meetings.access.scope_of"
SPEAKS_FOR = "meetings.models.partners_of"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
        ),
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "alliance87.core.passwords.ContextWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
INVITATION_SECONDS = 7 * 24 * 60 * 60

ACCOUNT_ADAPTER = "alliance87.core.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "alliance87.core.account_forms.SignInForm",
    "reset_password": "alliance87.core.account_forms.LostPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
}

# How often a reader may ask for what is costly; see core.throttling. Tests ask faster.
THROTTLES = {
    "search": env.int("SEARCHES_A_MINUTE", default=60),
    "document": env.int("DOCUMENTS_A_MINUTE", default=30),
    "table": env.int("TABLES_A_MINUTE", default=60),
    "api": env.int("API_REQUESTS_A_MINUTE", default=120),
}
if TESTING:
    THROTTLES = {}

# Under which licence the public data may be used; the secretariat decides.
DATA_LICENCE_NAME = env("DATA_LICENCE_NAME", default="CC BY 4.0")
DATA_LICENCE_URL = env(
    "DATA_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"
)

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# --- Mail -------------------------------------------------------------------

# Without EMAIL_URL mails are written to files, so that nothing leaves a demo.
vars().update(env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Alliance 8.7 <info@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)

# --- Jobs -------------------------------------------------------------------

# Do long work in the request that asks for it: where no worker runs, as in tests.
JOBS_IMMEDIATE = env.bool("JOBS_IMMEDIATE", default=TESTING)

# --- Languages and time -----------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True

# --- Documents (PDF) --------------------------------------------------------

# A busy machine fails no test: what lays out a PDF lets everything else go first.
PDF_SECONDS = env.int("PDF_SECONDS", default=180 if TESTING else 30)
PDF_MEMORY_MB = env.int("PDF_MEMORY_MB", default=1024)
# Fewer than the workers of the web server: pages go on while documents are made.
PDF_AT_ONCE = env.int("PDF_AT_ONCE", default=2)
PDF_STRICT = TESTING  # a missing alternative text or language fails the tests

# --- The path ---------------------------------------------------------------

# How many counted annual reviews without substantial progress make a hold
# possible. The accountability framework may change it: data, not code.
WEAK_REVIEWS_FOR_HOLD = env.int("WEAK_REVIEWS_FOR_HOLD", default=2)

# Data of so many years count as up to date, and from so many as too old.
DATA_FRESH_YEARS = env.int("DATA_FRESH_YEARS", default=4)
DATA_OLD_YEARS = env.int("DATA_OLD_YEARS", default=9)

# --- Safety -----------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    if env.bool("BEHIND_PROXY", default=True):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_keys": {"()": "alliance87.core.secret_addresses.WithoutKeys"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without_keys"]},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
