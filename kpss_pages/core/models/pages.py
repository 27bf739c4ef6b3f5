"""The base of every page kind."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from kpss_pages.core.indexing import index_text
from kpss_pages.core.permissions import TownPagePermissionTester
from kpss_pages.core.querysets import TownPageManager
from sites.tenancy.forms import TownPageForm
from sites.tenancy.references import validate_references
from sites.tenancy.scope import site_id_of, town_of
from sites.text import folded


class BasePage(Page):
    """A page of a town."""

    updated_on = models.DateField(
        _("last updated"),
        null=True,
        blank=True,
        help_text=_("Fill in only for imported content; otherwise the day of publishing is shown."),
    )

    chrome_part: ClassVar[str] = ""
    """What ``chrome`` knows this kind as, to which it links from every page of the town; "" for all other kinds."""

    shown_kinds: ClassVar[Sequence[str] | None] = None
    """Labels of the kinds of pages and rows that the kind lists; None, when nobody has said so, stands for anything of
    the town. What a page refers to, its breadcrumbs and its menus need not be named."""

    query_parameters: ClassVar[Sequence[str]] = ()
    """Names of the GET parameters that the kind reads; all others make no difference to it."""

    repeated_parameters: ClassVar[Sequence[str]] = ()
    """Those of them of which every value counts, and not the last one alone."""

    served_with: ClassVar[Sequence[str]] = ()
    """Names of foreign keys whose rows the kind's own page shows: they are loaded together with it."""

    objects: ClassVar[Any] = TownPageManager()

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus"), FieldPanel("updated_on")], heading=_("On the site")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("folded_text")]
    base_form_class = TownPageForm

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Whether the kind may be created there and the town has not switched it off."""
        if not super().can_create_at(parent):
            return False
        town = town_of(parent)
        return town is None or cls._meta.label not in town.disabled_kinds

    def clean(self) -> None:
        super().clean()
        site_id = site_id_of(self)
        if site_id is not None:
            validate_references(self, site_id)

    def shows(self) -> Sequence[str] | None:
        """Return what a change of ends the kept copies of this page: labels of kinds, or ``ADDRESSES``."""
        return self.shown_kinds

    def get_sitemap_paths(self) -> list[str]:
        """Return what search engines may know of the page: its own address ("/"), and those of rows that lie below it.

        They are the same in all languages, and known by where the page lies.
        """
        return ["/"]

    def permissions_for_user(self, user: Any) -> TownPagePermissionTester:
        return TownPagePermissionTester(user, self)

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def last_updated(self) -> date | None:
        """The day on which the content was last changed; None before the first publication."""
        if self.updated_on:
            return self.updated_on
        return timezone.localdate(self.last_published_at) if self.last_published_at else None

    def plain_text(self) -> str:
        """Return the words of the page without markup, its title left out."""
        return index_text(self)

    def folded_text(self) -> str:
        """Return title and text as the search index knows them: without diacritics and endings."""
        return folded(f"{self.title} {self.plain_text()}")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        request.page = self  # type: ignore[attr-defined]
        return context
