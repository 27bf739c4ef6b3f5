"""The list of passwords that leaked is searched in the file, and asked wherever a password is chosen."""

from hashlib import sha1
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sites.accounts.passwords import is_breached
from sites.models import Role, User
from sites.people.invitations import invite
from tests.builders import make_town, make_user
from tests.sites.accounts.acting import browser

LEAKED = [f"leaked-password-{number}" for number in range(300)]


@pytest.fixture
def breached(tmp_path: Path) -> Path:
    """A list as it is published: counts of several lengths, the ends of lines of another system."""
    path = tmp_path / "breached.txt"
    hashes = sorted(sha1(password.encode()).hexdigest().upper() for password in LEAKED)  # noqa: S324
    path.write_bytes(b"".join(f"{found}:{number**3}\r\n".encode() for number, found in enumerate(hashes)))
    return path


def test_every_line_is_found_and_nothing_else(breached: Path) -> None:
    assert all(is_breached(password, breached) for password in LEAKED)
    assert not any(is_breached(f"{password}!", breached) for password in LEAKED)


@pytest.mark.parametrize("lines", [0, 1, 2])
def test_short_lists_are_searched_too(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "short.txt"
    chosen = LEAKED[:lines]
    path.write_text("".join(sorted(f"{sha1(one.encode()).hexdigest().upper()}:1\n" for one in chosen)))  # noqa: S324
    assert [is_breached(one, path) for one in LEAKED[:3]] == [one in chosen for one in LEAKED[:3]]


def test_last_line_without_an_end_is_found(tmp_path: Path) -> None:
    path = tmp_path / "open.txt"
    path.write_text("\n".join(sorted(f"{sha1(one.encode()).hexdigest().upper()}:1" for one in LEAKED)))  # noqa: S324
    assert all(is_breached(password, path) for password in LEAKED)


def test_leaked_password_is_refused_and_common_ones_also_without_a_list(breached: Path, settings: LazySettings) -> None:
    validate_password("leaked-password-7")
    with pytest.raises(ValidationError):
        validate_password("password1234")
    settings.BREACHED_PASSWORDS_FILE = str(breached)
    with pytest.raises(ValidationError) as refused:
        validate_password("leaked-password-7")
    assert [error.code for error in refused.value.error_list] == ["password_breached"]


@pytest.mark.django_db
def test_invited_person_cannot_choose_a_leaked_one(breached: Path, settings: LazySettings) -> None:
    settings.BREACHED_PASSWORDS_FILE = str(breached)
    town = make_town("prostejov")
    invitation = invite(town.site, "nova@town.example", [Role.EDITOR], make_user(town, Role.MANAGER))
    answer = {"first_name": "A", "last_name": "B", "password1": LEAKED[5], "password2": LEAKED[5]}
    assert browser().post(f"/invitation/{invitation.token}/", answer).status_code == 200
    assert not User.objects.filter(email="nova@town.example").exists()
