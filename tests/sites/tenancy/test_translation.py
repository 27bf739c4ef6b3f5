from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, WorkflowPage
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from sites.models import Role, TownLanguage
from sites.roles import group_of
from tests.builders import home_of, make_news, make_page, make_town, make_user, signed_in
from tests.sites.tenancy.conftest import SECRET, Things, things_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bbsk() -> Things:
    return things_of(
        make_town("bbsk", name=f"{SECRET} region", language="sk", other_languages=("cs",), country="SK"), SECRET
    )


def submit(browser: Client, page: Page, language: str = "cs", **more: Any) -> Any:
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return browser.post(url, {"locales": [Locale.objects.get(language_code=language).pk]} | more)


def translated(page: Page, language: str = "cs") -> Page | None:
    found: Page | None = page.get_translation_or_none(Locale.objects.get(language_code=language))
    return found


def translation_of(things: Things) -> Translation:
    """Have the town's own editor submit its page."""
    assert submit(signed_in(things.editor), things.page).status_code == 302
    return Translation.objects.get(source__object_id=things.page.translation_key)


def test_towns_people_translate_finish_and_publish(bbsk: Things) -> None:
    translation = translation_of(bbsk)
    page = translated(bbsk.page)
    assert page is not None
    assert not page.live
    editor, manager = signed_in(bbsk.editor), signed_in(bbsk.manager)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert editor.get(edit).status_code == 200
    segment = translation.source.stringsegment_set.get(context__path="title")
    string = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    content_type = "application/x-www-form-urlencoded"
    assert editor.put(string, "value=Stranka", content_type=content_type).status_code == 201
    editor.post(edit, {"action": "publish"})
    page.refresh_from_db()
    assert not page.live, "an editor may not publish"

    manager.post(edit, {"action": "publish"})
    page.refresh_from_db()
    assert page.title == "Stranka"


def test_another_towns_translation_is_not_there(manager: Client, bbsk: Things) -> None:
    translation = translation_of(bbsk)
    segment = translation.source.stringsegment_set.first()
    page = translated(bbsk.page)
    assert page is not None
    for name, arguments in (
        ("submit_page_translation", [bbsk.draft.pk]),
        ("update_translations", [translation.source_id]),
        ("edit_string_translation", [translation.pk, segment.pk]),
        ("download_pofile", [translation.pk]),
        ("upload_pofile", [translation.pk]),
        ("preview_translation", [translation.pk]),
        ("stop_translation", [translation.pk]),
        ("machine_translate", [translation.pk]),
        ("convert_to_alias", [page.pk]),
    ):
        url = reverse(f"wagtail_localize:{name}", args=arguments)
        form = {"locales": [1, 2], "publish_translations": "on", "value": "x"}
        for response in (manager.get(url), manager.post(url, form), manager.put(url, "value=x")):
            assert response.status_code == 404, (name, response.status_code)
            assert SECRET not in response.content.decode()
    assert translated(bbsk.draft) is None
    assert Translation.objects.get(pk=translation.pk).enabled
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize(
    "content", [None, b"", b"\xff\x00 no text", b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n', b"x" * 1000]
)
def test_file_of_no_translation_is_refused_with_a_message(bbsk: Things, content: bytes | None) -> None:
    url = reverse("wagtail_localize:upload_pofile", args=[translation_of(bbsk).pk])
    form = {} if content is None else {"file": SimpleUploadedFile("a.po", content)}

    response = signed_in(bbsk.manager).post(url, form, follow=True)

    assert response.status_code == 200
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not StringTranslation.objects.exists()


def test_report_lists_own_translations(manager: Client, bbsk: Things) -> None:
    translation_of(bbsk)
    url = reverse("wagtail_localize:translations_report")

    assert SECRET not in manager.get(url).content.decode()
    assert SECRET in signed_in(bbsk.manager).get(url).content.decode()


def test_town_of_one_language_is_offered_no_translation(manager: Client, prerov: Things, bbsk: Things) -> None:
    url = reverse("wagtail_localize:submit_page_translation", args=[prerov.page.pk])

    assert url not in manager.get(reverse("wagtailadmin_pages:edit", args=[prerov.page.pk])).content.decode()
    assert manager.get(url).status_code == 404
    assert submit(manager, prerov.page, "sk").status_code == 404
    assert translated(prerov.page, "sk") is None


def test_button_leads_where_the_town_has_another_language(bbsk: Things) -> None:
    url = reverse("wagtail_localize:submit_page_translation", args=[bbsk.page.pk])
    browser = signed_in(bbsk.editor)

    assert url in browser.get(reverse("wagtailadmin_pages:edit", args=[bbsk.page.pk])).content.decode()
    assert browser.get(url).status_code == 200


def test_page_below_an_untranslated_one_waits(bbsk: Things) -> None:
    below = make_page(bbsk.page, "Below")

    refused = submit(signed_in(bbsk.editor), below)

    assert refused.status_code == 200
    assert "locales" in refused.context["form"].errors
    assert translated(bbsk.page) is None


def test_update_publishes_only_for_those_who_may(bbsk: Things) -> None:
    translation_of(bbsk)
    page = translated(bbsk.page)
    assert page is not None
    source = TranslationSource.objects.get(object_id=bbsk.page.translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])

    signed_in(bbsk.editor).post(url, {"publish_translations": "on"})
    page.refresh_from_db()
    assert not page.live
    assert signed_in(bbsk.manager).get(url).status_code == 200


