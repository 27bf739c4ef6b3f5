"""The index of events, an event with its exceptions and attachments, its dates, and who has signed up."""

from kpss_pages.events.models.event import EventAttachment, EventException, EventPage
from kpss_pages.events.models.index import EventIndexPage
from kpss_pages.events.models.occurrences import Occurrence
from kpss_pages.events.models.registrations import Registration, RegistrationMail

__all__ = [
    "EventAttachment",
    "EventException",
    "EventIndexPage",
    "EventPage",
    "Occurrence",
    "Registration",
    "RegistrationMail",
]
