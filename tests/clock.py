"""A clock for tests of what changes by itself with time: it stands still until the test moves it on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from sites import visits
from sites.page_cache import entries, middleware


class Clock:
    """What kept pages, figures and everything that asks for now take for now: an evening in June, two hours before
    Prague's midnight."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime(2026, 6, 15, 20, 0, tzinfo=UTC)
        for module in (entries, middleware, visits.time):
            monkeypatch.setattr(module, "time", lambda: self.now.timestamp())
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def move_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
