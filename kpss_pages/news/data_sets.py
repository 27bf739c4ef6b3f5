"""The data set of a town's news."""

from django.utils.translation import gettext_lazy as _

from kpss_pages.core.data_sets import DataSet
from kpss_pages.core.linked_data import NORMS
from kpss_pages.news.linked_data import as_norm, as_schema_org
from kpss_pages.news.models import NewsPage

NORM = f"{NORMS}/aktuality/2020-07-01"

NEWS = DataSet(
    key="news",
    title=_("News"),
    description=_(
        "What the town has announced: titles, leads, dates, attachments. Expired news say until when they held."
    ),
    things=lambda town, request: as_norm(NewsPage.objects.all(), town, request),
    schema_org=lambda town, request: as_schema_org(NewsPage.objects.all(), town, request),
    norm=f"{NORM}/",
    context=f"{NORM}/kontexty/aktualita.jsonld",
    schema=f"{NORM}/schémata/aktuality.json",
    keywords=(_("news"), _("announcements"), _("social services")),
)
