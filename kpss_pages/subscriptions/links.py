"""Whole addresses that stand in mails, on the town's host and in the reader's language."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation

from kpss_pages.subscriptions.models import Subscriber
from sites.languages import urlconf_of
from sites.models import TownSettings
from sites.towns import live_languages

CONFIRM_SECONDS = 7 * 24 * 3600
"""How long the link counts with which somebody confirms their address."""

SALT = "kpss.subscriptions.confirm"


@contextmanager
def in_town(town: TownSettings, language: str) -> Iterator[None]:
    """Write as the town does: in a language of its, with its clock."""
    with translation.override(language), timezone.override(town.zone):
        yield


def address(town: TownSettings, language: str, name: str, *arguments: str) -> str:
    """Return the whole address of a view; in the town's default language when the other one is not published."""
    shown = language if language in live_languages(town) else town.default_language
    with translation.override(shown):
        return town.site.root_url + reverse(name, args=arguments, urlconf=urlconf_of(town.default_language))


def confirm_token(subscriber: Subscriber) -> str:
    """Return what stands in the link with which somebody confirms their address."""
    return signing.dumps([subscriber.pk, subscriber.site_id, subscriber.key[:8]], salt=SALT)


def subscriber_of_token(town: TownSettings, token: str) -> Subscriber | None:
    """Return the subscriber of this town whom a link was sent to; None for junk, for another town's, and too late."""
    try:
        pk, site_id, begin = signing.loads(token, salt=SALT, max_age=CONFIRM_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Subscriber.objects.filter(pk=pk, site=town.site_id, key__startswith=begin).first()
    return found if site_id == town.site_id else None
