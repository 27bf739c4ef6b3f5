import pytest
from wagtail.models import Page

from kpss_pages.core.models import Topic
from sites import checks
from sites.models import TownImage, User
from sites.tenancy import places


def ids(found: list) -> list[str | None]:
    return [message.id for message in found]


def test_house_is_in_order() -> None:
    assert checks.check_models_are_placed(None) == []
    assert checks.check_views_are_placed(None) == []


def test_view_without_a_place_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(places.PLACES, "wagtailredirects:*")

    found = checks.check_views_are_placed(None)

    assert set(ids(found)) == {"kpss_sites.E002"}
    assert any("wagtailredirects:index" in str(message) for message in found)


def test_model_with_a_screen_and_no_owner_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PLATFORM", {})

    assert "kpss_sites.E001" in ids(checks.check_models_are_placed(None))
    assert not checks.is_placed(User)
    assert all(checks.is_placed(model) for model in (Page, TownImage, Topic))


def test_page_kind_with_a_stock_form_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpss_pages.standard.models.StandardPage.base_form_class", Page.base_form_class)

    assert "kpss_sites.E004" in ids(checks.check_models_are_placed(None))
