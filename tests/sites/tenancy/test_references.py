from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from kpss_pages.news.models import NewsPage
from sites.models import Role
from sites.roles import group_of
from sites.tenancy.references import foreign_references
from tests.builders import make_image, make_news, make_user, signed_in
from tests.sites.tenancy.conftest import SECRET, Things

pytestmark = pytest.mark.django_db


def text_linking(page: Page) -> str:
    return f'<p data-block-key="a1b2c"><a linktype="page" id="{page.pk}">link</a></p>'


def news_form(page: NewsPage, **changes: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "date": "2026-01-05",
            "lead": "",
            "image": "",
            "body": streamfield([]),
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
            "topics": [],
        }
        | changes
    )


def edit(browser: Client, page: Page, form: dict[str, Any]) -> Any:
    return browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def is_refused(answer: Any) -> bool:
    """Whether a form came back, which it does with errors only, and without a word of the other town."""
    return answer.status_code == 200 and SECRET not in answer.content.decode()


def test_foreign_image_in_a_field_is_refused(editor: Client, prerov: Things, benesov: Things) -> None:
    news = make_news(prerov.town, "News")

    assert is_refused(edit(editor, news, news_form(news, image=benesov.image.pk, date="")))
    assert is_refused(edit(editor, news, news_form(news, image=f" {benesov.image.pk}")))
    assert edit(editor, news, news_form(news, image=prerov.image.pk)).status_code == 302
    assert NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object().image == prerov.image


def test_somebody_of_both_towns_is_told_what_is_wrong(prerov: Things, benesov: Things) -> None:
    user = make_user(prerov.town, Role.EDITOR, username="of-two")
    user.groups.add(group_of(benesov.town.site, Role.EDITOR))
    news = make_news(prerov.town, "News")

    refused = edit(signed_in(user), news, news_form(news, image=benesov.image.pk))

    assert "image" in refused.context["form"].errors


def test_reference_that_was_there_before_can_be_taken_out(editor: Client, prerov: Things, benesov: Things) -> None:
    news = make_news(prerov.town, "News")
    NewsPage.objects.filter(pk=news.pk).update(image=benesov.image)
    news.refresh_from_db()
    news.save_revision(clean=False)

    assert "image" in edit(editor, news, news_form(news, image=benesov.image.pk)).context["form"].errors
    assert edit(editor, news, news_form(news, image="")).status_code == 302


def test_foreign_document_in_an_inline_row_is_refused(editor: Client, prerov: Things, benesov: Things) -> None:
    news = make_news(prerov.town, "News")

    def attached(things: Things) -> Any:
        rows = inline_formset([{"document": things.document.pk, "title": ""}])
        return edit(editor, news, news_form(news, attachments=rows))

    assert is_refused(attached(benesov))
    assert attached(prerov).status_code == 302


def test_row_of_another_page_is_not_taken_over(editor: Client, prerov: Things, benesov: Things) -> None:
    """Django's formsets accept the id of any row that exists, and make a new one of it."""
    news, theirs = make_news(prerov.town, "News"), make_news(benesov.town, "Theirs", documents=[benesov.document])
    own = make_news(prerov.town, "Own", documents=[prerov.document])

    def sent(page: NewsPage, pk: int) -> Any:
        rows = inline_formset([{"id": pk, "document": prerov.document.pk, "title": "Changed"}], initial=1)
        return edit(editor, page, news_form(page, attachments=rows))

    assert sent(news, theirs.attachments.get().pk).status_code == 200
    assert sent(news, own.attachments.get().pk).status_code == 200
    assert sent(own, own.attachments.get().pk).status_code == 302
    own.refresh_from_db()
    assert own.get_latest_revision_as_object().attachments.get().title == "Changed"


def test_foreign_topic_is_neither_offered_nor_taken(editor: Client, prerov: Things, benesov: Things) -> None:
    news = make_news(prerov.town, "News")

    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()

    assert "ours topic" in shown
    assert SECRET not in shown
    assert is_refused(edit(editor, news, news_form(news) | {"topics": [prerov.topic.pk, benesov.topic.pk]}))
    assert edit(editor, news, news_form(news) | {"topics": [prerov.topic.pk]}).status_code == 302


def test_foreign_picture_in_a_block_and_link_in_rich_text_are_refused(
    prerov: Things, benesov: Things, editor: Client
) -> None:
    page = prerov.page
    for things, is_taken in ((benesov, False), (prerov, True)):
        page.body = [("text", {"heading": "", "text": text_linking(things.page)})]
        found = foreign_references(page, prerov.town.site_id)
        assert (found == []) is is_taken
        page.body = [("downloads", {"heading": "", "files": [{"document": things.document.pk, "title": ""}]})]
        page.body = page.body.stream_block.to_python(
            [{"type": "downloads", "value": {"heading": "", "files": [{"document": things.document.pk, "title": ""}]}}]
        )
        assert (foreign_references(page, prerov.town.site_id) == []) is is_taken


def test_foreign_link_in_a_faulty_form_is_not_shown_again(editor: Client, prerov: Things, benesov: Things) -> None:
    """The editor would be given the address of the linked page, even of a draft."""
    news = make_news(prerov.town, "News")
    link = rich_text(text_linking(benesov.draft), features=["link"])
    body = streamfield([("text", {"heading": "", "text": link}), ("links", {"heading": "", "links": streamfield([])})])

    assert is_refused(edit(editor, news, news_form(news, body=body, date="")))
    assert is_refused(edit(editor, news, news_form(news, body=body)))


def test_new_page_with_a_foreign_image_is_refused(editor: Client, prerov: Things, benesov: Things) -> None:
    index = make_news(prerov.town, "News").get_parent()
    form = news_form(NewsPage(title="Fresh", slug="fresh"), image=benesov.image.pk)

    url = reverse("wagtailadmin_pages:add", args=["kpss_news", "newspage", index.pk])
    assert is_refused(editor.post(url, form))
    assert is_refused(editor.post(url, form | {"date": ""}))
    assert not Page.objects.filter(title="Fresh").exists()


def test_no_save_takes_a_foreign_reference_whatever_the_way(prerov: Things, benesov: Things) -> None:
    news = make_news(prerov.town, "News")
    news.image = benesov.image

    with pytest.raises(ValidationError):
        news.save_revision()
    with pytest.raises(ValidationError):
        news.save()


def test_shared_picture_is_taken_once_it_was_opened_to_the_town(prerov: Things) -> None:
    pool = Collection.get_first_root_node().add_child(name="Pool")
    picture = make_image(prerov.town, "Shared", collection=pool)
    news = make_news(prerov.town, "News")
    news.image = picture
    assert [r.field for r in foreign_references(news, prerov.town.site_id)] == ["image"]

    group = group_of(prerov.town.site, Role.EDITOR)
    for grant in GroupCollectionPermission.objects.filter(group=group, permission__codename__startswith="choose_"):
        GroupCollectionPermission.objects.create(group=group, collection=pool, permission=grant.permission)

    assert foreign_references(news, prerov.town.site_id) == []
