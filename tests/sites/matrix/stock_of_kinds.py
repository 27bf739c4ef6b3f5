"""What the page kinds keep of a town besides its pages: contacts, services, places, events, plans, subscribers."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import (
    Page,
)

from kpss_pages.barrier_free.models import (
    BarrierFreeSettings,
    BarrierReport,
    Place,
    PlacePhoto,
    SurveyLink,
    SurveyPhoto,
)
from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import (
    CatalogSettings,
    ConfirmationRequest,
    GuideEdition,
    LifeSituation,
    RegisterRun,
    SearchWithoutResult,
    Service,
    Synonyms,
)
from kpss_pages.catalog.proposing import propose_change, propose_new, suggest
from kpss_pages.contacts.models import ContactRole, ContactSettings
from kpss_pages.contacts.models.rows import ContactRow
from kpss_pages.core.models import Topic, UrgentNotice
from kpss_pages.events.models import EventPage, Registration, RegistrationMail
from kpss_pages.plans.content import Goal, Link, PlanContent
from kpss_pages.plans.evaluation import year_of
from kpss_pages.plans.models import ClosedYear, MeasureReport, PlanPage, PlanStructure, ProcessStep
from kpss_pages.subscriptions.models import Announcement, Delivery, Mailing, Subscriber
from sites.models import (
    TownDocument,
    TownImage,
    TownSettings,
)
from tests.builders import (
    make_department,
    make_event,
    make_office,
    make_organisation,
    make_place,
    make_provider,
    make_role,
    make_service,
    make_survey,
)
from tests.builders import make_person as make_holder
from tests.files import samples
from tests.kpss_pages.plans.contents import make_measure


def plan_content(title: str, page: Page, document: TownDocument) -> PlanContent:
    """Make goals and a measure that links to a page and a document."""
    links = (Link(f"{title} page", page=page.pk), Link(f"{title} file", document=document.pk))
    measure = make_measure(3, name=f"{title} measure", responsible=f"{title} office", links=links)
    return PlanContent(
        "CZK", (Goal(1, None, "1", f"{title} priority"), Goal(2, 1, "1.1", f"{title} goal")), (measure,), 9
    )


def rows_of_plan(plan: PlanPage, title: str) -> None:
    """Make what is reported of a plan, a closed year of it, its steps and the names of its levels."""
    site = plan.get_site()
    for year in (2024, 2025):
        MeasureReport.objects.create(
            site=site, plan=plan.translation_key, measure=3, year=year, state="partly", comment=f"{title} comment"
        )
    figures = year_of(plan, 2024).to_json()
    ClosedYear.objects.create(site=site, plan=plan.translation_key, year=2024, figures=figures)
    ProcessStep.objects.create(page=plan, title=f"{title} step")
    PlanStructure.objects.create(site=site, level_1_cs=f"{title} level")


def rows_of_contacts(town: TownSettings, title: str) -> ContactRole:
    """Make an organisation, its office and department, a role in it that two people hold; the town shows them."""
    organisation = make_organisation(town, f"{title} organisation")
    office = make_office(town, f"{title} office", organisation=organisation, area=f"{title} village")
    department = make_department(town, f"{title} department", organisation=organisation, office=office)
    holder, deputy = make_holder(town, f"{title} holder", "+420581268111"), make_holder(town, f"{title} deputy")
    role = make_role(town, f"{title} role", department=department, office=office, holder=holder, deputy=deputy)
    ContactSettings.objects.create(site=town.site, coordinator=role, office=office)
    rows: tuple[ContactRow, ...] = (organisation, office, department, role, holder, deputy)
    for row in rows:
        row.save_revision()
    return role


def rows_of_catalogue(town: TownSettings, document: TownDocument, title: str) -> Service:
    """Make a service with its provider, who is asked whether it holds; what is proposed to it, and what leads to it."""
    word, now = title.split()[0], timezone.now()
    provider = make_provider(town, f"{title} provider", asked_at=f"asked@{word}.example", company_id="00301825")
    service = make_service(
        town,
        f"{title} service",
        provider=provider,
        register="rpss",
        register_number="1234567",
        mission=f"{title} mission",
        forms=[
            {"form": "ter", "hours_note": f"{title} hours", "free_places": 3, "free_places_on": timezone.localdate()}
        ],
        facilities=[{"name": f"{title} place", "street": f"{title} street 1", "municipality": f"{title} village"}],
    )
    provider.save_revision()
    service.save_revision()
    run = RegisterRun.objects.create(site=town.site, register="rpss", source=f"{title}.json", ended_at=now)
    changed = {"waiting": f"{title} waiting", "price": "free", "provider": {"municipality": f"{title} village"}}
    propose_change(service, changed, Origin.PROVIDER, "provider:1", f"{title} reason")
    propose_new(
        town.site_id, {"name": f"{title} new", "provider": {"name": f"{title} other"}}, Origin.REGISTER, "r", run
    )
    suggest(service, "phones", f"{title} suggestion", f"{title} why")
    ConfirmationRequest.objects.create(
        site=town.site,
        provider=provider,
        step="call",
        step_at=now,
        expires_at=now + timedelta(days=9),
        message_id=f"<{word}-asked@x>",
    )
    GuideEdition.objects.create(
        site=town.site, document=document, variant="a5", language="cs", dated=timezone.localdate(), progress=100
    )
    LifeSituation.objects.create(
        site=town.site, name_cs=f"{title} situation", slug=f"{word}-situation", words=f"{title} words"
    )
    # Those that a town begins with would fill the chooser's first page.
    Synonyms.objects.filter(site=town.site).delete()
    Synonyms.objects.create(site=town.site, words=f"{word}\n{title} synonym")
    SearchWithoutResult.objects.create(site=town.site, words=f"{title} searched", last_on=timezone.localdate())
    CatalogSettings.objects.update_or_create(
        site=town.site, defaults={"area": f"{title} area", "guide_title": f"{title} guide"}
    )
    return service


def rows_of_places(town: TownSettings, image: TownImage, title: str) -> Place:
    """Make a place with a photo, surveyed; a link by which a survey with a photo came that waits; a report."""
    word = title.split()[0]
    BarrierFreeSettings.objects.create(site=town.site, south="49.4", north="49.5", west="17.4", east="17.5")
    place = make_place(
        town,
        f"{title} mapped",
        {"entrances": [{"door": 91}]},
        survey={"surveyor": f"{title} surveyor", "note": f"{title} survey note"},
        street=f"{title} lane 1",
        about=f"{title} what for",
        latitude="49.455100",
        longitude="17.451200",
    )
    PlacePhoto.objects.create(place=place, image=image, alt_text=f"{title} steps")
    place.save_revision()
    link = SurveyLink.objects.create(
        site=town.site, name=f"{title} volunteers", valid_until=timezone.localdate() + timedelta(days=30)
    )
    waiting = make_survey(
        place, {}, state="waiting", origin="field", link=link, note=f"{title} waiting", surveyor=f"{title} walkers"
    )
    photo = SurveyPhoto(survey=waiting, alt_text=f"{title} door")
    photo.file.save(f"{word}.jpg", ContentFile(samples.picture()))
    BarrierReport.objects.create(
        site=town.site, place=place, subject="barrier", words=f"{title} barrier", email=f"walker@{word}.example"
    )
    return place


def rows_of_core(town: TownSettings, title: str) -> None:
    """Make an urgent notice."""
    now = timezone.now()
    UrgentNotice.objects.create(
        site=town.site, text_cs=f"{title} urgent", starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=9)
    )


def make_full_event(
    town: TownSettings, title: str, topic: Topic, document: TownDocument, role: ContactRole
) -> EventPage:
    """Make an event that repeats, with a date that is different, and somebody who has signed up for it."""
    start = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=3)
    other = {"date": timezone.localdate(start) + timedelta(days=7), "kind": "cancelled", "note": f"{title} exception"}
    event = make_event(
        town,
        f"{title} event",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        repeats="weekly",
        repeats_until=timezone.localdate(start) + timedelta(days=20),
        exceptions=[other],
        topics=[topic],
        documents=[document],
        contact=role,
        office=role.office,
        sign_up="form",
    )
    word = title.split()[0]
    guest = Registration.objects.create(
        site=town.site,
        event=event.translation_key,
        rule_start=start,
        name=f"{word} guest",
        email=f"guest@{word}.example",
        language="cs",
        delete_on=timezone.localdate() + timedelta(days=40),
    )
    RegistrationMail.objects.create(site=town.site, registration=guest, letter="confirm", begun_at=timezone.now())
    return event


def rows_of_subscriptions(town: TownSettings, topic: Topic, title: str) -> None:
    """Make somebody who is told of the town's news, and a mail that has gone; the news itself was announced."""
    word = title.split()[0]
    reader = Subscriber.objects.create(
        site=town.site, email=f"reader@{word}.example", language="cs", kinds=["news"], confirmed_at=timezone.now()
    )
    reader.topics.add(topic)
    last = Announcement.objects.filter(site=town.site).order_by("pk").last()
    assert last is not None
    mailing = Mailing.objects.create(site=town.site, frequency="daily", slot="2026-11-29", until=last.pk)
    Delivery.objects.create(
        site=town.site,
        mailing=mailing,
        subscriber=reader,
        announcements=[last.pk],
        message_id=f"<{word}@{town.site.hostname}>",
        state="sent",
        next_attempt_at=timezone.now(),
    )
