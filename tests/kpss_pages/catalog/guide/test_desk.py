"""The desk's screen of the guide: who comes in, what can be begun and changed, and what is said."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from kpss_pages.catalog.models import GuideEdition
from sites.models import Role, TownSettings
from tests.builders import make_document, make_service, make_user, signed_in
from tests.files import samples

pytestmark = pytest.mark.django_db


def desk_of(town: TownSettings) -> str:
    return reverse("kpss_catalog_guide", args=[town.site_id])


def make_edition(town: TownSettings, title: str = "Průvodce", **changes: Any) -> GuideEdition:
    document = make_document(town, title)
    defaults = {"variant": "a5", "language": "cs", "dated": date(2026, 5, 4)}
    return GuideEdition.objects.create(site=town.site, document=document, **(defaults | changes))


def test_only_planners_of_the_town_come_in(prerov: TownSettings, bbsk: TownSettings) -> None:
    assert signed_in(make_user(prerov, Role.EDITOR)).get(desk_of(prerov)).status_code in (302, 404)
    assert signed_in(make_user(bbsk, Role.MANAGER)).get(desk_of(prerov)).status_code in (302, 404)
    coordinator = signed_in(make_user(prerov, Role.COORDINATOR))
    assert coordinator.get(reverse("kpss_catalog_guide_towns"))["Location"] == desk_of(prerov)
    assert coordinator.get(desk_of(prerov)).status_code == 200


def test_guide_is_begun_once_and_its_progress_is_shown(prerov: TownSettings) -> None:
    make_service(prerov)
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    asked = {"action": "make", "variant": "a5", "language": "cs"}

    assert browser.post(desk_of(prerov), asked).status_code == 302
    assert browser.post(desk_of(prerov), asked).status_code == 302

    edition = GuideEdition.objects.get(site=prerov.site)
    assert edition.made_by is not None
    assert DBTaskResult.objects.count() == 1
    GuideEdition.objects.update(progress=42)
    answer = browser.get(desk_of(prerov))
    assert answer.headers["Refresh"], "without JavaScript too"
    assert "42" in answer.content.decode()
    GuideEdition.objects.update(failure="broken")
    answer = browser.get(desk_of(prerov))
    assert "Refresh" not in answer.headers
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("junk", [{"variant": "a3", "language": "cs"}, {"variant": "a5", "language": "sk"}, {}])
def test_what_cannot_be_made_is_refused_at_its_field(prerov: TownSettings, junk: dict[str, str]) -> None:
    make_service(prerov)
    browser = signed_in(make_user(prerov, Role.COORDINATOR))

    answer = browser.post(desk_of(prerov), {"action": "make", **junk})

    assert answer.context["make_form"].errors
    assert not GuideEdition.objects.exists()


def test_editions_of_the_own_town_are_changed_and_others_are_not_there(
    prerov: TownSettings, bbsk: TownSettings
) -> None:
    own, foreign = make_edition(prerov, "Vlastní"), make_edition(bbsk, "Cudzia")
    browser = signed_in(make_user(prerov, Role.MANAGER))

    def ask(edition: object, action: str) -> int:
        return browser.post(desk_of(prerov), {"action": action, "edition": str(edition)}).status_code

    for action, name, value in (
        ("archive", "is_archived", True),
        ("unarchive", "is_archived", False),
        ("withdraw", "is_withdrawn", True),
        ("offer", "is_withdrawn", False),
    ):
        assert ask(own.pk, action) == 302
        own.refresh_from_db()
        assert getattr(own, name) is value
    for nobody in (foreign.pk, "", "abc", "9" * 30, "²", "\x00", -1):
        assert ask(nobody, "withdraw") == 404
    foreign.refresh_from_db()
    assert not foreign.is_withdrawn
    text = browser.get(desk_of(prerov)).content.decode()
    assert "Vlastní" in text
    assert "Cudzia" not in text
    assert ask(own.pk, "remove") == 302
    assert not GuideEdition.objects.filter(pk=own.pk).exists()


def test_brochure_printed_elsewhere_needs_to_be_readable_or_described(prerov: TownSettings) -> None:
    browser = signed_in(make_user(prerov, Role.COORDINATOR))
    values = {"action": "add", "title": "Katalog 2018", "dated": "2018-01-01", "language": "cs", "is_archived": "on"}

    def send(**changes: str) -> Any:
        file = SimpleUploadedFile("katalog.pdf", samples.inaccessible_pdf())
        return browser.post(desk_of(prerov), values | changes | {"file": file})

    refused = send()
    assert "summary" in refused.context["brochure_form"].errors
    assert [message.level_tag for message in refused.context["messages"]] == ["error"], "the form is below all editions"
    assert "dated" in send(dated="2999-01-01").context["brochure_form"].errors
    assert send(summary="Kdo pomáhal v roce 2018.").status_code == 302
    edition = GuideEdition.objects.get(site=prerov.site)
    assert (edition.variant, edition.is_archived, str(edition.dated)) == ("", True, "2018-01-01")
    assert "file" in send(summary="Ještě jednou.").context["brochure_form"].errors, "the town has the file already"


def test_town_without_services_is_told_so(prerov: TownSettings) -> None:
    answer = signed_in(make_user(prerov, Role.COORDINATOR)).get(desk_of(prerov))

    assert answer.context["services"] == 0
    assert b'value="make"' not in answer.content
