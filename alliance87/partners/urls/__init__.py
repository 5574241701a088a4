"""Addresses of partners, one module per topic."""

from alliance87.partners.urls import directory, groups, invitations

app_name = "partners"

urlpatterns = [
    *invitations.urlpatterns,
    *directory.urlpatterns,
    *groups.urlpatterns,
]
