from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "alliance87.home"
    label = "home"
