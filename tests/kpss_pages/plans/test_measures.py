"""What a measure links to is told to those only who may read it."""

from dataclasses import replace

import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction

from kpss_pages.plans.content import Link, PlanContent
from kpss_pages.plans.models import PlanPage
from sites.models import TownDocument, TownSettings
from tests.builders import make_document, make_plan, make_town
from tests.kpss_pages.plans.contents import make_content, make_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def prerov() -> TownSettings:
    return make_town("prerov")


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "prerov.example"})


def linking_to(document: TownDocument, *labels: str) -> PlanContent:
    links = tuple(Link(label, document=document.pk) for label in labels)
    return make_content(0, measures=(make_measure(3, links=links),))


def shown(visitor: Client, plan: PlanPage, below: str = "") -> str:
    answer = visitor.get(f"{plan.get_url()}{below}")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_title_of_a_document_in_a_private_collection_does_not_show(prerov: TownSettings, visitor: Client) -> None:
    document = make_document(prerov, "Tajný posudek")
    plan = make_plan(prerov, content=linking_to(document, "", "Podklad"))
    assert shown(visitor, plan).count(document.url) == 2
    assert "Tajný posudek" in shown(visitor, plan)

    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.PASSWORD, password="heslo"
    )

    assert "Tajný posudek" not in shown(visitor, plan)
    # Whoever knows the password finds it by the words of whoever wrote the measure.
    assert shown(visitor, plan).count(document.url) == 1
    assert "Podklad" in shown(visitor, plan)


def test_document_that_only_a_former_version_links_to_is_not_linked(prerov: TownSettings, visitor: Client) -> None:
    document = make_document(prerov, "Starý posudek")
    plan = make_plan(prerov, content=linking_to(document, "", "Podklad"))
    assert document.url in shown(visitor, plan, "m3/")

    plan.content = replace(plan.content, measures=())
    plan.save_revision().publish()

    assert visitor.get(document.url).status_code == 404
    former = shown(visitor, plan, "m3/")
    assert "Starý posudek" not in former
    assert document.url not in former
