"""Sends the mails to providers, each once whatever happens to the worker (docs/adr/0016-mails-once.md)."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tasks import task

from kpss_pages.catalog.choices import MailState
from kpss_pages.catalog.confirming.letters import mail_of
from kpss_pages.catalog.models import ConfirmationRequest
from sites.outgoing import FAULTS, WAITING_TIMES, NothingGoes, Post, answer_of
from sites.returned_mails import Report
from sites.towns import town_of_site

logger = logging.getLogger(__name__)

FORGOTTEN_AFTER = timedelta(hours=1)
"""When a mail that its own job has not sent is taken care of by another; one in hand has lost its worker by then."""


def post(asked: ConfirmationRequest, contact: str, now: datetime) -> None:
    """Write a mail to one of the provider's contacts down and have it sent when the transaction is over."""
    asked.mail_to, asked.mail_state, asked.message_id = contact, MailState.PREPARED, message_id(asked, contact, now)
    asked.attempts, asked.sent_at, asked.next_attempt_at = 0, None, now + FORGOTTEN_AFTER
    asked.save(update_fields=["mail_to", "mail_state", "message_id", "attempts", "sent_at", "next_attempt_at"])
    send.enqueue(asked.pk)


def message_id(asked: ConfirmationRequest, contact: str, now: datetime) -> str:
    """Return the Message-ID of a mail, not to be guessed, so that only its reader can bounce it."""
    begin = f"{asked.pk}.{contact}.{int(now.timestamp())}"
    secret = salted_hmac("kpss.catalog.confirming.mail", begin).hexdigest()[:20]
    return f"<catalog.{begin}.{secret}@{asked.site.hostname}>"


@task(backend="workers")
def send(request_id: int) -> None:
    """Send the mail of a question, unless somebody has begun to or the town is suspended."""
    asked = ConfirmationRequest.objects.filter(pk=request_id).first()
    town = town_of_site(asked.site_id) if asked is not None else None
    if asked is None or town is None or town.is_suspended:
        return
    mine = ConfirmationRequest.objects.filter(pk=request_id, mail_state=MailState.PREPARED)
    taken = {"mail_state": MailState.SENDING, "attempts": F("attempts") + 1}
    if not mine.update(**taken, next_attempt_at=timezone.now() + FORGOTTEN_AFTER):
        return
    asked = ConfirmationRequest.objects.select_related("provider").get(pk=request_id)
    mail = mail_of(asked, town)
    if mail is None:
        _mark(asked, MailState.FAILED)
        return
    way = Post()
    try:
        way.open()
        way.connection.send_messages([mail])
    except NothingGoes:
        logger.error("The mail server cannot be reached; question %d to a provider waits", request_id)
        _mark(asked, MailState.PREPARED, attempts=asked.attempts - 1, next_attempt_at=timezone.now() + WAITING_TIMES[0])
    except FAULTS as error:
        _refused(asked, error, is_known=way.was_sent is not None)
    else:
        _mark(asked, MailState.SENT, sent_at=timezone.now())
    finally:
        way.close()


def _refused(asked: ConfirmationRequest, error: Exception, is_known: bool) -> None:
    """Decide what becomes of a mail that did not go, or of which nobody knows; no address is logged."""
    code, _said = answer_of(error)
    logger.warning("Question %d to a provider was not sent: %s", asked.pk, type(error).__name__)
    if code is None and not is_known:
        _mark(asked, MailState.IN_DOUBT, sent_at=timezone.now())
    elif (code is None or code < 500) and asked.attempts <= len(WAITING_TIMES):
        _mark(asked, MailState.PREPARED, next_attempt_at=timezone.now() + WAITING_TIMES[asked.attempts - 1])
    else:
        _mark(asked, MailState.FAILED)


def send_forgotten(now: datetime) -> int:
    """Have mails sent that were put off or whose job was lost; settle those in the hands of a worker that died.

    Return how many are sent.
    """
    left = ConfirmationRequest.objects.filter(
        mail_state__in=(MailState.PREPARED, MailState.SENDING),
        next_attempt_at__lte=now,
        site__townsettings__is_suspended=False,
    )
    begun = list(left.filter(mail_state=MailState.SENDING))
    was_sent = Post().was_sent if begun else None
    for asked in begun:
        if was_sent is None:
            logger.error("Question %d to a provider is in doubt: a worker died while it was sent", asked.pk)
            _mark(asked, MailState.IN_DOUBT, sent_at=now)
        elif was_sent(asked.message_id):
            _mark(asked, MailState.SENT, sent_at=now)
        else:
            _mark(asked, MailState.PREPARED)
    waiting = left.filter(mail_state=MailState.PREPARED)
    with transaction.atomic():
        keys = list(waiting.values_list("pk", flat=True))
        ConfirmationRequest.objects.filter(pk__in=keys).update(next_attempt_at=now + FORGOTTEN_AFTER)
        for key in keys:
            send.enqueue(key)
    return len(keys)


def take_report(report: Report) -> bool:
    """Note that a mail to a provider came back; return whether it is one of ours."""
    sent = ConfirmationRequest.objects.filter(message_id=report.message_id)
    return bool(sent.update(mail_state=MailState.FAILED))


def _mark(asked: ConfirmationRequest, state: MailState, **fields: object) -> None:
    # Somebody may have asked anew in between; that mail is another one.
    same = ConfirmationRequest.objects.filter(pk=asked.pk, message_id=asked.message_id)
    same.update(mail_state=state, **fields)
