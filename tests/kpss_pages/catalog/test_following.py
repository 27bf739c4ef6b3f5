"""What of the kept catalogue ends when something of a service changes."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kpss_pages.catalog.models import LifeSituation, Service
from sites.models import TownSettings
from tests.builders import make_office, make_service
from tests.kpss_pages.catalog.public.test_listing import path_of

pytestmark = pytest.mark.django_db

IsKept = Callable[..., bool]


@pytest.fixture
def is_kept(settings: LazySettings) -> IsKept:
    """Return a function that says whether an address is answered from what is kept; afterwards it is."""
    settings.PAGE_CACHE = True
    TownSettings.objects.update(counts_visits=False)
    cache.clear()

    def asked(town: TownSettings, query: str = "") -> bool:
        with CaptureQueriesContext(connection) as queries:
            response = Client(headers={"host": town.site.hostname}).get(f"{path_of(town)}{query}")
        assert response.status_code == 200
        # ``path_of`` itself asks for the page.
        return len(queries) <= 2

    return asked


def changed_form(service: Service) -> None:
    form = service.forms.get()
    form.free_places = 1
    form.save()


@pytest.mark.parametrize(
    "change",
    [
        changed_form,
        lambda service: service.facilities.get().delete(),
        lambda service: service.save(),
        lambda service: service.provider.save(),
        lambda service: service.delete(),
        lambda service: LifeSituation.objects.filter(site=service.site)[0].save(),
    ],
)
def test_list_ends_with_anything_of_a_service_in_its_own_town_alone(
    change: Callable[[Service], object], is_kept: IsKept, prerov: TownSettings, bbsk: TownSettings
) -> None:
    service = make_service(prerov)
    make_service(bbsk)
    for town in (prerov, bbsk):
        is_kept(town)
        assert is_kept(town)

    change(Service.objects.get(pk=service.pk))

    assert not is_kept(prerov)
    assert is_kept(bbsk)


def test_list_ends_with_an_office_that_distances_are_counted_from(is_kept: IsKept, prerov: TownSettings) -> None:
    make_service(prerov)
    office = make_office(prerov, latitude="49.5", longitude="17.4")
    is_kept(prerov)
    assert is_kept(prerov)

    office.save()

    assert not is_kept(prerov)


@pytest.mark.parametrize("query", ["?form=pob", "?q=nic+takoveho", "?page=7", "?near=Nikde", "?group=junk"])
def test_what_nobody_has_or_invents_is_not_kept(query: str, is_kept: IsKept, prerov: TownSettings) -> None:
    make_service(prerov)

    is_kept(prerov, query)
    assert not is_kept(prerov, query)
