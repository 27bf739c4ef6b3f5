"""How often one address may ask."""

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from sites.limits import TooManyRequests, client_address, count
from sites.models import Role
from tests.builders import At, make_town, make_user, signed_in

REQUESTS = RequestFactory()


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "198.51.100.7", "203.0.113.1"),
        (1, "", "203.0.113.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "192.0.2.66, 198.51.100.7", "198.51.100.7"),
        (2, "192.0.2.66, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "203.0.113.1"),
        (1, "192.0.2.66, nonsense", "203.0.113.1"),
        (1, "198.51.100.7:51234", "198.51.100.7"),
        (1, "[2001:db8::7]:443", "2001:db8::7"),
        (1, "2001:db8::7", "2001:db8::7"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    settings: Settings, proxies: int, header: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": header} if header else {}
    assert client_address(REQUESTS.get("/", headers=headers, REMOTE_ADDR="203.0.113.1")) == address


def test_count_passes_up_to_the_limit_and_then_says_how_long_to_wait(settings: Settings) -> None:
    settings.RATE_LIMITS = {"search": "3/h"}
    request = REQUESTS.get("/", REMOTE_ADDR="203.0.113.1")
    for _ in range(3):
        count(request, "search")
    with pytest.raises(TooManyRequests) as refusal:
        count(request, "search")
    assert 0 < refusal.value.seconds <= 3600
    count(REQUESTS.get("/", REMOTE_ADDR="203.0.113.2"), "search")


def test_addresses_of_one_ipv6_network_count_together(settings: Settings) -> None:
    settings.RATE_LIMITS = {"search": "1/h"}
    count(REQUESTS.get("/", REMOTE_ADDR="2001:db8:1:2::3"), "search")
    with pytest.raises(TooManyRequests):
        count(REQUESTS.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::4"), "search")
    count(REQUESTS.get("/", REMOTE_ADDR="2001:db8:1:3::3"), "search")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/neni-tu/", "/invitation/x/", "/admin/login/", "/hledani/"])
def test_every_form_of_a_stranger_is_counted_whatever_its_address(settings: Settings, at: At, path: str) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"post": "2/10m"}
    make_town("prostejov")
    stranger = at("prostejov.example")
    for _ in range(2):
        assert stranger.post(path).status_code != 429
    response = stranger.post(path)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 600
    assert response["Cache-Control"] == "no-store"
    assert stranger.get("/").status_code == 200


@pytest.mark.django_db
def test_form_without_a_token_counts_too(settings: Settings) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"post": "1/10m"}
    make_town("prostejov")
    stranger = Client(enforce_csrf_checks=True, headers={"host": "prostejov.example"})
    assert [stranger.post("/").status_code for _ in range(2)] == [403, 429]


@pytest.mark.django_db
def test_people_at_work_are_not_held_up(settings: Settings) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"post": "1/10m"}
    editor = signed_in(make_user(make_town("prostejov"), Role.EDITOR), "prostejov.example")
    assert [editor.post("/admin/dismissibles/").status_code == 429 for _ in range(3)] == [False] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(("town", "lang"), [("prostejov", "cs"), ("bbsk", "sk")])
def test_refusal_speaks_the_language_of_the_town(settings: Settings, at: At, town: str, lang: str) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"post": "0/10m"}
    make_town("prostejov")
    make_town("bbsk", language="sk", country="SK")
    response = at(f"{town}.example").post("/")
    assert response.status_code == 429
    assert f'<html lang="{lang}"' in response.content.decode()


@pytest.mark.django_db
def test_search_is_limited_by_address(settings: Settings, at: At) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"search": "2/h"}
    make_town("prostejov")
    stranger = at("prostejov.example")
    assert stranger.get("/hledani/").status_code == 200
    statuses = [stranger.get(f"/hledani/?q=slovo{number}").status_code for number in range(3)]
    assert statuses == [200, 200, 429]
    assert stranger.get("/hledani/").status_code == 200
