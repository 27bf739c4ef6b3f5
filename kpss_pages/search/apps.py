from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "kpss_pages.search"
    label = "kpss_search"
