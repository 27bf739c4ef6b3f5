"""Writing the places and surveys of an import: a few queries for any number of rows, with history and references.

Rows are written in bulk, which tells nobody: what Wagtail does when somebody saves a place by hand is done here for all
of them at once. A place that had no history gets a revision of how it was, so that somebody can go back.
"""

from django.utils import timezone

from kpss_pages.barrier_free.importing.columns import PLACE
from kpss_pages.barrier_free.importing.outcomes import PlacesChecked
from kpss_pages.barrier_free.models import Place, PlacePhoto, Survey
from kpss_pages.barrier_free.models.places import FROM_SURVEY
from kpss_pages.core.models.found_rows import language_of
from kpss_pages.core.rows_in_bulk import AT_ONCE, write_log, write_references, write_revisions
from sites.models import User
from sites.page_cache.signals import announce
from sites.page_cache.tags import anything_of, town

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
    Place.objects.bulk_create(new, batch_size=AT_ONCE)
    for survey in checked.surveys:
        survey.place = survey.place  # says the number of one that has been saved since
        survey.decided_at, survey.decided_by = now, user
    Survey.objects.bulk_create(checked.surveys, batch_size=AT_ONCE)
    for place, holding in zip(new, held, strict=True):
        place.survey = holding
    for place in changed:
        place.survey = place.survey
    _keep_history(new, changed, checked, user)
    Place.objects.bulk_update(new, ["survey", "latest_revision"], batch_size=AT_ONCE)
    Place.objects.bulk_update(changed, [*_OWN, *FROM_SURVEY, *_KEPT], batch_size=AT_ONCE)
    write_references([*new, *changed])
    # What shows a place is spread over the town's pages: all that is kept of them ends.
    announce([town(site_id), anything_of(site_id)])


def _keep_history(new: list[Place], changed: list[Place], checked: PlacesChecked, user: User | None) -> None:
    now = timezone.now()
    _bring_photos([*changed, *checked.before.values()])
    write_revisions([checked.before[place.pk] for place in changed if place.latest_revision_id is None], None, now)
    write_revisions([*new, *changed], user, now)
    write_log(new, changed, user, now)


def _bring_photos(places: list[Place]) -> None:
    """Give places their photos in memory: a revision holds them, and would ask for those of each place."""
    photos: dict[int, list[PlacePhoto]] = {place.pk: [] for place in places}
    numbers = list(photos)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        for photo in PlacePhoto.objects.filter(place__in=some).order_by("sort_order"):
            photos[photo.place_id].append(photo)
    for place in places:
        place.photos = photos[place.pk]  # type: ignore[misc]
