"""A service on paper: all that helps somebody to find and to use it, in lines under labels."""

import re
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kpss_pages.catalog.guide.book import Entry, Line, Piece
from kpss_pages.catalog.shown import ShownFacility, ShownService, lines_of
from kpss_pages.core.hours import OfficeHours
from kpss_pages.core.hours.showing import Piece as Hours
from kpss_pages.core.hours.showing import short_hours
from kpss_pages.core.hours.wording import written_season
from kpss_pages.core.ways import numbers

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and those that turn the direction of writing about."""
NBSP = "\u00a0"
WEB = ("https://", "http://")


def plain(text: str) -> str:
    """Return a text in one line without what cannot be seen."""
    return " ".join(_HIDDEN.sub("", text).split())


def anchor_of(service: ShownService) -> str:
    return f"service{service.pk}"


def entry_of(service: ShownService, country: str) -> Entry:
    """Return a service as the guide has it; the words are in the active language."""
    return Entry(
        anchor=anchor_of(service),
        name=plain(service.name),
        kind=_kind(service),
        provider=plain(service.provider.name),
        is_example=service.is_example,
        marks=tuple(_marks(service)),
        mission=tuple(_paragraphs(service.row.mission)),
        lines=tuple(line for line in _lines(service, country) if line.pieces),
        confirmation="" if service.caution else service.confirmation,
    )


def _kind(service: ShownService) -> str:
    forms = ", ".join(form.name for form in service.forms)
    name = plain(service.type_name)
    return f"{name} ({forms})" if name and forms else name or capfirst(forms)


def _marks(service: ShownService) -> Iterator[str]:
    if service.ending:
        yield service.ending
    if service.caution:
        yield service.caution


def _lines(service: ShownService, country: str) -> Iterator[Line]:
    row = service.row
    yield Line(_("For whom"), tuple(_for_whom(service)))
    yield Line(_("What the service does"), tuple(Piece(plain(text), is_item=True) for text in service.activities))
    yield Line(_("When"), tuple(_when(service)))
    yield Line(_("Where"), tuple(piece for place in service.places for piece in _where(place)))
    yield Line(_("Area served"), _joined(service.area))
    yield Line(_("How much"), tuple(_how_much(service)))
    yield Line(_("How to apply"), tuple(_how_to_apply(service)))
    yield Line(_("What to bring"), tuple(Piece(plain(text), is_item=True) for text in service.documents_to_bring))
    yield Line(_("How long one waits"), _joined([row.waiting]))
    yield Line(_("Contacts"), tuple(_contacts(service, country)))
    yield Line(_("Languages"), _joined(service.languages))


def _for_whom(service: ShownService) -> Iterator[Piece]:
    yield from _joined([str(group) for group in service.target_groups])
    yield from _joined([str(ages) for ages in service.age_groups])
    yield from _joined([service.row.ages_note])


def _when(service: ShownService) -> Iterator[Piece]:
    forms = [form for form in service.forms if form.row.is_nonstop or form.row.hours or form.row.hours_note]
    for form in forms:
        said = list(_hours(form.row.hours, service))
        if form.row.is_nonstop:
            said = [_("around the clock")]
        name = f"{form.name}: " if len(service.forms) > 1 else ""
        yield from (
            Piece(f"{name if number == 0 else ''}{text}")
            for number, text in enumerate([*said, *_paragraphs(form.row.hours_note)])
        )


def _hours(hours: OfficeHours, service: ShownService) -> Iterator[str]:
    """Yield a line for the days with the same hours, in the ordinary week and in each season."""
    yield from _week(OfficeHours(week=hours.week), service)
    closed = _("closed")
    for season in hours.seasons:
        name = ", ".join(filter(None, (plain(season.name), written_season(season.first, season.last))))
        rows = "; ".join(_week(OfficeHours(week=season.week), service))
        yield f"{name}: {rows or closed}"
    yield from (plain(f"{mark} {text}") for mark, text in hours.footnotes)


def _week(hours: OfficeHours, service: ShownService) -> Iterator[str]:
    for row in short_hours(hours, service.today).rows:
        yield f"{row.days} {', '.join(map(_written, row.pieces))}"


def _written(hours: Hours) -> str:
    note = _("by appointment")
    return f"{hours.text}{hours.mark} ({note})" if hours.by_appointment else f"{hours.text}{hours.mark}"


def _where(place: ShownFacility) -> Iterator[Piece]:
    if place.is_secret:
        named = f"{plain(place.name)}: " if place.name else ""
        yield Piece(named + _("the address is kept secret for the safety of people; call or write."))
        return
    parts = [plain(part) for part in (place.name, *place.address.lines)]
    yield from _joined(parts)
    if place.access:
        yield Piece(_("For people in a wheelchair: %(access)s") % {"access": place.access}, access=place.access_code)
    yield from map(Piece, _paragraphs(place.access_note))


def _how_much(service: ShownService) -> Iterator[Piece]:
    if service.price:
        yield Piece(capfirst(service.price))
    yield from map(Piece, _paragraphs(service.row.price_note))


def _how_to_apply(service: ShownService) -> Iterator[Piece]:
    yield from map(Piece, _paragraphs(service.row.how_to_apply))
    if service.row.is_anonymous:
        yield Piece(_("You need not say your name."))


def _contacts(service: ShownService, country: str) -> Iterator[Piece]:
    for phone in service.phones:
        shown = numbers.shown(phone.number, country).replace(" ", NBSP)
        yield Piece(_with(shown, phone.purpose), numbers.href(phone.number))
    for email in service.emails:
        yield Piece(_with(email.address, email.purpose), f"mailto:{email.address}")
    if service.website.startswith(WEB):
        yield Piece(bare_address(service.website), plain(service.website))


def bare_address(url: str) -> str:
    """Return an address as it is printed: "www.pomoc.example/seniori"."""
    return plain(url).removeprefix("https://").removeprefix("http://").rstrip("/")


def _with(way: str, purpose: str) -> str:
    return f"{way} – {plain(purpose)}" if purpose else way


def _joined(texts: list[str]) -> tuple[Piece, ...]:
    text = ", ".join(filter(None, map(plain, texts)))
    return (Piece(text),) if text else ()


def _paragraphs(text: str) -> list[str]:
    return [found for line in lines_of(text) if (found := plain(line))]
