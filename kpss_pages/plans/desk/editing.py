"""Changing a plan's goals and measures: every change makes a draft of the page, or goes on with one's own newest."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from kpss_pages.plans.content import Goal, Measure, PlanContent
from kpss_pages.plans.models import PlanPage
from sites.models import User

CONTENT_ACTION = "kpss_plans.content"
GOES_ON_FOR = timedelta(minutes=30)
"""How long somebody's consecutive changes are kept as one version."""


@dataclass(frozen=True)
class Edited:
    """What became of a change; ``former`` is the version before it, None when nothing changed."""

    content: PlanContent
    former: Revision | None


def draft_of(page: PlanPage) -> PlanPage:
    """Return the page as its newest version has it."""
    draft: PlanPage = page.get_latest_revision_as_object()
    return draft


def lock_plan(page: PlanPage) -> PlanPage:
    """Let others wait who change the same plan, until the transaction ends; return the page as it is now."""
    Page.objects.select_for_update().get(pk=page.pk)
    locked: PlanPage = PlanPage.objects.get(pk=page.pk)
    return locked


@transaction.atomic
def edit_content(
    page: PlanPage,
    change: Callable[[PlanContent], PlanContent],
    user: User,
    told: dict[str, Any],
    *,
    apart: bool = False,
) -> Edited:
    """Change the content of the page's newest draft; ``told`` is what the history says.

    With ``apart`` the change is always a version of its own, so that it can be undone.
    """
    page = lock_plan(page)
    latest = page.get_latest_revision()
    draft = draft_of(page)
    content = change(draft.content)
    if content == draft.content:
        return Edited(content, None)
    if latest is None:
        latest = draft.save_revision(user=user, clean=False)
        page.refresh_from_db()
        draft = draft_of(page)
    overwritten = latest if not apart and _goes_on(page, latest, user) else None
    draft.content = content
    # As it is: what is unfinished elsewhere on the page does not hold the change up.
    revision = draft.save_revision(user=user, clean=False, overwrite_revision=overwritten)
    log(instance=draft, action=CONTENT_ACTION, user=user, data=told, revision=revision, content_changed=True)
    return Edited(content, latest)


def _goes_on(page: PlanPage, latest: Revision, user: User) -> bool:
    """Whether the newest version is a draft that the person has just made with these screens, and nobody waits for."""
    actions = set(PageLogEntry.objects.filter(revision=latest).values_list("action", flat=True))
    return (
        latest.user_id == user.pk
        and latest.created_at > timezone.now() - GOES_ON_FOR
        and latest.pk != page.live_revision_id
        and latest.approved_go_live_at is None
        and actions == {CONTENT_ACTION}
        and not TaskState.objects.filter(revision=latest).exists()
    )


def with_currency(content: PlanContent, currency: str) -> PlanContent:
    return replace(content, currency=currency)


def fingerprint(row: Goal | Measure) -> str:
    """Return what a form carries to tell whether somebody has changed a goal or measure since it was opened."""
    content = PlanContent(goals=(row,)) if isinstance(row, Goal) else PlanContent(measures=(row,))
    plain = json.dumps(content.to_json(), sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:24]


def told_of(row: Goal | Measure, done: str) -> dict[str, Any]:
    """Return what the history says of a change: ``done`` is a key of ``wording.DONE``."""
    what = "goal" if isinstance(row, Goal) else "measure"
    return {"done": done, "what": what, "id": row.id, "number": row.number, "name": row.name}