def put(browser: Client, url: str, value: object) -> Any:
    """Send a value as the editor of translations does."""
    body = encode_multipart(BOUNDARY, {"value": value})
    return browser.put(url, body, content_type=MULTIPART_CONTENT)


def test_translation_takes_no_picture_of_another_town(prerov: Things, bbsk: Things) -> None:
    news = make_news(bbsk.town, "News", image=bbsk.image)
    make_news(bbsk.town, "Seen to", language="cs")
    browser = signed_in(bbsk.editor)
    assert submit(browser, news).status_code == 302
    translation = Translation.objects.get(source__object_id=news.translation_key)
    segment = OverridableSegment.objects.get(source=translation.source, context__path="image")
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])

    refused = [put(browser, url, value).json() for value in (prerov.image.pk, f" {prerov.image.pk}", 998877665, "x")]

    assert "nepatří k tomuto městu" in refused[0]["error"]
    assert refused == [{"segment_id": segment.pk, "data": bbsk.image.pk, "error": refused[0]["error"]}] * 4
    assert not SegmentOverride.objects.exists()
    assert put(browser, url, bbsk.image.pk).status_code == 201
    assert put(browser, url, prerov.image.pk).json()["error"]
    assert SegmentOverride.objects.get().data == str(bbsk.image.pk)


def test_translated_home_page_is_handed_to_the_towns_people(prerov: Things) -> None:
    TownLanguage.objects.create(town=prerov.town, language="sk")
    Locale.objects.get_or_create(language_code="sk")
    prerov.town.save()

    assert submit(signed_in(prerov.manager), prerov.home, "sk").status_code == 302

    home = home_of(prerov.town, "sk")
    group = group_of(prerov.town.site, Role.EDITOR)
    assert GroupPagePermission.objects.filter(group=group, page=home.pk).exists()
    assert WorkflowPage.objects.filter(page=home.pk).exists()
    assert signed_in(prerov.editor).get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200


def test_coordinator_without_the_right_to_edit_a_page_cannot_have_it_translated(bbsk: Things) -> None:
    user = make_user(username="outsider")
    user.groups.add(group_of(bbsk.town.site, Role.EDITOR))
    GroupPagePermission.objects.filter(group=group_of(bbsk.town.site, Role.EDITOR)).delete()

    assert submit(signed_in(user), bbsk.page).status_code in (302, 403)
    assert translated(bbsk.page) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "\tjava\nscript:alert(1)", "data:text/html,x", '/x"onclick="y']
)
def test_link_in_a_translation_takes_no_script(bbsk: Things, address: str) -> None:
    link = {"title": "Odkaz", "page": None, "url": "https://ok.example"}
    links = [{"type": "item", "id": str(uuid4()), "value": link}]
    text = '<p>Text <a href="https://ok.example">odkaz</a></p>'
    page = make_page(
        bbsk.home,
        "Odkazy",
        body=[
            {"type": "text", "value": {"heading": "", "text": text}},
            {"type": "links", "value": {"heading": "", "links": links}},
        ],
    )
    editor = signed_in(bbsk.editor)
    submit(editor, page)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segments = list(translation.source.overridablesegment_set.all())
    assert len(segments) == 2

    for segment in segments:
        url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
        assert put(editor, url, "https://jinam.example/?a=1&b=2").status_code == 201
        assert put(editor, url, address).json()["error"], segment.context.path
        form = urlencode({"value": address})
        assert editor.put(url, form, content_type="application/x-www-form-urlencoded").json()["error"]
    assert {override.data for override in SegmentOverride.objects.all()} == {"https://jinam.example/?a=1&b=2"}
