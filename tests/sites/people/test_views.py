"""A manager looks after the people of the own town."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from sites.models import Invitation, Role, TownSettings, User
from sites.people.invitations import invite
from sites.people.membership import colleagues_of
from sites.roles import group_of
from tests.builders import PASSWORD, make_admin, make_town, make_user

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client(headers={"host": "prostejov.example"})
    client.force_login(user)
    return client


def link_in(message: EmailMessage) -> str:
    found = re.search(r"http://\S+", str(message.body))
    assert found is not None
    return found.group()


def invited(town: TownSettings, email: str = "nova@town.example") -> Invitation:
    return invite(town.site, email, [Role.EDITOR], make_user(town, Role.MANAGER))


def test_manager_invites_and_the_colleague_joins_with_those_roles_only(mailoutbox: list[EmailMessage]) -> None:
    town = make_town("prostejov")
    make_town("prerov")
    manager = signed_in(make_user(town, Role.MANAGER))
    response = manager.post(
        f"/admin/people/{town.site_id}/", {"email": "nova@town.example", "roles": ["editor", "coordinator"]}
    )
    assert response.status_code == 302
    (message,) = mailoutbox
    assert message.to == ["nova@town.example"]
    assert "Prostějov" in message.subject
    visitor = Client(headers={"host": "prostejov.example"})
    answer = {"first_name": "Nová", "last_name": "Kolegyně", "password1": PASSWORD, "password2": PASSWORD}
    assert visitor.post(link_in(message), answer).status_code == 302
    colleague = User.objects.get(email="nova@town.example")
    assert set(colleague.groups.all()) == {group_of(town.site, Role.EDITOR), group_of(town.site, Role.COORDINATOR)}
    assert not colleague.is_superuser
    assert UserProfile.get_for_user(colleague).preferred_language == "cs"
    assert visitor.get("/admin/").status_code == 200


def test_invitation_works_once(mailoutbox: list[EmailMessage]) -> None:
    town = make_town("prostejov")
    invitation = invited(town)
    visitor = Client(headers={"host": "prostejov.example"})
    answer = {"first_name": "A", "last_name": "B", "password1": PASSWORD, "password2": PASSWORD}
    visitor.post(f"/invitation/{invitation.token}/", answer)
    assert Client(headers={"host": "prostejov.example"}).get(f"/invitation/{invitation.token}/").status_code == 410


def test_expired_invitation_says_so() -> None:
    invitation = invited(make_town("prostejov"))
    invitation.expires_at = timezone.now() - timedelta(minutes=1)
    invitation.save()
    assert Client(headers={"host": "prostejov.example"}).get(f"/invitation/{invitation.token}/").status_code == 410


def test_unknown_invitation_is_not_found() -> None:
    make_town("prostejov")
    assert Client(headers={"host": "prostejov.example"}).get("/invitation/guessed/").status_code == 404


def test_new_person_needs_a_password_that_is_good_enough() -> None:
    invitation = invited(make_town("prostejov"))
    visitor = Client(headers={"host": "prostejov.example"})
    for first, second in (("short", "short"), (PASSWORD, "another-long-one"), ("123456789012", "123456789012")):
        answer = {"first_name": "A", "last_name": "B", "password1": first, "password2": second}
        assert visitor.post(f"/invitation/{invitation.token}/", answer).status_code == 200
    assert not User.objects.filter(email=invitation.email).exists()


def test_person_with_an_account_has_to_sign_in_to_accept() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    person = make_user(other, Role.EDITOR, email="nova@town.example")
    invitation = invited(town)
    stranger = Client(headers={"host": "prostejov.example"})
    assert "login" in stranger.get(f"/invitation/{invitation.token}/").headers["Location"]
    assert not person.groups.filter(town_role__site=town.site).exists()
    signed_in(person).post(f"/invitation/{invitation.token}/")
    assert person.groups.filter(town_role__site=town.site).exists()
    assert person.groups.filter(town_role__site=other.site).exists()


def test_inviting_again_replaces_the_former_link() -> None:
    town = make_town("prostejov")
    manager = make_user(town, Role.MANAGER)
    first = invite(town.site, "nova@town.example", [Role.MANAGER], manager)
    second = invite(town.site, "Nova@town.example", [Role.EDITOR], manager)
    assert list(Invitation.objects.all()) == [second]
    assert first.token != second.token


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR])
def test_only_managers_reach_the_people(role: Role) -> None:
    town = make_town("prostejov")
    client = signed_in(make_user(town, role))
    assert client.get(f"/admin/people/{town.site_id}/").status_code == 404
    assert "people" not in client.get("/admin/").content.decode()


def test_other_towns_people_are_not_found_by_any_address() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    stranger = make_user(other, Role.EDITOR)
    invitation = invite(other.site, "cizi@town.example", [Role.EDITOR], stranger)
    client = signed_in(make_user(town, Role.MANAGER))
    for path in (
        f"/admin/people/{other.site_id}/",
        f"/admin/people/{other.site_id}/{stranger.pk}/",
        f"/admin/people/{town.site_id}/{stranger.pk}/",
        f"/admin/people/{town.site_id}/{stranger.pk}/remove/",
        f"/admin/people/{town.site_id}/invitation/{invitation.pk}/",
        "/admin/people/999999/",
    ):
        assert client.post(path, {"roles": ["manager"], "email": "x@town.example"}).status_code == 404, path
    assert list(stranger.groups.all()) == [group_of(other.site, Role.EDITOR)]
    assert Invitation.objects.filter(pk=invitation.pk).exists()


@pytest.mark.parametrize("roles", [[], ["administrator"], ["editor", "owner"]])
def test_roles_outside_the_town_are_refused(roles: list[str], mailoutbox: list[EmailMessage]) -> None:
    town = make_town("prostejov")
    client = signed_in(make_user(town, Role.MANAGER))
    response = client.post(f"/admin/people/{town.site_id}/", {"email": "nova@town.example", "roles": roles})
    assert response.status_code == 200
    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_removed_person_loses_the_town_and_an_account_without_towns_is_closed() -> None:
    town, other = make_town("prostejov"), make_town("prerov")
    only_here = make_user(town, Role.EDITOR)
    in_both = make_user(town, Role.COORDINATOR)
    in_both.groups.add(group_of(other.site, Role.EDITOR))
    client = signed_in(make_user(town, Role.MANAGER))
    for person in (only_here, in_both):
        assert client.get(f"/admin/people/{town.site_id}/{person.pk}/remove/").status_code == 200
        client.post(f"/admin/people/{town.site_id}/{person.pk}/remove/")
    only_here.refresh_from_db()
    in_both.refresh_from_db()
    assert not only_here.is_active
    assert in_both.is_active
    assert list(in_both.groups.all()) == [group_of(other.site, Role.EDITOR)]
    assert [colleague.user.username for colleague in colleagues_of(town.site)] == ["prostejov-manager"]


def test_last_manager_can_neither_leave_nor_lose_the_role() -> None:
    town = make_town("prostejov")
    manager = make_user(town, Role.MANAGER)
    client = signed_in(manager)
    client.post(f"/admin/people/{town.site_id}/{manager.pk}/remove/")
    client.post(f"/admin/people/{town.site_id}/{manager.pk}/", {"roles": ["editor"]})
    assert list(manager.groups.all()) == [group_of(town.site, Role.MANAGER)]


def test_account_closed_when_leaving_opens_again_by_invitation() -> None:
    town = make_town("prostejov")
    person = make_user(town, Role.EDITOR, email="nova@town.example")
    client = signed_in(make_user(town, Role.MANAGER))
    client.post(f"/admin/people/{town.site_id}/{person.pk}/remove/")
    client.post(f"/admin/people/{town.site_id}/", {"email": "nova@town.example", "roles": ["editor"]})
    invitation = Invitation.objects.get()
    Client(headers={"host": "prostejov.example"}).post(f"/invitation/{invitation.token}/")
    person.refresh_from_db()
    assert person.is_active
    assert list(person.groups.all()) == [group_of(town.site, Role.EDITOR)]


def test_administrator_manages_the_people_of_every_town() -> None:
    town = make_town("prostejov")
    make_town("prerov")
    client = signed_in(make_admin())
    assert client.get(f"/admin/people/{town.site_id}/").status_code == 200
    assert client.get("/admin/people/").status_code == 200


def test_invitation_does_not_open_the_closed_account_of_an_administrator() -> None:
    town = make_town("prostejov")
    admin = make_admin(email="admin@town.example", is_active=False)
    invitation = invited(town, "admin@town.example")

    Client(headers={"host": "prostejov.example"}).post(f"/invitation/{invitation.token}/")

    admin.refresh_from_db()
    assert not admin.is_active
    assert not admin.groups.exists()


def test_invited_address_that_is_the_name_of_another_account_is_refused_with_a_message() -> None:
    town = make_town("prostejov")
    make_user(None, None, username="nova@town.example", email="elsewhere@town.example")
    passwords = {"password1": PASSWORD, "password2": PASSWORD}

    answer = Client(headers={"host": "prostejov.example"}).post(
        f"/invitation/{invited(town).token}/", {"first_name": "A", "last_name": "B", **passwords}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert User.objects.filter(email="nova@town.example").count() == 0


def test_address_that_is_too_long_for_a_name_is_refused(mailoutbox: list[EmailMessage]) -> None:
    town = make_town("prostejov")
    email = f"nova@{'a' * 60}.{'b' * 60}.{'c' * 60}.example"

    answer = signed_in(make_user(town, Role.MANAGER)).post(
        f"/admin/people/{town.site_id}/", {"email": email, "roles": ["editor"]}
    )

    assert answer.context["form"].errors
    assert not mailoutbox


def test_invitation_of_somebody_else_sends_nobody_round_in_circles() -> None:
    town = make_town("prostejov")
    make_user(None, None, username="nova", email="nova@town.example")
    invitation = invited(town)
    other = signed_in(make_user(town, Role.EDITOR))

    answer = other.get(f"/invitation/{invitation.token}/", follow=True)

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == "/admin/"
