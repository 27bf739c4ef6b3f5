"""How somebody is understood who writes as people speak."""

import pytest
from django.http import QueryDict

from kpss_pages.catalog.finding import Filters, Found, find
from kpss_pages.catalog.models import LifeSituation, Synonyms
from sites.models import TownSettings
from tests.builders import make_service

pytestmark = pytest.mark.django_db


def found_by(query: str, town: TownSettings, language: str = "cs") -> Found:
    return find(town, language, Filters.of(QueryDict(f"q={query}"), town))


def names(query: str, town: TownSettings, language: str = "cs") -> list[str]:
    return [entry.name for entry in found_by(query, town, language).entries]


@pytest.fixture
def home_care(prerov: TownSettings) -> None:
    make_service(prerov, "Pečovatelská služba Vzorov")
    make_service(prerov, "Klub Ulita", type_code="cz-nzdm", target_groups=["deti-mladez-6-26"])


@pytest.mark.usefixtures("home_care")
@pytest.mark.parametrize(
    "query",
    [
        "pečovatelka pro babičku",
        "pecovatelka babicka",
        "PEČOVATELKU prosím k babičce",
        "hledám pečovatelskou službu",
        "pečovatelské služby v Přerově",
        "pecov",
        "úklid pro seniory",
        "nezvládám domácnost",
    ],
)
def test_words_of_people_reach_home_care(query: str, prerov: TownSettings) -> None:
    assert names(query, prerov) == ["Pečovatelská služba Vzorov"]


@pytest.mark.parametrize("query", ["opatrovateľka pre babku", "opatrovatelka babka", "opatrovateľskú službu"])
def test_slovak_words_of_people_reach_home_care(query: str, bbsk: TownSettings) -> None:
    make_service(bbsk, "Domov pri jazere", type_code="sk-opatrovatelska-sluzba")
    make_service(bbsk, "Útulok", type_code="sk-utulok", target_groups=["osoby-bez-pristresi"])

    assert names(query, bbsk, "sk") == ["Domov pri jazere"]


def test_name_is_worth_more_than_type_and_words_more_than_those_of_the_same_meaning(prerov: TownSettings) -> None:
    Synonyms.objects.create(site=prerov.site, words="brýle\npomůcky pro oči")
    make_service(prerov, "3 synonym", mission="Půjčujeme pomůcky, také pro oči.")
    make_service(prerov, "2 mission", mission="Opravujeme brýle.")
    make_service(prerov, "1 brýle")

    assert names("brýle", prerov) == ["1 brýle", "2 mission", "3 synonym"]


def test_words_of_one_town_mean_nothing_in_another(prerov: TownSettings, bbsk: TownSettings) -> None:
    Synonyms.objects.create(site=bbsk.site, words="hvězdička\nVzorov")
    LifeSituation.objects.create(
        site=bbsk.site, slug="x", name_sk="X", words="modré pondělí", type_codes=["cz-pecovatelska-sluzba"]
    )
    make_service(prerov)
    make_service(bbsk)

    for query in ("hvězdička", "modré pondělí"):
        assert names(query, prerov) == []
        assert names(query, bbsk) == ["Pečovatelská služba Vzorov"]


@pytest.mark.usefixtures("home_care")
def test_what_was_nearly_written_is_offered(prerov: TownSettings) -> None:
    found = found_by("pečovatleská službba", prerov)

    assert found.count == 0
    assert found.meant is not None
    assert found.meant.q == "pečovatelská služba"
    assert found_by("xyzzyx", prerov).meant is None


@pytest.mark.usefixtures("home_care")
def test_where_nothing_is_found_less_is_offered(prerov: TownSettings) -> None:
    found = find(prerov, "cs", Filters.of(QueryDict("q=klub&form=pob"), prerov))

    assert [(miss.part.querystring, miss.count) for miss in found.near_misses] == [("q=klub", 1)]
    assert [(filters.q, count) for filters, count in found_by("klub letadlo", prerov).fewer_words] == [("klub", 1)]


@pytest.mark.usefixtures("home_care")
def test_query_of_nothing_but_stop_words_is_looked_for_all_the_same(prerov: TownSettings) -> None:
    # Their provider has the word in its name.
    assert len(names("pomoc", prerov)) == 2
    assert names("prosím", prerov) == []
    assert names("!!!", prerov) == []
