"""When a document hung on which page, from the records of publication, and the confirmation of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.documents.proof import sealed_text
from sites.languages import current_language
from sites.models import Publication, PublicationAction, TownSettings
from sites.typesetting import typeset

TEMPLATE = Path(__file__).with_name("confirmation.typ")


@dataclass(frozen=True)
class Period:
    """A file on a page, from when to when; ``ended`` is None while it hangs there."""

    begun: Publication
    ended: Publication | None


def records_of(document_id: int, site_id: int) -> "QuerySet[Publication]":
    """Return what a town has written down of a document, the oldest first, each with the seal ``before`` it."""
    before = Publication.objects.filter(site=OuterRef("site"), pk__lt=OuterRef("pk")).order_by("-pk")
    return (
        Publication.objects.filter(site=site_id, document_id=document_id)
        .annotate(before=Subquery(before.values("digest")[:1]))
        .order_by("pk")
    )


def periods_of(records: Iterable[Publication]) -> list[Period]:
    """Return the periods that records tell of, the latest first."""
    periods: list[Period] = []
    open_: dict[int, int] = {}
    for record in records:
        if record.action == PublicationAction.HUNG:
            open_[record.page_id] = len(periods)
            periods.append(Period(record, None))
        elif record.page_id in open_:
            place = open_.pop(record.page_id)
            periods[place] = Period(periods[place].begun, record)
    return periods[::-1]


def confirmation_pdf(town: TownSettings, records: Sequence[Publication]) -> bytes:
    """Return the confirmation as an accessible PDF in the current language; there must be a record."""
    periods = periods_of(records)
    last = periods[0].begun
    command = f"sha256sum {last.filename}"
    values = {
        "language": current_language(),
        "title": _("Confirmation of publication"),
        "author": town.name,
        "intro": _("The site of %(town)s (%(address)s) published the document “%(title)s” as follows.")
        % {"town": town.name, "address": town.site.root_url, "title": last.title},
        "periods": [_period_in_words(period, town.zone) for period in periods],
        "command": command,
        "check_heading": _("How to check this"),
        "check": [
            _("Work out the checksum of the file that you have, for example with the command: %(command)s")
            % {"command": command},
            _("It is the published file when the result is the same as the checksum above."),
            _(
                "Each record carries a seal, made of its values and of the seal of the record before it. The same"
                " confirmation as JSON holds what each seal is made of."
            ),
        ],
        "made": _("Made on %(time)s from the records of publication of the site.")
        % {"time": _time(timezone.now(), town.zone)},
    }
    return typeset(TEMPLATE, values)


def _period_in_words(period: Period, zone: tzinfo) -> dict[str, Any]:
    begun, ended = period.begun, period.ended
    facts = [
        (_("Document"), begun.title),
        (_("File"), _("%(name)s, version %(version)s") % {"name": begun.filename, "version": begun.version}),
        (_("Size"), _bytes(begun.file_size)),
        (_("Checksum (SHA-256)"), begun.sha256),
        (_("Page"), begun.page_title),
        (_("Address of the page"), begun.page_url),
        (_("From"), _time(begun.at, zone)),
        (_("Until"), _time(ended.at, zone) if ended else _("still published")),
        (_("Record"), _record_in_words(begun)),
    ]
    if ended:
        facts.append((_("Record of the end"), _record_in_words(ended)))
    return {"heading": begun.page_title, "facts": [[str(name), str(value)] for name, value in facts]}


def _bytes(count: int) -> str:
    return ngettext("%(count)d byte", "%(count)d bytes", count) % {"count": count}


def _record_in_words(record: Publication) -> str:
    return _("number %(number)s, seal %(seal)s") % {"number": record.pk, "seal": record.digest}


def _time(at: datetime, zone: tzinfo) -> str:
    local = timezone.localtime(at, zone)
    return f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M:%S} ({local:%Z})"


def confirmation_values(town: TownSettings, records: Sequence[Publication]) -> Mapping[str, Any]:
    """Return the confirmation as values for JSON: the periods, and of each record what its seal is made of."""
    return {
        "town": {"name": town.name, "address": town.site.root_url},
        "made_at": _iso(timezone.now(), town.zone),
        "periods": [_period_as_values(period, town.zone) for period in periods_of(records)],
        "records": [
            {
                "number": record.pk,
                "sealed": sealed_text(record),
                "seal_before": record.before or "",  # type: ignore[attr-defined]
                "seal": record.digest,
            }
            for record in records
        ],
        "how_to_check": {
            "file": _("The checksum is what the command sha256sum gives for the published file."),
            "seal": _("A seal is the SHA-256 of the text “sealed”, followed by “seal_before”, in UTF-8."),
        },
    }


def _period_as_values(period: Period, zone: tzinfo) -> dict[str, Any]:
    begun, ended = period.begun, period.ended
    return {
        "title": begun.title,
        "file": begun.filename,
        "version": begun.version,
        "size": begun.file_size,
        "sha256": begun.sha256,
        "page": begun.page_title,
        "page_address": begun.page_url,
        "from": _iso(begun.at, zone),
        "until": _iso(ended.at, zone) if ended else None,
        "is_published": ended is None,
        "records": [record.pk for record in (begun, ended) if record is not None],
    }


def _iso(at: datetime, zone: tzinfo) -> str:
    return timezone.localtime(at, zone).isoformat(timespec="seconds")
