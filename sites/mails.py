"""Mails that a town sends to the public: from its own name, in the reader's language, answered to its own registry."""

from collections.abc import Mapping
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from sites.models import TownSettings


def sender_of(town: TownSettings) -> str:
    """Return whom a town's mails are from: its name, at the address that the installation may send from."""
    return formataddr((town.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def town_mail(
    town: TownSettings, to: str, subject: str, text: str, *, html: str = "", headers: Mapping[str, str] | None = None
) -> EmailMultiAlternatives:
    """Return a mail of a town to one address, ready to be sent; answers go to the town's registry where it has one."""
    reply_to = [town.filing_email] if town.filing_email else []
    # A subject is one line, whatever a title holds.
    mail = EmailMultiAlternatives(
        " ".join(subject.split()), text, sender_of(town), [to], reply_to=reply_to, headers=dict(headers or {})
    )
    if html:
        mail.attach_alternative(html, "text/html")
    return mail
