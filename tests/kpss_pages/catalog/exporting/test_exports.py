"""The files of a list: what it shows, in its order, and nothing that it does not show."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override

from kpss_pages.catalog.choices import Price
from kpss_pages.catalog.exporting import chosen
from kpss_pages.catalog.exporting.labels import label_of
from kpss_pages.catalog.exporting.plain import FIELDS
from kpss_pages.catalog.models import CatalogIndexPage
from sites.models import TownSettings
from tests.builders import At, make_service, section_of
from tests.kpss_pages.catalog.exporting.samples import SECRETS, make_catalogue

QUERIES = 8
"""Three of them for each part of the services."""

pytestmark = pytest.mark.django_db


def path(town: TownSettings, rest: str, language: str | None = None) -> str:
    return f"{section_of(town, CatalogIndexPage, language).get_url_parts()[2]}{rest}"


def fetched(at: At, town: TownSettings, rest: str, language: str | None = None) -> Any:
    response = at(town.site.hostname).get(path(town, rest, language))
    assert response.status_code == 200, rest
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response


def table(response: Any) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def sheet(response: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_three_files_hold_the_shown_services_of_the_own_town(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    ids = make_catalogue(prerov)
    make_service(bbsk, "Cizí služba")

    rows = table(fetched(at, prerov, "services.csv"))
    cells = sheet(fetched(at, prerov, "services.xlsx"))
    document = json.loads(fetched(at, prerov, "services.json").content)

    assert [int(row["ID"]) for row in rows] == [row[0] for row in cells[1:]] == ids
    assert [service["id"] for service in document["services"]] == ids
    assert (document["count"], document["language"]) == (2, "cs")
    assert document["catalogue"].startswith("http://prerov.example/")
    assert list(document["services"][0]) == list(FIELDS)
    assert tuple(rows[0]) == cells[0]


def test_nothing_secret_is_in_any_file(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)
    for kind in ("csv", "json"):
        text = fetched(at, prerov, f"services.{kind}").content.decode()
        assert not [secret for secret in SECRETS if secret in text]
    cells = str(sheet(fetched(at, prerov, "services.xlsx")))
    assert not [secret for secret in SECRETS if secret in cells]


def test_texts_are_no_formulas_and_numbers_stay_as_they_are_written(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)

    row = table(fetched(at, prerov, "services.csv"))[0]
    cells = dict(zip(*sheet(fetched(at, prerov, "services.xlsx"))[:2], strict=True))
    service = json.loads(fetched(at, prerov, "services.json").content)["services"][0]

    (activities,) = {value for value in row.values() if "nákupy" in value}
    assert activities == "'=nákupy; úklid"
    assert "'=nákupy; úklid" in cells.values()
    for values in (row.values(), cells.values()):
        assert "581 268 112 – přijímání; 112" in values
        assert "00301825" in values
    assert service["activities"] == ["=nákupy", "úklid"]
    assert service["phones"][0] == {"number": "+420581268112", "purpose": "přijímání"}
    by_code = {form["code"]: form for form in service["forms"]}
    assert by_code["amb"]["hours"].startswith("Mo 08:00-11:30")
    assert (by_code["ter"]["hours"], by_code["ter"]["free_places"]) == ("24/7", 3)
    assert service["places"][1] == {"is_secret": True}
    assert service["places"][0]["access"]["code"] == "partly"


def test_words_are_in_the_language_of_the_page_and_codes_in_none(at: At, bbsk: TownSettings) -> None:
    make_service(bbsk, "Služba")
    slovak = json.loads(fetched(at, bbsk, "services.json").content)["services"][0]
    czech = json.loads(fetched(at, bbsk, "services.json", "cs").content)["services"][0]

    assert slovak["target_groups"][0]["code"] == czech["target_groups"][0]["code"] == "seniori"
    assert slovak["type"]["name"] == "opatrovateľská služba"
    assert czech["type"]["name"] == "Pečovatelská služba"
    assert czech["url"].startswith("http://bbsk.example/cs/")


def test_data_of_the_slovak_register_carry_its_licence_and_others_none(
    at: At, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_catalogue(prerov)
    section_of(bbsk, CatalogIndexPage)
    make_service(bbsk, "Z registra", register="crpss", register_number="1234567")

    slovak, czech = fetched(at, bbsk, "services.json"), fetched(at, prerov, "services.json")

    assert slovak.headers["Link"] == '<https://creativecommons.org/licenses/by-sa/4.0/>; rel="license"'
    assert json.loads(slovak.content)["licence"] == json.loads(slovak.content)["services"][0]["licence"]
    assert "Link" not in czech.headers
    document = json.loads(czech.content)
    assert (document["licence"], len(document["attributions"])) == (None, 1)
    assert document["terms_page"].startswith("http://prerov.example/")


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=99999999999999999999",
        "q=%00",
        "type=nothing&group=%00",
        "near=999,999&km=abc",
        "age=&age=&municipality=" + "x" * 3000,
        "sort=distance&situation=../../etc",
        "services=1,2,x",
    ],
)
def test_junk_is_answered(at: At, prerov: TownSettings, query: str) -> None:
    make_catalogue(prerov)
    for rest in ("services.csv", "services.json", "hsds/services"):
        assert at("prerov.example").get(f"{path(prerov, rest)}?{query}").status_code == 200


def test_other_kinds_of_files_and_methods_are_refused(at: At, prerov: TownSettings) -> None:
    assert at("prerov.example").get(path(prerov, "services.xml")).status_code == 404
    assert at("prerov.example").post(path(prerov, "services.csv")).status_code in (403, 405)


def test_reader_that_has_the_file_is_told_so(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)
    first = fetched(at, prerov, "services.csv")
    again = at("prerov.example").get(path(prerov, "services.csv"), headers={"if-none-match": first["ETag"]})
    make_service(prerov, "Nová")
    later = at("prerov.example").get(path(prerov, "services.csv"), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, later.status_code) == (304, 200)
    assert "Nová" in later.content.decode()


def test_who_asks_too_often_is_told_to_wait(at: At, prerov: TownSettings, settings: Any) -> None:
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"data": "1/h"}
    make_catalogue(prerov)
    statuses = [at("prerov.example").get(path(prerov, f"services.{kind}")).status_code for kind in ("csv", "json")]
    assert statuses == [200, 429]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_services_are_read_in_parts_of_three_queries(
    at: At, prerov: TownSettings, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any, kind: str
) -> None:
    make_catalogue(prerov)
    for number in range(6):
        make_service(prerov, f"Další {number}")
    fetched(at, prerov, f"services.{kind}")

    with django_assert_max_num_queries(QUERIES):
        fetched(at, prerov, f"services.{kind}?sort=name")
    monkeypatch.setattr(chosen, "TOGETHER", 3)
    with django_assert_max_num_queries(QUERIES + 2 * 3):
        fetched(at, prerov, f"services.{kind}?kind=social")


def test_labels_are_in_the_language_of_the_moment() -> None:
    for language in ("sk", "cs", "sk"):
        with override(language):
            assert label_of(Price, "paid") == str(Price.PAID.label)
    assert label_of(Price, "nothing") == label_of(Price, "") == ""


def test_text_that_a_sheet_takes_for_a_fault_is_a_text(at: At, prerov: TownSettings) -> None:
    make_catalogue(prerov)
    make_service(prerov, "#N/A")
    book = openpyxl.load_workbook(io.BytesIO(fetched(at, prerov, "services.xlsx").content))
    (cell,) = (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "#N/A")
    assert cell.data_type == "s"
