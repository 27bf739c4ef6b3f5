"""Builders of what tests stand on: towns, people, files. Each has sensible defaults and takes changes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page

from home.models import HomePage
from kpss_pages.barrier_free.models import Place, Survey
from kpss_pages.barrier_free.surveying.holding import accept, verdicts_of
from kpss_pages.catalog.models import Facility, Provider, Service, ServiceForm
from kpss_pages.contacts.models import ContactRole, Department, Office, Organisation, Person
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.core.ways import Phone, Phones
from kpss_pages.events.models import EventAttachment, EventException, EventIndexPage, EventPage
from kpss_pages.news.models import NewsAttachment, NewsIndexPage, NewsPage
from kpss_pages.plans.models import PlanDocument, PlanIndexPage, PlanPage
from kpss_pages.standard.models import StandardPage
from sites.accounts.addresses import vouch_for_address
from sites.models import Role, TownDocument, TownImage, TownRole, TownSettings, User
from sites.provisioning import NewTown, create_town
from sites.tenancy.scope import site_of
from sites.text import without_diacritics

Section = TypeVar("Section", bound=BasePage)

At = Callable[[str], Client]
"""The fixture `at`: a visitor of a host."""

PASSWORD = "correct-horse-battery"
NAMES = {"prostejov": "Prostějov", "prerov": "Přerov", "benesov": "Benešov", "bbsk": "BBSK"}


def make_town(slug: str = "prostejov", **changes: Any) -> TownSettings:
    """Make a town with its starter pages, served at its name under `.example`; changes as in ``NewTown``.

    "Přerov", "prerov" and "prerov.example" are the same town.
    """
    given, slug = slug, slugify(without_diacritics(slug.removesuffix(".example")))
    defaults: dict[str, Any] = {"name": NAMES.get(slug, given), "hostname": f"{slug}.example", "port": 80}
    return create_town(NewTown(**(defaults | changes)))


def make_user(town: TownSettings | None = None, role: Role | None = None, **changes: Any) -> User:
    """Make somebody who signs in with PASSWORD; with a town and a role, a member of the town's group."""
    name = "-".join([town.site.hostname.split(".")[0] if town else "nobody", role.value if role else "user"])
    name = changes.pop("username", name)
    user: User = User.objects.create_user(name, **({"email": f"{name}@town.example", "password": PASSWORD} | changes))
    vouch_for_address(user)
    if town is not None and role is not None:
        user.groups.add(TownRole.objects.get(site=town.site, role=role).group)
    return user


def make_admin(**changes: Any) -> User:
    """Make the platform's administrator."""
    return make_user(None, None, **({"username": "admin", "is_superuser": True, "is_staff": True} | changes))


def make_document(
    town: TownSettings,
    title: str = "Document",
    content: bytes = b"",
    collection: Collection | None = None,
    **changes: Any,
) -> TownDocument:
    """Make a document of a town, in the collection of plan files unless another is given."""
    name = changes.pop("name", "document.txt")
    document = TownDocument(title=title, collection=collection or town.plan_collection, **changes)
    document.file.save(name, ContentFile(content or title.encode()), save=False)
    document._set_document_file_metadata()
    document.save()
    document.file.close()
    return document


def home_of(town: TownSettings, language: str | None = None) -> HomePage:
    """Return a town's home page in a language, by default its own."""
    home: Page = town.site.root_page
    if language and language != town.default_language:
        home = home.get_translations().get(locale__language_code=language)
    specific: HomePage = home.specific
    return specific


def publish_language(town: TownSettings, language: str) -> HomePage:
    """Publish the home page of a town's further language, with which the language opens."""
    home = home_of(town, language)
    home.get_latest_revision_as_object().save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def make_page(parent: Page, title: str = "Kdo plánuje", **changes: Any) -> StandardPage:
    """Make a published standard page."""
    page = StandardPage(**{"title": title, "locale": parent.locale} | changes)
    parent.add_child(instance=page)
    if page.live:
        page.save_revision().publish()
    return page


