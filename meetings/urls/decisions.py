"""Addresses of decisions and of action points."""

from django.urls import path

from meetings.views import (
    action_links,
    action_mails,
    action_points,
    action_verbs,
    decision_verbs,
    decisions,
    outputs,
)

DECISION = "decisions/<int:pk>/"
ACTION = "action-points/<int:pk>/"

urlpatterns = [
    path("decisions/", decisions.register, name="decisions"),
    path("decisions/decisions.csv", decisions.register_csv, name="decisions-csv"),
    path("decisions/decisions.xlsx", decisions.register_xlsx, name="decisions-xlsx"),
    path("decisions/decisions.pdf", decisions.register_pdf, name="decisions-pdf"),
    path("decisions/propose/", decision_verbs.add, name="decision-add"),
    path(DECISION, decisions.detail, name="decision"),
    path(f"{DECISION}edit/", decision_verbs.edit, name="decision-edit"),
    path(f"{DECISION}adopt/", decision_verbs.adopt, name="decision-adopt"),
    path(
        f"{DECISION}record-past/",
        decision_verbs.record_past,
        name="decision-record-past",
    ),
    path(f"{DECISION}defer/", decision_verbs.defer, name="decision-defer"),
    path(f"{DECISION}withdraw/", decision_verbs.withdraw, name="decision-withdraw"),
    path(f"{DECISION}supersede/", decision_verbs.supersede, name="decision-supersede"),
    path(f"{DECISION}follow-up/", decision_verbs.follow_up, name="decision-follow-up"),
    path("meetings/<int:pk>/outputs/", outputs.take_over, name="meeting-outputs"),
    path("action-points/", action_points.action_list, name="action-points"),
    path(
        "action-points/action-points.csv",
        action_points.action_csv,
        name="action-points-csv",
    ),
    path(
        "action-points/action-points.xlsx",
        action_points.action_xlsx,
        name="action-points-xlsx",
    ),
    path(
        "action-points/action-points.pdf",
        action_points.action_pdf,
        name="action-points-pdf",
    ),
    path("action-points/add/", action_verbs.add, name="action-point-add"),
    path(
        "action-points/link/<slug:token>/",
        action_links.owner,
        name="action-point-link",
    ),
    path(
        "meetings/<int:pk>/action-points/write/",
        action_mails.write_for_meeting,
        name="meeting-actions-write",
    ),
    path(ACTION, action_points.detail, name="action-point"),
    *(
        path(f"{ACTION}{verb}/", view, name=f"action-point-{verb}")
        for verb, view in {
            "edit": action_verbs.edit,
            "tell": action_verbs.tell,
            "start": action_verbs.start,
            "put-back": action_verbs.put_back,
            "report-done": action_verbs.report_done,
            "send-back": action_verbs.send_back,
            "close": action_verbs.close,
            "drop": action_verbs.drop,
            "reopen": action_verbs.reopen,
            "write": action_mails.write,
            "send-link": action_mails.send_link,
            "end-link": action_mails.end_link,
        }.items()
    ),
]
