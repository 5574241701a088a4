"""Addresses of the directory of partners."""

from django.urls import path

from alliance87.partners.views import (
    directory,
    engagement,
    network_forms,
    networks,
    partner_forms,
)

urlpatterns = [
    path("partners/", directory.directory, name="directory"),
    path("partners/directory.csv", directory.directory_csv, name="directory-csv"),
    path("partners/directory.xlsx", directory.directory_xlsx, name="directory-xlsx"),
    path("partners/add/", partner_forms.add, name="partner-add"),
    path("partners/engagement/", engagement.desk, name="engagement"),
    path(
        "partners/contacts/export/",
        engagement.contacts_export,
        name="contacts-export",
    ),
    path(
        "partners/contacts/<int:pk>/edit/",
        partner_forms.contact_edit,
        name="contact-edit",
    ),
    path("partners/networks/", networks.networks, name="networks"),
    path("partners/networks/add/", network_forms.add, name="network-add"),
    path("partners/networks/<int:pk>/", networks.network, name="network"),
    path("partners/networks/<int:pk>/edit/", network_forms.edit, name="network-edit"),
    path(
        "partners/networks/<int:pk>/members/add/",
        network_forms.member_add,
        name="network-member-add",
    ),
    path(
        "partners/networks/<int:pk>/members/<int:member>/edit/",
        network_forms.member_edit,
        name="network-member-edit",
    ),
    path("partners/steps/<int:pk>/edit/", partner_forms.step_edit, name="step-edit"),
    path("partners/steps/<int:pk>/done/", partner_forms.step_done, name="step-done"),
    path("partners/<int:pk>/", directory.partner, name="partner"),
    path("partners/<int:pk>/edit/", partner_forms.edit, name="partner-edit"),
    path("partners/<int:pk>/leave/", partner_forms.leave, name="partner-leave"),
    path("partners/<int:pk>/return/", partner_forms.take_back, name="partner-return"),
    path(
        "partners/<int:pk>/contacts/add/",
        partner_forms.contact_add,
        name="contact-add",
    ),
    path("partners/<int:pk>/steps/add/", partner_forms.step_add, name="step-add"),
]
