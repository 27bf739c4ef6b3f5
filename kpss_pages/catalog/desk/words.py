"""Screens of life situations and of words that mean the same."""

from typing import Any

from wagtail.snippets.views.snippets import CreateView

from kpss_pages.catalog.models import Synonyms
from sites.tenancy.scope import sites_of

LONGEST_WORDS = 80


class SynonymsCreateView(CreateView):
    """Filled in with the words that somebody looked for, when it is opened from there."""

    def get_initial_form_instance(self) -> Any:
        row: Synonyms = super().get_initial_form_instance() or Synonyms()
        words = " ".join(self.request.GET.get("words", "").replace("\x00", " ").split())[:LONGEST_WORDS]
        row.words = f"{words}\n" if words else row.words
        site = self.request.GET.get("site", "")
        if site.isdecimal() and len(site) <= 18 and sites_of(self.request.user).filter(pk=site).exists():
            row.site_id = int(site)
        return row