def carry(*documents: TownDocument, **changes: Any) -> StandardPage:
    """Make a published page of the documents' town that offers them, so that they are public."""
    files = [{"document": document, "title": ""} for document in documents]
    site = site_of(documents[0])
    assert site is not None
    body = [("downloads", {"heading": "", "files": files})]
    return make_page(site.root_page, **({"title": "Ke stažení", "body": body} | changes))


def make_image(town: TownSettings, title: str = "Picture", **changes: Any) -> TownImage:
    """Make a small picture of a town, in the collection of pictures and files unless another is given."""
    defaults: dict[str, Any] = {"collection": town.files_collection, "description": title}
    return TownImage.objects.create(title=title, file=get_test_image_file(), **(defaults | changes))


def signed_in(user: User, host: str = "localhost") -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client(headers={"host": host})
    client.force_login(user)
    return client


def section_of(town: TownSettings, kind: type[Section], language: str | None = None) -> Section:
    """Return the town's published section of a kind; a further language is published for it."""
    home = home_of(town, language)
    if not home.live:
        home = publish_language(town, str(language))
    section: Section = kind.objects.child_of(home).get()
    if not section.live:
        section.get_latest_revision_as_object().save_revision().publish()
        section.refresh_from_db()
    return section


def make_topic(town: TownSettings, name: str = "Akce") -> Topic:
    """Make a topic of a town's news."""
    return Topic.objects.create(site=town.site, name_cs=name, slug=slugify(without_diacritics(name)))


def make_news(town: TownSettings, title: str = "News", language: str | None = None, **changes: Any) -> NewsPage:
    """Make published news of a town; ``topics`` and ``documents`` (attached) are lists."""
    section = section_of(town, NewsIndexPage, language)
    topics, documents = changes.pop("topics", []), changes.pop("documents", [])
    page = NewsPage(**{"title": title, "locale": section.locale} | changes)
    page.attachments = [NewsAttachment(document=document, locale=section.locale) for document in documents]
    section.add_child(instance=page)
    page.topics.set(topics)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_plan(town: TownSettings, title: str = "Plan", language: str | None = None, **changes: Any) -> PlanPage:
    """Make a plan of a town, published unless ``live`` is False; ``files`` is a list of its documents."""
    section = section_of(town, PlanIndexPage, language)
    documents = changes.pop("files", [])
    page = PlanPage(**{"title": title, "locale": section.locale} | changes)
    page.files = [PlanDocument(document=document, sort_order=order) for order, document in enumerate(documents)]
    section.add_child(instance=page)
    revision = page.save_revision()
    if page.live:
        revision.publish()
    page.refresh_from_db()
    return page


def make_organisation(town: TownSettings, name: str = "Městský úřad", **changes: Any) -> Organisation:
    """Make an organisation among a town's contacts."""
    return Organisation.objects.create(**{"site": town.site, "name": name} | changes)


def make_office(town: TownSettings, name: str = "Radnice", **changes: Any) -> Office:
    """Make a place where people can come."""
    return Office.objects.create(**{"site": town.site, "name": name} | changes)


def make_person(town: TownSettings, family_name: str = "Vzorná", *phones: str, **changes: Any) -> Person:
    """Make somebody invented; ``phones`` are numbers with their country code and without spaces."""
    numbers = Phones(tuple(Phone(number) for number in phones))
    return Person.objects.create(
        **{"site": town.site, "given_name": "Jana", "family_name": family_name, "phones": numbers} | changes
    )


def make_department(town: TownSettings, name: str = "Odbor sociálních věcí", **changes: Any) -> Department:
    """Make a department, of the town's first organisation unless another is given."""
    if "organisation" not in changes:
        changes["organisation"] = Organisation.objects.filter(site=town.site).first() or make_organisation(town)
    return Department.objects.create(**{"site": town.site, "name": name} | changes)


