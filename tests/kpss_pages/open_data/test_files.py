"""The files of data sets hold what the town publishes, in the norm what is in Czech."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from kpss_pages.core import data_files
from kpss_pages.core.data_sets import data_sets
from kpss_pages.open_data.files import all_files, file_named
from kpss_pages.open_data.models import OpenDataPage
from sites.models import TownSettings
from tests.builders import At, make_document, make_news, make_topic, section_of
from tests.open_norms import assert_valid_at

pytestmark = pytest.mark.django_db


def address(town: TownSettings, name: str, language: str | None = None) -> str:
    return f"{section_of(town, OpenDataPage, language).get_url_parts()[2]}{name}"


def fetched(at: At, town: TownSettings, name: str) -> Any:
    response = at(town.site.hostname).get(address(town, name))
    assert response.status_code == 200, name
    assert response.headers["Content-Type"] == "application/ld+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def test_news_of_the_own_town_are_valid_by_the_norm_and_stand_in_both_files(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    prerov.company_id = "00301825"
    prerov.save()
    document = make_document(prerov, "Pozvánka", name="pozvanka.pdf")
    make_news(
        prerov,
        "Návrh <plánu> & připomínky",
        lead="Do konce měsíce.",
        date=date(2026, 11, 2),
        relevant_until=date(2026, 11, 30),
        documents=[document],
        topics=[make_topic(prerov, "Plán")],
    )
    make_news(prerov, "Starší", date=date(2026, 1, 2))
    make_news(bbsk, "Cizí", language="cs")

    norm = fetched(at, prerov, "news.jsonld")
    graph = fetched(at, prerov, "news-schema-org.jsonld")

    assert_valid_at(norm, "https://ofn.gov.cz/aktuality/2020-07-01/schémata/aktuality.json")
    assert [thing["název"] for thing in norm] == [{"cs": "Návrh <plánu> & připomínky"}, {"cs": "Starší"}]
    assert norm[0]["@context"] == "https://ofn.gov.cz/aktuality/2020-07-01/kontexty/aktualita.jsonld"
    assert norm[0]["příloha"][0]["url"] == f"http://prerov.example{document.url}"
    assert norm[0]["oznamovatel"]["ičo"] == "00301825"
    assert [thing["@id"] for thing in graph["@graph"]] == [thing["iri"] for thing in norm]
    assert graph["@graph"][0]["keywords"] == ["Plán"]


def test_norm_holds_czech_news_with_their_slovak_translation_and_schema_org_all(at: At, bbsk: TownSettings) -> None:
    slovak = make_news(bbsk, "Správa", lead="Po slovensky")
    make_news(bbsk, "Zpráva", lead="Česky", language="cs", translation_key=slovak.translation_key)
    make_news(bbsk, "Len po slovensky")

    norm = fetched(at, bbsk, "news.jsonld")
    graph = fetched(at, bbsk, "news-schema-org.jsonld")["@graph"]

    assert_valid_at(norm, "https://ofn.gov.cz/aktuality/2020-07-01/schémata/aktuality.json")
    assert [thing["název"] for thing in norm] == [{"cs": "Zpráva", "sk": "Správa"}]
    assert {(thing["headline"], thing["inLanguage"]) for thing in graph} == {
        ("Správa", "sk"),
        ("Zpráva", "cs"),
        ("Len po slovensky", "sk"),
    }


def test_town_without_pages_in_czech_has_no_file_in_the_norm_and_says_why(at: At, bbsk: TownSettings) -> None:
    bbsk.site.root_page.get_translations().get(locale__language_code="cs").unpublish()
    make_news(bbsk, "Správa")

    assert at("bbsk.example").get(address(bbsk, "news.jsonld")).status_code == 404
    assert [thing["headline"] for thing in fetched(at, bbsk, "news-schema-org.jsonld")["@graph"]] == ["Správa"]
    page = at("bbsk.example").get(address(bbsk, "")).content.decode()
    assert "news.jsonld" not in page
    assert "news-schema-org.jsonld" in page


def test_drafts_and_private_news_are_in_no_file(at: At, prerov: TownSettings) -> None:
    make_news(prerov, "Koncept").unpublish()
    PageViewRestriction.objects.create(
        page=make_news(prerov, "Soukromá"), restriction_type=PageViewRestriction.PASSWORD, password="heslo"
    )
    assert fetched(at, prerov, "news.jsonld") == []
    assert fetched(at, prerov, "news-schema-org.jsonld")["@graph"] == []


def test_every_data_set_is_valid_by_its_schema(at: At, prerov: TownSettings) -> None:
    make_news(prerov)
    for found in data_sets():
        if found.schema_of_one:
            for one in fetched(at, prerov, f"{found.key}.jsonld"):
                assert_valid_at(one, found.schema_of_one)
        elif found.norm:
            assert_valid_at(fetched(at, prerov, f"{found.key}.jsonld"), found.schema)
        else:
            assert at("prerov.example").get(address(prerov, f"{found.key}.jsonld")).status_code == 404
        assert fetched(at, prerov, f"{found.key}-schema-org.jsonld")["@context"] == "https://schema.org"


def test_reader_that_has_the_file_is_told_so(at: At, prerov: TownSettings) -> None:
    make_news(prerov)
    first = at("prerov.example").get(address(prerov, "news.jsonld"))
    again = at("prerov.example").get(address(prerov, "news.jsonld"), headers={"if-none-match": first["ETag"]})
    make_news(prerov, "Nová")
    later = at("prerov.example").get(address(prerov, "news.jsonld"), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, later.status_code) == (304, 200)
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_long_file_is_sent_from_the_disk(at: At, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_files, "KEPT_BYTES", 100)
    make_news(prerov, "Česká zpráva")
    response: Any = at("prerov.example").get(address(prerov, "news.jsonld"))
    whole = b"".join(response.streaming_content)

    assert json.loads(whole)[0]["název"] == {"cs": "Česká zpráva"}
    assert response.headers["Content-Length"] == str(len(whole))
    etag = response.headers["ETag"]
    again = at("prerov.example").get(address(prerov, "news.jsonld"), headers={"if-none-match": etag})
    assert again.status_code == 304


def test_news_are_read_in_parts_of_a_bounded_number(
    prerov: TownSettings, at: At, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr("kpss_pages.news.linked_data.TOGETHER", 2)
    for number in range(5):
        make_news(prerov, f"Zpráva {number}")
    path = address(prerov, "news.jsonld")
    at("prerov.example").get(path)

    with django_assert_max_num_queries(20):
        response = at("prerov.example").get(path)
    assert len(json.loads(response.content)) == 5


def test_files_have_one_address_whatever_the_language_of_the_page(at: At, bbsk: TownSettings) -> None:
    make_news(bbsk)
    czech = at("bbsk.example").get(address(bbsk, "", "cs")).content.decode()

    assert f'href="http://bbsk.example{address(bbsk, "news-schema-org.jsonld")}"' in czech
    assert at("bbsk.example").get(address(bbsk, "news-schema-org.jsonld", "cs")).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "nothing.jsonld",
        "news.json",
        "news-.jsonld",
        "news-schema-org-dataset.jsonld",
        "-dataset.jsonld",
        "news.jsonld/",
        "catalogue-dataset.jsonld",
        "NEWS.jsonld",
    ],
)
def test_unknown_file_is_not_found(at: At, prerov: TownSettings, name: str) -> None:
    assert at("prerov.example").get(address(prerov, name)).status_code == 404


def test_unpublished_page_has_no_files(at: At, prerov: TownSettings) -> None:
    path = address(prerov, "news-schema-org.jsonld")
    section_of(prerov, OpenDataPage).unpublish()
    assert at("prerov.example").get(path).status_code == 404


def test_name_of_a_file_is_read_as_it_is_written() -> None:
    for file in all_files():
        assert file_named(file.name) == file


def test_rude_client_gets_an_answer(prerov: TownSettings) -> None:
    client = Client(headers={"host": "prerov.example"})
    for tail in ("news.jsonld?page=%00", "news.jsonld?x[]=1", "catalogue.jsonld?q=" + "a" * 3000):
        assert client.get(address(prerov, tail)).status_code in (200, 404)
    assert client.post(address(prerov, "news.jsonld")).status_code in (200, 403, 404, 405)
