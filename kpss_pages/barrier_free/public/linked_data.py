"""A place in the vocabulary of schema.org, on its page (https://schema.org/Place).

Nothing is said of whether it costs anything, because the map does not know. What nobody has surveyed is left out: an
amenity that is not there would be said to be missing.
"""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from wagtail.images.shortcuts import get_rendition_or_not_found

from kpss_pages.barrier_free.choices import Category
from kpss_pages.barrier_free.models import BarrierFreeIndexPage, Place, PlacePhoto
from kpss_pages.barrier_free.shown import ShownPlace
from kpss_pages.core.below import town_of_page
from kpss_pages.core.hours.linked_data import opening_hours_specification
from kpss_pages.core.linked_data import Thing, at_home, known, schema_org
from sites.models import TownSettings

KINDS = {
    Category.OFFICE: "GovernmentOffice",
    Category.SCHOOL: "School",
    Category.SPORT: "SportsActivityLocation",
    Category.SHOP: "Store",
    Category.FOOD: "FoodEstablishment",
    Category.LODGING: "LodgingBusiness",
    Category.WORSHIP: "PlaceOfWorship",
    Category.TOILET: "PublicToilet",
    Category.CAR_PARK: "ParkingFacility",
}
"""Categories that have a kind of place of their own; the others are places."""
PHOTO_SIZE = "max-720x540"
"""As the place's page shows its photos."""


def place_as_schema_org(shown: ShownPlace, page: BarrierFreeIndexPage, request: HttpRequest) -> Thing:
    """Return a place, without its ``@context``; it asks the database nothing."""
    row = shown.row
    address = f"{page.get_full_url(request)}{row.address_below}"
    return schema_org(
        KINDS.get(Category(row.category), "Place"),
        **{"@id": address},
        url=address,
        name=row.name,
        description=row.about,
        sameAs=row.website,
        address=_address(row, town_of_page(page, request).country),
        geo=_position(row),
        amenityFeature=list(_amenities(shown)),
        openingHoursSpecification=opening_hours_specification(row.hours, shown.today) if row.hours else [],
    )


def _address(row: Place, country: str) -> Thing | None:
    where = known(
        {"streetAddress": row.street, "postalCode": row.postal_code, "addressLocality": row.municipality},
    )
    return schema_org("PostalAddress", **where, addressCountry=country) if where else None


def _position(row: Place) -> Thing | None:
    if row.latitude is None or row.longitude is None:
        return None
    return schema_org("GeoCoordinates", latitude=float(row.latitude), longitude=float(row.longitude))


def photos_as_schema_org(photos: Iterable[PlacePhoto], town: TownSettings) -> list[Thing]:
    """Return the photos of a place as its page shows them, with their words and who made them, for ``image`` of it."""
    return [
        schema_org(
            "ImageObject",
            contentUrl=at_home(get_rendition_or_not_found(photo.image, PHOTO_SIZE).url, town),
            caption=photo.alt_text,
            creditText=photo.image.credit,
        )
        for photo in photos
    ]


def _amenities(shown: ShownPlace) -> Iterator[Thing]:
    for pictogram in shown.pictograms:
        value = pictogram.said if pictogram.is_partly else pictogram.is_there
        yield schema_org("LocationFeatureSpecification", name=pictogram.label, value=value)
