"""Languages of the national profile: original, translation, out of date."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from alliance87.core.dates import write_day
from alliance87.core.exceptions import Blocked
from pathfinders.enums import TextStanding
from pathfinders.models import Profile
from pathfinders.profiles import save_profile
from tests.factories import (
    make_focal_point,
    make_officer,
    make_pathfinder,
    make_profile,
)
from tests.factories.people import keeper

pytestmark = pytest.mark.django_db

CHANGED = "Translation, the original has changed since"


@pytest.fixture
def original():
    return make_profile(language="en", context="The country.", version=3)


@pytest.fixture
def client(client_for, original):
    return client_for(make_focal_point(original.pathfinder.country))


def address(profile, language: str) -> str:
    slug = profile.pathfinder.country.slug
    return f"/pathfinders/{slug}/profile/{language}/edit/"


def post(client, profile, language: str, **fields):
    """Send the form as the page gives it, with what the person typed."""
    page = address(profile, language)
    return client.post(page, typed(client.get(page).context["form"]) | fields)


def typed(form) -> dict:
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def translate(client, source, language: str = "fr", **fields) -> Profile:
    fields = {"original": source.pk, "context": "Le pays."} | fields
    post(client, source, language, **fields)
    return Profile.objects.select_related("original").get(
        pathfinder=source.pathfinder, language=language
    )


def fresh(profile) -> Profile:
    return Profile.objects.select_related("original").get(pk=profile.pk)


# --- What the form asks ---------------------------------------------------------------


def test_first_language_is_not_asked_what_it_was_translated_from(client_for):
    pathfinder = make_pathfinder()
    client = client_for(make_focal_point(pathfinder.country))
    slug = pathfinder.country.slug

    form = client.get(f"/pathfinders/{slug}/profile/fr/edit/").context["form"]

    assert "original" not in form.fields


def test_second_language_is_asked_with_its_own_language_first(client, original):
    form = client.get(address(original, "fr")).context["form"]

    choices = [(str(key), label) for key, label in form.fields["original"].choices]
    assert choices == [
        ("", "No original: written in French"),
        (str(original.pk), "English"),
    ]


def test_original_of_a_translation_is_not_asked(client, original):
    translate(client, original)

    form = client.get(address(original, "en")).context["form"]

    assert "original" not in form.fields


def test_translations_and_other_countries_are_no_originals(client, original):
    translation = translate(client, original)
    elsewhere = make_profile(language="en")
    form = client.get(address(original, "es")).context["form"]
    assert [each.pk for each in form.originals] == [original.pk]

    for wrong in (translation, elsewhere):
        answer = post(client, original, "es", original=wrong.pk, context="El país.")

        assert list(answer.context["form"].errors) == ["original"]
    assert not Profile.objects.filter(language="es").exists()


# --- Original, translation, out of date -----------------------------------------------


def test_text_written_in_this_language_is_an_original(client, original):
    own = translate(client, original, original="")

    assert (own.original, own.original_version) == (None, None)
    assert (own.standing, own.standing_words) == (TextStanding.ORIGINAL, "Original")


def test_translation_keeps_the_version_of_the_original(client, original):
    own = translate(client, original)

    assert (own.original, own.original_version) == (original, 3)
    assert own.standing == TextStanding.TRANSLATION
    assert (own.standing_words, own.original_language) == ("Translation", "English")


def test_translation_is_out_of_date_when_the_words_of_the_original_change(
    client, original
):
    own = translate(client, original)

    post(client, original, "en", context="The country, anew.")

    own = fresh(own)
    today = write_day(timezone.localdate())
    assert own.standing == TextStanding.OUTDATED
    assert own.standing_words == f"{CHANGED} ({today})"

    own = translate(client, original, context="Le pays, de nouveau.")

    assert (own.original_version, own.standing) == (4, TextStanding.TRANSLATION)


def test_translation_stays_current_when_only_the_source_of_the_original_changes(
    client, original
):
    own = translate(client, original)

    post(client, original, "en", source="Ministry of Labour")

    own = fresh(own)
    assert (own.original_version, own.standing) == (4, TextStanding.TRANSLATION)


def test_change_of_the_source_does_not_bring_an_old_translation_up_to_date(
    client, original
):
    own = translate(client, original)
    post(client, original, "en", context="The country, anew.")

    post(client, original, "en", source="Ministry of Labour")

    assert fresh(own).standing == TextStanding.OUTDATED


def test_translation_of_what_changed_meanwhile_is_out_of_date(client, original):
    page = address(original, "fr")
    seen = client.get(page).context["form"]["seen"].value()
    post(client, original, "en", context="The country, anew.")

    sent = {"original": original.pk, "seen": seen, "context": "Le pays.", "version": 0}
    client.post(page, sent)

    own = Profile.objects.get(language="fr")
    assert (own.original_version, own.standing) == (3, TextStanding.OUTDATED)


@pytest.mark.parametrize("seen", ["", "x", "1:", "1:-1", "{pk}:99999999999"])
def test_form_that_does_not_say_what_was_seen_is_refused(client, original, seen):
    answer = post(
        client, original, "fr", original=original.pk, seen=seen.format(pk=original.pk)
    )

    assert answer.context["form"].non_field_errors() == [
        "The form is incomplete. Load the page again."
    ]
    assert not Profile.objects.filter(language="fr").exists()


def test_original_that_became_a_translation_meanwhile_is_refused(client, original):
    spanish = make_profile(original.pathfinder, language="es")
    own = Profile(
        pathfinder=original.pathfinder,
        language="fr",
        original=spanish,
        original_version=0,
        created_by=keeper(),
    )
    translate(client, original, "es")

    with pytest.raises(Blocked) as refused:
        save_profile(own, expected=0, by=keeper())

    assert list(refused.value.reasons) == [
        "A translation is made from an original of this country."
    ]


def test_two_people_who_choose_another_original_see_both(client, original):
    own = translate(client, original)
    page = address(original, "fr")
    read = typed(client.get(page).context["form"])
    post(client, original, "fr", original="")

    answer = client.post(page, read | {"context": "Mon pays."})

    assert answer.status_code == 409
    labels = [label for label, _theirs, _yours in answer.context["form"].conflicts]
    assert labels == ["Translated from", "National context"]
    assert fresh(own).original is None


# --- Side by side ---------------------------------------------------------------------


def test_original_stands_beside_the_fields_in_its_language(client, original):
    html = client.get(address(original, "fr")).content.decode()

    assert '<div class="prose" lang="en"><p>The country.</p></div>' in html
    assert "National context, in English" in html
    assert html.count("Nothing is written there.") == 4
    assert len(re.findall(r'<textarea[^>]* lang="fr"', html)) == 5


def test_another_original_can_be_put_beside(client, original):
    make_profile(original.pathfinder, language="es", context="El país.")

    first = client.get(address(original, "fr")).content.decode()
    second = client.get(f"{address(original, 'fr')}?from=es").content.decode()

    assert '<a href="?from=es">' in first
    assert "<p>The country.</p>" in first
    assert "<p>El país.</p>" not in first
    assert '<div class="prose" lang="es"><p>El país.</p></div>' in second
    assert '<a href="?from=en">' in second


def test_hostile_choice_of_the_original_beside_is_ignored(client, original):
    page = client.get(f"{address(original, 'fr')}?from=%00%3Cscript%3E")

    assert page.context["original"] == original


# --- How it is shown ------------------------------------------------------------------


def test_editor_reads_how_the_text_stands(client, original):
    translate(client, original)
    post(client, original, "en", context="The country, anew.")

    html = client.get(address(original, "fr")).content.decode()

    assert f"French: {CHANGED}" in html


def test_my_country_lists_the_languages_and_asks_for_the_update(client, original):
    translate(client, original)
    post(client, original, "en", context="The country, anew.")

    slug = original.pathfinder.country.slug
    mine = client.get(f"/my-country/{slug}/").context["mine"]

    today = write_day(timezone.localdate())
    assert [(line.name, line.state, line.tone) for line in mine.profiles] == [
        ("English", "Original", "done"),
        ("French", f"{CHANGED} ({today})", "watch"),
        ("Spanish", "Not written", "todo"),
    ]
    task = next(each for each in mine.tasks if each.state == "Out of date")
    assert (task.url, task.hint) == (
        address(original, "fr"),
        f"The original in English was changed on {today}.",
    )


def test_desk_lists_the_languages_as_well(client, client_for, original):
    translate(client, original)

    slug = original.pathfinder.country.slug
    html = client_for(make_officer()).get(f"/secretariat/countries/{slug}/")

    assert [line.state for line in html.context["desk"].profiles] == [
        *("Original", "Translation", "Not written"),
    ]
    assert "Translated from English." in html.content.decode()


@pytest.mark.parametrize(
    ("translated", "standing", "sentence"),
    [
        (True, TextStanding.TRANSLATION, "Translation. Translated from French."),
        (False, TextStanding.ORIGINAL, "Original, written in English."),
    ],
)
def test_readers_see_whether_it_is_the_original(
    client, original, translated, standing, sentence
):
    if translated:
        french = make_profile(original.pathfinder, language="fr", context="Le pays.")
        post(client, original, "en", original=french.pk)
    page = original.pathfinder.get_absolute_url()

    client.logout()
    answer = client.get(page)

    assert answer.context["page"].own_profile.standing == standing
    assert f'<p class="small muted">{sentence}</p>' in answer.content.decode()


def test_readers_see_that_the_original_has_changed_and_when(client, original):
    own = translate(client, original, "es", context="El país.")
    post(client, original, "en", context="")
    Profile.objects.filter(pk=original.pk).update(
        changed_at=timezone.now() - timedelta(days=400)
    )
    client.logout()

    html = client.get(original.pathfinder.get_absolute_url()).content.decode()

    day = write_day(timezone.localdate() - timedelta(days=400))
    assert (f"This text is available in Spanish only. {CHANGED} ({day}).") in html
    assert fresh(own).standing == TextStanding.OUTDATED


# --- The records desk -----------------------------------------------------------------


def test_records_desk_keeps_translations_with_their_original(
    client, client_for, original
):
    own = translate(client, original)
    page = f"/admin/pathfinders/profile/{original.pk}/change/"
    desk = client_for(make_officer())
    form = desk.get(page).context["adminform"].form
    given = typed(form)
    assert not {"original", "pathfinder", "language"} & set(form.fields)

    desk.post(page, given | {"note": "Checked."})
    assert fresh(own).standing == TextStanding.TRANSLATION

    given["version"] = Profile.objects.get(pk=original.pk).version
    desk.post(page, given | {"context": "Corrected."})
    assert fresh(own).standing == TextStanding.OUTDATED
