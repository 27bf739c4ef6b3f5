"""What belongs to a place by now, so that its first survey cannot be taken back and the place with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models.reference_index import ReferenceGroups

from kpss_pages.barrier_free.choices import ReportState
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.core.usage import own_references
from sites.models import User

MOST_NAMED = 5
"""Things that are named, each with a link; the others are on the screen of the place's usage."""


@dataclass(frozen=True)
class Use:
    """Something that belongs to a place in words, and its address in the admin; "" where the person may not go."""

    words: str
    address: str


def uses_of(place: Place, survey: Survey, user: User) -> list[Use]:
    """Return what belongs to a place besides a survey of it: other surveys, reports, photos, and what is there."""
    return [*_own(place, survey), *_things(place, user)]


def _own(place: Place, survey: Survey) -> Iterator[Use]:
    surveys = place.surveys.exclude(pk=survey.pk).count()
    reports, photos = list(place.reports.values_list("state", flat=True)), place.photos.count()
    if surveys:
        words = ngettext("%(count)d survey", "%(count)d surveys", surveys) % {"count": surveys}
        yield Use(words, f"{reverse('kpss_barrier_free_surveys', args=[place.site_id])}?state=any&place={place.pk}")
    if reports:
        count, state = len(reports), ReportState.OPEN if ReportState.OPEN in reports else ReportState.DONE
        words = ngettext("%(count)d report of the public", "%(count)d reports of the public", count) % {"count": count}
        inbox = reverse("kpss_barrier_free_reports", args=[place.site_id])
        yield Use(words, f"{inbox}?state={state.value}&place={place.pk}")
    if photos:
        words = ngettext("%(count)d photo", "%(count)d photos", photos) % {"count": photos}
        yield Use(words, reverse("wagtailsnippets_kpss_barrier_free_place:edit", args=[place.pk]))


def _things(place: Place, user: User) -> Iterator[Use]:
    """Yield the first of the offices, services, events … that say that they are at a place, and how many more do."""
    pointing = 0
    for relation in Place._meta.related_objects:
        if relation.related_model._meta.app_label != Place._meta.app_label:
            pointing += relation.related_model._base_manager.filter(**{relation.field.name: place}).count()
    if not pointing:
        return
    finder, named = AdminURLFinder(user), 0
    for thing, references in ReferenceGroups(own_references(place, user)):
        if named >= MOST_NAMED:
            break
        named, pointing = named + 1, pointing - len(references)
        yield Use(f"{capfirst(thing._meta.verbose_name)}: {thing}", finder.get_edit_url(thing) or "")
    if pointing > 0:
        words = ngettext("%(count)d more thing", "%(count)d more things", pointing) % {"count": pointing}
        yield Use(words, reverse("wagtailsnippets_kpss_barrier_free_place:usage", args=[place.pk]))


def sentence_of(uses: list[Use]) -> str:
    """Say what belongs to a place, and what to do."""
    sentence = _(
        "This belongs to the place by now: %(uses)s. Take it away from there first, or hide the place from the site; "
        "nothing was taken back."
    )
    return sentence % {"uses": "; ".join(use.words for use in uses)}
