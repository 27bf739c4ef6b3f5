"""A town's own sign-in opens accounts of that town's people, and nothing else, at a real issuer."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from sites.accounts.sealing import seal
from sites.models import Role, TownSettings, TownSignIn, User
from sites.people.invitations import invite
from sites.roles import group_of
from tests.builders import make_admin, make_town, make_user, signed_in
from tests.sites.accounts.acting import browser, is_signed_in, sign_in
from tests.sites.accounts.issuer import CLIENT, SECRET, Issuer

pytestmark = pytest.mark.django_db
EMAIL = "nova@prostejov.example"


@pytest.fixture
def town(issuer: Issuer) -> TownSettings:
    """Prostějov with an own sign-in, beside Přerov without one."""
    town = make_town("prostejov")
    make_town("prerov")
    TownSignIn.objects.create(
        site=town.site,
        label="Magistrát",
        issuer=issuer.address,
        client_id=CLIENT,
        sealed_secret=seal(SECRET),
        email_domains="prostejov.example",
    )
    return town


def start(client: Client, town: TownSettings) -> str:
    """Begin at the town's button, pass by the issuer, and return the address to which it sends the browser back."""
    at_issuer = client.get(f"/account/oidc/town-{town.site_id}/login/").headers["Location"]
    back = requests.get(at_issuer, allow_redirects=False, timeout=5).headers["Location"]
    parts = urlsplit(back)
    assert parts.netloc == "prostejov.example"
    return f"{parts.path}?{parts.query}"


def come(town: TownSettings) -> tuple[Client, int]:
    """Sign in through the issuer; return the browser and the status of the answer."""
    client = browser()
    return client, client.get(start(client, town)).status_code


def make_nova(town: TownSettings, **changes: str) -> User:
    return make_user(town, Role.EDITOR, **({"username": "nova", "email": EMAIL} | changes))


def test_person_of_the_town_signs_in_and_is_known_again_by_number(town: TownSettings, issuer: Issuer) -> None:
    user = make_nova(town)
    for _visit in range(2):
        client, status = come(town)
        assert status == 302
        assert client.get("/admin/").status_code == 200
    assert list(SocialAccount.objects.values_list("user", "provider", "uid")) == [
        (user.pk, f"town-{town.site_id}", "1")
    ]
    assert sign_in(browser(), "nova").status_code == 302  # the password is still good


def test_invited_person_gets_an_account_with_the_roles_of_the_invitation(town: TownSettings) -> None:
    invite(town.site, EMAIL, [Role.COORDINATOR], make_user(town, Role.MANAGER))
    client, _status = come(town)
    assert client.get("/admin/").status_code == 200
    user = User.objects.get(email=EMAIL)
    assert set(user.groups.all()) == {group_of(town.site, Role.COORDINATOR)}
    assert not user.has_usable_password()


def test_nobody_is_made_silently(town: TownSettings) -> None:
    before = User.objects.count()
    client, status = come(town)
    assert status == 403
    assert not is_signed_in(client)
    assert User.objects.count() == before


Change = Callable[[Issuer], None]
UNTRUSTED: dict[str, dict[str, object]] = {
    "unverified": {"email_verified": False},
    "unsaid": {"email_verified": None},
    "other domain": {"email": "nova@prerov.example"},
    "domain below": {"email": "nova@evil.prostejov.example"},
    "domain that ends alike": {"email": "nova@evilprostejov.example"},
    "without": {"email": None},
}


@pytest.mark.parametrize("claims", UNTRUSTED.values(), ids=UNTRUSTED)
def test_address_must_be_verified_and_of_the_towns_domain(
    town: TownSettings, issuer: Issuer, claims: dict[str, object]
) -> None:
    make_nova(town)
    if claims.get("email"):
        make_user(town, Role.EDITOR, username="same", email=str(claims["email"]))
    issuer.claims |= claims
    client, status = come(town)
    assert status == 403
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_known_number_with_another_address_opens_nothing(town: TownSettings, issuer: Issuer) -> None:
    make_nova(town)
    come(town)
    make_user(town, Role.MANAGER, username="chief", email="chief@prostejov.example")
    issuer.claims["email"] = "chief@prostejov.example"
    client, status = come(town)
    assert status == 403
    assert not is_signed_in(client)


def test_issuer_opens_neither_other_towns_people_nor_those_of_several_nor_administrators(town: TownSettings) -> None:
    other = TownSettings.objects.get(site__hostname="prerov.example")
    user = make_nova(other)
    assert come(town)[1] == 403
    user.groups.add(group_of(town.site, Role.EDITOR))
    assert come(town)[1] == 403
    user.delete()
    make_admin(email=EMAIL).groups.add(group_of(town.site, Role.EDITOR))
    assert come(town)[1] == 403
    assert not SocialAccount.objects.exists()


def test_other_hosts_know_nothing_of_it(town: TownSettings) -> None:
    for host in ("prerov.example", "localhost"):
        client = browser(host)
        assert client.get(f"/account/oidc/town-{town.site_id}/login/").status_code == 404
        assert client.get(f"/account/oidc/town-{town.site_id}/login/callback/?code=1&state=2").status_code == 404
        assert "Magistrát" not in client.get("/account/login/").content.decode()
    assert "Magistrát" in browser().get("/account/login/").content.decode()


