"""Puts the topics into the admin."""

from wagtail.snippets.models import register_snippet

from kpss_pages.news.viewsets import NewsTopicViewSet

register_snippet(NewsTopicViewSet)
