"""Where one is signed in, and ending it, on the session engine that production has too."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import LazySettings, settings
from django.test import Client

from sites.accounts.sessions import browser_of
from sites.models import Role
from tests.builders import PASSWORD, make_town, make_user
from tests.sites.accounts.acting import browser, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "another-good-horse-9"
ENGINES = ["django.contrib.sessions.backends.db", "django.contrib.sessions.backends.cached_db"]


@pytest.fixture(params=ENGINES, ids=["db", "cached_db"])
def engine(request: pytest.FixtureRequest, settings: LazySettings) -> None:
    settings.SESSION_ENGINE = request.param


def signed_in(name: str) -> Client:
    client = browser()
    sign_in(client, name)
    assert is_signed_in(client)
    return client


def key_of(client: Client) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.fixture
def people() -> None:
    make_user(make_town("prostejov"), Role.EDITOR, username="jana")
    make_user(make_town("prerov"), Role.EDITOR, username="petr")


@pytest.mark.usefixtures("engine", "people")
def test_ended_session_is_dead_and_the_others_live() -> None:
    here, lost, petr = signed_in("jana"), signed_in("jana"), signed_in("petr")
    row = UserSession.objects.get(session_key=key_of(lost))
    assert here.get("/account/sessions/").content.decode().count("/end/") == 2
    assert here.post(f"/account/sessions/{row.pk}/end/").status_code == 302
    assert not is_signed_in(lost)
    assert lost.get("/admin/").status_code == 302
    assert is_signed_in(here)
    assert is_signed_in(petr)


@pytest.mark.usefixtures("people")
def test_nobody_elses_session_is_listed_or_ended() -> None:
    jana, petr = signed_in("jana"), signed_in("petr")
    row = UserSession.objects.get(session_key=key_of(petr))
    assert f"/{row.pk}/end/" not in jana.get("/account/sessions/").content.decode()
    assert jana.post(f"/account/sessions/{row.pk}/end/").status_code == 404
    assert is_signed_in(petr)


@pytest.mark.usefixtures("engine", "people")
def test_all_but_this_one_end_at_once() -> None:
    here, first, second = signed_in("jana"), signed_in("jana"), signed_in("jana")
    here.post("/account/sessions/")
    assert is_signed_in(here)
    assert not is_signed_in(first)
    assert not is_signed_in(second)


@pytest.mark.usefixtures("people")
def test_ending_this_session_signs_out() -> None:
    here = signed_in("jana")
    row = UserSession.objects.get(session_key=key_of(here))
    assert here.post(f"/account/sessions/{row.pk}/end/").headers["Location"] == "/account/login/"
    assert not is_signed_in(here)


@pytest.mark.usefixtures("engine", "people")
def test_new_password_ends_the_other_sessions_and_their_rows() -> None:
    here, elsewhere, petr = signed_in("jana"), signed_in("jana"), signed_in("petr")
    new = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/account/password/change/", new).status_code == 302
    assert not is_signed_in(elsewhere)
    assert is_signed_in(here)
    assert is_signed_in(petr)
    keys = set(UserSession.objects.values_list("session_key", flat=True))
    assert keys == {key_of(here), key_of(petr)}


@pytest.mark.usefixtures("people")
def test_wrong_present_password_changes_nothing() -> None:
    here, elsewhere = signed_in("jana"), signed_in("jana")
    new = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post("/account/password/change/", new).status_code == 200
    assert is_signed_in(elsewhere)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
    ],
)
def test_browser_reads_by_its_name(said: str, read: str) -> None:
    assert browser_of(said) == read


def test_unknown_browser_is_called_so() -> None:
    assert browser_of("curl") == browser_of("") != ""
