"""What is done lands in the trail of its town, with who did it, and in no other."""

from collections.abc import Iterable

import pytest
from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.log_actions import log, registry
from wagtail.models import Site

from kpss_pages.core.models import Topic
from sites.audit.sources.log import LOGS
from sites.models import AuditEntry, Role, TownDocument, TownSettings, User
from sites.people.invitations import accept, invite
from sites.people.membership import set_roles
from sites.removal import remove_town
from tests.builders import (
    PASSWORD,
    make_admin,
    make_document,
    make_page,
    make_topic,
    make_town,
    make_user,
    signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownSettings:
    return make_town("prostejov")


@pytest.fixture
def other() -> TownSettings:
    return make_town("prerov")


def trail(town: TownSettings | None, *actions: str) -> list[AuditEntry]:
    """Return the entries of a town, oldest first, of some actions or all."""
    entries = AuditEntry.objects.of_town(town.site_id if town else None).order_by("pk")
    return list(entries.filter(action__in=actions) if actions else entries)


def told(entries: Iterable[AuditEntry]) -> list[tuple[str, str]]:
    return [(entry.person, entry.label) for entry in entries]


def test_every_log_of_wagtail_is_entered() -> None:
    assert set(registry.get_log_entry_models()) == set(LOGS)


def test_changed_page_is_entered_into_its_towns_trail_alone(town: TownSettings, other: TownSettings) -> None:
    editor = make_user(town, Role.EDITOR)
    page = make_page(town.site.root_page, "Kdo plánuje")

    log(instance=page, action="wagtail.edit", user=editor)

    (entry,) = trail(town, "wagtail.edit")
    assert (entry.person, entry.person_id, entry.label) == ("prostejov-editor", editor.pk, "Kdo plánuje")
    assert (entry.what, entry.object_id) == ("kpss_standard.standardpage", str(page.pk))
    assert trail(other, "wagtail.edit") == trail(None, "wagtail.edit") == []


def test_deleted_page_and_those_below_it_are_entered_with_their_titles(town: TownSettings) -> None:
    manager = make_user(town, Role.MANAGER)
    page = make_page(town.site.root_page, "Nahoře")
    make_page(page, "Pod tím")

    signed_in(manager).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert told(trail(town, "wagtail.delete")) == [("prostejov-manager", "Pod tím"), ("prostejov-manager", "Nahoře")]


def test_written_words_of_a_comment_are_not_kept(town: TownSettings) -> None:
    page = make_page(town.site.root_page)

    log(instance=page, action="wagtail.comments.create", data={"comment": {"text": "volat nova@town.example"}})

    (entry,) = trail(town, "wagtail.comments.create")
    assert entry.details == {}


def test_file_is_entered_once_when_it_is_added_and_when_it_is_deleted(town: TownSettings) -> None:
    admin = signed_in(make_admin())
    document = make_document(town, "Zápis")

    admin.post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert not TownDocument.objects.exists()
    files = AuditEntry.objects.of_town(town.site_id).filter(what="kpss_sites.towndocument").order_by("pk")
    assert [(entry.action, entry.person, entry.label) for entry in files] == [
        ("wagtail.create", "", "Zápis"),
        ("wagtail.delete", "admin", "Zápis"),
    ]


def test_files_deleted_at_once_are_entered_one_by_one(town: TownSettings, other: TownSettings) -> None:
    documents = [make_document(owner, name) for owner, name in ((town, "A"), (town, "B"), (other, "C"))]

    query = "&".join(f"id={document.pk}" for document in documents)
    signed_in(make_admin()).post(f"/admin/bulk/kpss_sites/towndocument/delete/?{query}")

    assert sorted(told(trail(town, "wagtail.delete"))) == [("admin", "A"), ("admin", "B")]
    assert told(trail(other, "wagtail.delete")) == [("admin", "C")]


def test_deleted_row_is_entered_once_and_what_goes_with_a_page_is_not(town: TownSettings) -> None:
    topic = make_topic(town, "Akce")
    manager = signed_in(make_user(town, Role.MANAGER))

    manager.post(reverse("wagtailsnippets_kpss_core_topic:delete", args=[topic.pk]))

    assert not Topic.objects.exists()
    assert told(trail(town, "wagtail.delete")) == [("prostejov-manager", "Akce")]


def test_roles_are_entered_for_the_town_that_gives_and_takes_them(town: TownSettings, other: TownSettings) -> None:
    manager, editor = make_user(town, Role.MANAGER), make_user(town, Role.EDITOR, first_name="Jana", last_name="Nová")
    before = len(trail(town))

    signed_in(manager).post(reverse("person", args=[town.site_id, editor.pk]), {"roles": ["coordinator"]})

    new = trail(town)[before:]
    roles = [(entry.action, entry.person, entry.label, entry.details) for entry in new if "role" in entry.action]
    assert sorted(roles) == [
        ("kpss_sites.give_role", "prostejov-manager", "Jana Nová", {"role": "coordinator"}),
        ("kpss_sites.take_role", "prostejov-manager", "Jana Nová", {"role": "editor"}),
    ]
    assert trail(other, "kpss_sites.give_role") == []


def test_roles_that_nobody_had_are_not_taken(town: TownSettings) -> None:
    editor = make_user(town, Role.EDITOR)

    set_roles(town.site, editor, ["editor"])

    assert trail(town, "kpss_sites.take_role") == []


def test_role_is_entered_when_it_is_given_from_the_groups_side_and_when_all_are_cleared(town: TownSettings) -> None:
    editor = make_user(town, Role.EDITOR)
    group = editor.groups.get()

    editor.groups.clear()
    group.user_set.add(editor)
    group.user_set.clear()

    actions = [entry.action.removeprefix("kpss_sites.") for entry in trail(town) if "_role" in entry.action]
    assert actions == ["give_role", "take_role", "give_role", "take_role"]


def request_at(town: TownSettings | None) -> HttpRequest:
    """Return a request on the host of a town, or on the landing host."""
    request = RequestFactory().post("/")
    request.town = town  # type: ignore[attr-defined]
    request.session = SessionStore()
    return request


def attempt(town: TownSettings, username: str, password: str) -> None:
    authenticate(request_at(town), username=username, password=password)


def test_failed_sign_in_is_entered_for_known_accounts_only(town: TownSettings, other: TownSettings) -> None:
    make_user(town, Role.EDITOR)

    attempt(town, "prostejov-editor", "wrong")
    attempt(town, "nobody", PASSWORD)
    attempt(town, PASSWORD, "")

    assert told(trail(town, "kpss_sites.fail_sign_in")) == [("prostejov-editor", "prostejov-editor")]
    assert trail(other, "kpss_sites.fail_sign_in") == trail(None, "kpss_sites.fail_sign_in") == []
    assert PASSWORD not in str(list(AuditEntry.objects.values()))


def test_sign_in_on_another_towns_host_is_entered_at_home(town: TownSettings, other: TownSettings) -> None:
    """The other town learns nothing of people who do not belong to it."""
    make_user(town, Role.EDITOR)

    attempt(other, "prostejov-editor", "wrong")

    assert len(trail(town, "kpss_sites.fail_sign_in")) == 1
    assert trail(other, "kpss_sites.fail_sign_in") == []


def test_sign_in_and_out_are_entered_where_they_happen(town: TownSettings, other: TownSettings) -> None:
    """On the landing host for all the towns of the person, on a town's host for this town."""
    person = make_user(town, Role.EDITOR, username="both")
    person.groups.add(other.site.town_roles.get(role=Role.EDITOR).group)

    for signal, action in ((user_logged_in, "kpss_sites.sign_in"), (user_logged_out, "kpss_sites.sign_out")):
        signal.send(sender=User, request=request_at(town), user=person)
        assert (len(trail(town, action)), len(trail(other, action))) == (1, 0)

        signal.send(sender=User, request=request_at(None), user=person)
        assert (len(trail(town, action)), len(trail(other, action))) == (2, 1)


def test_real_sign_in_and_out_are_entered(town: TownSettings, other: TownSettings) -> None:
    make_user(town, Role.EDITOR)
    browser = Client(headers={"host": "prostejov.example"})

    browser.post("/account/login/", {"login": "prostejov-editor", "password": "wrong"})
    browser.post("/account/login/", {"login": "prostejov-editor", "password": PASSWORD})
    browser.post("/account/logout/")

    actions = [entry.action for entry in trail(town) if "sign_" in entry.action]
    assert actions == ["kpss_sites.fail_sign_in", "kpss_sites.sign_in", "kpss_sites.sign_out"]
    assert PASSWORD not in str(list(AuditEntry.objects.values()))


def test_changed_credentials_are_entered_without_what_they_are(town: TownSettings, other: TownSettings) -> None:
    person = make_user(town, Role.MANAGER)
    authenticator = Authenticator(user=person, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    said = {"sender": User, "request": request_at(town), "user": person}

    mfa.authenticator_added.send(**said, authenticator=authenticator)
    account.email_changed.send(**said, from_email_address="old@town.example", to_email_address="new@town.example")

    (factor,) = trail(town, "kpss_sites.add_second_factor")
    assert (factor.person, factor.details) == ("prostejov-manager", {"factor": "totp"})
    assert len(trail(town, "kpss_sites.change_email")) == 1
    kept = str(list(AuditEntry.objects.values()))
    assert "JBSWY3DPEHPK3PXP" not in kept
    assert "@" not in kept


def test_lost_second_factor_is_entered_with_the_name_of_whose_it_was(town: TownSettings, other: TownSettings) -> None:
    manager, editor = make_user(town, Role.MANAGER), make_user(town, Role.EDITOR)

    log(instance=town.site, action="kpss_sites.reset_second_factor", data={"user": editor.pk}, user=manager)

    entries = trail(town, "kpss_sites.reset_second_factor")
    assert told(entries) == [("prostejov-manager", "prostejov-editor")]


def test_invitations_are_entered_without_the_address(town: TownSettings, other: TownSettings) -> None:
    manager = make_user(town, Role.MANAGER)
    invitation = invite(town.site, "nova@town.example", [Role.EDITOR], manager)
    address = reverse("invitation", args=[town.site_id, invitation.pk])

    signed_in(manager).post(address, {"action": "withdraw"})

    (entry,) = trail(town, "kpss_sites.withdraw_invitation")
    assert (entry.person, entry.details) == ("prostejov-manager", {"roles": ["editor"]})
    assert "@" not in str(list(AuditEntry.objects.values()))


def test_role_of_an_invitation_is_taken_up_by_the_invited_person(town: TownSettings) -> None:
    invitation = invite(town.site, "nova@town.example", [Role.EDITOR], make_user(town, Role.MANAGER))
    person = make_user(username="nova")

    accept(invitation, person, town)

    assert told(trail(town, "kpss_sites.give_role"))[-1] == ("nova", "nova")


def test_removed_town_takes_its_trail_along_and_the_platform_keeps_one_entry(
    town: TownSettings, other: TownSettings
) -> None:
    make_document(town)
    make_document(other)
    site_id, elsewhere = town.site_id, len(trail(other))
    admin = signed_in(make_admin())

    admin.post(reverse("remove_town", args=[site_id]), {"confirmation": town.site.hostname})

    assert not Site.objects.filter(pk=site_id).exists()
    assert not AuditEntry.objects.filter(site=site_id).exists()
    (entry,) = trail(None, "kpss_sites.remove_town")
    assert (entry.person, entry.label, entry.details) == ("admin", str(town.site), {"hostname": "prostejov.example"})
    assert trail(None, "wagtail.delete") == []
    assert len(trail(other)) == elsewhere


def test_removal_by_a_command_is_entered_too(town: TownSettings) -> None:
    remove_town(town)

    assert told(trail(None, "kpss_sites.remove_town")) == [("", str(town.site))]
