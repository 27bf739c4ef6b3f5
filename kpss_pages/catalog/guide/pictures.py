"""Pictures of a town for paper."""

import logging

from kpss_pages.core.printing.paper import Picture
from sites.models import TownImage

logger = logging.getLogger(__name__)

SIZE = "max-700x700|format-png"


def picture_of(image: TownImage | None, text: str, width: float) -> Picture | None:
    """Return a picture in the size for paper; None without one, without its description and where its file is gone."""
    if image is None or not text.strip():
        return None
    try:
        with image.get_rendition(SIZE).file.open("rb") as file:
            return Picture(file.read(), text.strip(), width)
    except Exception:  # a picture that is broken in any way is no reason to have no guide
        logger.exception("Picture %d is left out of the guide", image.pk)
        return None