def make_role(town: TownSettings, name: str = "Koordinátorka plánování", **changes: Any) -> ContactRole:
    """Make a role among a town's contacts, which nobody holds unless a ``holder`` is given."""
    return ContactRole.objects.create(**{"site": town.site, "name": name} | changes)


def make_event(town: TownSettings, title: str = "Setkání", language: str | None = None, **changes: Any) -> EventPage:
    """Make an event of a town, tomorrow unless ``starts_at`` is given, published unless ``live`` is False.

    ``topics``, ``documents`` (attached) and ``exceptions`` are lists.
    """
    section = section_of(town, EventIndexPage, language)
    topics, documents = changes.pop("topics", []), changes.pop("documents", [])
    exceptions = changes.pop("exceptions", [])
    tomorrow = timezone.now() + timedelta(days=1)
    page = EventPage(**{"title": title, "locale": section.locale, "starts_at": tomorrow} | changes)
    page.attachments = [EventAttachment(document=document, locale=section.locale) for document in documents]
    page.exceptions = [EventException(**{"locale": section.locale} | exception) for exception in exceptions]
    section.add_child(instance=page)
    page.topics.set(topics)
    revision = page.save_revision()
    if page.live:
        revision.publish()
    page.refresh_from_db()
    return page


def make_provider(town: TownSettings, name: str = "Příkladová pomoc", **changes: Any) -> Provider:
    """Make a provider of a town; one with the same name is the same."""
    found: Provider | None = Provider.objects.filter(site=town.site, name=name).first()
    return found or Provider.objects.create(site=town.site, name=name, **changes)


def make_place(
    town: TownSettings, name: str = "Městský úřad", measures: dict[str, Any] | None = None, **changes: Any
) -> Place:
    """Make a published place of a town; with ``measures`` it has an accepted survey of today with what these mean.

    ``survey`` are changes of that survey, ``verdicts`` those held by it, by profile, instead of what is suggested.
    """
    of_survey, held = changes.pop("survey", {}), changes.pop("verdicts", {})
    place = Place.objects.create(site=town.site, name=name, **({"municipality": town.name} | changes))
    if measures is not None or held:
        make_survey(place, measures or {}, held, **of_survey)
    return place


def make_survey(place: Place, measures: dict[str, Any], held: dict[str, str] | None = None, **changes: Any) -> Survey:
    """Make a survey of a place that is accepted unless ``state`` says otherwise."""
    survey = Survey(
        site=place.site, place=place, measures=measures, **({"origin": "desk", "state": "accepted"} | changes)
    )
    overridden = {profile: (verdict, "said so") for profile, verdict in (held or {}).items()}
    survey.verdicts = verdicts_of(place.category, measures, survey.edition, overridden)
    if survey.state == "accepted":
        accept(survey)
    else:
        survey.save()
    return survey


def make_service(town: TownSettings, name: str = "Pečovatelská služba Vzorov", **changes: Any) -> Service:
    """Make a published service of a town; ``forms`` and ``facilities`` are lists of what their rows hold.

    By default it is home care in the field for seniors, free of nothing and confirmed today.
    """
    parts: dict[str, list[dict[str, Any]]] = {
        "forms": changes.pop("forms", [{"form": "ter"}]),
        "facilities": changes.pop("facilities", [{"street": "Příkladná 12/3", "municipality": town.name}]),
    }
    defaults: dict[str, Any] = {
        "type_code": "cz-pecovatelska-sluzba",
        "target_groups": ["seniori"],
        "confirmed_on": timezone.localdate(),
        "confirmed_by": "provider",
    }
    provider = changes.pop("provider", None) or make_provider(town)
    service = Service(site=town.site, provider=provider, name=name, **(defaults | changes))
    for name, model in (("forms", ServiceForm), ("facilities", Facility)):
        setattr(service, name, [model(**row) for row in parts[name]])
    service.save()
    return service
