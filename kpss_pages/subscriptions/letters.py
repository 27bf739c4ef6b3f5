"""The mails: what is new, and what somebody gets who has entered their address into the form."""

import secrets
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.core.announcements import What
from kpss_pages.subscriptions.items import Item
from kpss_pages.subscriptions.links import address, confirm_token, in_town
from kpss_pages.subscriptions.models import Subscriber
from sites.mails import town_mail
from sites.models import TownSettings

MOST_ITEMS = 50
"""Of what a mail tells in full; it says how many more there are."""

KEPT_DIGESTS = 100
"""Texts of different content that a worker has at hand."""


@dataclass(frozen=True)
class Digest:
    """A mail without its reader: ``gap`` stands in both texts and in the address to leave at for the subscription's key."""

    subject: str
    text: str
    html: str
    leave_url: str
    gap: str

    def to(self, town: TownSettings, subscriber: Subscriber, message_id: str) -> EmailMultiAlternatives:
        """Return the mail to one subscriber."""
        text, html, leave = (part.replace(self.gap, subscriber.key) for part in (self.text, self.html, self.leave_url))
        headers = {
            "Message-ID": message_id,
            "List-Id": f"<news.{town.site.hostname}>",
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        }
        with in_town(town, subscriber.language):  # the sender's name is in it too
            return town_mail(town, subscriber.email, self.subject, text, html=html, headers=headers)


class Digests:
    """Digests of one town, each written once for all who are told the same."""

    def __init__(self, town: TownSettings) -> None:
        self.town = town
        self.written: OrderedDict[tuple[str, tuple[int, ...]], Digest] = OrderedDict()

    def of(self, items: Sequence[Item], language: str) -> Digest:
        key = (language, tuple(item.key for item in items))
        if key not in self.written:
            self.written[key] = write(self.town, items, language)
            if len(self.written) > KEPT_DIGESTS:
                self.written.popitem(last=False)
        return self.written[key]


def write(town: TownSettings, items: Sequence[Item], language: str) -> Digest:
    """Write a digest in a language: what is urgent first, then by kind."""
    gap = secrets.token_hex(16)
    leave_url = address(town, language, "subscription_leave", gap)
    with in_town(town, language):
        context = {
            "town": town,
            "language": language,
            "groups": list(_groups(items[-MOST_ITEMS:])),
            "more": max(0, len(items) - MOST_ITEMS),
            "home_url": town.site.root_url,
            "manage_url": address(town, language, "subscription_manage", gap),
            "leave_url": leave_url,
        }
        text = render_to_string("kpss_subscriptions/mail/digest.txt", context)
        html = render_to_string("kpss_subscriptions/mail/digest.html", context)
        return Digest(subject_of(town, items), text, html, leave_url, gap)


def _groups(items: Sequence[Item]) -> Iterable[tuple[str, list[Item]]]:
    urgent = [item for item in items if item.is_urgent]
    if urgent:
        yield _("Changes"), urgent
    for key in sorted({item.kind.key for item in items if not item.is_urgent}):
        same = [item for item in items if item.kind.key == key and not item.is_urgent]
        yield str(same[0].kind.label), same


def subject_of(town: TownSettings, items: Sequence[Item]) -> str:
    """Return the subject: the title of a single thing, the urgent one of several, else how many there are."""
    urgent = [item for item in items if item.is_urgent]
    if len(items) == 1 or urgent:
        first = urgent[0] if urgent else items[0]
        names = {"title": first.page.title, "town": town.name}
        if first.what == What.CANCELLED:
            return _("Cancelled: %(title)s") % names
        if first.what == What.MOVED:
            return _("Moved: %(title)s") % names
        if first.what == What.CHANGED:
            return _("Changed: %(title)s") % names
        return _("%(title)s – %(town)s") % names
    counted = ngettext("%(count)d new thing from %(town)s", "%(count)d new things from %(town)s", len(items))
    return counted % {"count": len(items), "town": town.name}


def confirmation(town: TownSettings, subscriber: Subscriber) -> EmailMultiAlternatives:
    """Return the mail to somebody whose address was entered into the form: to confirm, or that it is known already."""
    with in_town(town, subscriber.language):
        context = {
            "town": town,
            "language": subscriber.language,
            "confirm_url": address(town, subscriber.language, "subscription_confirm", confirm_token(subscriber)),
            "manage_url": address(town, subscriber.language, "subscription_manage", subscriber.key),
        }
        name = "known" if subscriber.confirmed_at else "confirm"
        subject = (
            _("Your subscription: %(town)s") if subscriber.confirmed_at else _("Confirm your subscription: %(town)s")
        )
        return town_mail(
            town,
            subscriber.email,
            subject % {"town": town.name},
            render_to_string(f"kpss_subscriptions/mail/{name}.txt", context),
            html=render_to_string(f"kpss_subscriptions/mail/{name}.html", context),
            headers={"Auto-Submitted": "auto-generated"},
        )
