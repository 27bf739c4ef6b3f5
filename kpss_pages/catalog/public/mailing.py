"""The shortlist by mail: to one address that is not kept, in words that are ours, so that nobody writes to others by it."""

import logging
from smtplib import SMTPException

from django import forms
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpss_pages.catalog.public.shortlist import Shortlist
from kpss_pages.core.strangers import StrangersForm
from sites.languages import current_language
from sites.mail_addresses import MailAddressField
from sites.mails import town_mail
from sites.models import TownSettings

MOST_A_DAY = 5
"""Lists that one address is sent by a town within a day."""
A_DAY = 24 * 3600

logger = logging.getLogger(__name__)


class ShortlistMailForm(StrangersForm):
    """Where to send a list."""

    email = MailAddressField(
        label=gettext_lazy("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write the e-mail to which we can send the list."),
            "invalid": gettext_lazy("This is not an e-mail address. It looks like this: name@example.com."),
        },
    )


def send(form: ShortlistMailForm, town: TownSettings, shortlist: Shortlist) -> bool:
    """Send a list; False, and what is wrong in the form, when it could not be."""
    address: str = form.cleaned_data["email"]
    if not _may_have_one_more(address, town):
        form.add_error("email", _("This address has been sent several lists today. Please try again tomorrow."))
        return False
    context = {
        "town": town,
        "country": town.country,
        "shortlist": shortlist,
        "catalog_url": shortlist.catalog_url,
        "language": current_language(),
    }
    text = render_to_string("kpss_catalog/mail/shortlist.txt", context)
    html = render_to_string("kpss_catalog/mail/shortlist.html", context)
    headers = {"Auto-Submitted": "auto-generated"}
    mail = town_mail(town, address, _("Services on your shortlist"), text, html=html, headers=headers)
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        # Not to whom: nobody's address stands in the logs.
        logger.warning("A shortlist could not be sent: %s.", type(error).__name__)
        form.add_error(None, _("The mail could not be sent. Please try again later, or print the list."))
        return False
    return True


def _may_have_one_more(address: str, town: TownSettings) -> bool:
    """Count a mail to an address; what is kept of it for a day is a hash with the installation's key."""
    key = f"kpss:shortlists:{salted_hmac('kpss_catalog.public.mailing', f'{town.site_id} {address}').hexdigest()}"
    cache.add(key, 0, A_DAY)
    try:
        return cache.incr(key) <= MOST_A_DAY
    except ValueError:  # it went between the two
        return True
