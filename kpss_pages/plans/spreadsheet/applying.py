"""Checking a spreadsheet against a plan's draft, keeping what was checked until it is confirmed, and applying it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Page

from kpss_pages.plans.choices import Currency
from kpss_pages.plans.content import Link, Measure, PlanContent
from kpss_pages.plans.desk.editing import draft_of, lock_plan
from kpss_pages.plans.models import PlanPage, PlanStructure
from kpss_pages.plans.roles import role_names
from kpss_pages.plans.spreadsheet.assembly import Assembly, assemble
from kpss_pages.plans.spreadsheet.changes import Changes, changes_of, without
from kpss_pages.plans.spreadsheet.reading import Reading, Trouble
from kpss_pages.plans.spreadsheet.template import digest_of
from sites.choices import Country
from sites.models import User
from sites.tenancy.references import foreign_references
from sites.tenancy.scope import rows_in_scope, town_of

SPREADSHEET_ACTION = "kpss_plans.spreadsheet"
KEPT_FOR = 3 * 60 * 60
"""Seconds for which a checked upload can be applied."""


@dataclass(frozen=True)
class Proposal:
    """What a spreadsheet would make of a plan's draft as it now is; with troubles it cannot be applied."""

    reading: Reading
    content: PlanContent
    digest: str
    troubles: tuple[Trouble, ...]
    notes: tuple[str, ...]
    changes: Changes

    @property
    def can_be_applied(self) -> bool:
        return not self.troubles and bool(self.changes)


@dataclass(frozen=True)
class Kept:
    """A checked upload, and the digest of the draft against which it was checked."""

    reading: Reading
    digest: str


def propose(page: PlanPage, reading: Reading, user: User) -> Proposal:
    """Check what was read against the newest draft of a page; nothing is saved."""
    draft = draft_of(page)
    base, digest = draft.content, digest_of(draft.content)
    foreign = _of_another_plan(reading, str(page.translation_key))
    if foreign:
        return Proposal(reading, base, digest, (*reading.troubles, foreign), reading.notes, Changes())
    town = town_of(page)
    site_id = town.site_id if town else None
    roles = role_names(site_id)
    assembly = assemble(reading, base, roles)
    _check_links(assembly, reading, base, site_id, user)
    _check_depth(assembly, reading, base, site_id)
    if town and assembly.content != base and not base.currency and any(m.costs for m in assembly.content.measures):
        currency = Currency.EUR if town.country == Country.SK else Currency.CZK
        assembly.content = replace(assembly.content, currency=currency.value)
    changes = _shown(changes_of(base, assembly.content, roles), assembly, reading)
    notes = reading.notes
    if changes and reading.digest not in ("", digest):
        notes += (
            _(
                "The plan has been changed since this file was downloaded. Look whether something newer would be taken back."
            ),
        )
    return Proposal(reading, assembly.content, digest, _in_order(assembly.troubles, reading), notes, changes)


def _in_order(troubles: Iterable[Trouble], reading: Reading) -> tuple[Trouble, ...]:
    """Return what is wrong as it follows in the file, whole sheets first."""
    sheets = {place.title: order for order, place in enumerate(reading.places.values())}
    return tuple(
        sorted(
            troubles, key=lambda found: (sheets.get(found.sheet, -1), found.line or 0, len(found.column), found.column)
        )
    )


def _shown(changes: Changes, assembly: Assembly, reading: Reading) -> Changes:
    """Return the changes that can be told although something is wrong elsewhere."""
    if not reading.is_complete:
        return Changes()
    told = without(changes, assembly.wrong)
    ids = {place.columns["id"] for name, place in reading.places.items() if name in ("goals", "measures")}
    if any((trouble.column, trouble.header) in ids for trouble in assembly.troubles):
        # A row whose ID is wrong may be one of those that seem to be absent.
        return Changes(told.created, told.changed, (), told.unchanged)
    return told


def _of_another_plan(reading: Reading, plan: str) -> Trouble | None:
    if reading.plan in ("", plan) or not any("id" in row.values for row in reading.rows):
        return None
    sentence = _(
        "This file was downloaded from another plan, so its IDs mean something else here. Download this plan's spreadsheet, or delete the contents of the ID columns to add all rows as new ones."
    )
    return Trouble("", None, "", "", sentence)


