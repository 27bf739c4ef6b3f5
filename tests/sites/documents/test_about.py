"""The page about a document, in the town's chrome and its languages."""

from typing import Any

from django.test import Client

from sites.models import TownDocument
from tests.builders import make_document, make_news, publish_language, signed_in
from tests.sites.documents.conftest import Carried
from tests.sites.documents.test_versions import replace


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    text: str = answer.content.decode()
    return text


def test_page_tells_all_that_is_known_of_a_document(prerov: Carried) -> None:
    replace(prerov, "druhy", version_note="Opraveno")
    TownDocument.objects.filter(pk=prerov.document.pk).update(summary="Co plán říká.")
    document = TownDocument.objects.get(pk=prerov.document.pk)
    version = document.versions.get()
    said = shown(prerov.visitor(), f"/documents/{document.pk}/")
    for expected in (
        f"<h1>{document.title}</h1>",
        f'href="{document.url}"',
        document.sha256,
        "Opraveno",
        f'href="{version.url}"',
        version.sha256,
        "Co plán říká.",
        f'href="{prerov.page.get_url_parts()[2]}"',
        prerov.page.title,
        f"/documents/{document.pk}/publication/confirmation.pdf",
    ):
        assert expected in said, expected


def test_page_is_there_in_the_published_languages_of_its_own_town(prerov: Carried, benesov: Carried) -> None:
    address = f"/documents/{prerov.document.pk}/"
    assert '<html lang="cs">' in shown(prerov.visitor(), address)
    assert prerov.visitor().get(f"/sk{address}").status_code == 404
    publish_language(prerov.town, "sk")
    assert '<html lang="sk">' in shown(prerov.visitor(), f"/sk{address}")
    assert prerov.visitor().get(f"/cs{address}").status_code == 404
    assert benesov.visitor().get(address).status_code == 404
    assert Client(headers={"host": "localhost"}).get(address).status_code == 404
    assert prerov.visitor().get("/documents/998877665/").status_code == 404


def test_towns_people_read_it_on_the_landing_host_too(prerov: Carried, benesov: Carried) -> None:
    document = make_document(prerov.town, "Nikde")
    address = f"/documents/{document.pk}/"
    assert "Nikde" in shown(signed_in(prerov.manager), address)
    assert signed_in(benesov.manager).get(address).status_code == 404


def test_pages_that_not_everybody_may_read_are_not_named(prerov: Carried) -> None:
    hidden = make_news(prerov.town, "Tajná zpráva", documents=[prerov.document])
    hidden.unpublish()
    said = shown(prerov.visitor(), f"/documents/{prerov.document.pk}/")
    listed = said.split("link-list")[1].split("</ul>")[0]
    assert prerov.page.title in listed
    assert "Tajná zpráva" not in listed


def test_lists_of_files_lead_to_it(prerov: Carried) -> None:
    about = f'href="/documents/{prerov.document.pk}/"'
    earlier = f'href="/documents/{prerov.document.pk}/#versions"'
    said = prerov.visitor().get(prerov.page.url).content.decode()
    assert about in said
    assert earlier not in said
    replace(prerov, "druhy")
    assert earlier in prerov.visitor().get(prerov.page.url).content.decode()


def test_confirmations_are_typeset_so_often_for_one_address(prerov: Carried, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"typeset": "1/h"}
    address = f"/documents/{prerov.document.pk}/publication/confirmation"
    assert prerov.visitor().get(f"{address}.pdf").status_code == 200
    assert prerov.visitor().get(f"{address}.pdf").status_code == 429
    assert prerov.visitor().get(f"{address}.json").status_code == 200


def test_number_that_no_document_can_have_is_not_found(prerov: Carried) -> None:
    for number in ("9" * 18, "9" * 30, "9" * 5000):
        for address in (
            f"/documents/{number}/",
            f"/documents/{number}/plan.pdf",
            f"/documents/{number}/v1/plan.pdf",
            f"/documents/{prerov.document.pk}/v{number}/plan.pdf",
            f"/documents/{number}/publication/confirmation.json",
        ):
            assert prerov.visitor().get(address).status_code == 404, address[:40]
            assert signed_in(prerov.manager, prerov.host).get(address).status_code == 404, address[:40]
