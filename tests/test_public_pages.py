"""Which addresses answer without signing in; all others ask for it first."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC_PAGES = {
    "about",
    "accessibility",
    "api-docs",
    "api:changes",
    "api:countries",
    "api:country",
    "api:decision",
    "api:decisions",
    "api:documents",
    "api:event",
    "api:events",
    "api:indicator",
    "api:indicators",
    "api:meeting",
    "api:meetings",
    "api:openapi",
    "api:paper",
    "api:papers",
    "api:review",
    "api:reviews",
    "api:roadmap",
    "api:roadmaps",
    "api:start",
    "api:unknown",
    "api:value",
    "api:values",
    "changes-feed",
    "country",
    "country-feed",
    "country-pdf",
    "document",
    "health",
    "home",
    "how-we-count",
    "meetings:action-point-link",
    "meetings:agenda-pdf",
    "meetings:answer",
    "meetings:calendar",
    "meetings:calendar-group",
    "meetings:calendar-own",
    "meetings:calendar-public",
    "meetings:decision",
    "meetings:changes",
    "meetings:changes-csv",
    "meetings:changes-pdf",
    "meetings:changes-xlsx",
    "meetings:decisions",
    "meetings:decisions-csv",
    "meetings:decisions-pdf",
    "meetings:decisions-xlsx",
    "meetings:event",
    "meetings:event-ics",
    "meetings:event-list",
    "meetings:event-series",
    "meetings:meeting",
    "meetings:meeting-calendar",
    "meetings:meetings",
    "meetings:offices",
    "meetings:pack",
    "meetings:pack-late-pdf",
    "meetings:pack-pdf",
    "meetings:pack-read",
    "meetings:packs",
    "meetings:paper",
    "meetings:paper-compare",
    "meetings:paper-compare-pdf",
    "meetings:paper-file",
    "meetings:paper-version",
    "meetings:papers",
    "meetings:papers-all",
    "meetings:publications",
    "meetings:questions",
    "meetings:questions-asked",
    "meetings:questions-asked-csv",
    "meetings:report",
    "meetings:report-pdf",
    "meetings:save-the-date-pdf",
    "meetings:seat",
    "meetings:seats",
    "meetings:seats-pdf",
    "meetings:seats-workbook",
    "monitoring:across",
    "monitoring:across-file",
    "monitoring:codebook",
    "monitoring:compare",
    "monitoring:compare-csv",
    "monitoring:course",
    "monitoring:course-file",
    "monitoring:gaps",
    "monitoring:gaps-csv",
    "monitoring:indicator",
    "monitoring:indicator-csv",
    "monitoring:indicator-list",
    "monitoring:indicator-yaml",
    "monitoring:open-data",
    "monitoring:open-data-file",
    "monitoring:own-indicator",
    "monitoring:own-indicators",
    "monitoring:review",
    "monitoring:review-list",
    "monitoring:review-pdf",
    "monitoring:value",
    "monitoring:value-version",
    "monitoring:values",
    "monitoring:values-csv",
    "monitoring:values-xlsx",
    "partners:directory",
    "partners:directory-csv",
    "partners:directory-xlsx",
    "partners:group",
    "partners:groups",
    "partners:invitation",
    "partners:network",
    "partners:networks",
    "partners:output",
    "partners:partner",
    "partners:work-plan",
    "partners:work-plan-csv",
    "partners:work-plan-pdf",
    "partners:work-plan-xlsx",
    "pathfinders:lessons",
    "pathfinders:list",
    "pathfinders:list-csv",
    "pathfinders:progress",
    "pathfinders:progress-action",
    "pathfinders:progress-pdf",
    "pathfinders:register",
    "pathfinders:roadmap",
    "pathfinders:roadmap-compare",
    "pathfinders:roadmap-compare-choose",
    "pathfinders:roadmap-compare-pdf",
    "pathfinders:roadmap-csv",
    "pathfinders:roadmap-list",
    "pathfinders:roadmap-pdf",
    "pathfinders:workshop",
    "pathfinders:workshop-report",
    "pathfinders:workshop-report-pdf",
    "privacy",
    "robots",
    "search",
    "set-language",
    "sitemap",
    "theme",
}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, object]]:
    """Yield (name with its namespace, view) for every address of the project."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry.callback
        elif entry.app_name != "admin":
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, inner)


def test_public_pages_are_the_kept_list():
    public = {
        name
        for name, view in addresses(get_resolver())
        if not getattr(view, "login_required", True)
        and not view.__module__.startswith("allauth")
    }

    assert public == PUBLIC_PAGES


def test_every_address_has_a_name():
    nameless = [
        view for name, view in addresses(get_resolver()) if name.endswith("None")
    ]

    assert nameless == []