def _check_links(assembly: Assembly, reading: Reading, base: PlanContent, site_id: int | None, user: User) -> None:
    """Find fault with new links to what is not the town's or not for this person; nothing is told of other towns'."""
    known = {link for measure in base.measures for link in measure.links}
    new = [(row, link, owner) for row, link, owner in assembly.links if link not in known and not link.url]
    links = tuple(link for _row, link, _owner in new)
    probe = PlanPage(content=PlanContent(measures=(Measure(1, None, "", "", links=links),)))
    references = foreign_references(probe, site_id)
    for name, model in (("page", Page), ("document", get_document_model())):
        # Pages and documents have numbers of their own.
        foreign = {int(reference.pk) for reference in references if issubclass(reference.model, model)}
        wanted = {getattr(link, name) for link in links} - {None}
        there = set(rows_in_scope(model, user).filter(pk__in=wanted).values_list("pk", flat=True))
        for row, link, owner in new:
            if getattr(link, name) in wanted - (there - foreign):
                assembly.add(reading, row, "address", _no_target(link), ("measures", owner))


def _check_depth(assembly: Assembly, reading: Reading, base: PlanContent, site_id: int | None) -> None:
    """Find fault with what was put deeper than the town's plans go."""
    structure = PlanStructure.objects.filter(site=site_id).first() or PlanStructure()
    content = assembly.content
    for goal_id, row in assembly.goal_rows.items():
        goal, former = content.goal(goal_id), base.goal(goal_id)
        is_new_place = goal is not None and (former is None or former.parent != goal.parent)
        if is_new_place and len(content.path_to(goal_id)) > structure.depth:
            sentence = ngettext(
                "This town's plans have %(count)d level above the measures. Put the row higher.",
                "This town's plans have %(count)d levels above the measures. Put the row higher.",
                structure.depth,
            )
            assembly.add(reading, row, "parent", sentence % {"count": structure.depth}, ("goals", goal_id))


def _no_target(link: Link) -> str:
    if link.page is not None:
        return _("This town has no page with the number %(id)d. Look at the address of the page's editing screen.") % {
            "id": link.page
        }
    return _("This town has no document with the number %(id)d. Look at the address of the document's screen.") % {
        "id": link.document
    }


def keep(proposal: Proposal, page: PlanPage, user: User) -> str:
    """Return a checked upload signed, to be sent back by the same person for the same page."""
    kept: dict[str, Any] = {"reading": proposal.reading.to_json(), "digest": proposal.digest}
    return signing.dumps(kept, salt=_salt(page, user), compress=True)


def kept_upload(signed: str, page: PlanPage, user: User) -> Kept | None:
    """Return what ``keep`` signed; None when it is too old, somebody else's, of another page or tampered with."""
    try:
        kept = signing.loads(signed, salt=_salt(page, user), max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return Kept(Reading.from_json(kept["reading"]), kept["digest"])


def _salt(page: PlanPage, user: User) -> str:
    return f"{SPREADSHEET_ACTION}.{user.pk}.{page.pk}"


@transaction.atomic
def apply(page: PlanPage, kept: Kept, user: User) -> tuple[Proposal, bool]:
    """Save a checked upload as a new draft; return what it meant, and whether it was saved.

    It is not saved when the draft is no longer the one against which it was checked, or when nothing would change.
    """
    page = lock_plan(page)
    proposal = propose(page, kept.reading, user)
    if proposal.digest != kept.digest or not proposal.can_be_applied:
        return proposal, False
    if page.latest_revision_id is None:
        draft_of(page).save_revision(user=user, clean=False)  # what the history can go back to
        page.refresh_from_db()
    draft = draft_of(page)
    draft.content = proposal.content
    # As it is: what is unfinished elsewhere on the page does not hold the measures up.
    revision = draft.save_revision(user=user, clean=False)
    counts = proposal.changes.counts()
    log(instance=draft, action=SPREADSHEET_ACTION, user=user, data=counts, revision=revision, content_changed=True)
    return proposal, True
