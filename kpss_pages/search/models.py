"""The search page, and the words from which its snippets are cut."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from kpss_pages.core.models import BasePage


class SearchPage(BasePage):
    """The page on which the public searches a town."""

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")


class PageText(models.Model):
    """The published words of a page, kept so that a list of results need not load every page of every kind."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="page_text")
    text = models.TextField()

    class Meta:
        verbose_name = _("text of a page")
        verbose_name_plural = _("texts of pages")

    def __str__(self) -> str:
        return f"{self.page_id}"
