"""What is kept, for whom, and what is answered from it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sites.models import Role, TownSettings
from tests.builders import home_of, make_news, make_page, make_user, signed_in
from tests.sites.page_cache.conftest import Visitor

LookAt = Callable[[TownSettings], Visitor]


def test_second_view_costs_no_query_and_says_the_same(
    prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client(headers={"host": prerov.site.hostname})
    first = client.get("/")
    with django_assert_num_queries(0):
        second = client.get("/")
    assert second.content == first.content
    assert {**second.headers} == {**first.headers}


def test_two_towns_and_languages_are_kept_apart(prerov: TownSettings, bbsk: TownSettings, look_at: LookAt) -> None:
    here, there = look_at(prerov), look_at(bbsk)
    assert not here.is_kept("/")
    assert not there.is_kept("/")
    assert not there.is_kept("/cs/")
    assert here.is_kept("/")
    assert there.kept("/", "/cs/") == {"/", "/cs/"}
    assert '<html lang="sk"' in there.text("/")
    assert '<html lang="cs"' in there.text("/cs/")
    assert "BBSK" not in here.text("/")


def test_head_is_answered_from_what_get_kept(prerov: TownSettings) -> None:
    client = Client(headers={"host": prerov.site.hostname})
    whole = client.get("/")
    head = client.head("/")
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_browser_that_has_the_page_is_told_so(prerov: TownSettings) -> None:
    client = Client(headers={"host": prerov.site.hostname})
    etag = client.get("/").headers["ETag"]
    answer = client.get("/", headers={"if-none-match": f'"other", W/{etag}'})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["ETag"] == etag
    assert client.get("/", headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ["/aktuality/feed/", "/sitemap.xml"])
def test_feed_and_sitemap_are_kept_and_revalidated(
    path: str, prerov: TownSettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_news(prerov)
    client = Client(headers={"host": prerov.site.hostname})
    first = client.get(path)
    assert first.status_code == 200
    with django_assert_num_queries(0):
        assert client.get(path).content == first.content
        assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_public_page_may_be_kept_by_all_and_is_asked_for_each_time(prerov: TownSettings) -> None:
    response = Client(headers={"host": prerov.site.hostname}).get("/")
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.has_header("Vary")
    assert not response.cookies


def test_caches_in_front_keep_what_can_be_purged(prerov: TownSettings, settings: Any) -> None:
    settings.WAGTAILFRONTENDCACHE = {"proxy": {"BACKEND": "x", "LOCATION": "http://127.0.0.1:1"}}
    client = Client(headers={"host": prerov.site.hostname})
    seconds = int(client.get("/").headers["Cache-Control"].rpartition("s-maxage=")[2])
    assert 0 < seconds <= 600
    with_query = client.get("/?utm_source=letter").headers["Cache-Control"]
    assert with_query.endswith("s-maxage=1")


def test_signed_in_people_are_never_answered_from_it_nor_for_it(prerov: TownSettings, look_at: LookAt) -> None:
    editor = signed_in(make_user(prerov, Role.EDITOR), prerov.site.hostname)
    visitor = look_at(prerov)
    first = editor.get("/")
    assert "no-store" in first.headers["Cache-Control"]
    assert "private" in first.headers["Cache-Control"]
    assert not visitor.is_kept("/")
    assert not editor.get("/").has_header("ETag")


def test_any_session_cookie_passes_by(prerov: TownSettings, look_at: LookAt, settings: Any) -> None:
    visitor = look_at(prerov)
    visitor.client.get("/")
    visitor.client.cookies[settings.SESSION_COOKIE_NAME] = "anything"
    assert not visitor.is_kept("/")


def test_messages_and_given_passwords_pass_by(prerov: TownSettings, look_at: LookAt) -> None:
    visitor = look_at(prerov)
    visitor.client.get("/")
    assert not visitor.is_kept("/", authorization="Basic x")
    visitor.client.cookies["messages"] = "anything"
    assert not visitor.is_kept("/")


def test_preview_of_a_draft_is_neither_kept_nor_the_kept_page(prerov: TownSettings, look_at: LookAt) -> None:
    page = make_page(home_of(prerov), "Veřejná", slug="verejna")
    visitor = look_at(prerov)
    visitor.client.get("/verejna/")
    page.title = "Rozepsaná"
    shown = page.make_preview_request()
    assert "Rozepsaná" in shown.content.decode()
    assert "Rozepsaná" not in visitor.text("/verejna/")


@pytest.mark.parametrize("path", ["/neni/", "/admin/login/", "/account/login/", "/robots.txt", "/plany//"])
def test_what_nobody_vouches_for_is_not_kept(path: str, prerov: TownSettings) -> None:
    client = Client(headers={"host": prerov.site.hostname})
    client.get(path)
    assert not client.get(path).has_header("ETag")


def test_post_is_not_kept(prerov: TownSettings, look_at: LookAt) -> None:
    visitor = look_at(prerov)
    visitor.client.get("/")
    assert not visitor.client.post("/").has_header("ETag")


def test_invented_hosts_and_ports_make_no_entries_of_their_own(prerov: TownSettings, look_at: LookAt) -> None:
    visitor = look_at(prerov)
    visitor.client.get("/")
    for host in ("PREROV.example", "prerov.example:8000", "prerov.example."):
        assert visitor.is_kept("/", host=host)
    assert Client(headers={"host": "nobody.example"}).get("/").status_code == 404


def test_parameters_that_no_page_reads_make_no_difference(prerov: TownSettings, look_at: LookAt) -> None:
    for number in range(11):
        make_news(prerov, f"Zpráva {number}")
    visitor = look_at(prerov)
    shown = visitor.text("/aktuality/?fbclid=secret&page=1")
    assert "secret" not in shown
    assert visitor.kept("/aktuality/?page=1", "/aktuality/?page=1&utm_source=x&topic=", "/aktuality/?x=y&page=1") == {
        "/aktuality/?page=1",
        "/aktuality/?page=1&utm_source=x&topic=",
        "/aktuality/?x=y&page=1",
    }
    assert not visitor.is_kept("/aktuality/?page=2")
    assert visitor.is_kept("/aktuality/?page=2")


@pytest.mark.parametrize("query", ["page=99", "page=x", "topic=neni", "year=1999", "q=cokoli", "page=" + "1" * 600])
def test_invented_values_are_answered_and_not_kept(query: str, prerov: TownSettings, look_at: LookAt) -> None:
    make_news(prerov)
    visitor = look_at(prerov)
    path = f"/aktuality/?{query}"
    assert visitor.client.get(path).status_code == 200
    assert not visitor.is_kept(path)


def test_search_is_kept_for_a_minute_at_most(prerov: TownSettings, look_at: LookAt) -> None:
    visitor = look_at(prerov)
    assert not visitor.is_kept("/hledani/?q=plan")
    assert visitor.is_kept("/hledani/?q=plan")


def test_kept_response_has_the_security_headers(prerov: TownSettings) -> None:
    client = Client(headers={"host": prerov.site.hostname})
    client.get("/")
    kept = client.get("/")
    assert kept.headers["X-Content-Type-Options"] == "nosniff"
    assert kept.headers["X-Frame-Options"] == "DENY"
    assert "'self'" in kept.headers["Content-Security-Policy"]


def test_switched_off_it_keeps_nothing(prerov: TownSettings, look_at: LookAt, settings: Any) -> None:
    settings.PAGE_CACHE = False
    visitor = look_at(prerov)
    visitor.client.get("/")
    assert not visitor.is_kept("/")
