"""The page on which people subscribe."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from kpss_pages.core.listing import understand
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.subscriptions.forms import SubscribeForm, asked_for
from sites.page_cache.showing import withhold
from sites.towns import current_town


class SubscriptionPage(BasePage):
    """The form on which people subscribe to a town's news by e-mail, in one language.

    An address may choose for them: "?kinds=events&topics=seniors". The form is sent to an address beside the page
    (``urls``), so that the page itself sets no cookie and may be kept whole.
    """

    chrome_part = "subscriptions"
    shown_kinds = (Topic._meta.label,)
    query_parameters = ("kinds", "topics")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the form."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["kpss_home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("subscription page")
        verbose_name_plural = _("subscription pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        town = current_town(request)
        form = kwargs.get("form")
        if form is None and town is not None:
            initial, has_unknown = asked_for(town, request.GET)
            form = SubscribeForm(town=town, initial=initial)
            if has_unknown:
                withhold(request)
            understand(
                request, [(name, ",".join(initial[name])) for name in self.query_parameters if name in request.GET]
            )
        return {**context, "form": form}
