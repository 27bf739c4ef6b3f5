"""Which town a request or a person belongs to.

Towns are cached whole (settings, rows, images) by site and found by host, so that the chrome of a page costs no query.
The cache is emptied by ``sites.signals`` when anything of the town changes.
"""

import hashlib

from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site

from sites.kept import forget, kept
from sites.models import TownHost, TownSettings, User

LONGEST_HOST_IN_KEY = 100
TOWN_ROWS = ("other_languages", "territories", "parent_breadcrumbs", "partner_links", "funding_projects")


def _host_key(host: str) -> str:
    # A host may have 253 characters, more than memcached takes in a key.
    return f"kpss:host:{host if len(host) <= LONGEST_HOST_IN_KEY else hashlib.sha256(host.encode()).hexdigest()}"


def _town_key(site_id: int) -> str:
    return f"kpss:town:{site_id}"


def _live_homes_key(site_id: int) -> str:
    return f"kpss:live-homes:{site_id}"


def current_town(request: HttpRequest) -> TownSettings | None:
    """Return the town of the request's host; None on the landing page and on unknown hosts."""
    return getattr(request, "town", None)


def town_of_host(raw_host: str) -> TownSettings | None:
    """Return the town served at a host ("name" or "name:port"), None when there is none."""
    town = town_named(raw_host)
    return town if town is not None and town.site.hostname == split_domain_port(raw_host)[0] else None


def town_named(raw_host: str) -> TownSettings | None:
    """Return the town that a host is the main or a further name of, None when there is none.

    Only hosts of towns are kept: anybody can invent others, which would push the rest out of the cache.
    """
    host = split_domain_port(raw_host)[0]
    site_id = kept(_host_key(host), lambda: _site_named(host), is_invented=True)
    return town_of_site(site_id) if site_id is not None else None


def _site_named(host: str) -> int | None:
    # In one query, and the main host first, should a name stand in both places.
    main = Site.objects.order_by().filter(hostname=host).annotate(place=Value(0)).values_list("place", "pk")
    further = TownHost.objects.order_by().filter(hostname=host).annotate(place=Value(1)).values_list("place", "site")
    found: tuple[int, int] | None = main.union(further).order_by("place").first()
    return found[1] if found else None


def town_of_site(site_id: int) -> TownSettings | None:
    """Return a site's town with its rows and images loaded, None for a site that is no town."""
    return kept(_town_key(site_id), lambda: _load_town(site_id))


def _load_town(site_id: int) -> TownSettings | None:
    town = TownSettings.objects.select_related("site__root_page__locale", "coat_of_arms").filter(site=site_id).first()
    if town is not None:
        for name in TOWN_ROWS:
            rows = getattr(town, name)
            related = "emblem" if name == "funding_projects" else None
            rows.set(list(rows.select_related(related) if related else rows.all()))
    return town


def live_homes(town: TownSettings) -> dict[str, Page]:
    """Return the town's published home pages by language, the default one first."""
    return kept(_live_homes_key(town.site_id), lambda: _load_live_homes(town))


def _load_live_homes(town: TownSettings) -> dict[str, Page]:
    homes = home_pages(town.site).filter(live=True).select_related("locale")
    live = {home.locale.language_code: home for home in homes}
    return {language: live[language] for language in town.languages if language in live}


def live_languages(town: TownSettings) -> list[str]:
    """Return the languages whose home page is published, the default one first."""
    return list(live_homes(town))


def home_pages(site: Site) -> QuerySet[Page]:
    """Return the town's home page and its translations, unordered, drafts included."""
    return Page.objects.filter(translation_key=site.root_page.translation_key, depth=site.root_page.depth)


def towns_of(user: User) -> QuerySet[TownSettings]:
    """Return the towns that a person works for, ordered by name; all for the platform's administrators."""
    towns = TownSettings.objects.select_related("site").order_by("site__site_name")
    if user.is_superuser:
        return towns
    return towns.filter(site__town_roles__group__user=user).distinct()


def forget_town(site_id: int, host: str) -> None:
    """Empty what is cached of one town and of the host that it is served at."""
    forget([_host_key(host), _town_key(site_id), _live_homes_key(site_id)])


def forget_host(host: str) -> None:
    """Empty what is cached of a host."""
    forget([_host_key(host)])
