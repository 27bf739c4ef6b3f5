from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "kpss_pages.core"
    label = "kpss_core"
