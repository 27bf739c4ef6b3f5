"""The screens of the import of places: for the people of the town, nothing is saved before it was seen."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from kpss_pages.barrier_free.models import Place
from sites.models import AuditEntry, Role, TownSettings
from tests.builders import make_place, make_user, signed_in
from tests.kpss_pages.barrier_free.importing.tables import SAMPLES, csv, geojson

pytestmark = pytest.mark.django_db
ROW = {"name": "Úřad", "category": "office", "street": "A 1", "surveyed_on": "2026-05-31", "entrances-0-door": "90"}


@pytest.fixture
def clerk(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


def screen(town: TownSettings) -> str:
    return reverse("kpss_barrier_free_import", args=[town.site_id])


def send(client: Client, town: TownSettings, content: bytes, name: str = "mista.csv") -> Any:
    response = client.post(screen(town), {"upload": SimpleUploadedFile(name, content)})
    assert response.status_code == 200
    return response


def test_file_is_shown_then_saved_with_its_history_and_trail(clerk: Client, prerov: TownSettings) -> None:
    shown = send(clerk, prerov, csv(ROW))
    assert not Place.objects.exists()
    kept = shown.context["kept"]
    saved = clerk.post(screen(prerov), {"kept": kept}, follow=True)
    assert saved.status_code == 200
    place = Place.objects.get(site=prerov.site)
    assert place.survey is not None
    assert place.survey.decided_by is not None
    assert ModelLogEntry.objects.filter(object_id=str(place.pk), action="wagtail.create").count() == 1
    entry = AuditEntry.objects.filter(site=prerov.site, action="kpss_barrier_free.import").get()
    assert entry.details["created"] == 1
    clerk.post(screen(prerov), {"kept": kept}, follow=True)
    assert Place.objects.count() == place.surveys.count() == 1


def test_page_says_formats_and_whose_openstreetmap_is(clerk: Client, prerov: TownSettings) -> None:
    html = clerk.get(screen(prerov)).content.decode()
    for word in ("GeoJSON", "XLSX", "OpenStreetMap", "ODbL", "openstreetmap.org/copyright"):
        assert word in html


def test_faulty_file_and_left_out_tags_are_told_row_by_row(clerk: Client, prerov: TownSettings) -> None:
    response = send(clerk, prerov, (SAMPLES / "faulty.geojson").read_bytes(), "a.geojson")
    assert len(response.context["checked"].troubles) == 14
    assert response.context["kept"] == ""
    response = send(clerk, prerov, (SAMPLES / "osm.csv").read_bytes())
    assert "phone=+420 581 000 000" in response.content.decode()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01", b"PK\x03\x04x", b"a;b\n1;2", b"name;category\n", b"{", b"[" * 5000, geojson(), b"lat,lon\n"],
)
def test_what_is_no_table_of_places_is_refused_with_a_sentence(
    clerk: Client, prerov: TownSettings, content: bytes
) -> None:
    response = send(clerk, prerov, content)
    assert len(response.context["form"].errors["upload"]) == 1


def test_people_of_another_town_find_nothing(clerk: Client, prerov: TownSettings, bbsk: TownSettings) -> None:
    kept = send(clerk, prerov, csv(ROW)).context["kept"]
    stranger = signed_in(make_user(bbsk, Role.EDITOR, username="cudzia"), "bbsk.example")
    for address in (
        screen(prerov),
        reverse("kpss_barrier_free_import_template", args=[prerov.site_id, "places", "csv"]),
    ):
        assert stranger.get(address).status_code == 404
    stranger.post(screen(bbsk), {"kept": kept}, follow=True)
    assert not Place.objects.exists()
    assert clerk.get(reverse("kpss_barrier_free_import_towns")).headers["Location"] == screen(prerov)


def test_template_explains_its_columns_and_has_the_own_town_only(
    clerk: Client, prerov: TownSettings, bbsk: TownSettings
) -> None:
    make_place(prerov, "Naše místo")
    make_place(bbsk, "Cudzie miesto")

    def download(what: str, kind: str) -> Any:
        return clerk.get(reverse("kpss_barrier_free_import_template", args=[prerov.site_id, what, kind]))

    table, words = load_workbook(BytesIO(download("template", "xlsx").content)).worksheets
    assert len(list(table.iter_rows())) == 1
    said = [str(cell) for row in words.iter_rows(values_only=True) for cell in row if cell]
    assert "30–400 cm" in said
    content = download("places", "csv").content.decode()
    assert "Naše místo" in content
    assert "Cudzie" not in content
    assert download("template", "pdf").status_code == download("all", "csv").status_code == 404
