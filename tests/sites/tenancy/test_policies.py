from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from sites.models import TownDocument
from sites.tenancy.policies import STOCK_POLICIES, AdministratorPolicy
from sites.tenancy.shared import PLATFORM, SHARED
from tests.builders import signed_in
from tests.sites.tenancy.conftest import Things


def test_what_has_no_town_is_kept_by_the_platforms_administrators() -> None:
    labels = {*PLATFORM, *SHARED} - set(STOCK_POLICIES)

    assert labels
    for label in labels:
        assert isinstance(policy_registry.get_by_type(apps.get_model(label)), AdministratorPolicy), label


def test_no_button_leads_to_tags() -> None:
    for model in ("townimage", "towndocument"):
        actions = [
            action.action_type for action in bulk_action_registry.get_bulk_actions_for_model("kpss_sites", model)
        ]
        assert "delete" in actions
        assert "add_tags" not in actions


@pytest.mark.django_db
def test_collection_that_a_form_offers_can_be_chosen_in_it(prerov: Things, benesov: Things) -> None:
    folder: Any = prerov.town.files_collection
    inner = folder.add_child(name="Inner")
    browser = signed_in(prerov.manager)

    def added(collection: Collection) -> int:
        upload = SimpleUploadedFile("notes.txt", f"Notes of {collection}".encode())
        form = {"title": "Notes", "collection": collection.pk, "language": "cs", "file": upload}
        status: int = browser.post(reverse("wagtaildocs:add"), form).status_code
        return status

    assert added(inner) == 302
    assert added(benesov.town.files_collection) == 200
    assert TownDocument.objects.filter(title="Notes").get().collection == inner
