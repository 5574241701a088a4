"""Of whom an action point is asked: by name, office, organization, group, country."""

from django.db.models import Exists, Q

from alliance87.core.access import scope_of
from alliance87.partners.models import not_left
from meetings.enums import Office, OwnerOffice
from meetings.models.governance import OfficeTerm
from meetings.models.speaking import partners_of


def asked_of(user) -> Q:
    """Return which action points are a person’s to report on, by office or by name.

    The people who are written to about one (`meetings.action_points.owners`) are those
    of whom it is asked.
    """
    scope = scope_of(user)
    if not scope.is_signed_in:
        return Q(pk__in=())
    asked = Q(person__user=scope.user_id, person__is_active=True)
    asked |= Q(group__in=scope.chairs_groups)
    asked |= Q(country__in=scope.focal_point_of)
    asked |= Q(partner__in=partners_of(user))
    offices = (
        (scope.is_chair, OwnerOffice.CHAIR),
        (scope.is_secretariat, OwnerOffice.SECRETARIAT),
        (scope.is_gcg_member, OwnerOffice.ALL_MEMBERS),
    )
    asked |= Q(office__in=[office for holds, office in offices if holds])
    deputy = OfficeTerm.objects.on().filter(
        not_left("holder__"),
        office=Office.DEPUTY_CHAIR,
        person__user=scope.user_id,
        person__is_active=True,
    )
    return asked | (Q(office=OwnerOffice.DEPUTY_CHAIR) & Exists(deputy))
