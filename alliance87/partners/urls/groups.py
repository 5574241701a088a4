"""Addresses of action groups, their work plans and what they lack."""

from django.urls import path

from alliance87.partners.views import (
    group_moves,
    group_people,
    groups,
    needs,
    outputs,
    resource_needs,
    work_plans,
)

GROUP = "groups/<slug:slug>/"
PLAN = f"{GROUP}plans/<int:pk>/"
OUTPUT = f"{PLAN}outputs/<int:output>/"
NEED = f"{GROUP}needs/<int:pk>/"

urlpatterns = [
    path("groups/", groups.group_list, name="groups"),
    path("groups/add/", group_people.add, name="group-add"),
    path("groups/needs/", needs.need_list, name="needs"),
    path("groups/needs.csv", needs.needs_csv, name="needs-csv"),
    path("groups/needs.xlsx", needs.needs_xlsx, name="needs-xlsx"),
    path(GROUP, groups.detail, name="group"),
    path(f"{GROUP}edit/", group_people.edit, name="group-edit"),
    path(f"{GROUP}roles/add/", group_people.add_role, name="group-role-add"),
    path(
        f"{GROUP}roles/<int:pk>/edit/", group_people.edit_role, name="group-role-edit"
    ),
    path(f"{GROUP}members/add/", group_people.add_member, name="group-member-add"),
    path(
        f"{GROUP}members/<int:pk>/edit/",
        group_people.edit_member,
        name="group-member-edit",
    ),
    path(f"{GROUP}needs/add/", resource_needs.add, name="group-need-add"),
    path(f"{NEED}edit/", resource_needs.edit, name="group-need-edit"),
    path(f"{NEED}<slug:verb>/", resource_needs.move, name="group-need-move"),
    path(f"{GROUP}plans/add/", work_plans.add, name="work-plan-add"),
    path(PLAN, work_plans.detail, name="work-plan"),
    path(f"{PLAN}edit/", work_plans.edit, name="work-plan-edit"),
    path(f"{PLAN}pdf/", work_plans.pdf, name="work-plan-pdf"),
    path(f"{PLAN}csv/", work_plans.outputs_csv, name="work-plan-csv"),
    path(f"{PLAN}xlsx/", work_plans.outputs_xlsx, name="work-plan-xlsx"),
    path(f"{PLAN}carry-over/", work_plans.carry_over, name="work-plan-carry-over"),
    path(f"{PLAN}adopt/", work_plans.adopt, name="work-plan-adopt"),
    path(f"{PLAN}outputs/add/", outputs.add, name="output-add"),
    path(OUTPUT, outputs.detail, name="output"),
    path(f"{OUTPUT}edit/", outputs.edit, name="output-edit"),
    path(f"{OUTPUT}report/", outputs.report, name="output-report"),
    path(f"{OUTPUT}accept/", outputs.accept, name="output-accept"),
    path(f"{OUTPUT}remove/", outputs.remove, name="output-remove"),
    path(f"{PLAN}<slug:verb>/", work_plans.move, name="work-plan-move"),
    path(f"{GROUP}<slug:verb>/", group_moves.move, name="group-move"),
]
