"""Texts that people give, as the pages and files about values write them again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alliance87.core.models import DocumentVersion
from monitoring import corrections, recording, talk
from monitoring.models import ValueImport
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.people import PDF
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring import import_files
from tests.monitoring.entry_forms import YEAR, open_round

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(8)</script>\"'><img src=x onerror=alert(7)>"
OPEN = ("<script>alert", "<img src=x")


@pytest.fixture
def definition():
    names = ("label_en", "label_fr", "label_es", "caveat_en", "note_en", "objective")
    texts = dict.fromkeys((*names, "threshold_reason"), EVIL)
    indicator = make_indicator(code="T-1")
    return make_definition(indicator, unit_en=EVIL[:50], threshold=11, **texts)


@pytest.fixture
def submission(definition):
    submission = open_round(definition)
    submission.pathfinder.is_public = True
    submission.pathfinder.save()
    return submission


@pytest.fixture
def focal_point(submission):
    return factories.make_focal_point(submission.pathfinder.country, language="en")


@pytest.fixture
def values(submission, definition, focal_point):
    """Make a public value and a draft whose every text is hostile."""
    pathfinder = submission.pathfinder
    named = dict.fromkeys(("name", "publisher", "coverage", "method"), EVIL)
    source = make_source(pathfinder=pathfinder, **named)
    about = {"indicator": definition.indicator, "year": YEAR, "source": source}
    public = make_observation(pathfinder, variant=EVIL[:60], **about)
    draft = make_observation(pathfinder, **about)
    said = dict.fromkeys(("footnote", "coverage", "hazardous_list", "raw"), EVIL)
    make_value(public, definition=definition, state="published", quantity=500, **said)
    version = make_value(draft, definition=definition, quantity=50, **said)
    document = factories.make_document(
        title=EVIL, country=pathfinder.country, audience="country"
    )
    file = document.versions.get()
    make_evidence(draft, file=file, locator=EVIL, note=EVIL)
    talk.comment(draft, text=EVIL, by=focal_point)
    talk.explain(version, check="jump", text=EVIL, by=focal_point)
    recording.prefer(public, reason=EVIL, by=focal_point)
    corrections.ask_for_correction(public, reason=EVIL, by=focal_point)
    return public, draft


def test_texts_of_people_are_escaped_on_every_page(
    submission, focal_point, values, client_for
):
    public, draft = values
    officer = client_for(factories.make_officer(language="en"))
    of_country = f"/pathfinders/{submission.pathfinder.country.slug}/"
    [asked] = public.corrections.all()
    pages = [
        *("/indicators/", "/indicators/T-1/", "/secretariat/corrections/"),
        *(of_country, f"{of_country}values/", f"{of_country}reporting/{YEAR}/"),
        f"{of_country}reporting/{YEAR}/prevalence/child_labour/",
        f"/secretariat/corrections/{asked.pk}/",
        f"/secretariat/review/{submission.pathfinder.country.slug}/{YEAR}/?show=all",
    ]
    for each in values:
        verbs = ("", "comment/", "prefer/", "proofs/add/")
        pages += [f"{each.get_absolute_url()}{verb}" for verb in verbs]
    pages.append(f"{draft.get_absolute_url()}facts/")

    found = {}
    for url in pages:
        page = officer.get(url)
        assert page.status_code == 200, url
        text = page.content.decode()
        found[url] = [mark for mark in OPEN if mark in text]

    assert found == dict.fromkeys(pages, [])
    assert (
        "&lt;script&gt;alert" in officer.get(draft.get_absolute_url()).content.decode()
    )


def test_name_and_cells_of_a_file_are_escaped_on_every_step(client):
    country = factories.make_pathfinder(is_public=True).country
    import_files.catalogue()
    client.force_login(factories.make_officer(language="en"))
    row = f'{country.iso3},X-1,2010,Total,5,%,"{EVIL.replace(chr(34), "")}"'
    file = import_files.table(row, name="<img src=x onerror=alert(7)>.csv")
    import_files.upload(client, file, new_source=EVIL)
    found = ValueImport.objects.get()
    pages = [client.get(import_files.address("columns", found))]
    client.post(
        import_files.address("columns", found), import_files.answers(client, found)
    )
    pages += [
        client.get(import_files.address(step, found)) for step in ("rows", "apply")
    ]
    client.post(import_files.address("apply", found), import_files.seen(client, found))
    pages += [
        client.get(import_files.address("", found)),
        client.get(reverse("monitoring:imports")),
    ]

    texts = [each.content.decode() for each in pages]

    assert [each.status_code for each in pages] == [200] * 5
    assert [mark for mark in OPEN for text in texts if mark in text] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\survey.pdf", "survey.pdf"),
        ("sur\x00vey.pdf", "survey.pdf"),
        ("\u202egpj.exe.pdf", "gpj.exe.pdf"),
    ],
)
def test_hostile_name_of_a_proof_is_only_a_name(
    submission, focal_point, values, client_for, given, kept
):
    _public, draft = values
    answer = client_for(focal_point).post(
        f"{draft.get_absolute_url()}proofs/add/",
        {
            "upload": SimpleUploadedFile(given, PDF),
            "title": "Survey",
            "language": "en",
            "audience": "country",
        },
    )

    assert answer.status_code == 302
    stored = DocumentVersion.objects.latest("pk")
    assert (stored.file_name, stored.content_type) == (kept, "application/pdf")
    assert kept.removesuffix(".pdf") not in stored.file.name


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_footnote_that_begins_like_a_formula_stays_text_in_the_long_table(
    submission, definition, client, begins
):
    place = make_observation(submission.pathfinder, definition.indicator, year=YEAR)
    text = f"{begins}HYPERLINK(1)"
    make_value(place, definition=definition, state="published", footnote=text)
    iso3 = submission.pathfinder.country.slug

    table = client.get(f"/pathfinders/{iso3}/values.csv").content.decode()

    assert "\"'" + begins.replace("\t", " ").replace("\r", " ") + "HYPER" in table
