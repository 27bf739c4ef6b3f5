"""Host names that lead to a town's main one, and whose they are."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from sites.models import TownHost, TownSettings
from sites.removal import plan_removal, remove_town
from sites.towns import town_named, town_of_host
from tests.builders import At, carry, make_admin, make_document, make_town

pytestmark = pytest.mark.django_db

PUNYCODE = "www.xn--perov-ebb.example"
"""www.přerov.example as browsers send it."""


@pytest.fixture(scope="module")
def towns(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[int, int]]:
    """Make two towns with further names, one of them PUNYCODE, once for all tests; the second has a port and Slovak."""
    with django_db_blocker.unblock(), transaction.atomic():
        prerov = make_town("prerov", further_hosts=("www.prerov.example", PUNYCODE))
        benesov = make_town("benesov", language="sk", country="SK", port=8123, further_hosts=("www.benesov.example",))
        yield prerov.pk, benesov.pk
        transaction.set_rollback(True)


@pytest.fixture
def prerov(towns: tuple[int, int], db: None) -> TownSettings:
    """Return the town at prerov.example, to which two more names lead."""
    return TownSettings.objects.select_related("site__root_page").get(pk=towns[0])


@pytest.fixture
def benesov(towns: tuple[int, int], db: None) -> TownSettings:
    """Return the other town."""
    return TownSettings.objects.select_related("site__root_page").get(pk=towns[1])


def add_host(town: TownSettings, hostname: str) -> TownHost:
    host = TownHost(site=town.site, hostname=hostname)
    host.full_clean()
    host.save()
    return host


def move(town: TownSettings, hostname: str) -> None:
    site = Site.objects.get(pk=town.site_id)
    site.hostname = hostname
    site.full_clean()
    site.save()


@pytest.mark.parametrize(
    "path", ["/", "/kdo-planuje/?a=1&a=%C5%99&next=//evil.example", "/%C5%99e%C4%8D/", "/robots.txt", "/media/x/y.png"]
)
@pytest.mark.parametrize("host", ["www.prerov.example", "WWW.Prerov.Example", "www.prerov.example.", PUNYCODE])
def test_further_host_leads_to_the_same_address_of_the_main_one(
    prerov: TownSettings, benesov: TownSettings, at: At, host: str, path: str
) -> None:
    for asked in (host, f"{host}:8443"):
        answer = at(asked).get(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, f"http://prerov.example{path}")


def test_scheme_and_port_are_those_of_the_main_address(prerov: TownSettings, benesov: TownSettings, at: At) -> None:
    assert at("www.benesov.example").get("/cs/").headers["Location"] == "http://benesov.example:8123/cs/"
    prerov.site.port = 443
    prerov.site.save()
    assert at("www.prerov.example").get("/").headers["Location"] == "https://prerov.example/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/account/login/", "/invitation/x/"])
def test_who_works_is_led_to_the_main_host_before_anything_else(
    prerov: TownSettings, benesov: TownSettings, path: str
) -> None:
    browser = Client(headers={"host": "www.prerov.example"})
    browser.force_login(make_admin())
    assert browser.get(path).headers["Location"] == f"http://prerov.example{path}"
    sent = browser.post(path, {"login": "x"})
    assert (sent.status_code, sent.headers["Location"]) == (308, f"http://prerov.example{path}")


@pytest.mark.parametrize(("method", "status"), [("get", 301), ("head", 301), ("put", 308), ("delete", 308)])
def test_what_is_sent_is_to_be_sent_again(prerov: TownSettings, at: At, method: str, status: int) -> None:
    assert getattr(at("www.prerov.example"), method)("/").status_code == status


def test_files_are_given_out_under_the_main_host_alone(prerov: TownSettings, benesov: TownSettings, at: At) -> None:
    document = make_document(prerov)
    carry(document)
    assert at("www.prerov.example").get(document.url).headers["Location"] == f"http://prerov.example{document.url}"
    assert at("prerov.example").get(document.url).status_code == 200
    assert at("benesov.example").get(document.url).status_code == 404


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "/@evil.example/", "/.evil.example/", "///x"])
def test_nobody_is_led_to_another_server(prerov: TownSettings, at: At, path: str) -> None:
    answer = at("www.prerov.example").generic("GET", path)
    assert answer.headers["Location"].startswith("http://prerov.example/")


def test_no_cache_keeps_where_a_host_leads(prerov: TownSettings, at: At, settings: LazySettings) -> None:
    settings.PAGE_CACHE = True
    answer = at("www.prerov.example").get("/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_suspended_town_is_found_under_its_further_hosts_too(
    prerov: TownSettings, benesov: TownSettings, at: At
) -> None:
    prerov.is_suspended = True
    prerov.save()
    assert at("www.prerov.example").get("/").status_code == 301
    assert at("prerov.example").get("/").status_code == 503


def test_hosts_that_nobody_has_stay_unknown(prerov: TownSettings, at: At) -> None:
    for host in ("ww.prerov.example", "prerov", "www.www.prerov.example", "example"):
        assert at(host).get("/").status_code == 404


def test_main_host_counts_where_a_name_stands_in_both_places(
    prerov: TownSettings, benesov: TownSettings, django_assert_num_queries: Any
) -> None:
    """Two administrators may have given it away at the same moment."""
    TownHost.objects.bulk_create([TownHost(site=prerov.site, hostname="benesov.example")])
    assert town_named("benesov.example") == town_of_host("benesov.example") == benesov
    with django_assert_num_queries(1):
        assert town_named("nobody.example") is None


def test_host_is_looked_up_once(prerov: TownSettings, benesov: TownSettings, django_assert_num_queries: Any) -> None:
    for host, town in (("www.prerov.example", prerov), ("www.benesov.example", benesov)):
        assert town_named(host) == town
        assert town_of_host(host) is None
        with django_assert_num_queries(0):
            assert town_named(host) == town


@pytest.mark.parametrize(
    "hostname",
    [
        "localhost",  # the list of towns
        "prerov.example",  # its own main one
        "www.prerov.example",  # it has that already
        "benesov.example",  # the other town's main one
        "www.benesov.example",  # the other town's further one
        "WWW.Benesov.Example",
        "https://b.example/",
        "b.example:80",
        "b_example",
        "přerov.example",
        "",
    ],
)
def test_host_that_cannot_lead_to_a_town_is_refused_at_its_field(
    prerov: TownSettings, benesov: TownSettings, hostname: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        add_host(prerov, hostname)
    assert refused.value.message_dict.keys() == {"hostname"}
    assert len(refused.value.messages) == 1
    assert prerov.site.further_hosts.count() == 2


@pytest.mark.parametrize("hostname", ["www.benesov.example", "benesov.example", "localhost", "not a host", ""])
def test_main_host_is_refused_when_it_is_somebody_elses(
    prerov: TownSettings, benesov: TownSettings, hostname: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        move(prerov, hostname)
    assert refused.value.message_dict.keys() == {"hostname"}
    with pytest.raises(ValidationError) as refused:
        make_town("ostrov", hostname=hostname)
    assert refused.value.message_dict.keys() == {"hostname"}
    assert town_named("prerov.example") == prerov


def test_hosts_are_told_apart_even_where_nobody_asks_the_form(prerov: TownSettings, benesov: TownSettings) -> None:
    with pytest.raises(ValidationError):
        TownHost.objects.create(site=prerov.site, hostname="benesov.example")
    prerov.site.hostname = "www.benesov.example"
    with pytest.raises(ValidationError):
        prerov.site.save()
    taken = TownHost(site=prerov.site, hostname="www.benesov.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        TownHost.objects.bulk_create([taken])
    with pytest.raises(IntegrityError), transaction.atomic():
        TownHost.objects.bulk_create([TownHost(site=prerov.site, hostname="Upper.example")])
    assert connection.is_usable()


def test_wagtails_own_screen_of_sites_says_so_at_the_field(prerov: TownSettings, benesov: TownSettings) -> None:
    browser = Client(headers={"host": "localhost"})
    browser.force_login(make_admin())
    sent = {"port": 80, "site_name": "Přerov", "root_page": prerov.site.root_page_id}
    path = f"/admin/sites/edit/{prerov.site_id}/"
    for hostname in ("www.benesov.example", "benesov.example", "localhost"):
        answer = browser.post(path, sent | {"hostname": hostname})
        assert answer.status_code == 200
        assert answer.context["form"].errors.keys() == {"hostname"}
    assert browser.post(path, sent | {"hostname": "novy.example"}).status_code == 302
    assert Client(headers={"host": "prerov.example"}).get("/x/").headers["Location"] == "http://novy.example/x/"


def test_former_main_host_goes_on_leading_to_the_town(prerov: TownSettings, benesov: TownSettings, at: At) -> None:
    for step, hostname in enumerate(("novy.example", "novejsi.example", "prerov.example")):
        move(prerov, hostname)
        assert at("www.prerov.example").get("/").headers["Location"] == f"http://{hostname}/"
        assert at(hostname).get("/").status_code == 200
        assert town_of_host(hostname) == prerov
        assert prerov.site.further_hosts.count() == min(step, 1) + 3
    assert {row.hostname for row in benesov.site.further_hosts.all()} == {"www.benesov.example"}


def test_former_host_that_is_another_towns_by_now_is_left_to_it(prerov: TownSettings, benesov: TownSettings) -> None:
    # Of old two towns could share a name at different ports.
    Site.objects.filter(pk=benesov.site_id).update(hostname="prerov.example")
    move(prerov, "novy.example")
    assert not TownHost.objects.filter(hostname="prerov.example").exists()


def test_further_host_becomes_the_main_one_and_the_other_way_round(prerov: TownSettings, at: At) -> None:
    move(prerov, "www.prerov.example")
    assert at("www.prerov.example").get("/").status_code == 200
    assert at("prerov.example").get("/").headers["Location"] == "http://www.prerov.example/"
    assert {row.hostname for row in prerov.site.further_hosts.all()} == {"prerov.example", PUNYCODE}


def test_removal_names_the_hosts_and_leaves_none(
    prerov: TownSettings, benesov: TownSettings, at: At, django_capture_on_commit_callbacks: Any
) -> None:
    assert at("www.prerov.example").get("/").status_code == 301
    assert plan_removal(prerov).hosts == ["prerov.example", "www.prerov.example", PUNYCODE]
    with django_capture_on_commit_callbacks(execute=True):
        remove_town(prerov)
    assert at("www.prerov.example").get("/").status_code == 404
    assert set(TownHost.objects.values_list("hostname", flat=True)) == {"www.benesov.example"}
