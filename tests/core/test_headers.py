import re

import pytest
from django.test import Client
from django.urls import reverse

from alliance87.core.views import show_pdf
from tests import factories

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}
PAGES = ["/account/login/", "/no-such-page/", "/admin/", "/health/"]


def directives(response) -> dict[str, str]:
    policy = response.headers["Content-Security-Policy"]
    pairs = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: values for name, _space, values in pairs}


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_the_strict_policy(db, address):
    response = Client().get(address)

    assert directives(response) == POLICY


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_the_safe_headers(db, address):
    response = Client().get(address)

    assert {name: response.headers.get(name) for name in SAFE} == SAFE


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_a_signed_in_person_are_never_kept(client_for, address):
    response = client_for(factories.make_officer()).get(address)

    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_public_answers_say_nothing_about_keeping(db):
    assert "Cache-Control" not in Client().get(reverse("health")).headers


def test_every_request_has_a_number_of_its_own(db):
    first, second = (
        Client().get(reverse("health")).headers["X-Request-ID"] for _ in range(2)
    )

    assert re.fullmatch("[0-9a-f]{16}", first)
    assert first != second


def test_a_number_that_a_visitor_sends_is_not_used(db):
    response = Client().get(reverse("health"), headers={"x-request-id": "chosen"})

    assert response.headers["X-Request-ID"] != "chosen"


def test_health_says_ok_and_nothing_else(db):
    response = Client().get(reverse("health"))

    assert (response.status_code, response.content) == (200, b"ok")


def test_a_page_that_is_not_public_asks_to_sign_in(db):
    response = Client().get("/people/invite/")

    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=/people/invite/"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("A87-2026-001", 'inline; filename="A87-2026-001.pdf"'),
        ('a"b\r\nX-Evil: 1', 'inline; filename="abX-Evil_1.pdf"'),
        ("رسالة", "inline; filename*=utf-8''%D8%B1%D8%B3%D8%A7%D9%84%D8%A9.pdf"),
        ("", 'inline; filename=".pdf"'),
    ],
)
def test_security_a_name_that_people_typed_ends_no_header(name, shown):
    response = show_pdf(b"%PDF-1.7", name)

    assert response.headers["Content-Disposition"] == shown
