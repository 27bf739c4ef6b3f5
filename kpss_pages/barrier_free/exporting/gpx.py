"""Places as GPX 1.1 (https://www.topografix.com/GPX/1/1/), for navigation: points and, of routes, tracks."""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.barrier_free.choices import Category, Profile, Verdict
from kpss_pages.barrier_free.exporting.about import About
from kpss_pages.barrier_free.querysets import PlaceQuerySet

GPX_TYPE = "application/gpx+xml"

_FIELDS = ("pk", "name", "category", "latitude", "longitude", "wheelchair", "surveyed_on", "line_text")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML 1.0 may hold."""


def gpx_pieces(rows: PlaceQuerySet, about: About) -> Iterator[str]:
    """Yield the text of a document, in one query; a place without a position is left out, and the metadata say so."""
    points, tracks, lost = [], [], 0
    for row in rows.annotate(line_text=Cast("line", TextField())).values_list(*_FIELDS):
        line = json.loads(row[-1]) if row[-1] and len(row[-1]) > 2 else []
        if len(line) > 1:
            tracks.append(_track(row, line, about))
        elif row[3] is None or row[4] is None:
            lost += 1
        else:
            points.append(f'<wpt lat="{row[3]}" lon="{row[4]}">{_said(row, about)}</wpt>\n')
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="KPSS"'
    yield ' xmlns="http://www.topografix.com/GPX/1/1">\n'
    yield _metadata(about, len(points) + len(tracks), lost)
    yield from points
    yield from tracks
    yield "</gpx>\n"


def _metadata(about: About, count: int, lost: int) -> str:
    sentences = [about.filters.sentence(count, about.town.name)]
    if lost:
        sentence = ngettext(
            "%(count)d more place has no position and is left out.",
            "%(count)d more places have no position and are left out.",
            lost,
        )
        sentences.append(sentence % {"count": lost})
    licence = f"<license>{_text(about.licence)}</license>" if about.licence else ""
    return (
        f"<metadata><name>{_text(about.title)}</name><desc>{_text(' '.join(sentences))}</desc>"
        f"<copyright author={quoteattr(_clean(about.authors))}>{licence}</copyright>"
        f"<link href={quoteattr(about.asked)}/></metadata>\n"
    )


def _track(row: tuple[Any, ...], line: list[list[float]], about: About) -> str:
    points = "".join(f'<trkpt lat="{point[1]:.6f}" lon="{point[0]:.6f}"/>' for point in line)
    return f"<trk>{_said(row, about)}<trkseg>{points}</trkseg></trk>\n"


def _said(row: tuple[Any, ...], about: About) -> str:
    """Return name, words, address and category, in the order that the schema wants."""
    pk, name, category, _north, _east, verdict, surveyed_on, _line = row
    words = f"{capfirst(str(Profile.WHEELCHAIR.label))}: {Verdict(verdict).label}."
    if surveyed_on:
        words += " " + _("Surveyed on %(day)s.") % {"day": date_format(surveyed_on)}
    return (
        f"<name>{_text(name)}</name><desc>{_text(words)}</desc>"
        f"<link href={quoteattr(f'{about.address}place/{pk}/')}/><type>{_text(str(Category(category).label))}</type>"
    )


def _text(value: str) -> str:
    return escape(_clean(value))


def _clean(value: str) -> str:
    return _NO_XML.sub("", value)
