"""Addresses and languages of towns."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from sites.languages import prefix_language
from tests.builders import At, home_of, make_page, make_town, publish_language

pytestmark = pytest.mark.django_db


def test_default_language_has_no_prefix_whichever_it_is(at: At) -> None:
    make_town("prostejov")
    make_town("bbsk", language="sk", country="SK")
    for host, language in (("prostejov.example", "cs"), ("bbsk.example", "sk")):
        response = at(host).get("/")
        assert response.status_code == 200
        assert response.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in response.content.decode()


def test_default_language_under_its_own_prefix_is_not_found(at: At) -> None:
    make_town("prostejov", other_languages=("sk",))
    assert at("prostejov.example").get("/cs/").status_code == 404


def test_other_language_is_not_found_until_its_home_page_is_published(at: At) -> None:
    town = make_town("prostejov", other_languages=("sk",))
    assert at("prostejov.example").get("/sk/").status_code == 404
    publish_language(town, "sk")
    response = at("prostejov.example").get("/sk/")
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "sk"


def test_language_of_another_town_is_not_found_in_a_town_without_it(at: At) -> None:
    publish_language(make_town("prostejov", other_languages=("sk",)), "sk")
    make_town("prerov")
    assert at("prerov.example").get("/sk/").status_code == 404


def test_browser_preference_changes_nothing_and_nothing_varies_on_it(at: At) -> None:
    publish_language(make_town("prostejov", other_languages=("sk",)), "sk")
    response = at("prostejov.example").get("/", headers={"accept-language": "sk"})
    assert response.headers["Content-Language"] == "cs"
    assert "Accept-Language" not in response.headers.get("Vary", "")


def test_page_addresses_follow_the_rules_of_their_own_town() -> None:
    prostejov = make_town("prostejov", other_languages=("sk",))
    bbsk = make_town("bbsk", language="sk", country="SK", other_languages=("cs",))
    pages = {
        (town.site.hostname, language): make_page(publish_language(town, language), "Kontakt", slug="kontakt")
        for town, language in ((prostejov, "sk"), (bbsk, "cs"))
    }
    own = make_page(home_of(bbsk), "Kontakt", slug="kontakt")
    request = RequestFactory().get("/", headers={"host": "prostejov.example"})
    request._wagtail_site = prostejov.site  # type: ignore[attr-defined]
    for active in ("cs", "sk", "sk-sk"):
        with translation.override(active):
            assert pages["prostejov.example", "sk"].get_url(request) == "/sk/kontakt/"
            assert pages["bbsk.example", "cs"].get_url(request) == "http://bbsk.example/cs/kontakt/"
            assert own.get_url(request) == "http://bbsk.example/kontakt/"
            assert own.full_url == own.url == "http://bbsk.example/kontakt/"


def test_hreflang_names_live_translations_only(at: At) -> None:
    town = make_town("prostejov", other_languages=("sk",))
    page = make_page(home_of(town), "Kontakt")
    home_sk = publish_language(town, "sk")
    copy = page.copy_for_translation(home_sk.locale)
    client = at("prostejov.example")
    assert 'hreflang="sk"' not in client.get("/kontakt/").content.decode()
    copy.get_latest_revision().publish()
    assert 'hreflang="sk"' in client.get("/kontakt/").content.decode()


def test_town_of_one_language_has_no_language_switch(at: At) -> None:
    make_town("prerov")
    assert "hreflang" not in at("prerov.example").get("/").content.decode()


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", None),
        ("/sk/", "sk"),
        ("/sk", "sk"),
        ("/cs/plany/", "cs"),
        ("/skola/", None),
        ("//sk/", None),
        ("/de/", None),
    ],
)
def test_language_is_read_from_the_first_step_of_the_path(path: str, language: str | None) -> None:
    assert prefix_language(path) == language
