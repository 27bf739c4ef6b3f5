"""An entry stays in its town, also when somebody who works for two towns edits it."""

import pytest

from kpss_pages.catalog.models import Provider, Service
from sites.models import Role, TownSettings
from tests.builders import make_service, make_user, signed_in
from tests.kpss_pages.screens import address, sent

pytestmark = pytest.mark.django_db


def test_entry_stays_in_its_town_whoever_edits_it(prerov: TownSettings, bbsk: TownSettings) -> None:
    user = make_user(prerov, Role.MANAGER)
    user.groups.add(*make_user(bbsk, Role.MANAGER).groups.all())
    browser = signed_in(user, prerov.site.hostname)
    service = make_service(prerov)
    for row in (service.provider, service):
        model = Provider if isinstance(row, Provider) else Service
        url = address(model, "edit", row.pk)
        assert browser.post(url, sent(browser, url, site=bbsk.site_id)).status_code == 302
        row.refresh_from_db()
        assert row.site_id == prerov.site_id
