from django.apps import apps
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.permissions import policy_registry

from sites.tenancy.policies import STOCK_POLICIES, AdministratorPolicy
from sites.tenancy.shared import PLATFORM, SHARED


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
