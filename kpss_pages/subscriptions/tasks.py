"""What the workers do for subscribers (``manage.py work``)."""

import logging
from smtplib import SMTPException

from django_tasks import task

from kpss_pages.subscriptions.letters import confirmation
from kpss_pages.subscriptions.models import Delivery, Mailing, Subscriber
from kpss_pages.subscriptions.preparing import prepare
from kpss_pages.subscriptions.sending import send_prepared
from sites.towns import town_of_site

logger = logging.getLogger(__name__)


@task(backend="workers")
def deliver(mailing_id: int, first: int, last: int) -> None:
    """Prepare and send the mails of a round to the subscribers between two keys; done once more, it sends none twice."""
    mailing = Mailing.objects.filter(pk=mailing_id).first()
    town = town_of_site(mailing.site_id) if mailing is not None else None
    if mailing is None or town is None or town.is_suspended:
        return
    prepare(mailing, town, first, last)
    send_prepared(Delivery.objects.filter(mailing=mailing, subscriber__gte=first, subscriber__lte=last), town)


@task(backend="workers")
def send_confirmation(subscriber_id: int) -> None:
    """Send the mail that an address gets when it was entered into the form."""
    subscriber = Subscriber.objects.filter(pk=subscriber_id).first()
    town = town_of_site(subscriber.site_id) if subscriber is not None else None
    if subscriber is not None and town is not None and not town.is_suspended:
        try:
            confirmation(town, subscriber).send()
        except (OSError, SMTPException, ValueError) as error:
            # What the job raised would be kept and logged, and a refusal names the address.
            logger.error("The confirmation for subscriber %d was not sent: %s", subscriber.pk, type(error).__name__)
            # Whoever waits for it may ask again at once.
            Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=None)
