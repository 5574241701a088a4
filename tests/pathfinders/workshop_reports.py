"""A workshop report as its focal point writes it on the pages."""

from pathfinders.enums import ReportPartKind
from pathfinders.models import ReportPart, WorkshopReport
from tests.pathfinders.workshop_urls import url

TEXTS = {
    ReportPartKind.SUMMARY: "Four priorities were agreed.",
    ReportPartKind.CONTEXT: "A survey was carried out.",
    ReportPartKind.PRIORITIES: "Farms first.",
}


def start_report(client, workshop, **changes) -> WorkshopReport:
    answers = {"title": "Report on the workshop", "language": "en", "roadmap": ""}
    answer = client.post(url("workshop-report-start", workshop), answers | changes)
    assert answer.status_code == 302
    return WorkshopReport.objects.get(workshop=workshop)


def part(report, kind) -> ReportPart:
    return report.parts.get(kind=kind)


def write(client, report, kind, text):
    """Send the form of one part and return the answer."""
    row = part(report, kind)
    path = url("report-part-edit", report.workshop, row)
    return client.post(path, {"text": text, "version": row.version})


def written_report(client, workshop, **changes) -> WorkshopReport:
    """Start a report and write what it cannot be published without."""
    report = start_report(client, workshop, **changes)
    for kind, text in TEXTS.items():
        assert write(client, report, kind, text).status_code == 302
    return report


def agree(client, workshop):
    """Let the focal point agree that the report becomes public as it is."""
    answer = client.post(url("workshop-report-agree", workshop))
    assert answer.status_code == 302


def agreed_report(client, workshop, **changes) -> WorkshopReport:
    """Write a report and agree to it for the country."""
    report = written_report(client, workshop, **changes)
    agree(client, workshop)
    return report


def add_part(client, report, title, *, after, text="Text"):
    return client.post(
        url("report-part-add", report.workshop),
        {"title": title, "text": text, "after": part(report, after).pk},
    )
