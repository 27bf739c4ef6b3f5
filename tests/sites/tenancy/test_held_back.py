"""A page whose files are held back is not published by the ways that pass no form either."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, TaskState
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from kpss_pages.news.models import NewsPage
from sites.models import Role, TownDocument, TownSettings
from tests.builders import make_document, make_news, make_town, make_user, publish_language, signed_in
from tests.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    town = make_town("prerov", other_languages=("sk",))
    publish_language(town, "sk")
    return town


@pytest.fixture
def manager(town: TownSettings) -> Client:
    return signed_in(make_user(town, Role.MANAGER), "prerov.example")


@pytest.fixture
def scan(town: TownSettings) -> TownDocument:
    return make_document(town, "Sken", samples.inaccessible_pdf("Sken"), name="scan.pdf")


def describe(document: TownDocument) -> None:
    document.summary = "Co plán říká."
    document.save()


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_approval_waits_for_the_summary(
    town: TownSettings, manager: Client, scan: TownDocument, headers: dict[str, str]
) -> None:
    page = make_news(town, documents=[scan])
    NewsPage.objects.filter(pk=page.pk).update(live=False)
    page = NewsPage.objects.get(pk=page.pk)
    workflow = page.get_workflow()
    assert workflow is not None
    workflow.start(page, make_user(town, Role.EDITOR))
    state = TaskState.objects.get()
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    refused = manager.post(approve, {"comment": ""}, headers=headers)

    assert refused.status_code == (200 if headers else 302)
    assert not is_live(page)
    assert "Sken" in manager.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    describe(scan)
    manager.post(approve, {"comment": ""}, headers=headers)
    assert is_live(page)


def test_translation_waits_for_the_summary(
    town: TownSettings, manager: Client, scan: TownDocument, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_news(town, documents=[scan])
    translate_object(page, [Locale.objects.get(language_code="sk")])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translated = translation.get_target_instance()
    edit = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    update = reverse("wagtail_localize:update_translations", args=[translation.source_id])

    def send(address: str, **form: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            assert manager.post(address, form).status_code == 302

    send(edit, action="publish")
    assert not is_live(translated)
    assert "Sken" in manager.get(edit).content.decode()
    send(update, publish_translations="on")
    assert not is_live(translated)

    describe(scan)
    send(edit, action="publish")
    assert is_live(translated)
