"""The page on which people subscribe, who they are, what there is to tell them, and what was sent."""

from kpss_pages.subscriptions.models.announcements import Announcement
from kpss_pages.subscriptions.models.mailings import Delivery, Mailing
from kpss_pages.subscriptions.models.page import SubscriptionPage
from kpss_pages.subscriptions.models.subscribers import Subscriber

__all__ = ["Announcement", "Delivery", "Mailing", "Subscriber", "SubscriptionPage"]
