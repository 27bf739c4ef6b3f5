"""The feed is valid by the Human Services Data Specification 3.0 and holds what the site shows."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.exporting.hsds.ids import Ids
from kpss_pages.catalog.exporting.hsds.taxonomies import RELATED
from kpss_pages.catalog.exporting.hsds.things import uri
from kpss_pages.catalog.models import CatalogIndexPage, Service
from kpss_pages.catalog.values import put, values_of
from sites.models import TownSettings
from tests.builders import At, make_service, section_of
from tests.kpss_pages.catalog.exporting.samples import SECRETS, make_catalogue

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parents[3] / "files" / "hsds"
THINGS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


FORMATS = FormatChecker()
URI = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)


@FORMATS.checks("uri")
def is_uri(value: Any) -> bool:
    return not isinstance(value, str) or URI.fullmatch(value) is not None


def errors_of(thing: Any, kind: str) -> list[str]:
    schema = json.loads((SCHEMAS / "hsds-3.0.json").read_text())
    validator = Draft202012Validator(schema | {"$ref": f"#/$defs/{kind}"}, format_checker=FORMATS)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(thing)]


def fetched(at: At, town: TownSettings, rest: str, language: str | None = None) -> Any:
    address = section_of(town, CatalogIndexPage, language).get_url_parts()[2]
    response = at(town.site.hostname).get(f"{address}hsds/{rest}")
    assert response.status_code == 200, rest
    return json.loads(response.content)


def status(at: At, town: TownSettings, rest: str) -> int:
    address = section_of(town, CatalogIndexPage).get_url_parts()[2]
    return at(town.site.hostname).get(f"{address}hsds/{rest}").status_code


@pytest.mark.parametrize("name", THINGS)
def test_lists_and_single_things_are_valid(at: At, prerov: TownSettings, name: str) -> None:
    make_catalogue(prerov)
    page_schema = json.loads((SCHEMAS / "page.json").read_text())

    for query in ("", "?full=true", "?full_service=true"):
        page = fetched(at, prerov, f"{name}{query}")
        assert list(Draft202012Validator(page_schema).iter_errors(page)) == []
        assert page["size"] == len(page["contents"]) > 0
        assert [error for thing in page["contents"] for error in errors_of(thing, THINGS[name])] == []
    ids = [thing["id"] for thing in page["contents"]]
    assert len(set(ids)) == len(ids)
    single = fetched(at, prerov, f"{name}/{ids[0]}")
    assert single["id"] == ids[0]
    assert errors_of(single, THINGS[name]) == []


def test_service_is_whole(at: At, prerov: TownSettings) -> None:
    (pk, _other) = make_catalogue(prerov)

    service = fetched(at, prerov, f"services/{Ids(prerov).of_service(pk)}")

    assert (service["status"], service["minimum_age"], service["maximum_age"]) == ("active", 7, 15)
    assert service["organization"]["name"] == "Příkladová pomoc, o. p. s."
    assert {each["byday"]: each["opens_at"] for each in service["schedules"] if "byday" in each}["MO,TU,WE,TH,FR,SA,SU"]
    (christmas,) = [each for each in service["schedules"] if each.get("valid_from") == "2099-12-24"]
    (summer, *_others) = [each for each in service["schedules"] if each.get("valid_from", "")[4:] == "-07-01"]
    assert (christmas["timezone"], summer["timezone"], summer["notes"]) == (1, 2, "Europe/Prague")
    assert not [each for each in service["schedules"] if "interval" in each]
    assert service["organization"]["organization_identifiers"][0]["identifier"] == "00301825"
    (place,) = service["service_at_locations"]
    assert place["location"]["addresses"][0]["city"] == "Přerov"
    assert place["location"]["external_identifier"] == "123456"
    links = {each["link_type"]: each for each in service["attributes"]}
    assert links["service_type"]["taxonomy_term"]["code"] == "cz-pecovatelska-sluzba"
    assert [each["value"] for each in service["attributes"] if "value" in each] == ["počet klientů: 45"]
    assert not [secret for secret in SECRETS if secret in json.dumps(service, ensure_ascii=False)]


def test_feed_holds_the_own_town_alone(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    make_catalogue(prerov)
    foreign = make_service(bbsk, "Cizí")
    section_of(bbsk, CatalogIndexPage)
    ids = Ids(bbsk)

    for rest in (f"services/{ids.service(foreign)}", f"organizations/{ids.organization(foreign.provider)}"):
        assert status(at, prerov, rest) == 404
        assert status(at, bbsk, rest) == 200
    assert "Cizí" not in json.dumps(fetched(at, prerov, "services?full=true"), ensure_ascii=False)
    found = fetched(at, prerov, f"services?organization_id={ids.organization(foreign.provider)}")
    assert (found["total_items"], found["empty"]) == (0, True)


def test_ids_stay_when_a_register_replaces_the_places_and_in_each_language(at: At, bbsk: TownSettings) -> None:
    service = make_service(bbsk, "Služba")
    before = fetched(at, bbsk, "service_at_locations")["contents"]

    kept = Service.objects.get(pk=service.pk)
    put(
        kept,
        {"facilities": values_of(kept)["facilities"] + [{"street": "Nová 1"}]},
        Origin.REGISTER,
        date(2026, 11, 29),
    )
    kept.save()
    after = fetched(at, bbsk, "service_at_locations?full=true", "cs")["contents"]

    assert [each["id"] for each in before] == [each["id"] for each in after][:1]
    assert before[0]["location"]["id"] == after[0]["location"]["id"]


def test_lists_are_narrowed_down_and_paged(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)
    terms = fetched(at, prerov, "taxonomy_terms?per_page=100")["contents"]
    home_care = next(term for term in terms if term.get("code") == "cz-pecovatelska-sluzba")
    lending = next(
        term
        for term in fetched(at, prerov, "taxonomy_terms?page=2&per_page=100")["contents"]
        if term["name"] == "půjčování"
    )

    assert fetched(at, prerov, f"services?taxonomy_term_id={home_care['id']}")["total_items"] == 1
    assert fetched(at, prerov, f"services?taxonomy_term_id={lending['id']}")["total_items"] == 1
    assert fetched(at, prerov, f"services?taxonomy_id={home_care['taxonomy_detail']['id']}")["total_items"] == 1
    assert fetched(at, prerov, "services?search=nákupy")["total_items"] == 1
    assert fetched(at, prerov, "services?kind=related")["total_items"] == 1
    last = fetched(at, prerov, "services?per_page=1&page=2")
    assert (last["first_page"], last["last_page"], last["total_pages"], last["size"]) == (False, True, 2, 1)
    assert fetched(at, prerov, "services?page=77")["empty"]
    assert set(fetched(at, prerov, "services?minimal=true")["contents"][0]) == {"id"}


def test_organizations_and_terms_are_looked_for_by_their_names(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    ids = make_catalogue(prerov)
    make_service(bbsk, "Cizí")
    section_of(bbsk, CatalogIndexPage)

    (found,) = fetched(at, prerov, "organizations?search=prikladova+POMOC,&full=true")["contents"]
    assert [service["id"] for service in found["services"]] == [Ids(prerov).of_service(ids[0])]
    assert set(found["services"][0]) == {"id", "name", "status"}
    whole = fetched(at, prerov, f"organizations/{found['id']}?full_service=true")
    assert whole["services"][0]["schedules"]
    assert "organization" not in whole["services"][0]
    assert fetched(at, prerov, "organizations?search=nikdo")["empty"]
    (term,) = fetched(at, prerov, f"taxonomy_terms?search=pujcovani&taxonomy_id={RELATED.id}")["contents"]
    assert term["name"] == "půjčování"
    assert fetched(at, prerov, f"taxonomy_terms?parent_id={term['id']}")["empty"]
    assert fetched(at, prerov, "taxonomies?search=slovensko")["total_items"] == 1


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://pomoc.example/a?b=%20", "https://pomoc.example/a?b=%20"),
        ("https://háček.example:8080/č?ž=1", "https://xn--hek-ela4t.example:8080/%C4%8D?%C5%BE=1"),
        (f"https://{'é' * 70}.example/", ""),
        ("", ""),
    ],
)
def test_addresses_are_uris(address: str, written: str) -> None:
    assert uri(address) == written


def test_whole_feed_is_one_file_of_lines(at: At, prerov: TownSettings) -> None:
    ids = make_catalogue(prerov)
    address = section_of(prerov, CatalogIndexPage).get_url_parts()[2]

    response = at("prerov.example").get(f"{address}hsds/services?full=true&format=ndjson")

    assert response.headers["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in response.content.decode().splitlines()]
    assert [line["id"] for line in lines] == [Ids(prerov).of_service(pk) for pk in ids]


def test_root_says_what_it_is(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)
    about = fetched(at, prerov, "")
    assert about["version"] == "3.0"
    assert about["openapi_url"].endswith("/openapi.json")
    assert about["publisher"]["name"] == prerov.name


@pytest.mark.parametrize(
    "rest",
    ["nothing", "services/1", "services/%00", "services/" + "0" * 36, "services/x/y/", "taxonomies/../services/z"],
)
def test_what_is_not_there_is_not_found(at: At, prerov: TownSettings, rest: str) -> None:
    assert status(at, prerov, rest) == 404


@pytest.mark.parametrize("query", ["page=-1", "page=" + "9" * 40, "per_page=%00", "per_page=1e9", "full=%00", "page=٣"])
def test_junk_is_answered(at: At, prerov: TownSettings, query: str) -> None:
    make_catalogue(prerov)
    for name in THINGS:
        assert status(at, prerov, f"{name}?{query}") == 200


def test_feed_costs_the_same_however_many_services_there_are(
    at: At, prerov: TownSettings, django_assert_max_num_queries: Any
) -> None:
    make_catalogue(prerov)
    for number in range(5):
        make_service(prerov, f"Další {number}")
    fetched(at, prerov, "services")

    for rest, most in (
        ("services?full=true", 13),
        ("service_at_locations?full=true", 14),
        ("organizations?full=true", 7),
        ("organizations?full_service=true", 10),
    ):
        with django_assert_max_num_queries(most):
            fetched(at, prerov, rest)
