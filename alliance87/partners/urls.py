from django.urls import path

from alliance87.partners import views

app_name = "partners"

urlpatterns = [
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:pk>/invite/", views.invite_again, name="invite-again"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
