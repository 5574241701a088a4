"""The catalogues: complete, with the same placeholders, and compiled."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


def catalogue(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_every_string_translated(language):
    entries = polib.pofile(str(catalogue(language)))

    assert len(entries) > 1500
    assert [entry.msgid for entry in entries.untranslated_entries()] == []
    assert [entry.msgid for entry in entries.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translation_keeps_the_placeholders(language):
    wrong = []
    for entry in polib.pofile(str(catalogue(language))):
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        if any(placeholders(text) - wanted for text in texts):
            wrong.append(entry.msgid)
        many = entry.msgstr_plural.get(1, entry.msgstr)
        if placeholders(many) != placeholders(entry.msgid_plural or entry.msgid):
            wrong.append(entry.msgid)

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_current(language):
    source = catalogue(language)
    compiled = polib.mofile(str(source.with_suffix(".mo")))

    def texts(entries):
        return {
            (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural
            for entry in entries
        }

    assert texts(compiled) == texts(polib.pofile(str(source)))