def test_link_adds_nothing_to_what_the_issuer_is_asked(town: TownSettings) -> None:
    def asked(query: str) -> set[str]:
        address = browser().get(f"/account/oidc/town-{town.site_id}/login/{query}").headers["Location"]
        words = parse_qs(urlsplit(address).query)
        assert words["redirect_uri"] == [f"http://prostejov.example/account/oidc/town-{town.site_id}/login/callback/"]
        assert set(words["scope"][0].split()) == {"openid", "profile", "email"}
        assert words["state"] != ["known"]
        return set(words)

    tampered = "?auth_params=redirect_uri%3Dhttps://evil.example%26state%3Dknown%26prompt%3Dnone&scope=offline_access"
    assert asked("") == asked(tampered) >= {"state", "code_challenge", "code_challenge_method"}


def test_answer_for_somebody_elses_browser_is_refused(town: TownSettings) -> None:
    make_nova(town)
    back = start(browser(), town)
    victim = browser()
    assert victim.get(back).status_code == 401
    assert not is_signed_in(victim)


@pytest.mark.parametrize("wrong", ["audience", "name", "secret"])
def test_token_of_another_client_or_issuer_and_a_wrong_secret_are_refused(
    town: TownSettings, issuer: Issuer, wrong: str
) -> None:
    make_nova(town)
    client = browser()
    back = start(client, town)
    if wrong == "secret":
        TownSignIn.objects.update(sealed_secret=seal("guess"))
    elif wrong == "audience":
        issuer.audience = "somebody-else"
    else:
        # The configuration is asked for again: only the token comes from another one.
        issuer.claims["iss"] = "https://other.example"
    assert client.get(back).status_code == 401
    assert not is_signed_in(client)


def test_issuer_that_does_not_answer_is_told_in_words(town: TownSettings) -> None:
    TownSignIn.objects.update(issuer="http://127.0.0.1:9")
    page = browser().get(f"/account/oidc/town-{town.site_id}/login/")
    assert page.status_code == 502
    assert 'href="/account/login/"' in page.content.decode()


def test_required_sign_in_stops_passwords_of_its_people_and_of_nobody_else(town: TownSettings) -> None:
    TownSignIn.objects.update(is_required=True)
    make_nova(town)
    make_user(town, Role.EDITOR, username="outside", email="outside@elsewhere.example")
    both = make_nova(town, username="both", email="both@prostejov.example")
    both.groups.add(group_of(TownSettings.objects.get(site__hostname="prerov.example").site, Role.EDITOR))
    client = browser()
    assert sign_in(client, "nova").headers["Location"] == "/account/login/"
    assert not is_signed_in(client)
    for name in ("outside", "both"):
        assert sign_in(browser(), name).headers["Location"] == "/admin/"
    client, _status = come(town)
    assert is_signed_in(client)


def test_signed_in_person_cannot_connect_the_account_of_an_issuer(town: TownSettings, issuer: Issuer) -> None:
    make_user(town, Role.EDITOR, username="jana")
    client = browser()
    sign_in(client, "jana")
    at_issuer = client.get(f"/account/oidc/town-{town.site_id}/login/?process=connect").headers["Location"]
    back = urlsplit(requests.get(at_issuer, allow_redirects=False, timeout=5).headers["Location"])
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not SocialAccount.objects.exists()


def test_another_issuer_forgets_the_numbers_of_the_former(town: TownSettings) -> None:
    make_nova(town)
    come(town)
    own = TownSignIn.objects.get()
    own.label = "Úřad"
    own.save()
    assert SocialAccount.objects.exists()
    own.issuer = "https://other.example"
    own.save()
    assert not SocialAccount.objects.exists()


def form(at: Issuer, **changes: str) -> dict[str, str]:
    sent = {"label": "Úřad", "issuer": at.address, "client_id": CLIENT, "secret": SECRET}
    return sent | {"email_domains": "Prerov.example office.prerov.example"} | changes


def test_administrator_sets_it_and_the_secret_is_sealed_and_never_shown(issuer: Issuer) -> None:
    town = make_town("prerov")
    admin = signed_in(make_admin())
    url = f"/admin/towns/{town.site_id}/sign-in/"
    assert f"http://prerov.example/account/oidc/town-{town.site_id}/login/callback/" in admin.get(url).content.decode()
    assert admin.post(url, form(issuer)).status_code == 302
    own = TownSignIn.objects.get(site=town.site)
    assert own.domains == ["prerov.example", "office.prerov.example"]
    assert SECRET not in own.sealed_secret
    assert SECRET not in admin.get(url).content.decode()
    assert admin.post(url, form(issuer, secret="", label="Magistrát")).status_code == 302
    assert TownSignIn.objects.get().sealed_secret == own.sealed_secret
    admin.post(url, {"remove": "yes"})
    assert not TownSignIn.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", "http://127.0.0.1:9"),
        ("issuer", "ftp://issuer.example"),
        ("email_domains", "prerov"),
        ("email_domains", "@prerov.example"),
        ("email_domains", "*.example"),
        ("secret", ""),
    ],
)
def test_unfit_settings_are_refused(issuer: Issuer, field: str, value: str) -> None:
    town = make_town("prerov")
    page = signed_in(make_admin()).post(f"/admin/towns/{town.site_id}/sign-in/", form(issuer, **{field: value}))
    assert page.status_code == 200
    assert not TownSignIn.objects.exists()


def test_issuer_that_calls_itself_otherwise_is_refused(issuer: Issuer) -> None:
    town = make_town("prerov")
    issuer.name = "https://other.example"
    page = signed_in(make_admin()).post(f"/admin/towns/{town.site_id}/sign-in/", form(issuer))
    assert "https://other.example" in page.content.decode()
    assert not TownSignIn.objects.exists()


def test_manager_does_not_reach_the_screen(town: TownSettings) -> None:
    manager = signed_in(make_user(town, Role.MANAGER), "prostejov.example")
    assert manager.get(f"/admin/towns/{town.site_id}/sign-in/").status_code == 404
