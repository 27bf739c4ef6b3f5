"""Every form of one's own screens, sent back with another town's objects in the place of one's own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import ERROR, get_messages
from django.core import mail
from django.db.models import Model
from django.test import Client
from wagtail.models import Collection, Page, Site

from sites.models import Role, TownDocument, TownImage, User
from tests.sites.matrix.crawl import own_screens
from tests.sites.matrix.filled import Filled, django_forms
from tests.sites.matrix.leaks import first_difference, leaks_in, likeness, text_of
from tests.sites.matrix.rows import NOWHERE, undone
from tests.sites.matrix.visitors import ROLES, browser_of
from tests.sites.matrix.world import SECRET, Town, World

ANYTHING: tuple[type[Model], ...] = (Page, TownImage, TownDocument, Site, User, Group, Collection)
"""Tried where a hidden field holds a number of which nothing says what it is."""


def foreign_ids(model: type[Model] | None, foreign: Town) -> list[Any]:
    """Return what to put into a field: the other town's object of its model, or one of each sort."""
    models = ANYTHING if model is None else (model,)
    return [foreign.keys[kind][-1] for kind in models if foreign.keys.get(kind)]


@pytest.mark.parametrize("who", ROLES)
def test_no_form_takes_what_is_another_towns(world: World, who: str) -> None:
    """Nor tells whether it is there: an id that nothing has is answered in the same words."""
    browser = browser_of(world, who)
    faults = [
        (screen.view.name, form.url, name, pk, *wrong)
        for screen in own_screens(world, who)
        for form in screen.forms
        for name, model, put in form.changes()
        for pk in foreign_ids(model, world.foreign)
        if (wrong := consequences(world, browser, form, put, pk, spelled=who == Role.MANAGER.value))
    ]
    assert not faults, "\n".join([f"{who}:", *map(str, faults)])


def consequences(
    world: World, browser: Client, form: Filled, put: Callable[[Any], Any], pk: Any, *, spelled: bool
) -> list[Any]:
    """Return what sending a form did to the other town or said of it; the id that was sent may come back.

    An id is also ``spelled`` as no browser would: forms read " 7" as 7.
    """
    said, harm, answers = [], [], []
    for value in (pk, NOWHERE, f" {pk}") if spelled else (pk, NOWHERE):
        mail.outbox.clear()
        with undone(world.ledger) as happened:
            answer = browser.post(form.url, form.body(put(value)))
            text = text_of(answer) + messages_in(answer)
        said += [found for found in leaks_in(text) if SECRET in found.lower() or str(pk) not in found]
        said += [to for message in mail.outbox for to in message.recipients() if SECRET in to]
        harm += happened.harm
        answers.append((answer.status_code, likeness(answer)[1] + messages_in(answer)))
    (status, shown), (twin, twin_shown) = answers[:2]
    differing = [(status, twin, first_difference(shown, twin_shown))] if (status, shown) != (twin, twin_shown) else []
    failed = [status for status, _shown in answers if status >= 500]
    return [*failed, *differing, *said, *harm]


def messages_in(answer: Any) -> str:
    return "\n".join(str(message) for message in get_messages(answer.wsgi_request))


UNSENDABLE = ("/admin/pages/create/kpss_home/homepage",)
"""A home page is not made by hand."""


def test_forms_of_a_manager_can_be_sent(world: World) -> None:
    """Else a form that was tampered with would be refused for another reason."""
    browser = browser_of(world, "manager")
    faults = []
    for screen in own_screens(world, "manager"):
        for form in screen.forms:
            if form.url in UNSENDABLE:
                continue
            with undone(world.ledger) as happened:
                answer = browser.post(form.url, form.body(form.sent))
                errors: list[Any] = [
                    error for found in django_forms(answer) if found.is_bound for error in found.errors.items()
                ]
                errors += [str(message) for message in get_messages(answer.wsgi_request) if message.level >= ERROR]
            if errors or answer.status_code >= 400 or happened.harm:
                faults.append((screen.view.name, form.url, answer.status_code, errors, happened.harm, list(form.names)))
    assert not faults, "\n".join(map(str, faults))
