"""Which pages of the demo are measured."""

import json

from django.apps import apps
from django.contrib.staticfiles.storage import staticfiles_storage
from wagtail.models import Site
from wagtail.query import PageQuerySet

from tests.bench.servers import TOWN

KINDS = {
    "home": "kpss_home.HomePage",
    "news list": "kpss_news.NewsIndexPage",
    "plan": "kpss_plans.PlanPage",
    "standard page": "kpss_standard.StandardPage",
    "search": "kpss_search.SearchPage",
}
SEARCHED = "?q=prostejov+socialni"
STATIC_FILE = "cms/css/base.css"


def targets() -> dict[str, str]:
    """Return the paths below the town's host, by what they are called in the table."""
    site = Site.objects.get(hostname__startswith=TOWN)
    found = {name: _path(apps.get_model(kind).objects.live(), site) for name, kind in KINDS.items()}
    found["search"] += SEARCHED
    return found | {"static file": staticfiles_storage.url(STATIC_FILE)}


def _path(pages: PageQuerySet, site: Site) -> str:
    page = pages.descendant_of(site.root_page, inclusive=True).order_by("path").first()
    parts = page.get_url_parts() if page else None
    if parts is None:
        raise LookupError(f"The demo has no such page of {site}: {pages.model.__name__}")
    return str(parts[2])


def show() -> None:
    """Print the targets as JSON, for the process that measures."""
    print(json.dumps(targets()))
