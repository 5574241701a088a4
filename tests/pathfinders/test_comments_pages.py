"""Pages of the comments: check a roadmap row by row, and return it with them."""

import pytest
from django.urls import reverse

from pathfinders.models import RowComment
from tests import factories
from tests.pathfinders.roadmap_forms import roadmap_url

ROWS = {"End child labour": ["Train inspectors"]}


@pytest.fixture
def submitted(db):
    return factories.make_roadmap(state="submitted", rows=ROWS)


def action_of(roadmap):
    return roadmap.priorities.get().actions.get()


def test_officer_comments_at_a_row_and_comes_back_to_it(submitted, client_for):
    key = action_of(submitted).key
    add = roadmap_url(submitted, "comments/add/")

    answer = client_for(factories.make_officer()).post(
        f"{add}?back=check&row={key}", {"text": "Say how many."}
    )

    comment = RowComment.objects.get()
    assert (comment.text, comment.key) == ("Say how many.", key)
    assert answer.url == f"{roadmap_url(submitted, 'check/')}#comments-{key}"


def test_comment_that_is_too_long_comes_back_with_its_text(submitted, client_for):
    text = "x" * 4001
    add = roadmap_url(submitted, "comments/add/")

    page = client_for(factories.make_officer()).post(
        f"{add}?row={action_of(submitted).key}", {"text": text}
    )

    assert page.context["form"].errors == {
        "text": ["Ensure this value has at most 4000 characters (it has 4001)."]
    }
    assert text in page.text
    assert RowComment.objects.count() == 0


def test_comment_on_a_row_deleted_meanwhile_keeps_its_text(client_for):
    roadmap = factories.make_roadmap(rows=ROWS)
    action = action_of(roadmap)
    add = f"{roadmap_url(roadmap, 'comments/add/')}?row={action.key}"
    client = client_for(factories.make_officer())
    action.delete()

    opened = client.get(add)
    page = client.post(add, {"text": "Say how many."})

    assert opened.status_code == 404
    assert page.context["form"].non_field_errors() == [
        "Somebody deleted this row while you were writing."
    ]
    assert "Say how many.</textarea>" in page.text


def test_same_comment_sent_twice_is_kept_once(submitted, client_for):
    client = client_for(factories.make_officer())
    add = roadmap_url(submitted, "comments/add/")
    once = client.get(roadmap_url(submitted, "check/")).context["once"]

    client.post(add, {"text": "Well done.", "once": once})
    client.post(add, {"text": "Well done.", "once": once})

    assert RowComment.objects.count() == 1


@pytest.mark.parametrize("row", ["x", "0", "%27"])
def test_address_with_a_wrong_row_is_not_found(row, submitted, client_for):
    add = roadmap_url(submitted, "comments/add/")

    page = client_for(factories.make_officer()).get(f"{add}?row={row}")

    assert page.status_code == 404


def test_country_settles_a_comment_and_goes_back_to_the_rows(client_for):
    roadmap = factories.make_roadmap(state="returned", rows=ROWS)
    comment = factories.make_comment(roadmap)
    contributor = factories.make_contributor(roadmap.pathfinder.country)
    client = client_for(contributor)

    answer = client.post(
        roadmap_url(roadmap, f"comments/{comment.pk}/settle/"), {"back": "rows"}
    )
    comment.refresh_from_db()
    settled_by = comment.settled_by
    client.post(roadmap_url(roadmap, f"comments/{comment.pk}/reopen/"))
    comment.refresh_from_db()

    assert answer.url == f"{roadmap_url(roadmap, 'rows/')}#comments-all"
    assert (settled_by, comment.settled_by) == (contributor, None)


def test_comment_of_another_roadmap_is_not_found(submitted, client_for):
    foreign = factories.make_comment()
    url = roadmap_url(submitted, f"comments/{foreign.pk}/settle/")

    answer = client_for(factories.make_officer()).post(url)

    foreign.refresh_from_db()
    assert (answer.status_code, foreign.settled_at) == (404, None)


def test_settling_is_not_done_by_opening_an_address(submitted, client_for):
    comment = factories.make_comment(submitted)
    url = roadmap_url(submitted, f"comments/{comment.pk}/settle/")

    assert client_for(factories.make_officer()).get(url).status_code == 405


def test_return_page_lists_the_open_comments_and_needs_no_words_then(
    submitted, client_for
):
    client = client_for(factories.make_officer())
    url = roadmap_url(submitted, "return/")
    bare = client.get(url)
    left = factories.make_comment(submitted, row=action_of(submitted), text="How many?")
    factories.make_comment(
        submitted,
        text="Answered",
        settled_by=factories.make_officer(),
        settled_at="2024-03-02T12:00Z",
    )

    page = client.get(url)
    client.post(url, {"comment": ""})

    submitted.refresh_from_db()
    assert bare.context["comments"] == []
    assert bare.context["form"].fields["comment"].required is True
    assert page.context["comments"] == [left]
    assert "How many?" in page.text
    assert "Answered" not in page.text
    assert submitted.state == "returned"


def test_number_of_open_comments_is_for_those_who_read_them(client_for):
    roadmap = factories.make_roadmap(state="presented")
    factories.make_comment(roadmap)
    iso3 = roadmap.pathfinder.country.slug
    pages = (
        roadmap_url(roadmap),
        reverse("pathfinders:roadmap-list", kwargs={"iso3": iso3}),
    )
    readers = {
        "officer": factories.make_officer(),
        "own": factories.make_contributor(roadmap.pathfinder.country),
        "member": factories.make_gcg_member(),
        "chair": factories.make_chair(),
    }

    told = {
        who: ["pen comment" in client_for(user).get(url).text for url in pages]
        for who, user in readers.items()
    }

    assert told == {
        "officer": [True, True],
        "own": [True, True],
        "member": [False, False],
        "chair": [False, False],
    }


def test_submission_says_that_comments_are_open(client_for):
    roadmap = factories.make_roadmap(state="returned", rows=ROWS)
    factories.make_comment(roadmap)
    client = client_for(factories.make_focal_point(roadmap.pathfinder.country))

    page = client.get(roadmap_url(roadmap, "submit/"))

    assert "1 comment is still open." in page.text
