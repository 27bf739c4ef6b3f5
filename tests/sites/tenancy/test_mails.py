"""Who is written to about a page."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, PageSubscription, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from sites.models import User
from tests.builders import signed_in
from tests.sites.tenancy.conftest import Things

pytestmark = pytest.mark.django_db


def comment_on(things: Things, author: User, text: str) -> Any:
    comments = inline_formset([{"text": text, "contentpath": "title", "position": "", "resolved": "", "id": ""}])
    comments["0"]["replies"] = inline_formset([])
    form = {"title": things.page.title, "slug": things.page.slug, "body": streamfield([]), "comments": comments}
    url = reverse("wagtailadmin_pages:edit", args=[things.page.pk])
    return signed_in(author).post(url, nested_form_data(form))


def test_comment_is_mailed_to_people_who_still_work_there(prerov: Things, benesov: Things) -> None:
    """Somebody of another town was here once and subscribed to the page."""
    for user in (prerov.manager, benesov.editor):
        PageSubscription.objects.create(page=prerov.page, user=user, comment_notifications=True)

    assert comment_on(prerov, prerov.editor, "To be checked").status_code == 302

    assert Comment.objects.filter(page=prerov.page).exists()
    assert [message.to for message in mail.outbox] == [[prerov.manager.email]]


def test_approval_is_mailed_to_people_who_still_work_there(prerov: Things, benesov: Things) -> None:
    workflow = Workflow.objects.get(workflow_pages__page=prerov.home)
    for asked_by, told in ((prerov.editor, [prerov.editor.email]), (benesov.editor, [])):
        state = workflow.start(prerov.draft, asked_by)
        mail.outbox.clear()

        state.current_task_state.reject(user=prerov.manager)

        assert [address for message in mail.outbox for address in message.to] == told
        state.cancel(user=prerov.manager)
