"""What the reports of pages say to a town's people."""

import pytest
from django.test import Client
from django.urls import reverse

from sites.models import Role
from tests.builders import home_of, make_page, make_town, make_user, signed_in

pytestmark = pytest.mark.django_db


def test_page_that_nobody_is_known_to_have_published_says_so_in_the_persons_language() -> None:
    prerov = make_town("prerov")
    make_page(home_of(prerov), "Zásady")
    editor: Client = signed_in(make_user(prerov, Role.MANAGER), "prerov.example")
    text = editor.get(reverse("wagtailadmin_reports:aging_pages")).content.decode()
    assert "Zásady" in text
    assert "neví se" in text
    assert ">None<" not in text.replace("\n", "").replace(" ", "")
    assert '<nav aria-label="Akce"' in text
