"""The base of every page kind, and the rows that several kinds share."""

from kpss_pages.core.models.address_points import AddressPoint
from kpss_pages.core.models.found_rows import FoundRow
from kpss_pages.core.models.pages import BasePage
from kpss_pages.core.models.topics import Topic, TopicKind
from kpss_pages.core.models.urgent_notices import UrgentNotice

__all__ = ["AddressPoint", "BasePage", "FoundRow", "Topic", "TopicKind", "UrgentNotice"]
