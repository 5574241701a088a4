"""Files, accounts with roles, partners and countries."""

from datetime import date
from itertools import cycle, product
from string import ascii_uppercase

from django.core.files.uploadedfile import SimpleUploadedFile

from alliance87.core.documents import file_document
from alliance87.core.models import Country, User
from alliance87.partners.enums import PartnerType, Role
from alliance87.partners.models import ActionGroup, Partner, Person, RoleAssignment

PASSWORD = "correct-horse-battery"
LONG_AGO = date(2020, 1, 1)
PDF = (
    b"%PDF-1.4\n"
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n"
    b"0000000053 00000 n \n0000000102 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n162\n%%EOF\n"
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16

# Apart from those that tests write, and small enough for every column of a long run.
numbers = cycle(range(1000, 30_000))
# Codes that ISO 3166 gives to nobody, so that none meets the code a test types.
ASSIGNED = {"QA", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW"}
invented_codes = cycle(
    code
    for code in map("".join, product("QWYZ", ascii_uppercase))
    if code not in ASSIGNED
)


# --- Files ----------------------------------------------------------------------


def pdf_upload(name: str = "letter.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_document(*, upload=None, by=None, **fields):
    """File a PDF; for the secretariat only unless `audience` says otherwise."""
    fields = {"title": f"Document {next(numbers)}"} | fields
    return file_document(upload or pdf_upload(), by=by or keeper(), **fields)


# --- People ---------------------------------------------------------------------


def keeper() -> User:
    """Return the person who entered what no test names an author for; no roles."""
    found = User.objects.filter(email="keeper@example.org").first()
    return found or make_user(email="keeper@example.org", name="Record Keeper")


def make_user(*, password: str = PASSWORD, **fields) -> User:
    number = next(numbers)
    fields = {
        "email": f"person{number}@example.org",
        "name": f"Person {number}",
    } | fields
    return User.objects.create_user(password=password, **fields)


def make_role(user: User, role: str, country=None, **fields) -> RoleAssignment:
    fields = {"starts_on": LONG_AGO} | fields
    return RoleAssignment.objects.create(
        user=user, role=role, country=country, **fields
    )


def _person_with(role: str, *, country=None, group=None, **fields) -> User:
    user = make_user(**fields)
    make_role(user, role, country=country, group=group)
    return user


def make_officer(**fields) -> User:
    return _person_with(Role.OFFICER, **fields)


def make_administrator(**fields) -> User:
    return _person_with(Role.ADMINISTRATOR, **fields)


def make_chair(**fields) -> User:
    return _person_with(Role.CHAIR, **fields)


def make_gcg_member(**fields) -> User:
    return _person_with(Role.GCG_MEMBER, **fields)


def make_gcg_observer(**fields) -> User:
    return _person_with(Role.GCG_OBSERVER, **fields)


def make_group_chair(group=None, **fields) -> User:
    return _person_with(Role.GROUP_CHAIR, group=group or make_group(), **fields)


def make_focal_point(country=None, **fields) -> User:
    country = country or make_country()
    return _person_with(Role.FOCAL_POINT, country=country, **fields)


def make_contributor(country=None, **fields) -> User:
    country = country or make_country()
    return _person_with(Role.CONTRIBUTOR, country=country, **fields)


# Columns of permissions.csv, without the visitor: who is made for a given country.
# "=" works for this country, "≠" for another.
PEOPLE = {
    "OB": lambda country: make_gcg_observer(),
    "GM": lambda country: make_gcg_member(),
    "CO=": make_contributor,
    "FP=": make_focal_point,
    "CO≠": lambda country: make_contributor(),
    "FP≠": lambda country: make_focal_point(),
    "AG": lambda country: make_group_chair(),
    "SO": lambda country: make_officer(),
    "SA": lambda country: make_administrator(),
    "CH": lambda country: make_chair(),
}


# --- Partners -------------------------------------------------------------------


def make_country(**fields) -> Country:
    iso2 = next(invented_codes)
    values = {"iso3": f"X{iso2}", "iso2": iso2} | fields
    code = values["iso3"]
    names = {
        "name_en": f"Country {code}",
        "name_fr": f"Pays {code}",
        "name_es": f"Pa\N{LATIN SMALL LETTER I WITH ACUTE}s {code}",
    }
    return Country.objects.create(**(names | values))


def make_group(**fields) -> ActionGroup:
    fields = {"name": f"Action group {next(numbers)}"} | fields
    return ActionGroup.objects.create(**fields)


def make_partner(**fields) -> Partner:
    values = {
        "name": f"Partner {next(numbers)}",
        "kind": PartnerType.CIVIL_SOCIETY,
    } | fields
    return Partner.objects.create(**values)


def make_person(**fields) -> Person:
    fields = {"name": f"Contact {next(numbers)}"} | fields
    return Person.objects.create(**fields)
