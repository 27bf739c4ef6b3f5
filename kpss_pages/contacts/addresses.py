"""Where a town's contacts are read: the addresses of its contacts page and of a role's page."""

from django.http import HttpRequest
from wagtail.models import Page

from kpss_pages.contacts.models.index import ContactIndexPage
from kpss_pages.contacts.models.roles import ContactRole
from kpss_pages.core.querysets import open_to_all
from sites.kept import kept
from sites.models import TownSettings
from sites.page_cache.generations import key_of
from sites.page_cache.tags import menu
from sites.towns import live_homes


def contacts_page(town: TownSettings, language: str) -> ContactIndexPage | None:
    """Return a town's public contacts page in a language, None when it has none: found once, until a section changes."""
    home = live_homes(town).get(language)
    if home is None:
        return None
    until = key_of(menu(town.site_id, home.locale_id))
    # A list, for "nothing" would not be kept.
    found = kept(f"kpss:contacts-page:{home.pk}", lambda: _find(home), until)
    return found[0] if found else None


def _find(home: Page) -> list[ContactIndexPage]:
    return list(open_to_all(ContactIndexPage.objects.child_of(home).live()).select_related("locale")[:1])


def contacts_url(town: TownSettings, language: str, request: HttpRequest | None = None) -> str:
    """Return the address of a town's contacts page in a language, "" when it has none."""
    page = contacts_page(town, language)
    return (page.get_url(request) or "") if page else ""


def role_url(role: ContactRole, town: TownSettings, language: str, request: HttpRequest | None = None) -> str:
    """Return the address of a role's page in a language, "" when the town has no contacts page in it."""
    url = contacts_url(town, language, request)
    return f"{url}{role.address_below}" if url else ""
