"""What the account's pages say, they say in Czech and Slovak."""

from pathlib import Path

import allauth
import polib
import pytest
from django.utils import translation
from wagtail.users.models import UserProfile

from sites.accounts.adapters import AccountAdapter
from sites.models import Role
from tests.builders import make_town, make_user
from tests.sites.accounts.acting import browser, sign_in


@pytest.mark.parametrize("language", ["cs", "sk"])
def test_allauths_own_words_are_complete(language: str) -> None:
    catalogue = polib.pofile(str(Path(allauth.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"))
    missing = [entry.msgid for entry in catalogue if not entry.obsolete and (entry.fuzzy or not entry.translated())]
    assert missing == []


def test_lock_is_told_in_the_language_of_the_reader() -> None:
    said = set()
    for language in ("en", "cs", "sk"):
        with translation.override(language):
            said.add(AccountAdapter().validation_error("too_many_login_attempts").messages[0])
    assert all("15" in sentence for sentence in said)


@pytest.mark.django_db
@pytest.mark.parametrize(("town", "language"), [("bbsk", "sk"), ("prerov", "cs")])
def test_sign_in_is_in_the_towns_language_and_the_rest_in_the_persons(town: str, language: str) -> None:
    made = make_town(town, language=language)
    person = make_user(made, Role.EDITOR, username="jana")
    UserProfile.objects.create(user=person, preferred_language="sk-sk")
    client = browser(f"{town}.example")
    assert f'<html lang="{language}"' in client.get("/account/login/").content.decode()
    sign_in(client, "jana")
    assert '<html lang="sk"' in client.get("/account/2fa/").content.decode()
