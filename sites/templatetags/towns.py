"""Tags for the admin's templates."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils.safestring import SafeString

from sites.models import User
from sites.tenancy.scope import site_of
from sites.towns import towns_of
from sites.widget_starts import parsed, start_of

MOST_NAMES = 3

register = template.Library()


@register.simple_tag
def workplace(user: User) -> str:
    """Return the names of the towns that somebody works for; the installation's name for those of many or none."""
    names = [] if user.is_superuser else [town.site.site_name for town in towns_of(user)[: MOST_NAMES + 1]]
    return ", ".join(names) if 0 < len(names) <= MOST_NAMES else settings.WAGTAIL_SITE_NAME


@register.simple_tag(takes_context=True)
def admin_host(context: Context) -> str:
    """Return the address of the town's host that a mail is about; the installation's for what belongs to no town.

    A mail names it by the page or row that it is about; on another host people would have to sign in once more.
    """
    thing = context.get("page") or context.get("object")
    site = site_of(thing) if thing is not None else None
    address: str = site.root_url if site is not None else settings.WAGTAILADMIN_BASE_URL
    return address


@register.simple_tag
def start_widget(name: str, *arguments: str) -> SafeString:
    """Write what starts a widget of Wagtail's: the name of its function or class, then ids and options in JSON."""
    return start_of(name, *map(parsed, arguments))
