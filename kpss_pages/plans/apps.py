from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "kpss_pages.plans"
    label = "kpss_plans"

    def ready(self) -> None:
        from kpss_pages.core.announcements import AnnouncedKind, Occasion, register_announcements
        from kpss_pages.plans import signals  # noqa: F401
        from kpss_pages.plans.choices import PlanState
        from kpss_pages.plans.models import PlanStructure
        from kpss_pages.plans.public import subpages  # noqa: F401
        from sites.models import Role
        from sites.roles import register_row_actions
        from sites.tenancy.named_objects import names_own_page
        from sites.tenancy.places import place_views
        from sites.tenancy.policies import register_town_rows

        place_views({"kpss_plans_*": (names_own_page,)})
        register_town_rows(PlanStructure)
        register_row_actions(PlanStructure, {Role.COORDINATOR: ("change",), Role.MANAGER: ("change",)})

        def occasion_of(page: Any) -> Occasion | None:
            """People are told when they may comment on a plan, and when it is in force."""
            return Occasion(mark=page.state) if page.state in (PlanState.FOR_COMMENTS, PlanState.IN_FORCE) else None

        register_announcements(
            AnnouncedKind(
                key="plans",
                model="kpss_plans.PlanPage",
                label=_("Plans and their documents"),
                occasion_of=occasion_of,
                detail_of=lambda page: page.state_label,
            )
        )
