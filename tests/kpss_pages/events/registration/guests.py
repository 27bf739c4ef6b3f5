"""What tests of registrations share: an event with a form, somebody who fills it in, the mails that come."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.core.signing import b62_encode
from django.test import Client
from django.utils import timezone

from kpss_pages.core import strangers
from kpss_pages.events.models import EventPage, Registration
from sites.models import TownSettings
from sites.workers import TownWorker
from tests.builders import make_event

LINK = re.compile(r"https?://[^/\s]+(/\S+/sign-up/\S+)")


def make_sign_up(town: TownSettings, title: str = "Setkání", language: str | None = None, **changes: Any) -> EventPage:
    """Make an event at nine in three days that people sign up for."""
    return make_event(town, title, language, **({"starts_at": nine_in(3), "sign_up": "form"} | changes))


def nine_in(days: int) -> datetime:
    """Return nine o'clock, on the clocks of Prague, in some days."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def path_of(event: EventPage) -> str:
    url: str = event.get_url()
    return f"/{url.split('/', 3)[3]}sign-up/"


def open_form(client: Client, event: EventPage) -> dict[str, str]:
    """Open the form and return what is in its hidden fields, as if it had been opened a while ago."""
    response = client.get(path_of(event))
    assert response.status_code == 200, response.status_code
    opened = timezone.now() - timedelta(minutes=1)
    signer = strangers._opened
    stamp = signer.timestamp
    signer.timestamp = lambda: _base62(opened)  # type: ignore[method-assign]
    try:
        sent = {"opened": strangers.opened_now()}
    finally:
        signer.timestamp = stamp  # type: ignore[method-assign]
    form = response.context["form"]
    if form is not None and form["date"].is_hidden:
        sent["date"] = form["date"].value()
    return sent


def _base62(moment: datetime) -> str:
    return b62_encode(int(moment.timestamp()))


def send_form(client: Client, event: EventPage, name: str = "Jana Vzorná", **changes: str) -> Any:
    """Fill the form in and send it."""
    sent = open_form(client, event) | {"name": name, "email": "jana@dum.example"} | changes
    return client.post(path_of(event), sent)


def work() -> list[EmailMessage]:
    """Let a worker do what is to be done, and return the mails that it has sent."""
    before, worker = len(mail.outbox), TownWorker(batch=True)
    # Without its rounds, in which it would close the connection of the test.
    while (job := worker.take_job()) is not None:
        worker.run_task(job)
    return mail.outbox[before:]


def link_in(message: EmailMessage) -> str:
    """Return the path of the link in a mail, below the event's page."""
    found = LINK.search(str(message.body))
    assert found is not None, message.body
    return found[1]


def come(client: Client, event: EventPage, name: str = "Jana Vzorná", **changes: str) -> EmailMessage:
    """Sign up and confirm; return the mail that comes then."""
    assert send_form(client, event, name, **changes).status_code == 302
    (asked,) = work()
    assert client.post(link_in(asked)).status_code == 302
    (answered,) = work()
    return answered


def states(event: EventPage) -> dict[str, str]:
    """Return the states of an event's registrations by name."""
    rows = Registration.objects.filter(event=event.translation_key)
    return dict(rows.values_list("name", "state"))
