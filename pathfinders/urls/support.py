from django.urls import path

from pathfinders.views import asking, needs, offers, support

COUNTRY = "pathfinders/<iso3:iso3>/needs/"
NEED = "needs/<int:pk>/"
MATCH = "needs/<int:need>/offers/<int:pk>/"
BOARD = "secretariat/needs/"
OFFERS = "secretariat/offers/"

urlpatterns = [
    path(COUNTRY, needs.country_needs, name="needs"),
    path(f"{COUNTRY}add/", asking.add, name="need-add"),
    path(NEED, needs.detail, name="need"),
    path(f"{NEED}edit/", asking.edit, name="need-edit"),
    path(f"{NEED}withdraw/", asking.withdraw, name="need-withdraw"),
    path(f"{NEED}reopen/", asking.reopen, name="need-reopen"),
    path(f"{NEED}offer/", support.hold, name="need-offer"),
    path(f"{MATCH}agree/", support.agree, name="match-agree"),
    path(f"{MATCH}decline/", support.decline, name="match-decline"),
    path(f"{MATCH}deliver/", support.deliver, name="match-deliver"),
    path(f"{MATCH}offer-again/", support.offer_again, name="match-offer_again"),
    path(BOARD, support.board, name="needs-board"),
    path(f"{BOARD}csv/", support.board_csv, name="needs-board-csv"),
    path(OFFERS, offers.offer_list, name="offers"),
    path(f"{OFFERS}add/", offers.add, name="offer-add"),
    path("offers/<int:pk>/", offers.detail, name="offer"),
    path(f"{OFFERS}<int:pk>/edit/", offers.edit, name="offer-edit"),
]
