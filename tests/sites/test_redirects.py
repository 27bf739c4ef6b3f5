"""A page that gets another address stays reachable at the former one, in its own town only."""

from typing import Any

import pytest

from tests.builders import At, home_of, make_page, make_town, publish_language

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "prefix"), [("cs", ""), ("sk", "/sk")])
def test_former_address_leads_to_the_new_one(
    at: At, language: str, prefix: str, django_capture_on_commit_callbacks: Any
) -> None:
    town = make_town("prostejov", other_languages=("sk",))
    make_town("prerov")
    publish_language(town, "sk")
    page = make_page(home_of(town, language), "Porada", slug="porada")
    make_page(page, "Úřad", slug="urad")
    page.slug = "porady"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    for former, current in (("porada/", "porady/"), ("porada/urad/", "porady/urad/")):
        response = at("prostejov.example").get(f"{prefix}/{former}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"http://prostejov.example{prefix}/{current}"
        assert at("prerov.example").get(f"{prefix}/{former}").status_code == 404
