"""The page that lists a town's data sets."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.url_routing import RouteResult

from kpss_pages.core.models import BasePage
from kpss_pages.open_data.choices import Licence
from kpss_pages.open_data.files import File, all_files, file_named
from kpss_pages.open_data.listing import context_of
from kpss_pages.open_data.querysets import OpenDataPageManager
from kpss_pages.open_data.serving import answer
from sites.towns import current_town


class OpenDataPage(BasePage):
    """The list of a town's data sets in one language."""

    chrome_part = "open_data"
    shown_kinds = None  # whatever is published

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))
    licence = models.CharField(
        _("terms of use"),
        max_length=100,
        choices=Licence.choices,
        blank=True,
        help_text=_(
            "What others may do with the data. Leave empty until the town has decided; the catalogue of data sets is "
            "published once it has. Counts for all languages when it stands on the page in the town's own language."
        ),
    )
    ruian_code = models.CharField(
        _("code of the municipality"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{6}\Z", _("The code of a municipality has six digits."))],
        help_text=_("Six digits, from the Czech register of territories and addresses (RÚIAN)."),
    )

    objects: ClassVar[Any] = OpenDataPageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("ruian_code")], heading=_("For those who use the data")),
    ]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("open data page")
        verbose_name_plural = _("open data pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page itself, or a file below it."""
        file = file_named(path_components[0]) if len(path_components) == 1 else None
        if file is None:
            return super().route(request, path_components)
        if not self.live:
            raise Http404
        return RouteResult(self, kwargs={"file": file})

    def serve(self, request: HttpRequest, file: File | None = None) -> HttpResponseBase:
        if file is not None:
            return answer(self, request, file)
        response: HttpResponseBase = super().serve(request)
        return response

    def get_cached_paths(self) -> list[str]:
        return ["/", *(f"/{file.name}" for file in all_files())]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        town = current_town(request)
        if town is None:
            return context
        serving = OpenDataPage.objects.serving(town)
        return {**context, **context_of(serving or self, town)}
