"""Pages of one decision: forms that count once, however often they are sent."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.utils import timezone

from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.models import Submission
from alliance87.core.verbs import get_or_post, once_only, posted, verb_page
from alliance87.partners.models import Person
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db
SAVED = "This was saved already."
TOKEN = "5f0c2f6e-3f0e-4b57-9f9a-2d0a7b9f1c11"


class ContactForm(forms.Form):
    name = forms.CharField()


@pytest.fixture
def person():
    return make_user()


@pytest.fixture
def send(rf, person):
    """Return `send(once=, **answers)`: a form on its way to the page of contacts."""

    def sending(once=TOKEN, by=person, path="/contacts/add/", **answers):
        request = rf.post(path, {"name": "Ada", **answers, "once": once})
        request.user = by
        request._messages = CookieStorage(request)
        return request

    return sending


def add_contact(request, *, then=None):
    """Add a contact of that name, as a page does; `then` is raised after it."""
    form = ContactForm(posted(request))

    def verb():
        make_person(name=form.cleaned_data["name"])
        if then:
            raise then

    return verb_page(
        request,
        form,
        verb,
        heading="Add a contact",
        button="Save",
        success="Saved.",
        done_url="/contacts/",
    )


def said(request) -> list[str]:
    return [str(each) for each in get_messages(request)]


# --- The token ----------------------------------------------------------------------


def test_each_opened_page_has_a_token_of_its_own(client_for, rf, person):
    tokens = set()
    for _ in range(2):
        request = rf.get("/contacts/add/")
        request.user = person
        text = add_contact(request).content.decode()
        tokens.add(UUID(text.split('name="once" value="')[1][:36]))

    assert len(tokens) == 2


def test_token_stays_when_the_form_comes_back(send):
    request = send(name="")

    page = add_contact(request).content.decode()

    assert f'<input type="hidden" name="once" value="{TOKEN}">' in page
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("once", ["", "x", "5f0c2f6e", '"><b>', "é" * 36, "\x00"])
def test_form_without_a_usable_token_is_carried_out(send, once):
    answers = [add_contact(send(once=once)) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == ["/contacts/", "/contacts/"]
    assert (Person.objects.count(), Submission.objects.count()) == (2, 0)


def test_unusable_token_is_replaced_when_the_form_comes_back(send):
    page = add_contact(send(once='"><b>', name="")).content.decode()

    assert UUID(page.split('name="once" value="')[1][:36]).version == 4


# --- Once ---------------------------------------------------------------------------


def test_second_copy_changes_nothing_and_leads_to_the_same_place(send):
    first, second = send(), send()

    answers = [add_contact(first), add_contact(second)]

    assert [answer["Location"] for answer in answers] == ["/contacts/", "/contacts/"]
    assert (said(first), said(second)) == (["Saved."], [SAVED])
    assert Person.objects.get().name == "Ada"
    assert Submission.objects.get().done_url == "/contacts/"


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Bea"},
        {"once": "5f0c2f6e-3f0e-4b57-9f9a-2d0a7b9f1c12"},
        {"path": "/contacts/add/?kind=2"},
        {"by": AnonymousUser()},
    ],
    ids=["answers", "token", "address", "person"],
)
def test_another_form_is_carried_out(send, other):
    add_contact(send())

    add_contact(send(**other))

    assert (Person.objects.count(), Submission.objects.count()) == (2, 2)


def test_form_signed_anew_by_the_browser_is_the_same_form(send):
    for secret in ("one", "two"):
        add_contact(send(csrfmiddlewaretoken=secret))

    assert Person.objects.count() == 1


@pytest.mark.parametrize(("second", "count"), [(b"one", 1), (b"two", 2)])
def test_uploads_are_told_apart_by_what_they_contain(send, second, count):
    read = []
    for content in (b"one", second):
        request = send(scan=SimpleUploadedFile("scan.pdf", content))
        once_only(
            request,
            lambda: read.append(request.FILES["scan"].read()),  # noqa: B023
            "/contacts/",
            success="Saved.",
        )

    assert read == [b"one", second][:count]


def test_address_is_asked_for_after_the_verb(send):
    made = []

    class WhereItStands:
        def get_absolute_url(self):
            return f"/contacts/{made[0]}/"

    for request in (send(), send()):
        answer = once_only(
            request, lambda: made.append(7), WhereItStands(), success="Saved."
        )
        assert answer["Location"] == "/contacts/7/"
    assert made == [7]


def test_form_that_its_own_record_makes_invalid_is_known(send):
    """Names are unique, say: the second copy fails the check before the verb."""
    add_contact(send())
    request = send()
    form = ContactForm(request.POST)
    form.add_error("name", "This name is taken.")

    answer = verb_page(
        request, form, make_person, heading="", button="", success="", done_url="/new/"
    )

    assert (answer.status_code, answer["Location"]) == (302, "/contacts/")
    assert said(request) == [SAVED]


# --- What is refused can be sent again ------------------------------------------------


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Blocked(["The lead is missing."]), 200),
        (StaleVersion("Somebody saved first."), 409),
        (ValidationError({"name": "Too short."}), 200),
    ],
)
def test_refused_form_leaves_nothing_and_can_be_sent_again(send, refusal, status):
    page = add_contact(send(), then=refusal)
    left = (Person.objects.count(), Submission.objects.count())

    again = add_contact(send())

    assert page.status_code == status
    assert left == (0, 0)
    assert (again["Location"], Person.objects.count()) == ("/contacts/", 1)


@pytest.mark.parametrize("error", [PermissionDenied, RuntimeError])
def test_error_frees_the_token(send, error):
    with pytest.raises(error):
        add_contact(send(), then=error())

    assert (Person.objects.count(), Submission.objects.count()) == (0, 0)


# --- Pages that are opened and sent ---------------------------------------------------


def test_view_is_not_asked_about_a_form_that_it_carried_out(send, rf, person):
    calls = []

    @get_or_post
    def page(request):
        calls.append(request.method)
        return add_contact(request) if request.method == "POST" else HttpResponse()

    opened = rf.get("/contacts/add/")
    opened.user = person
    page(opened)
    answers = [page(send()), page(send())]

    assert calls == ["GET", "POST"]
    assert answers[1]["Location"] == "/contacts/"
    assert page(rf.put("/contacts/add/")).status_code == 405


# --- Forgetting ---------------------------------------------------------------------


def test_sent_forms_are_forgotten_after_thirty_days(capsys):
    for days in (29, 31, 400):
        sent = Submission.objects.create(token=uuid4(), done_url="/")
        at = timezone.now() - timedelta(days=days)
        Submission.objects.filter(pk=sent.pk).update(created_at=at)

    call_command("clear_submissions")

    assert capsys.readouterr().out == "2 sent forms forgotten.\n"
    assert Submission.objects.get().created_at > timezone.now() - timedelta(days=30)
