"""Makes the guide of a town's catalogue: what it consists of, in one language, on one day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpss_pages.catalog.guide.book import Book, Chapter, Headings, Number, OnTheWeb, Piece, Project
from kpss_pages.catalog.guide.chapters import TITLES, Placed, placed
from kpss_pages.catalog.guide.entries import NBSP, bare_address, entry_of, plain
from kpss_pages.catalog.guide.indexes import by_name, by_situation, in_order, pointer_to
from kpss_pages.catalog.guide.pictures import picture_of
from kpss_pages.catalog.models import CatalogSettings, LifeSituation, Service
from kpss_pages.catalog.pages import catalog_page
from kpss_pages.catalog.registers.attribution import attribution_of
from kpss_pages.catalog.settings_of import settings_of
from kpss_pages.catalog.shown import ShownService, lines_of, shown_services
from kpss_pages.contacts.main import main_contacts
from kpss_pages.core.printing.paper import with_spaces
from kpss_pages.core.qr import qr_path
from kpss_pages.core.ways import numbers
from sites.choices import Country
from sites.models import TownSettings

ARMS_WIDTH = 26
EMBLEM_WIDTH = 42
CRISIS_LINES = ("cz-telefonicka-krizova-pomoc", "sk-krizova-pomoc-telekomunikacie")

Tell = Callable[[int, int], None]
"""Is told how many services have been put into words, of how many."""
TELL_EVERY = 25


class NothingToPrint(Exception):
    """The catalogue has no service that the site offers."""


def book_of(town: TownSettings, language: str, tell: Tell | None = None) -> Book:
    """Return the guide of a town as its catalogue is today; ``tell`` is called now and then while it is made.

    Raises NothingToPrint for a catalogue without services.
    """
    with translation.override(language):
        settings = settings_of(town.site_id)
        rows = list(Service.objects.in_town(town.site_id).published().whole())
        services = in_order(shown_services(rows, settings), language)
        if not services:
            raise NothingToPrint
        situations = list(LifeSituation.objects.filter(site=town.site_id))
        book = Book(
            title=plain(settings.guide_title) or usual_title(),
            subtitle=_("Printed guide"),
            town=town.in_language("site_name", language),
            language=language,
            colour=town.colour,
            dated=timezone.localdate(),
            services=len(services),
            data_of=_data_of(len(services), timezone.localdate()),
            arms=picture_of(town.coat_of_arms, town.in_language("coat_of_arms_text", language), ARMS_WIDTH),
            introduction=_lines(settings.guide_introduction),
            how_to_use=tuple(_how_to_use(settings, services)),
            on_the_web=_on_the_web(town, language),
            marks=tuple(_marks(services)),
            numbers=tuple(_numbers(town, services)),
            chapters=tuple(_chapters(placed(services), town.country, tell)),
            by_name=by_name(services, language),
            by_situation=by_situation(services, situations, language),
            imprint=tuple(_imprint(town, settings, language, services)),
            projects=tuple(_projects(town, language)),
            headings=Headings(
                contents=_("Contents"),
                how_to_use=_("How to use the guide"),
                numbers=_("Important numbers"),
                elsewhere=_("See also"),
                example=_("Example"),
                by_name=_("Services by name"),
                by_situation=_("Services by life situation") if situations else _("Services by target group"),
                imprint=_("Imprint"),
            ),
        )
        return with_spaces(book, language)


def usual_title() -> str:
    """Return what the guide is called where the town has not said so."""
    return _("Guide to social services")


def _data_of(count: int, day: date) -> str:
    return ngettext(
        "%(count)d service as the catalogue had it on %(day)s",
        "%(count)d services as the catalogue had them on %(day)s",
        count,
    ) % {"count": count, "day": date_format(day)}


def _how_to_use(settings: CatalogSettings, services: Sequence[ShownService]) -> Iterator[Piece]:
    yield Piece(
        _(
            "The services stand in chapters by whom they are for. Each stands once with all that is known of it; the "
            "other chapters say on which page."
        )
    )
    yield Piece(_("At the end you find all services by name, and by what people need help with."))
    yield Piece(_("If you do not know whom to turn to, call one of the important numbers: they will help you on."))
    yield Piece(
        _("A place with this symbol can be entered in a wheelchair. What is in the way stands beside it."),
        access="accessible",
    )
    if any(service.is_stale for service in services):
        yield Piece(
            ngettext(
                "An entry that nobody has confirmed for %(count)d month says so. Ask before you rely on it.",
                "An entry that nobody has confirmed for %(count)d months says so. Ask before you rely on it.",
                settings.stale_after_months,
            )
            % {"count": settings.stale_after_months}
        )


def _marks(services: Sequence[ShownService]) -> Iterator[str]:
    if all(service.is_example for service in services):
        yield _("Example: all services in this guide were invented to show what it looks like.")
    elif any(service.is_example for service in services):
        yield _("Example: some services in this guide were invented. Each of them says so.")


def _numbers(town: TownSettings, services: Sequence[ShownService]) -> Iterator[Number]:
    """Yield the numbers for emergencies of the country, those of the town, and of the crisis lines in the catalogue."""
    emergency = [(_("Emergencies in the whole of Europe"), "112"), (_("Ambulance"), "155"), (_("Fire brigade"), "150")]
    emergency += [(_("Police"), "158")]
    emergency += [(_("Municipal police"), "159" if town.country == Country.SK else "156")]
    yield from (Number(label, number, numbers.href(number)) for label, number in emergency)
    contacts = main_contacts(town.site_id)
    said: set[str] = set()
    if contacts.office is not None:
        for phone in contacts.office.phones:
            yield _number(plain(contacts.office.name), phone.number, phone.purpose, town.country)
            said.add(phone.number)
    if contacts.coordinator is not None:
        for shown in contacts.coordinator.phones:
            if shown.number not in said:
                yield _number(plain(contacts.coordinator.name), shown.number, shown.purpose, town.country)
                said.add(shown.number)
    for service in services:
        if service.row.type_code in CRISIS_LINES:
            for way in service.phones[:1]:
                yield _number(plain(service.name), way.number, way.purpose, town.country)


def _number(label: str, number: str, purpose: str, country: str) -> Number:
    shown = numbers.shown(number, country).replace(" ", NBSP)
    return Number(f"{label} – {plain(purpose)}" if purpose else label, shown, numbers.href(number))


def _chapters(chapters: Sequence[Placed], country: str, tell: Tell | None) -> Iterator[Chapter]:
    done, of = 0, sum(len(chapter.services) for chapter in chapters)
    for chapter in chapters:
        entries = []
        for service in chapter.services:
            entries.append(entry_of(service, country))
            done += 1
            if tell is not None and done % TELL_EVERY == 0:
                tell(done, of)
        yield Chapter(str(TITLES[chapter.key]), tuple(entries), tuple(map(pointer_to, chapter.elsewhere)))


def _imprint(
    town: TownSettings, settings: CatalogSettings, language: str, services: Sequence[ShownService]
) -> Iterator[Piece]:
    yield from map(Piece, _lines(settings.guide_imprint))
    address = ", ".join(filter(None, (town.street, f"{town.postal_code} {town.municipality}".strip())))
    publisher = ", ".join(filter(None, (plain(town.operator) or town.in_language("site_name", language), address)))
    yield Piece(_("Publisher: %(publisher)s") % {"publisher": publisher})
    yield Piece(_("Data of: %(day)s") % {"day": date_format(timezone.localdate())})
    for register in dict.fromkeys(service.row.register for service in services):
        named = attribution_of(register)
        if named is not None:
            yield Piece(str(named.text), named.licence_url or named.source_url)
    yield Piece(
        _("The entries are those of the providers and of the town; “confirmed” says who last said that one holds.")
    )


def _on_the_web(town: TownSettings, language: str) -> OnTheWeb | None:
    page = catalog_page(town, language)
    address = page.full_url if page is not None else None
    if not address:
        return None
    path, units = qr_path(address)
    return OnTheWeb(
        sentence=_("Services change. What holds today is in the catalogue on the web:"),
        shown=bare_address(address),
        address=address,
        picture_text=_("QR code with the address of the catalogue"),
        path=path,
        units=units,
    )


def _projects(town: TownSettings, language: str) -> Iterator[Project]:
    """Yield the projects whose texts are in the guide's language, as the site does."""
    for project in town.funding_projects.filter(language=language):
        yield Project(
            statement=plain(project.statement),
            name=plain(project.name),
            number=plain(project.registration_number),
            emblem=picture_of(project.emblem, project.emblem_text, EMBLEM_WIDTH),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(found for line in lines_of(text) if (found := plain(line)))
