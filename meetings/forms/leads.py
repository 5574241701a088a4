"""Who leads an item, written and read as an agenda prints it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from alliance87.partners.models import Partner, Person
from meetings.enums import LeadRole, SpeakingOffice
from meetings.models import AgendaItem, AgendaLead

MOST = 20
LONGEST = 200


class LeadsField(forms.CharField):
    """Who leads, one a line: an office, an organization, a person; a country in
    brackets. Cleans to unsaved `AgendaLead`s in the order given.

    “Alliance Chair (France)”, “ILO”, “Presenter: Ms Karvar (France)”, in any language
    of the site. What is not in the directory is kept as printed; a name that several
    have is refused. `people` are those whom the writer may choose; `kept` are the leads
    the item has: a line that did not change means what it meant.
    """

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Leads and co-leads"))
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            _(
                "One a line: “Alliance Chair (France)”, “ILO”, “Secretariat”. "
                "Write “Presenter: …” before somebody who only presents."
            ),
        )
        super().__init__(**kwargs)
        self.people: QuerySet[Person] = Person.objects.none()
        self.kept: tuple[AgendaLead, ...] = ()

    def clean(self, value) -> list[AgendaLead]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST:
            raise ValidationError(_("At most 20 leads; name the others in the text."))
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError(_("A line is longer than 200 characters."))
        kept = {as_line(lead): lead for lead in self.kept}
        directory = _directory(
            [line for line in lines if line not in kept], self.people
        )
        leads, refused = [], []
        for number, line in enumerate(lines):
            if line in kept:
                leads.append(_copy(kept[line]))
                continue
            try:
                leads.append(directory.read(line, number))
            except ValidationError as error:
                refused += error.messages
        if refused:
            raise ValidationError(refused)
        return leads


# --- What the form shows --------------------------------------------------------------


def leads_of(item: AgendaItem) -> list[AgendaLead]:
    return list(item.leads.select_related("partner", "person"))


def leads_as_text(item: AgendaItem) -> str:
    """Return the leads of an item as the field reads them."""
    return "\n".join(map(as_line, leads_of(item)))


def as_line(lead: AgendaLead) -> str:
    words = " ".join(str(lead).split())
    if lead.role == LeadRole.PRESENTER:
        return f"{LeadRole.PRESENTER.label}: {words}"
    return words


# --- What it reads --------------------------------------------------------------------


def _copy(lead: AgendaLead) -> AgendaLead:
    return AgendaLead(
        role=lead.role,
        office=lead.office,
        partner=lead.partner,
        person=lead.person,
        printed_as=lead.printed_as,
    )


def words_for(labels: Iterable) -> dict[str, str]:
    """Return the values of labels by what they are called in any language of the site.

    Capitals and the form of an apostrophe do not matter to who writes by hand.
    """
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {_plain(str(each.label)): each.value for each in labels}
    return found


def _plain(words: str) -> str:
    return words.strip().casefold().replace("’", "'")


def _without_role(line: str) -> str:
    """Return what stands behind “Presenter:”, or the line itself."""
    role, colon, rest = line.partition(":")
    is_presenter = _plain(role) in words_for([LeadRole.PRESENTER])
    return rest.strip() if colon and is_presenter else line


def _parts(line: str) -> tuple[str, str]:
    """Return who, and what stands in brackets behind."""
    who, bracket, rest = line.rpartition(" (")
    if bracket and rest.endswith(")"):
        return who, rest[:-1]
    return line, ""


@dataclass(frozen=True, slots=True)
class _Directory:
    """The organizations and people that some lines name, by their names."""

    offices: dict[str, str]
    partners: dict[str, list[Partner]] = field(
        default_factory=lambda: defaultdict(list)
    )
    people: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def read(self, line: str, number: int) -> AgendaLead:
        """Return one lead. Raises ValidationError for a name that several have."""
        bare = _without_role(line)
        role = LeadRole.CO_LEAD if number else LeadRole.LEAD
        if bare != line:
            role = LeadRole.PRESENTER
        who, where = _parts(bare)
        partner = self._partner(bare) or self._partner(where) or self._partner(who)
        person = self._person(who, where)
        office = self.offices.get(_plain(who), "")
        lead = AgendaLead(role=role, office=office, person=person, partner=partner)
        said = bare
        if office:
            said = str(SpeakingOffice(office).label) + bare.removeprefix(who)
        if str(lead) != said:
            lead.printed_as = bare
        return lead

    def _partner(self, name: str) -> Partner | None:
        found = self.partners.get(name, [])
        if len(found) > 1:
            raise _several(name, [each.name for each in found])
        return found[0] if found else None

    def _person(self, name: str, where: str) -> Person | None:
        found = self.people.get(name, [])
        if where:
            here = [each for each in found if where in _names(each.organization)]
            found = here or found
        if len(found) > 1:
            raise _several(name, [_in_full(each) for each in found])
        return found[0] if found else None


def _several(name: str, choices: list[str]) -> ValidationError:
    words = _now("“%(name)s” can mean several. Write one of: %(choices)s.")
    listed = "; ".join(dict.fromkeys(choices))
    return ValidationError(words % {"name": name, "choices": listed})


def _names(partner: Partner | None) -> tuple[str, ...]:
    return (partner.short_name, partner.name) if partner else ()


def _in_full(person: Person) -> str:
    partner = person.organization
    if partner is None:
        return person.name
    return f"{person.name} ({partner.short_name or partner.name})"


def _directory(lines: list[str], people: QuerySet[Person]) -> _Directory:
    wanted = set()
    for line in lines:
        bare = _without_role(line)
        wanted |= {bare, *_parts(bare)}
    found = _Directory(words_for(SpeakingOffice))
    known = Partner.objects.visible_to(AnonymousUser())
    for each in known.filter(Q(short_name__in=wanted) | Q(name__in=wanted)):
        for name in {each.short_name, each.name} & wanted - {""}:
            found.partners[name].append(each)
    for each in people.filter(name__in=wanted).select_related("organization"):
        found.people[each.name].append(each)
    return found
