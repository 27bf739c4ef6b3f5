"""Mails of a town to the public."""

from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import Any

import pytest
from django.core import mail
from django.utils.translation import override

from sites.mails import sender_of, town_mail
from sites.models import TownSettings
from tests.builders import make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prerov")


def test_mail_is_from_the_town_at_the_address_of_the_installation(town: TownSettings, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "KPSS <post@kpss.example>"

    town_mail(town, "jana@dum.example", "Pozvánka", "Dobrý den").send()

    (sent,) = mail.outbox
    assert sent.message()["From"].endswith("<post@kpss.example>")
    assert "KPSS" not in sent.from_email
    assert sent.to == ["jana@dum.example"]


def test_answers_go_to_the_registry_where_there_is_one(town: TownSettings) -> None:
    assert town_mail(town, "jana@dum.example", "A", "B").reply_to == []
    town.filing_email = "posta@prerov.example"

    assert town_mail(town, "jana@dum.example", "A", "B").reply_to == ["posta@prerov.example"]


def test_name_is_that_of_the_readers_language(town: TownSettings) -> None:
    town.other_languages.create(language="sk", site_name="Přerov (SK)")

    with override("sk"):
        slovak = sender_of(town)
    with override("cs"):
        czech = sender_of(town)
    names = [str(make_header(decode_header(parseaddr(sender)[0]))) for sender in (czech, slovak)]
    assert names == ["Přerov", "Přerov (SK)"]


def test_line_in_a_title_makes_no_header(town: TownSettings) -> None:
    message = town_mail(town, "jana@dum.example", "Akce\r\nBcc: vsem@dum.example", "B")

    assert message.message()["Bcc"] is None
    assert message.subject == "Akce Bcc: vsem@dum.example"


def test_two_towns_write_under_their_own_names(town: TownSettings) -> None:
    assert sender_of(town) != sender_of(make_town("benesov"))


def test_mail_has_both_parts_where_both_are_written(town: TownSettings) -> None:
    message = town_mail(town, "jana@dum.example", "A", "B", html="<p>B</p>", headers={"Message-ID": "<1@kpss.example>"})

    assert message.message()["Message-ID"] == "<1@kpss.example>"
    kinds = [part.get_content_type() for part in message.message().walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
