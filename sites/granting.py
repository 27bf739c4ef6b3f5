"""For migrations: the towns that are there already get their roles' permissions for rows of a new model."""

from collections.abc import Iterable, Mapping

from django.apps.registry import Apps

EVERYBODY = ("editor", "coordinator", "manager")
PLANNERS = ("coordinator", "manager")


def grant_rows(apps: Apps, app_label: str, actions: Mapping[str, Iterable[str]], roles: Iterable[str]) -> None:
    """Grant ``actions`` ("add", "change", "delete", "view") by model name to roles of all towns; safe to call again.

    What a new town gets is said with ``register_row_actions``; this is the same for the older ones.
    """
    towns_roles = list(apps.get_model("kpss_sites", "TownRole").objects.filter(role__in=list(roles)))
    grants = apps.get_model("wagtailcore", "GroupSitePermission").objects
    for model_name, names in actions.items():
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=app_label, model=model_name
        )
        for action in names:
            # Django makes permissions when all migrations are done, which is too late here.
            permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model_name}",
                defaults={"name": f"Can {action} {model_name}"},
            )
            for role in towns_roles:
                grants.get_or_create(group_id=role.group_id, site_id=role.site_id, permission=permission)
