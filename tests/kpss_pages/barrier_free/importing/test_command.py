"""The command that imports places: all or nothing, and nothing on a dry run."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kpss_pages.barrier_free.models import Place
from sites.models import TownSettings
from tests.kpss_pages.barrier_free.importing.tables import SAMPLES

pytestmark = pytest.mark.django_db


def run(file: Path, town: str, **options: object) -> str:
    out = StringIO()
    call_command("import_places", str(file), town=town, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_dry_run_saves_nothing_and_the_import_once(prerov: TownSettings, bbsk: TownSettings) -> None:
    host, file = prerov.site.hostname, SAMPLES / "overpass.geojson"
    assert "5" in run(file, host, dry_run=True)
    assert not Place.objects.exists()
    assert "Saved." in run(file, host)
    assert Place.objects.in_town(prerov.site).count() == 5
    assert not Place.objects.in_town(bbsk.site).exists()
    assert "Nothing was saved." in run(file, host)


def test_what_cannot_be_imported_ends_in_an_error(prerov: TownSettings, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    host = prerov.site.hostname
    for file, town in (
        (SAMPLES / "faulty.geojson", host),
        (tmp_path / "empty.csv", host),
        (tmp_path / "missing.csv", host),
        (SAMPLES / "osm.csv", "nowhere.example"),
    ):
        with pytest.raises(CommandError):
            run(file, town)
    assert not Place.objects.exists()
