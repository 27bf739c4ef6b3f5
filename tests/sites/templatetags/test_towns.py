"""Mails about a town's pages lead to the admin on the town's own host."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.template import Context, Template
from wagtail.models import Workflow

from sites.models import Role, TownSettings
from tests.builders import home_of, make_page, make_town, make_user

pytestmark = pytest.mark.django_db


def submitted(town: TownSettings) -> int:
    """Return the number of a draft that somebody of the town has submitted for approval."""
    draft = make_page(home_of(town), "Koncept", live=False)
    draft.save_revision()
    Workflow.objects.get(workflow_pages__page=home_of(town)).start(draft, make_user(town, Role.EDITOR))
    return int(draft.pk)


def test_approval_is_asked_for_on_the_towns_own_host(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Any
) -> None:
    towns = [make_town("prostejov"), make_town("prerov")]
    managers = [make_user(town, Role.MANAGER) for town in towns]

    for town, manager in zip(towns, managers, strict=True):
        with django_capture_on_commit_callbacks(execute=True):
            page_id = submitted(town)
        message = mailoutbox.pop()
        assert message.to == [manager.email]
        assert f"http://{town.site.hostname}/admin/pages/{page_id}/edit/" in message.body
        assert f"http://{town.site.hostname}/admin/account/" in message.body
        assert "http://localhost" not in message.body


def test_mail_about_nothing_of_a_town_leads_to_the_installation() -> None:
    shown = Template("{% load towns %}{% admin_host %}").render(Context({}))

    assert shown == "http://localhost"
