"""Life situations, words that mean the same, searches that found nothing, and the town's area."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kpss_pages.catalog.models import CatalogSettings, LifeSituation, RegisterCode, SearchWithoutResult, Synonyms
from sites.models import Role, TownSettings
from tests.builders import make_user, signed_in
from tests.kpss_pages.screens import address, sent

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture
def planner(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.COORDINATOR), "prerov.example")


def searched(town: TownSettings, words: str, count: int = 1) -> SearchWithoutResult:
    return SearchWithoutResult.objects.create(site=town.site, words=words, count=count, last_on=DAY)


def test_situation_leads_to_types_of_the_own_country_and_makes_its_address(
    planner: Client, prerov: TownSettings
) -> None:
    url = address(LifeSituation, "add")
    form = planner.get(url).context["form"]
    codes = [code for _group, types in form.fields["type_codes"].choices for code, _label in types]
    assert "cz-pecovatelska-sluzba" in codes
    assert not [code for code in codes if code.startswith("sk-")]
    assert "<svg" in planner.get(url).content.decode()
    data = sent(planner, url, name_cs="Péče o babičku", type_codes=["cz-pecovatelska-sluzba"], icon="elderly")
    assert planner.post(url, data).status_code == 302
    situation = LifeSituation.objects.get(site=prerov.site, slug="pece-o-babicku")
    assert (situation.type_codes, situation.icon) == (["cz-pecovatelska-sluzba"], "elderly")
    assert planner.post(url, data).context["form"].errors  # the address is taken


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_cs": ""}, "name_cs"),
        ({"type_codes": []}, "type_codes"),
        ({"type_codes": ["sk-jedalen"]}, "type_codes"),
        ({"icon": "skull"}, "icon"),
    ],
)
def test_situation_without_name_or_aim_is_refused(planner: Client, changes: dict[str, Any], field: str) -> None:
    url = address(LifeSituation, "add")
    data = sent(planner, url, name_cs="A", type_codes=["cz-rana-pece"]) | changes
    assert planner.post(url, data).context["form"].errors[field]


def test_synonyms_are_at_least_two(planner: Client, prerov: TownSettings) -> None:
    url = address(Synonyms, "add")
    assert planner.post(url, sent(planner, url, words="babička\nBABICKA")).context["form"].errors["words"]
    planner.post(url, sent(planner, url, words=" babička \n\nstará  paní"))
    assert Synonyms.objects.filter(site=prerov.site, words="babička\nstará paní").exists()


def test_searches_are_the_own_ones_and_become_synonyms_a_table_or_nothing(
    planner: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    few, many, foreign = searched(prerov, "=hospic"), searched(prerov, "babysitter", 7), searched(bbsk, "cudzie")
    assert planner.get(reverse("kpss_catalog_searches_towns")).status_code == 302
    url = reverse("kpss_catalog_searches", args=[prerov.site_id])
    response = planner.get(url, {"p": "\x00"})
    assert [row for row, _url in response.context["rows"]] == [many, few]
    assert (response.context["page"].paginator.count, response.context["times"]) == (2, 8)
    form = planner.get(response.context["rows"][0][1]).context["form"]
    assert form["words"].value() == "babysitter\n"
    table = planner.get(reverse("kpss_catalog_searches_table", args=[prerov.site_id])).content.decode()
    assert table.splitlines()[1:] == ["babysitter;7;2026-11-01", "'=hospic;1;2026-11-01"]
    planner.post(url, {"search": [few.pk, foreign.pk, "x", "9" * 30]})
    assert set(SearchWithoutResult.objects.all()) == {many, foreign}
    assert planner.get(reverse("kpss_catalog_searches", args=[bbsk.site_id])).status_code == 404


def test_searches_are_for_planners(prerov: TownSettings) -> None:
    clerk = signed_in(make_user(prerov, Role.EDITOR), "prerov.example")
    for name in ("searches", "searches_table"):
        assert clerk.get(reverse(f"kpss_catalog_{name}", args=[prerov.site_id])).status_code == 404
    assert clerk.get(reverse("kpss_catalog_searches_towns")).status_code in (302, 403)


@pytest.mark.parametrize(
    ("area", "faulty"),
    [
        ("Přerov\n 512231   Beňov \n\nBochoř", []),
        ("Přerov\nprerov\n511382 Přerov", [2, 3]),
        ("Nikde", [1]),
        ("Lhota", [1]),
        ("500001 Lhota", []),
        ("511382 Olomouc\n999999", [1, 2]),
        ("12", [1]),
        ("x\x00", None),
    ],
)
def test_area_has_municipalities_of_the_register(
    planner: Client, prerov: TownSettings, area: str, faulty: list[int] | None
) -> None:
    known = {"511382": "Přerov", "512231": "Beňov", "513768": "Bochoř", "500001": "Lhota", "500002": "Lhota"}
    RegisterCode.objects.bulk_create(
        RegisterCode(register="rpss", list_name="obce", code=f"Obec/{code}", name=name) for code, name in known.items()
    )
    url = reverse("wagtailsettings:edit", args=["kpss_catalog", "catalogsettings", prerov.site_id])
    response = planner.post(url, sent(planner, url, area=area))
    if faulty == []:
        assert response.status_code == 302
        kept = CatalogSettings.objects.get(site=prerov.site).area
        assert kept.splitlines() == [" ".join(line.split()) for line in area.splitlines() if line.strip()]
        return
    errors = response.context["form"].errors["area"]
    if faulty is not None:
        assert len(errors) == len(faulty)
        assert all(str(number) in error for number, error in zip(faulty, errors, strict=True))


def test_numbers_out_of_range_are_refused(planner: Client, prerov: TownSettings) -> None:
    url = reverse("wagtailsettings:edit", args=["kpss_catalog", "catalogsettings", prerov.site_id])
    response = planner.post(
        url, sent(planner, url, confirm_every_months="0", link_valid_days="9999", stale_after_months="")
    )
    assert {"confirm_every_months", "link_valid_days", "stale_after_months"} <= set(response.context["form"].errors)
