"""The index of news, its articles, their topics and attachments."""

from kpss_pages.news.models.detail import NewsAttachment, NewsPage
from kpss_pages.news.models.index import NewsIndexPage
from kpss_pages.news.models.topics import NewsTopic

__all__ = ["NewsAttachment", "NewsIndexPage", "NewsPage", "NewsTopic"]
