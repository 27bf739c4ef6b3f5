"""The mail that asks a provider; plain text, in the language of the town."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kpss_pages.catalog.choices import RequestStep
from kpss_pages.catalog.confirming.links import address_of
from kpss_pages.catalog.models import ConfirmationRequest, Service
from kpss_pages.catalog.pages import catalog_page
from sites.mails import town_mail
from sites.models import TownSettings

MOST_NAMED = 10
"""Entries that the mail names; it says how many more there are."""


def mail_of(asked: ConfirmationRequest, town: TownSettings) -> EmailMultiAlternatives | None:
    """Return the mail of a question; None when there is nothing to ask, nobody to send it to or no page to lead to."""
    provider = asked.provider
    address = provider.asked_at_second if asked.mail_to == RequestStep.SECOND else provider.asked_at
    page = catalog_page(town)
    services = Service.objects.in_town(asked.site_id).published().filter(provider=provider)
    named = list(services.order_by("sorts_as", "pk")[: MOST_NAMED + 1])
    if not address or page is None or not named:
        return None
    more = max(0, services.count() - MOST_NAMED) if len(named) > MOST_NAMED else 0
    with translation.override(town.default_language), timezone.override(town.zone):
        context = {
            "town": town,
            "provider": provider,
            "services": named[:MOST_NAMED],
            "more": more,
            "is_second": asked.mail_to == RequestStep.SECOND and bool(provider.asked_at),
            "url": address_of(page, asked, asked.mail_to),
            "catalog_url": page.full_url,
            "expires_at": asked.expires_at,
        }
        subject = _("%(town)s: do your entries in the catalogue still hold?") % {"town": town.name}
        text = render_to_string("kpss_catalog/mail/confirm.txt", context).replace("\xa0", " ")
        headers = {"Message-ID": asked.message_id, "Auto-Submitted": "auto-generated"}
        return town_mail(town, address, subject, text, headers=headers)
