"""What search engines and other sites learn of a public page from its head."""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

LOCALES = {"en": "en_GB", "fr": "fr_FR", "es": "es_ES"}
CARD = "img/card.png"
CARD_SIZE = 1200, 630


@dataclass(frozen=True, slots=True)
class PageHead:
    """The address that stands for a page, and the card that others show of it."""

    address: str
    image: str
    width: int
    height: int
    locale: str


def head_of(request) -> PageHead | None:
    """Return the head of a page that everybody may read; None for all others.

    The pages of an account and those behind a secret address are nobody's to find.
    """
    match = getattr(request, "resolver_match", None)
    if match is None or "token" in match.kwargs:
        return None
    if getattr(match.func, "login_required", True):
        return None
    if match.func.__module__.startswith("allauth"):
        return None
    width, height = CARD_SIZE
    return PageHead(
        address=f"{settings.SITE_URL}{request.path}",
        image=f"{settings.SITE_URL}{static(CARD)}",
        width=width,
        height=height,
        locale=LOCALES.get((get_language() or "en")[:2], LOCALES["en"]),
    )
