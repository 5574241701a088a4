from django.urls import path

from pathfinders.views import workshop

urlpatterns = [
    path("pathfinders/<iso3:iso3>/workshops/add/", workshop.add, name="workshop-add"),
    path("workshops/add/", workshop.add_regional, name="workshop-add-regional"),
    path("workshops/<int:pk>/", workshop.detail, name="workshop"),
    path("workshops/<int:pk>/edit/", workshop.edit, name="workshop-edit"),
]
