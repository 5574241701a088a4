from django.urls import path

from monitoring.views import round_decisions as decisions
from monitoring.views import rounds

ROUNDS = "secretariat/rounds/"
ROUND = f"{ROUNDS}<int:year>/"

urlpatterns = [
    path(ROUNDS, rounds.round_list, name="rounds"),
    path(f"{ROUNDS}open/", decisions.open_, name="round-open"),
    path(ROUND, rounds.round_detail, name="round"),
    path(f"{ROUND}csv/", rounds.round_csv, name="round-csv"),
    path(f"{ROUND}change/", decisions.change, name="round-change"),
    path(f"{ROUND}add/", decisions.add_countries, name="round-add"),
    path(f"{ROUND}reminders/", rounds.reminders, name="round-reminders"),
    path(f"{ROUND}reminders/csv/", rounds.reminders_csv, name="round-reminders-csv"),
    path(f"{ROUND}<iso3:iso3>/extend/", decisions.extend, name="round-extend"),
]
