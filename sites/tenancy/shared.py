"""Models that towns share on purpose, each with its reason; every other model with a screen has to belong to towns."""

from collections.abc import Mapping

from django.db.models import Model

SHARED: Mapping[str, str] = {
    "wagtailcore.Locale": "the languages of the installation; nothing of a town is in them",
}
"""Rows that everybody who works in the admin may know of."""

PLATFORM: Mapping[str, str] = {
    "wagtailcore.Site": "kept through the screens of the platform's administrator",
    "wagtailcore.Collection": "made with the town; towns file into theirs",
    "wagtailcore.Task": "made with the town, named after it",
    "wagtailcore.GroupApprovalTask": "made with the town, named after it",
    "wagtailcore.Workflow": "made with the town, named after it",
    "wagtailredirects.Redirect": "stock redirects are of all towns; managers keep theirs on a screen of ours",
    "auth.Group": "the groups of all towns",
    "kpss_sites.User": "managers keep their town's people on a screen of ours",
}
"""Rows that only the platform's administrators may know of; Wagtail's screens of them are closed to everybody else."""


def is_shared(model: type[Model]) -> bool:
    """Return whether towns share the rows of a model on purpose."""
    return model._meta.label in SHARED
