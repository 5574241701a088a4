"""The people of the directory that a form of a meeting may offer."""

from django.db.models import Q, QuerySet

from alliance87.core.access import scope_of
from alliance87.partners.models import GroupMembership, Person
from meetings.models import Meeting


def people_offered(user, meeting: Meeting, keep: int | None = None) -> QuerySet[Person]:
    """Return everybody in office to the secretariat, which alone sees contacts.

    The chair of a group chooses among the people of its member organizations. `keep`
    is the key of the person who is chosen already.
    """
    here = Q(is_active=True)
    if not scope_of(user).is_secretariat:
        members = GroupMembership.objects.on().filter(group=meeting.group_id)
        here &= Q(organization__in=members.values("partner"))
    return Person.objects.filter(here | Q(pk=keep))
