from django.apps import AppConfig


class StandardConfig(AppConfig):
    name = "kpss_pages.standard"
    label = "kpss_standard"
