"""Writing entries of the audit trail."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from sites.models import AuditEntry, User

_is_paused: ContextVar[bool] = ContextVar("_is_paused", default=False)


def record(
    action: str,
    site_ids: Iterable[int | None],
    *,
    person: User | None = None,
    about: Model | None = None,
    label: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Enter something into the trails of towns, None being the platform's.

    The person is whoever works in the admin unless one is given. What it is about is entered by kind, number and title.
    """
    if _is_paused.get():
        return
    person = person or acting_person()
    common: dict[str, Any] = {
        "action": action,
        "person_id": person.pk if person else None,
        "person": name_of(person) if person else "",
        "what": about._meta.label_lower if about is not None else "",
        "object_id": str(about.pk) if about is not None else "",
        "label": label or (label_of(about) if about is not None else ""),
        "details": dict(details or {}),
    }
    AuditEntry.objects.bulk_create([AuditEntry(site_id=site_id, **common) for site_id in dict.fromkeys(site_ids)])


@contextmanager
def as_one() -> Iterator[None]:
    """Record nothing of what happens inside: it is part of something that has its own entry."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def acting_person() -> User | None:
    """Return who works in the admin at the moment; None outside it, in a command for example."""
    user = get_active_log_context().user
    return user if user is not None and user.is_authenticated else None


def name_of(person: User) -> str:
    """Return the name of a person, empty when only an e-mail address is known of them."""
    name = person.get_full_name().strip() or person.get_username()
    return "" if "@" in name else name


def label_of(about: Model) -> str:
    """Return the title of a thing."""
    if isinstance(about, User):
        return name_of(about)
    if isinstance(about, Page):
        return about.get_admin_display_title()
    return str(about)
