"""The person of the term of office of the Chair, for letters that need a name."""

from datetime import date

from alliance87.partners.chairs import keeps_the_office
from meetings.enums import Office
from meetings.models import OfficeTerm


@keeps_the_office
def person_in_office(day: date) -> str:
    terms = OfficeTerm.objects.on(day).filter(office=Office.CHAIR)
    term = terms.select_related("person").first()
    return term.person.name if term and term.person else ""
