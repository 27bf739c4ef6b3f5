"""Links for volunteers, and what phones send by them."""

import io
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from kpss_pages.barrier_free.models import BarrierFreeIndexPage, SurveyLink
from kpss_pages.barrier_free.surveying.links import token_of
from sites.models import TownSettings
from tests.builders import section_of

NEW_PLACE: dict[str, Any] = {"name": "Lékárna U Lva", "category": "health", "entrances-0-door": "90"}
JSON = {"accept": "application/json"}


def make_link(town: TownSettings, **changes: Any) -> SurveyLink:
    """Make a link that is open for a week."""
    until = timezone.localdate() + timedelta(days=7)
    return SurveyLink.objects.create(site=town.site, **({"name": "Klub seniorů", "valid_until": until} | changes))


def survey_path(town: TownSettings, link: SurveyLink, language: str | None = None) -> str:
    """Return the path of a link's form in a town."""
    page = section_of(town, BarrierFreeIndexPage, language)
    return f"{page.get_url_parts()[2]}survey/{token_of(link)}/"


def send(visitor: Client, town: TownSettings, link: SurveyLink, *, as_page: bool = False, **fields: Any) -> Any:
    """Send a survey as a program does, or as a plain form."""
    return visitor.post(f"{survey_path(town, link)}send/", fields, headers={} if as_page else JSON)


def picture(name: str = "door.jpg", size: tuple[int, int] = (64, 48), kind: str = "JPEG", **kept: Any) -> Any:
    """Return an uploaded picture that Pillow makes."""
    file = io.BytesIO()
    Image.new("RGB", size, "grey").save(file, kind, **kept)
    return SimpleUploadedFile(name, file.getvalue(), content_type=f"image/{kind.lower()}")


def exif_at(latitude: float, longitude: float) -> Image.Exif:
    """Return what a camera notes that stands at a position in degrees."""
    exif = Image.Exif()
    exif[0x010F] = "Vzorphone"
    exif[0x8825] = {1: "N", 2: (latitude, 0.0, 0.0), 3: "E", 4: (longitude, 0.0, 0.0)}
    return exif
