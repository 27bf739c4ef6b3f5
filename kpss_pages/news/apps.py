from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "kpss_pages.news"
    label = "kpss_news"
    verbose_name = _("News")

    def ready(self) -> None:
        from kpss_pages.news.models import NewsTopic
        from sites.models import Role
        from sites.roles import register_row_actions
        from sites.tenancy.policies import register_town_rows

        register_town_rows(NewsTopic)
        register_row_actions(NewsTopic, dict.fromkeys(Role, ("add", "change", "delete")))
