"""What publishing an event does besides: its dates are made anew, and what changed for those who come is counted."""

import hashlib
import json

from django.db import transaction
from wagtail.models import Page

from kpss_pages.events.models import EventPage, Occurrence
from sites.tenancy.scope import site_id_of


def take_up(page: EventPage) -> None:
    """Make the dates of a published event anew, and count when its time, place or state is not what it was."""
    with transaction.atomic():
        # Two who publish at once would make its dates twice.
        Page.objects.order_by().select_for_update().get(pk=page.pk)
        make_dates(page)
        count_change(page)


def make_dates(page: EventPage) -> None:
    """Make the rows of an event's dates anew; none of a page that is of no town."""
    page.occurrences.all().delete()
    site_id = site_id_of(page)
    if site_id is None:
        return
    Occurrence.objects.bulk_create(
        Occurrence(
            site_id=site_id,
            page_id=page.pk,
            rule_start=date.rule_start,
            starts_at=date.starts_at,
            ends_at=date.ends_at,
            has_end=date.has_end,
            is_all_day=date.is_all_day,
            state=date.state,
            note=date.note,
        )
        for date in page.dates()
    )


def count_change(page: EventPage) -> None:
    """Raise the sequence of an event whose published time, place or state has changed (RFC 5545, § 3.8.7.4).

    Its languages share a UID, so the number never falls below that of the other language.
    """
    former = EventPage.objects.filter(pk=page.pk).values_list("sequence", "published_facts").first()
    sequence, known = former or (0, "")
    facts = facts_of(page)
    if known == facts:
        return
    if known:
        others = EventPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
        twin = others.filter(published_facts=facts, sequence__gt=sequence).order_by("-sequence").first()
        sequence = (
            twin.sequence if twin is not None else max([sequence, *others.values_list("sequence", flat=True)]) + 1
        )
    EventPage.objects.filter(pk=page.pk).update(sequence=sequence, published_facts=facts)
    page.sequence, page.published_facts = sequence, facts


def facts_of(page: EventPage) -> str:
    """Return a digest of when and where an event is and whether it takes place."""
    exceptions = sorted(
        [str(row.date), row.kind, _moment(row.starts_at), _moment(row.ends_at)] for row in page.exceptions.all()
    )
    told = [
        _moment(page.starts_at),
        _moment(page.ends_at),
        page.is_all_day,
        page.repeats,
        str(page.repeats_until),
        page.state,
        page.office_id,
        page.place,
        page.online_url,
        exceptions,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _moment(moment: object) -> str:
    return str(int(moment.timestamp())) if hasattr(moment, "timestamp") else ""
