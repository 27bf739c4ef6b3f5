"""Mails to those who have signed up: written down together with what they tell of, sent by the workers.

Each is marked before it is sent and deleted afterwards. A worker that dies in between leaves the mark, and nobody sends
the mail a second time, but the log says so; what the mail server would not take is tried again. Neither jobs nor the
log hold an address.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from kpss_pages.events.choices import Letter
from kpss_pages.events.models import Registration, RegistrationMail
from kpss_pages.events.registration.letters import mail_of

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=5)
IN_DOUBT_AFTER = timedelta(hours=1)
"""A mail is handed over within minutes, or its worker is no more."""
MOST_ATTEMPTS = 100
"""With ``AGAIN_AFTER`` in between: a mail server that is away for a night loses nothing."""


def post(registration: Registration, letter: Letter, former_start: datetime | None = None) -> None:
    """Write a mail down and have it sent when the transaction is over; nobody without an address gets one."""
    if not registration.email:
        return
    mail = RegistrationMail.objects.create(
        site_id=registration.site_id, registration=registration, letter=letter, former_start=former_start
    )
    send.enqueue(mail.pk)


@task(backend="workers")
def send(mail_id: int) -> None:
    """Send a mail, unless somebody has begun to or it is no longer wanted."""
    now = timezone.now()
    if not RegistrationMail.objects.filter(pk=mail_id, begun_at=None).update(begun_at=now):
        return
    row = RegistrationMail.objects.select_related("registration").get(pk=mail_id)
    try:
        mail = mail_of(row)
        if mail is not None:
            mail.send()
    except Exception as error:  # noqa: BLE001 -- whatever it was, its text may name the address
        logger.error("Mail %d about a registration was not sent: %s", mail_id, type(error).__name__)
        RegistrationMail.objects.filter(pk=mail_id).update(begun_at=None, attempts=F("attempts") + 1)
    else:
        row.delete()


def send_forgotten() -> int:
    """Have those mails sent that nobody has begun: the mail server was away, or a job was lost. Return how many.

    Of those that a worker has begun and not finished for long nobody knows whether they have gone: that is logged, once.
    """
    in_doubt, _rows = RegistrationMail.objects.filter(begun_at__lt=timezone.now() - IN_DOUBT_AFTER).delete()
    if in_doubt:
        logger.error("A worker died while it sent mails about registrations; in doubt: %d", in_doubt)
    waiting = RegistrationMail.objects.filter(
        begun_at=None, attempts__lt=MOST_ATTEMPTS, created_at__lt=timezone.now() - AGAIN_AFTER
    )
    with transaction.atomic():
        keys = list(waiting.values_list("pk", flat=True))
        for key in keys:
            send.enqueue(key)
    return len(keys)
