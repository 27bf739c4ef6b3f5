from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "kpss_pages.news"
    label = "kpss_news"
    verbose_name = _("News")

    def ready(self) -> None:
        from kpss_pages.core.data_sets import register_data_set
        from kpss_pages.core.feeds import register_section_feed
        from kpss_pages.news.data_sets import NEWS

        register_data_set(NEWS)
        register_section_feed("news", _("News"))
