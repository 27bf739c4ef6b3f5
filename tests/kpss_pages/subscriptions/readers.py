"""What tests of subscriptions stand on: subscribers, the passing of time, the workers."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kpss_pages.subscriptions.models import Announcement, Subscriber
from kpss_pages.subscriptions.scheduling import begin_due_mailings
from sites.models import TownSettings
from sites.workers import TownWorker


def make_subscriber(town: TownSettings, email: str = "jana@reader.example", **changes: Any) -> Subscriber:
    """Make somebody who has confirmed and is told of everything at once; ``topics`` is a list."""
    topics = changes.pop("topics", [])
    defaults = {
        "site": town.site,
        "email": email,
        "language": town.default_language,
        "kinds": ["news", "plans", "events"],
        "frequency": "at_once",
        "confirmed_at": timezone.now(),
    }
    subscriber = Subscriber.objects.create(**(defaults | {"has_all_topics": not topics} | changes))
    subscriber.topics.set(topics)
    return subscriber


def let_time_pass(**passed: float) -> None:
    """Make what was announced older: ten minutes unless something else is given."""
    for announcement in Announcement.objects.all():
        announcement.announced_at -= timedelta(**(passed or {"minutes": 10}))
        announcement.save()


def work() -> None:
    """Have a worker do all that waits."""
    TownWorker(batch=True).run()


def tell(now: datetime | None = None) -> int:
    """Begin what is due, ten minutes later, and have it sent; return how many rounds were begun."""
    let_time_pass()
    begun = begin_due_mailings(now)
    work()
    return begun
