"""What Wagtail and our own views write into Wagtail's log."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import BaseLogEntry, CollectionMember, ModelLogEntry, Page, PageLogEntry

from sites.audit.recording import record
from sites.audit.sources.rows import is_watched
from sites.audit.whose import PLATFORM, sites_about
from sites.models import User

LOGS: tuple[type[BaseLogEntry], ...] = (PageLogEntry, ModelLogEntry)

OF_THE_PLATFORM = ("kpss_sites.remove_town",)
"""What must outlive the town."""

ENTERED_ELSEWHERE = ("kpss_sites.change_roles", "kpss_sites.remove_person")
"""``roles`` says of each role to whom it was given and from whom it was taken."""

KEPT_DETAILS = ("roles", "suspended", "hostname")
"""What of an entry's data is kept: nothing that somebody has written, such as comments, or that names people."""


def enter(instance: BaseLogEntry, created: bool, **kwargs: Any) -> None:
    if not created or instance.action in ENTERED_ELSEWHERE:
        return
    about = _thing(instance)
    if about is not None and _is_entered_by_rows(instance.action, about):
        return
    site_ids = PLATFORM if about is None or instance.action in OF_THE_PLATFORM else sites_about(about)
    about = _colleague(instance) or about
    record(
        instance.action,
        site_ids,
        person=instance.user if instance.user_id else None,
        about=about,
        label="" if isinstance(about, User) else instance.label,
        details={name: instance.data[name] for name in KEPT_DETAILS if name in instance.data},
    )


for log_model in LOGS:
    receiver(post_save, sender=log_model)(enter)


def _thing(entry: BaseLogEntry) -> Model | None:
    """Return what an entry is about, None when it is no longer there."""
    if isinstance(entry, PageLogEntry):
        return entry.page if "page" in entry._state.fields_cache else Page.objects.filter(pk=entry.page_id).first()
    model = entry.content_type.model_class() if entry.content_type else None
    return model._base_manager.filter(pk=entry.object_id).first() if model is not None else None


def _colleague(entry: BaseLogEntry) -> User | None:
    """Return whom an entry of our own about a town is really about: the account that its data names."""
    is_ours = entry.action.startswith("kpss_sites.") and "user" in entry.data
    return User.objects.filter(pk=entry.data["user"]).first() if is_ours else None


def _is_entered_by_rows(action: str, about: Model) -> bool:
    if action == "wagtail.create":
        return isinstance(about, CollectionMember)
    return action == "wagtail.delete" and is_watched(type(about))
