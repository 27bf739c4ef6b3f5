"""The index of news, its articles, their attachments."""

from kpss_pages.news.models.detail import NewsAttachment, NewsPage
from kpss_pages.news.models.index import NewsIndexPage

__all__ = ["NewsAttachment", "NewsIndexPage", "NewsPage"]
