from typing import Any

from django.apps import AppConfig
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "kpss_pages.news"
    label = "kpss_news"
    verbose_name = _("News")

    def ready(self) -> None:
        from kpss_pages.core.announcements import AnnouncedKind, register_announcements
        from kpss_pages.core.data_sets import register_data_set
        from kpss_pages.core.feeds import register_section_feed
        from kpss_pages.news.data_sets import NEWS

        def is_announced(page: Any) -> bool:
            return not page.is_expired

        def detail_of(page: Any) -> str:
            return date_format(page.date, "DATE_FORMAT")

        register_announcements(
            AnnouncedKind(
                key="news",
                model="kpss_news.NewsPage",
                label=_("News"),
                is_announced=is_announced,
                has_topics=True,
                detail_of=detail_of,
            )
        )
        register_data_set(NEWS)
        register_section_feed("news", _("News"))
