"""The directory of partners as pages, tables and the briefing pack read it."""

from datetime import date
from difflib import SequenceMatcher

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace
from django.utils import timezone

from alliance87.core.access import scope_of
from alliance87.core.enums import Precision
from alliance87.partners.enums import PartnerState, PartnerType
from alliance87.partners.models import (
    GroupMembership,
    GroupRole,
    NetworkMembership,
    Partner,
)

# What the list is narrowed by, and the column that holds it.
COLUMNS = {
    "type": "kind",
    "subtype": "subtype",
    "country": "country",
    "region": "country__region",
}
# Words that two names share without meaning the same organization.
COMMON = {
    *("and", "association", "centre", "center", "council", "for", "foundation"),
    *("global", "international", "ministry", "national", "network", "of", "office"),
    *("organisation", "organization", "the", "union", "de", "del", "des", "du", "et"),
    *("la", "le", "les", "los", "para", "pour", "ministère", "ministerio"),
}
LIKE_MAX = 8
ALIKE_TELLING, ALIKE_WHOLE = 0.8, 0.6
SAME_START = 4


# --- The list -------------------------------------------------------------------------


def partners_of(user) -> QuerySet:
    """Return the partners that a person may see, with what a list shows of each."""
    return Partner.objects.visible_to(user).select_related("country")


def narrowed(partners: QuerySet, chosen: dict) -> QuerySet:
    """Return the partners that the filters leave, in the order that was chosen."""
    if words := chosen.get("q"):
        partners = partners.filter(
            Q(name__icontains=words) | Q(short_name__icontains=words)
        )
    for name, column in COLUMNS.items():
        if name in chosen:
            partners = partners.filter(**{column: chosen[name]})
    if focus := chosen.get("focus"):
        partners = partners.filter(focus__contains=[focus])
    if network := chosen.get("network"):
        members = NetworkMembership.objects.on().filter(network=network)
        partners = partners.filter(pk__in=members.values("partner"))
    if state := chosen.get("state"):
        partners = partners.in_state(state)
    if since := chosen.get("since"):
        partners = joined_since(partners, since)
    if chosen.get("sort") == "joined":
        return partners.order_by(F("joined_on").desc(nulls_last=True), "name")
    return partners.order_by(Lower("name"), "pk")


def counts_by_type(partners: QuerySet) -> dict[str, int]:
    """Return how many there are of each type, without the examples."""
    kinds = partners.filter(is_example=False).order_by().values_list("kind", flat=True)
    found = list(kinds)
    return {kind.value: found.count(kind.value) for kind in PartnerType}


def with_places(partners: QuerySet) -> QuerySet:
    """Add the networks and groups in which each partner is today."""
    return partners.select_related("parent").prefetch_related(
        Prefetch(
            "network_memberships",
            NetworkMembership.objects.on().select_related("network"),
            to_attr="networks_now",
        ),
        Prefetch(
            "group_memberships",
            GroupMembership.objects.on().select_related("group"),
            to_attr="groups_now",
        ),
    )


# --- New partners ---------------------------------------------------------------------


def new_partners(since: date, until: date | None = None) -> QuerySet:
    """Return who joined from a day on, before another, and has not left since.

    Examples are left out.
    A partner whose day of joining is known by month or year only is taken when it
    may have joined since: it is better introduced twice than never.
    """
    rows = Partner.objects.in_state(PartnerState.ACTIVE).filter(is_example=False)
    rows = joined_since(rows, since)
    if until is not None:
        rows = rows.filter(joined_on__lt=until)
    return rows.select_related("country").order_by("kind", Lower("name"))


def joined_since(partners: QuerySet, since: date) -> QuerySet:
    """Return the partners of which the last possible day of joining is not earlier."""
    month_starts = since.replace(day=1)
    return partners.filter(
        Q(joined_on__gte=since)
        | Q(joined_precision=Precision.MONTH, joined_on__gte=month_starts)
        | Q(joined_precision=Precision.YEAR, joined_on__gte=date(since.year, 1, 1))
    ).exclude(joined_precision=Precision.BEFORE, joined_on=since)


# --- One partner ----------------------------------------------------------------------


def shown_to(user, partner: Partner | None) -> Partner | None:
    """Return a partner that another record names, unless it is hidden from the reader.

    Says without a query what `visible_to` says.
    """
    is_hidden = partner is not None and partner.state == PartnerState.APPLICANT
    return None if is_hidden and not scope_of(user).is_secretariat else partner


def parts_of(partner: Partner, user) -> QuerySet:
    return partner.parts.visible_to(user).select_related("country").order_by("name")


def networks_of(partner: Partner) -> QuerySet:
    rows = partner.network_memberships.select_related("network")
    return rows.order_by(F("left_on").desc(nulls_first=True), "network__name")


def groups_of(partner: Partner) -> list[tuple]:
    """Return (group, role in words or empty, until when) for every group it was in."""
    memberships = GroupMembership.objects.filter(partner=partner)
    roles = GroupRole.objects.filter(partner=partner)
    held = [
        (each.group, "", each.joined_on, each.left_on)
        for each in memberships.select_related("group")
    ]
    held += [
        (each.group, each.get_role_display(), each.starts_on, each.ends_on)
        for each in roles.select_related("group")
    ]
    today = timezone.localdate()
    return sorted(
        held, key=lambda row: (bool(row[3] and row[3] <= today), row[0].name, row[1])
    )


# --- Duplicates -----------------------------------------------------------------------


def likely_duplicates(
    name: str, short_name: str = "", *, besides: int | None = None
) -> list[Partner]:
    """Return partners that may be the same one: same acronym, or a name much alike."""
    rows = Partner.objects.exclude(pk=besides).annotate(
        bare=Replace(Lower("short_name"), Value("."), Value(""))
    )
    acronym = short_name.replace(".", "").strip().lower()
    found = Q(name__iexact=name) | Q(short_name__iexact=name)
    if acronym:
        found |= Q(bare=acronym) | Q(name__iexact=short_name)
    for word in _telling_words(name):
        found |= Q(name__icontains=word[:SAME_START])
    rows = rows.filter(found).select_related("country")
    return [each for each in rows if _is_alike(each, name, acronym)][:LIKE_MAX]


def _is_alike(partner: Partner, name: str, acronym: str) -> bool:
    names = {partner.name.casefold(), partner.short_name.casefold()}
    if name.casefold() in names or (acronym and acronym in {partner.bare, *names}):
        return True
    telling = _likeness(_telling_words(partner.name), _telling_words(name))
    return telling >= ALIKE_TELLING and (
        _likeness(_words(partner.name), _words(name)) >= ALIKE_WHOLE
    )


def _likeness(one: set[str], other: set[str]) -> float:
    """Return how much two names share, whatever the order of their words: 0 to 1."""
    texts = (" ".join(sorted(words)) for words in (one, other))
    return SequenceMatcher(None, *texts, autojunk=False).ratio() if one else 0


def _telling_words(name: str) -> set[str]:
    return _words(name) - COMMON


def _words(name: str) -> set[str]:
    bare = "".join(each if each.isalnum() else " " for each in name.casefold())
    return {word for word in bare.split() if len(word) > 1}
