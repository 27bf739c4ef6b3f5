"""What no screen of ours sends gets an answer below 500."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from sites.middleware import NulMiddleware
from tests.sites.tenancy.conftest import Things

pytestmark = pytest.mark.django_db

ENDLESS = "9" * 5000


@pytest.mark.parametrize("parameter", ["child_of", "descendant_of", "target_pages[]", "childOf"])
def test_endless_number_is_no_page(editor: Client, prerov: Things, parameter: str) -> None:
    assert editor.get(reverse("wagtailadmin_explore", args=[prerov.home.pk]), {parameter: ENDLESS}).status_code == 404
    assert editor.get("/admin/api/main/pages/", {parameter: ENDLESS}).status_code == 404


@pytest.mark.parametrize("kind", ["pages", "images", "documents"])
def test_api_finds_nothing_by_what_is_no_id(editor: Client, kind: str) -> None:
    assert editor.get(f"/admin/api/main/{kind}/find/", {"id": ""}).status_code == 404


def test_form_without_its_fields_is_a_bad_request(editor: Client, prerov: Things) -> None:
    for url in (
        reverse("wagtailadmin_pages:edit", args=[prerov.page.pk]),
        reverse("wagtailadmin_pages:add", args=["kpss_standard", "standardpage", prerov.home.pk]),
        reverse("wagtailadmin_choose_page_external_link"),
    ):
        assert editor.post(url, {"title": "X"}).status_code == 400, url


def test_chooser_of_rows_makes_none(editor: Client) -> None:
    assert editor.post(reverse("wagtailsnippetchoosers_kpss_core_topic:create")).status_code == 404


@pytest.mark.parametrize(
    "namespace", ["wagtailimages_chooser", "wagtaildocs_chooser", "wagtailsnippetchoosers_kpss_core_topic"]
)
@pytest.mark.parametrize("junk", ["abc", "", ENDLESS, "9" * 30])
def test_chooser_of_several_takes_ids_only(editor: Client, namespace: str, junk: str) -> None:
    assert editor.get(reverse(f"{namespace}:chosen_multiple"), {"id": junk}).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [("/?a=%00", 200), ("/%00/", 404), ("/invitation/%00/", 404), ("/admin/images/?q=%00&collection_id=%00", 302)],
)
def test_nul_character_reaches_no_database(prerov: Things, address: str, status: int) -> None:
    visitor = Client(headers={"host": prerov.host})
    visitor.cookies["sessionid"] = "abcdefgh\0ijkl"
    assert visitor.get(address).status_code == status


def test_nul_character_within_another_is_dropped_too() -> None:
    seen: list[HttpRequest] = []

    def answer(asked: HttpRequest) -> HttpResponse:
        seen.append(asked)
        return HttpResponse()

    request = RequestFactory().get("/?a=%0%00%000b", headers={"cookie": 'x="a\\0\\0\\00000000b"'})

    NulMiddleware(answer)(request)

    assert seen[0].GET["a"] == "b"
    assert "\0" not in seen[0].COOKIES["x"]


@pytest.mark.parametrize("number", [ENDLESS, "9" * 30, f" {2**63} "])
def test_number_that_is_too_large_is_no_choice(editor: Client, prerov: Things, number: str) -> None:
    url = reverse("wagtaildocs:edit", args=[prerov.document.pk])
    form = {"title": "X", "collection": prerov.document.collection_id, "language": "cs", "superseded_by": number}
    answer = editor.post(url, form)
    assert answer.status_code == 200
    assert "superseded_by" in answer.context["form"].errors
