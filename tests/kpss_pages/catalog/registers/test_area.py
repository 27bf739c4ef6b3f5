"""The screen of a town's area: a district is chosen, looked over and kept; nothing of another town is touched."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kpss_pages.catalog.models import CatalogSettings, RegisterCode
from kpss_pages.catalog.registers.districts import DistrictKind, Member, keep
from sites.models import Role, TownSettings
from tests.builders import make_user, signed_in
from tests.kpss_pages.catalog.registers.test_districts import BENOV, FROM_ORP, OLOMOUC, PREROV

pytestmark = pytest.mark.django_db


def screen_of(town: TownSettings) -> str:
    return reverse("kpss_catalog_register_area", args=[town.site_id])


def area_of(town: TownSettings) -> list[str]:
    return CatalogSettings.objects.get(site=town.site).area.splitlines()


def file(content: str = FROM_ORP, **changes: Any) -> dict[str, Any]:
    return {"action": "file", "file": SimpleUploadedFile("x.csv", content.encode()), "name": "přerov"} | changes


@pytest.fixture
def coordinator(prerov: TownSettings, bbsk: TownSettings) -> Client:
    for town, area in ((prerov, "555555 Jinde"), (bbsk, "Zvolen")):
        CatalogSettings.objects.create(site=town.site, area=area)
    return signed_in(make_user(prerov, Role.COORDINATOR))


def test_district_of_a_loaded_list_is_looked_over_and_kept(
    prerov: TownSettings, bbsk: TownSettings, coordinator: Client, django_assert_max_num_queries: Any
) -> None:
    keep("CZ", DistrictKind.ORP, [PREROV, BENOV, OLOMOUC])
    keep("SK", DistrictKind.OKRES, [Member("Zvolen", "518158", "Zvolen")])
    first = coordinator.get(screen_of(prerov))
    assert "obce-okresy:Zvolen" not in first.content.decode(), "districts of another country are no choice"
    with django_assert_max_num_queries(28):
        answer = coordinator.get(screen_of(prerov), {"district": "obce-orp:Přerov"})
    assert answer.context["lines"] == ["512231 Beňov", "511382 Přerov"]
    assert answer.context["others"] == ["555555 Jinde"], "what is in the area today is not lost"
    assert area_of(prerov) == ["555555 Jinde"], "nothing is kept before it was looked over"

    data = {"action": "keep", "municipality": ["512231 Beňov", "511382  Přerov"]}
    answer = coordinator.post(screen_of(prerov), data, follow=True)
    assert area_of(prerov) == ["512231 Beňov", "511382 Přerov"]
    assert area_of(bbsk) == ["Zvolen"]
    assert answer.context["district"]["name"] == "Přerov"
    assert coordinator.get(screen_of(prerov), {"district": "obce-orp:Přerov"}).context["others"] == []


def test_without_a_list_it_says_how_to_get_one(prerov: TownSettings, bbsk: TownSettings, coordinator: Client) -> None:
    answer = coordinator.get(screen_of(prerov))
    assert answer.context["form"] is None
    assert "CISORP" in answer.content.decode()
    slovak = signed_in(make_user(bbsk, Role.COORDINATOR)).get(screen_of(bbsk))
    assert slovak.context["form"] is None
    assert "CISORP" not in slovak.content.decode()


def test_file_of_a_coordinator_serves_the_own_town_alone(prerov: TownSettings, coordinator: Client) -> None:
    answer = coordinator.post(screen_of(prerov), file(is_for_all="on"))
    assert answer.context["lines"] == ["512231 Beňov", "511382 Přerov"]
    assert not RegisterCode.objects.exists()
    administrator = signed_in(make_user(None, is_superuser=True))
    assert administrator.post(screen_of(prerov), file(is_for_all="on")).status_code == 200
    assert RegisterCode.objects.filter(list_name="obce-orp").count() == 2


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        (file("[]"), "file", "1"),
        (file(""), "file", ""),
        (file(file=""), "file", ""),
        (file(name="Prerow"), "name", "Přerov"),
        (file(name="x\0"), "name", ""),
        (file(name=""), "name", ""),
        ({"action": "\0"}, "file", ""),
    ],
)
def test_what_is_wrong_with_a_file_is_said_at_the_field(
    prerov: TownSettings, coordinator: Client, data: dict[str, Any], field: str, words: str
) -> None:
    answer = coordinator.post(screen_of(prerov), data)
    assert words in str(answer.context["file_form"].errors[field])
    assert area_of(prerov) == ["555555 Jinde"]


@pytest.mark.parametrize("district", ["", "obce-orp:Nikde", "x", "obce-orp", "\0", "9" * 5000])
def test_district_that_is_not_there_shows_nothing(prerov: TownSettings, coordinator: Client, district: str) -> None:
    keep("CZ", DistrictKind.ORP, [PREROV])
    answer = coordinator.get(screen_of(prerov), {"district": district})
    assert answer.status_code == 200
    assert answer.context["lines"] == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], ""),
        (["511382 Olomouc"], "511382"),
        ([str(number) for number in range(500000, 500301)], "300"),
        (["<script>"], "script"),
    ],
)
def test_wrong_area_is_not_kept_and_said(
    prerov: TownSettings, coordinator: Client, lines: list[str], words: str
) -> None:
    RegisterCode.objects.create(register="rpss", list_name="obce", code="Obec/511382", name="Přerov")
    answer = coordinator.post(screen_of(prerov), {"action": "keep", "municipality": lines})
    assert words in " ".join(answer.context["faults"])
    assert "<script>" + "</" not in answer.content.decode()
    assert escape(answer.context["faults"][0]) in answer.content.decode()
    assert area_of(prerov) == ["555555 Jinde"]


def test_only_planners_of_the_town_come_in(prerov: TownSettings, bbsk: TownSettings, coordinator: Client) -> None:
    assert coordinator.get(screen_of(bbsk)).status_code == 404
    assert coordinator.post(screen_of(bbsk), {"action": "keep", "municipality": ["1234 X"]}).status_code == 404
    clerk = signed_in(make_user(prerov, Role.EDITOR))
    assert clerk.get(screen_of(prerov)).status_code in (302, 404)
    assert area_of(bbsk) == ["Zvolen"]
    settings = reverse("wagtailsettings:edit", args=["kpss_catalog", "catalogsettings", prerov.site_id])
    assert screen_of(prerov) in coordinator.get(settings).content.decode()
