"""Which pages of the demo are measured; run as a program it prints their paths as JSON, by name."""

import json

import django

django.setup()

from django.apps import apps
from wagtail.models import Site
from wagtail.query import PageQuerySet

from tests.bench.servers import HOST

KINDS = {
    "home": "kpss_home.HomePage",
    "news list": "kpss_news.NewsIndexPage",
    "article": "kpss_news.NewsPage",
    "plan": "kpss_plans.PlanPage",
    "search": "kpss_search.SearchPage",
}
SEARCHED = "?q=prostejov+socialni"


def targets() -> dict[str, str]:
    """Return the paths below the town's host, by what they are called in the table."""
    site = Site.objects.get(hostname=HOST)
    found = {name: _path(apps.get_model(kind).objects.live(), site) for name, kind in KINDS.items()}
    found["search"] += SEARCHED
    return found


def _path(pages: PageQuerySet, site: Site) -> str:
    page = pages.descendant_of(site.root_page, inclusive=True).order_by("path").first()
    parts = page.get_url_parts() if page else None
    if parts is None:
        raise LookupError(f"The demo has no such page of {site}: {pages.model.__name__}")
    return str(parts[2])


if __name__ == "__main__":
    print(json.dumps(targets()))
