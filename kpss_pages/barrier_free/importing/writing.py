"""Writing the places and surveys of an import: a few queries for any number of rows, with history and references.

Rows are written in bulk, which tells nobody: what Wagtail does when somebody saves a place by hand is done here for all
of them at once. A place that had no history gets a revision of how it was, so that somebody can go back.
"""

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from kpss_pages.barrier_free.importing.columns import PLACE
from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.barrier_free.models import Place, PlacePhoto, Survey
from kpss_pages.barrier_free.models.places import FROM_SURVEY
from kpss_pages.core.models.found_rows import language_of
from kpss_pages.core.rows_in_bulk import log_entry_of, references_of, revision_of
from sites.models import User
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of, town

_AT_ONCE = 200
"""Rows of one query; SQLite takes 32,766 values."""
_KEPT = ("latest_revision", "search_words", "sorts_as")
_OWN = tuple(column.name for column in PLACE)


def write(checked: PlacesChecked, site_id: int, user: User | None) -> None:
    """Save new and changed places and new surveys; to be called in a transaction."""
    language, now = language_of(site_id), timezone.now()
    new, changed = list(checked.new), list(checked.changed)
    for place in (*new, *changed):
        place.find_words(language)
    held = [place.survey for place in new]
    for place in new:
        place.survey = None
    Place.objects.bulk_create(new, batch_size=_AT_ONCE)
    for survey in checked.surveys:
        survey.place = survey.place  # says the number of one that has been saved since
        survey.decided_at, survey.decided_by = now, user
    Survey.objects.bulk_create(checked.surveys, batch_size=_AT_ONCE)
    for place, holding in zip(new, held, strict=True):
        place.survey = holding
    for place in changed:
        place.survey = place.survey
    _keep_history(new, changed, checked, user)
    Place.objects.bulk_update(new, ["survey", "latest_revision"], batch_size=_AT_ONCE)
    Place.objects.bulk_update(changed, [*_OWN, *FROM_SURVEY, *_KEPT], batch_size=_AT_ONCE)
    _keep_references([*new, *changed])
    # What shows a place is spread over the town's pages: all that is kept of them ends.
    announce([town(site_id), anything_of(site_id)])


def _keep_history(new: list[Place], changed: list[Place], checked: PlacesChecked, user: User | None) -> None:
    now = timezone.now()
    _bring_photos([*changed, *checked.before.values()])
    unknown = [checked.before[place.pk] for place in changed if place.latest_revision_id is None]
    Revision.objects.bulk_create([revision_of(place, None, now) for place in unknown], batch_size=_AT_ONCE)
    places = [*new, *changed]
    revisions = Revision.objects.bulk_create([revision_of(place, user, now) for place in places], batch_size=_AT_ONCE)
    for place, made in zip(places, revisions, strict=True):
        place.latest_revision = made
    actions = ["wagtail.create"] * len(new) + ["wagtail.edit"] * len(changed)
    uuid = uuid4()
    ModelLogEntry.objects.bulk_create(
        [log_entry_of(place, action, user, now, uuid) for place, action in zip(places, actions, strict=True)],
        batch_size=_AT_ONCE,
    )


def _bring_photos(places: list[Place]) -> None:
    """Give places their photos in memory: a revision holds them, and would ask for those of each place."""
    photos: dict[int, list[PlacePhoto]] = {place.pk: [] for place in places}
    numbers = list(photos)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        for photo in PlacePhoto.objects.filter(place__in=some).order_by("sort_order"):
            photos[photo.place_id].append(photo)
    for place in places:
        place.photos = photos[place.pk]  # type: ignore[misc]


def _keep_references(places: list[Any]) -> None:
    """Write the places' part of Wagtail's reference index, which says where images are used."""
    content_type = ContentType.objects.get_for_model(Place, for_concrete_model=False)
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        keys = [str(place.pk) for place in some]
        ReferenceIndex.objects.filter(base_content_type=content_type, object_id__in=keys).delete()
        ReferenceIndex.objects.bulk_create(reference for place in some for reference in references_of(place))
