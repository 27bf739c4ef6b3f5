"""The demo's towns in the database."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Site

from cms.demo.builder import build_town
from cms.demo.content import read_content
from kpss_pages.plans.models import PlanPage
from sites.models import Role, TownDocument, TownRole, TownSettings, User


@pytest.fixture
def prostejov(db: None) -> TownSettings:
    return build_town(read_content("prostejov"), "prostejov.localhost", 8000)


def test_bilingual_town_is_whole(prostejov: TownSettings, client: Client) -> None:
    homes = {home.locale.language_code: home for home in prostejov.site.root_page.get_translations(inclusive=True)}
    trees = {
        language: {page.translation_key: page for page in home.get_descendants(inclusive=True)}
        for language, home in homes.items()
    }

    assert trees["cs"].keys() == trees["sk"].keys()
    assert not Page.objects.filter(depth__gt=1, live=False).exists()
    for tree in trees.values():
        for page in tree.values():
            response = client.get(page.specific.full_url, headers={"host": "prostejov.localhost"})
            assert response.status_code == 200, page.url

    plan = PlanPage.objects.get(locale__language_code="sk", slug="plan-2027-2030")
    assert plan.predecessor.locale_id == plan.locale_id
    assert {file.document.language for file in plan.files.all()} == {"cs", "sk"}
    assert prostejov.parent_breadcrumbs.count() == 5
    for role in Role:
        user = User.objects.get(username=f"prostejov-{role.value}")
        assert user.check_password("kpss-demo")
        assert TownRole.objects.get(group__user=user).role == role
    hashes = list(TownDocument.objects.values_list("file_hash", flat=True))
    assert len(set(hashes)) == len(hashes)


def test_production_refuses_the_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="passwords are public"):
        call_command("demo", "--no-serve")


@pytest.mark.django_db
def test_town_that_is_there_is_left_alone_and_follows_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.demo.builder.TOWNS", ("ostrov",))
    monkeypatch.setattr("cms.management.commands.demo.call_command", lambda *args, **options: None)
    call_command("demo", "--no-serve", stdout=StringIO())
    page = Page.objects.get(slug="mesto-bez-barier").specific
    page.title = "Upraveno redakcí"
    page.save_revision().publish()

    output = StringIO()
    call_command("demo", "--no-serve", "--port", "8123", stdout=output)

    page.refresh_from_db()
    assert page.title == "Upraveno redakcí"
    assert "Loaded" not in output.getvalue()
    assert "http://ostrov.localhost:8123/" in output.getvalue()
    assert Site.objects.get(hostname="ostrov.localhost").port == 8123

    town = Site.objects.get()
    town.hostname = "novy-ostrov.localhost"
    town.save()
    output = StringIO()
    call_command("demo", "--no-serve", "--port", "8123", stdout=output)

    assert "Loaded" not in output.getvalue()
    assert Site.objects.get().hostname == "novy-ostrov.localhost"
