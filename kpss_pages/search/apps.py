from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "kpss_pages.search"
    label = "kpss_search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from kpss_pages.search import signals  # noqa: F401
