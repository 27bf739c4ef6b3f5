"""Which services a town offers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kpss_pages.catalog.models import Service
from sites.models import TownSettings
from tests.builders import At, make_service
from tests.kpss_pages.catalog.public.pages import catalog_path, path_of, text_of

pytestmark = pytest.mark.django_db


def test_service_is_offered_until_the_day_on_which_it_ends(at: At, prerov: TownSettings, bbsk: TownSettings) -> None:
    today = timezone.localdate()
    make_service(prerov, "Skončila dnes", ended_on=today)
    going = make_service(prerov, "Končí zítra", ended_on=today + timedelta(days=1))
    make_service(bbsk, "Cudzia")

    assert list(Service.objects.in_town(prerov.site_id).published()) == [going]
    shown = text_of(at("prerov.example").get(catalog_path(prerov)))
    assert "Končí zítra" in shown
    assert "Skončila dnes" not in shown
    assert "Tato služba končí" in text_of(at("prerov.example").get(path_of(going, prerov)))
