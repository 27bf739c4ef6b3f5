from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "kpss_pages.news"
    label = "kpss_news"
