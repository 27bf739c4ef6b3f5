"""Mails about a page go to the people of its town: somebody who has left may still be subscribed or have asked."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin import mail
from wagtail.admin.views.pages import edit
from wagtail.models import TaskState, WorkflowState

from sites.models import User
from sites.tenancy.scope import site_id_of, works_for

_stock_send_notification = mail.send_notification
_stock_valid_recipients = mail.EmailNotificationMixin.get_valid_recipients


def send_notification(recipient_users: Iterable[User], notification: str, extra_context: dict[str, Any]) -> Any:
    """Send what is new in the comments of a page."""
    own = those_of_the_town(recipient_users, extra_context["page"])
    return _stock_send_notification(own, notification, extra_context)


def get_valid_recipients(self: mail.EmailNotificationMixin, instance: Any, **kwargs: Any) -> set[User]:
    """Return who is told about a page's approval."""
    return set(those_of_the_town(_stock_valid_recipients(self, instance, **kwargs), subject_of(instance)))


def those_of_the_town(people: Iterable[User], subject: Any) -> list[User]:
    site_id = site_id_of(subject)
    return [person for person in people if works_for(person, site_id)]


def subject_of(instance: Any) -> Any:
    """Return the page or row that an approval, or a step of one, is about."""
    if isinstance(instance, TaskState):
        instance = instance.workflow_state
    return instance.content_object if isinstance(instance, WorkflowState) else instance


def install() -> None:
    """Put the two functions in the place of Wagtail's, which knows no towns."""
    edit.send_notification = send_notification
    mail.EmailNotificationMixin.get_valid_recipients = get_valid_recipients
