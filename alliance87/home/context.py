"""What every page shows around its content: navigation, account, notices."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.access import scope_of
from alliance87.core.pdf import is_available, why_unavailable
from alliance87.home.page_head import head_of
from alliance87.partners import rules as partner_rules
from monitoring import rules as monitoring_rules

# What stands beside the meetings and the partners, though its address lies elsewhere.
OF_MEETINGS = (
    *("meetings:seats", "meetings:decisions", "meetings:action-points"),
    *("meetings:event-list", "meetings:papers", "meetings:questions-asked"),
    "meetings:changes",
)
# What the secretariat reaches from the rounds, though its address lies elsewhere.
OF_REPORTING = ("monitoring:review-queue", "monitoring:corrections")


@dataclass(frozen=True, slots=True)
class NavigationItem:
    label: str
    url: str
    is_current: bool = False


def page_frame(request) -> dict:
    """Return the frame of a page for the person who reads it."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    notices = []
    if scope_of(user).is_secretariat and not is_available():
        notices.append(why_unavailable())
    return {
        "navigation": _navigation(user, request.path),
        "account_label": str(user) if user.is_authenticated else "",
        "account_links": _account_links(user),
        "footer_links": _footer_links(),
        "system_notices": notices,
        "page_head": head_of(request),
    }


def _navigation(user, path: str) -> list[NavigationItem]:
    scope = scope_of(user)
    entries = [
        (_("Countries"), reverse("pathfinders:list")),
        (_("Indicators"), reverse("monitoring:indicator-list")),
        (_("Partners"), reverse("partners:directory")),
        (_("Meetings"), reverse("meetings:meetings")),
    ]
    if monitoring_rules.may_see_portfolio(user):
        entries.insert(0, (_("Portfolio"), reverse("monitoring:portfolio")))
    if scope.own_countries:
        entries.append((_("My country"), reverse("my-country")))
    if scope.is_secretariat or scope.is_chair:
        entries.append((_("Path board"), reverse("pathfinders:path-board")))
    if scope.is_secretariat:
        entries.append((_("Reporting"), reverse("monitoring:rounds")))
        entries.append((_("Needs and offers"), reverse("pathfinders:needs-board")))
        entries.append((_("Records"), reverse("admin:index")))
    current = _nearest(path, [url for _label, url in entries])
    if path.startswith(tuple(reverse(name) for name in OF_REPORTING)):
        current = reverse("monitoring:rounds")
    if path.startswith(tuple(reverse(name) for name in OF_MEETINGS)):
        current = reverse("meetings:meetings")
    if path.startswith(reverse("partners:groups")):
        current = reverse("partners:directory")
    return [NavigationItem(label, url, url == current) for label, url in entries]


def _nearest(path: str, urls: list[str]) -> str:
    """Return the one address that the page lies below: the longest that fits."""
    fitting = [url for url in urls if path.startswith(url)]
    return max(fitting, key=len, default="")


def _account_links(user) -> list[NavigationItem]:
    """Return what stands in the menu beside the password and “Sign out”."""
    if partner_rules.may_invite(user):
        return [NavigationItem(_("Invite people"), reverse("partners:invite"))]
    return []


def _footer_links() -> list[NavigationItem]:
    return [
        NavigationItem(_("About the Alliance"), reverse("about")),
        NavigationItem(_("Lessons learned"), reverse("pathfinders:lessons")),
        NavigationItem(_("Action groups"), reverse("partners:groups")),
        NavigationItem(_("Events"), reverse("meetings:event-list")),
        NavigationItem(_("Toolkit and papers"), reverse("meetings:papers")),
        NavigationItem(_("Decisions"), reverse("meetings:decisions")),
        NavigationItem(_("Open data"), reverse("monitoring:open-data")),
        NavigationItem(_("Programming interface (API)"), reverse("api-docs")),
        NavigationItem(_("How we count"), reverse("how-we-count")),
        NavigationItem(_("Accessibility"), reverse("accessibility")),
        NavigationItem(_("Privacy"), reverse("privacy")),
    ]
