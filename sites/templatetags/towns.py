"""Tags for the admin's templates."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from sites.models import User
from sites.towns import towns_of
from sites.widget_starts import parsed, start_of

MOST_NAMES = 3

register = template.Library()


@register.simple_tag
def workplace(user: User) -> str:
    """Return the names of the towns that somebody works for; the installation's name for those of many or none."""
    names = [] if user.is_superuser else [town.site.site_name for town in towns_of(user)[: MOST_NAMES + 1]]
    return ", ".join(names) if 0 < len(names) <= MOST_NAMES else settings.WAGTAIL_SITE_NAME


@register.simple_tag
def start_widget(name: str, *arguments: str) -> SafeString:
    """Write what starts a widget of Wagtail's: the name of its function or class, then ids and options in JSON."""
    return start_of(name, *map(parsed, arguments))
