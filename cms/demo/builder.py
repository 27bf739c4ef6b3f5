"""Builds the demo towns that are not there yet; a town that is there is left as its editors made it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import override

from cms.demo.contacts import add_contacts, coordinator_of
from cms.demo.content import TOWNS, Content, in_language, read_content
from cms.demo.files import add_documents, add_images
from cms.demo.pages import Tree, add_topics
from cms.demo.people import make_administrator, make_people
from cms.demo.places import Map
from cms.demo.services import Catalogue
from kpss_pages.plans.models import PlanStructure
from sites.models import FundingProject, ParentBreadcrumb, PartnerLink, Role, Territory, TownImage, TownSettings
from sites.provisioning import NewTown, create_town
from sites.towns import town_named

DOMAIN = "localhost"
FACTS = (
    "time_zone",
    "operator",
    "street",
    "postal_code",
    "municipality",
    "filing_email",
    "data_box",
    "phone",
    "company_id",
    "vat_id",
    "technical_operator",
    "slogan",
    "colour",
)
"""What ``create_town`` is told of a town; the rest needs pictures or languages that come after it."""


@dataclass(frozen=True)
class DemoTown:
    """A town of the demo, for those who want to visit it."""

    name: str
    host: str
    languages: list[str]
    is_new: bool


def build_towns(port: int) -> Iterator[DemoTown]:
    """Make the towns that are missing, each in one transaction; yield every town when it is there."""
    make_administrator(read_content(TOWNS[0]).shared["people"]["administrator"])
    for name in TOWNS:
        content = read_content(name)
        host = f"{content.town['host']}.{DOMAIN}"
        # A town that somebody has moved is still found by its former host.
        is_new = town_named(host) is None
        if is_new:
            build_town(content, host, port)
        title = in_language(content.town["name"], content.languages[0])
        yield DemoTown(title, host, content.languages, is_new)


@transaction.atomic
def build_town(content: Content, host: str, port: int) -> TownSettings:
    """Make a town with its people, pictures, files, settings and pages."""
    language, *others = content.languages
    written = in_language(content.town, language)
    with override(language):
        town = create_town(
            NewTown(
                name=written["name"],
                hostname=host,
                port=port,
                language=language,
                other_languages=tuple(others),
                kind=written["kind"],
                country=written["country"],
                facts={name: written[name] for name in FACTS if name in written},
                coordinator=coordinator_of(content.contacts),
            )
        )
        people = make_people(town, content.town["host"], in_language(content.shared["people"], language))
        images = add_images(town, content, people[Role.EDITOR])
        documents = add_documents(town, content, people[Role.COORDINATOR])
        _complete(town, content, images)
        PlanStructure.objects.update_or_create(site=town.site, defaults=content.structure)
        topics = add_topics(town, content.topics)
        contacts = add_contacts(town, content.contacts)
        catalogue = Catalogue(town, content.catalogue, content.catalogue["services"])
        catalogue.build()
        Map(town, content.places, images).build()
        Tree(town, content, people, images, documents, topics, contacts).build()
        catalogue.fill_desk(documents)
    return town


def _complete(town: TownSettings, content: Content, images: Mapping[str, TownImage]) -> None:
    """Fill in what stands around the settings: coat of arms, languages, territories, links, projects."""
    written = in_language(content.town, town.default_language)
    town.coat_of_arms = images[written["coat_of_arms"]]
    town.coat_of_arms_text = written["coat_of_arms_text"]
    for row in town.other_languages.all():
        translated = in_language(content.town, row.language)
        row.site_name, row.slogan = translated["name"], translated["slogan"]
        row.coat_of_arms_text = translated["coat_of_arms_text"]
        row.save()
    town.territories = [Territory(name=name, sort_order=order) for order, name in enumerate(written["territories"])]
    town.parent_breadcrumbs = [
        ParentBreadcrumb(**row, sort_order=order) for order, row in enumerate(written.get("parent_breadcrumbs", []))
    ]
    town.partner_links = [
        PartnerLink(**row, sort_order=order) for order, row in enumerate(written.get("partner_links", []))
    ]
    town.funding_projects = [
        FundingProject(**_with_emblem(row, images), sort_order=order)
        for order, row in enumerate(written.get("funding_projects", []))
    ]
    town.full_clean(exclude=["site"])
    town.save()


def _with_emblem(row: Mapping[str, Any], images: Mapping[str, TownImage]) -> dict[str, Any]:
    return {**row, "emblem": images[row["emblem"]] if "emblem" in row else None}
