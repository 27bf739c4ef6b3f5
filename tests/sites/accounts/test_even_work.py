"""Whether there is an account is not told by the work that an answer takes: counted, since clocks lie."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.http.response import HttpResponseBase
from django.test.utils import CaptureQueriesContext

from sites.models import AuditEntry, Role
from tests.builders import make_town, make_user
from tests.sites.accounts.acting import browser, sign_in

pytestmark = pytest.mark.django_db


@dataclass
class Work:
    """What was done until the server could send the answer: tables asked, passwords hashed, letters written."""

    queries: list[str] = field(default_factory=list)
    hashes: int = 0
    letters: int = 0
    status: int = 0


@pytest.fixture
def work_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], Work]:
    hashed: list[str] = []
    stock_encode, stock_close = MD5PasswordHasher.encode, HttpResponseBase.close

    def encode(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        encoded: str = stock_encode(self, password, salt)
        return encoded

    def measured(act: Callable[[], Any]) -> Work:
        work = Work()
        hashed.clear()
        mail.outbox.clear()

        def close(response: HttpResponseBase) -> None:
            if not work.status:
                work.status = response.status_code
                work.queries = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries.captured_queries]
                work.hashes, work.letters = len(hashed), len(mail.outbox)
            stock_close(response)

        monkeypatch.setattr(HttpResponseBase, "close", close)
        with CaptureQueriesContext(connection) as queries:
            act()
        monkeypatch.setattr(HttpResponseBase, "close", stock_close)
        return work

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return measured


@pytest.mark.parametrize(("known", "unknown"), [("jana@town.example", "nobody@town.example"), ("jana", "nobody")])
def test_failed_sign_in_takes_the_same_work(work_of: Any, known: str, unknown: str) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    sign_in(browser(), "warm", "up")

    there = work_of(lambda: sign_in(browser(), known, "wrong"))
    not_there = work_of(lambda: sign_in(browser(), unknown, "wrong"))

    assert there == not_there
    assert (there.status, there.hashes) == (200, 1)
    assert [entry.action for entry in AuditEntry.objects.all()].count("kpss_sites.fail_sign_in") == 1


def test_asking_for_a_new_password_takes_the_same_work(work_of: Any) -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")

    def reset(email: str) -> Work:
        done: Work = work_of(lambda: browser().post("/account/password/reset/", {"email": email}))
        return done

    reset("warm@up.example")
    unknown = reset("nobody@town.example")
    assert mail.outbox == []
    known = reset("jana@town.example")

    assert known == unknown
    assert (known.status, known.letters) == (302, 0)
    assert [letter.to for letter in mail.outbox] == [["jana@town.example"]]
    assert "prostejov.example" in str(mail.outbox[0].body)
