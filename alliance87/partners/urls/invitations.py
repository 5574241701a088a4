"""Addresses of accounts: invite somebody, accept an invitation."""

from django.urls import path

from alliance87.partners.views import invitations

urlpatterns = [
    path("people/invite/", invitations.invite, name="invite"),
    path("people/<int:pk>/invite/", invitations.invite_again, name="invite-again"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
]
