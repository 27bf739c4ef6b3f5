"""A pattern: one town of a sort, made the way every town is made, whose rows the others copy."""

from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from cms.scale.names import InventedTown
from home.starter.bodies import BodyWriter, Keys
from kpss_pages.core.blocks import BodyBlock
from kpss_pages.core.models import BasePage, Topic
from kpss_pages.news.models import NewsIndexPage, NewsPage
from kpss_pages.plans.choices import PlanState
from kpss_pages.plans.models import PlanDocument, PlanIndexPage, PlanPage
from kpss_pages.standard.models import StandardPage
from sites.accounts.addresses import vouch_for_address
from sites.choices import Country
from sites.languages import ADMIN_LANGUAGES
from sites.models import Role, TownDocument, TownImage, TownSettings, User
from sites.provisioning import NewTown, create_town
from sites.roles import group_of

PASSWORD = "kpss-demo"  # noqa: S105 -- never installed where it would matter
PICTURE = Path(__file__).parent.parent / "demo" / "images" / "town.webp"
NEWS = ("Pozvánka na setkání", "Dotazník pro pečující", "Výroční zpráva")
PAGES = ("Kdo plánuje", "Pracovní skupiny")


def pattern_of(new: InventedTown, port: int) -> TownSettings:
    """Return the town that others copy, made when it is not there yet."""
    site = Site.objects.filter(hostname=new.hostname).first()
    return TownSettings.objects.get(site=site) if site else _make(new, port)


@transaction.atomic
def _make(new: InventedTown, port: int) -> TownSettings:
    language = "sk" if new.is_slovak else "cs"
    with override(language):
        town = create_town(
            NewTown(
                name=new.name,
                hostname=new.hostname,
                port=port,
                language=language,
                country=Country.SK if new.is_slovak else Country.CZ,
            )
        )
        editor = _make_editor(town, new.label)
        document = _add_document(town, editor)
        _add_image(town, editor)
        _add_pages(town, editor, document)
    return town


def _make_editor(town: TownSettings, label: str) -> User:
    name = f"{label}-{Role.EDITOR.value}"
    user: User = User.objects.create(
        username=name,
        email=f"{name}@kpss.example",
        first_name="Vymyšlená",
        last_name="Osoba",
        password=make_password(PASSWORD),
    )
    user.groups.add(group_of(town.site, Role.EDITOR))
    vouch_for_address(user)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = ADMIN_LANGUAGES[town.default_language]
    profile.save()
    return user


def _add_image(town: TownSettings, uploader: User) -> None:
    file = ContentFile(PICTURE.read_bytes(), PICTURE.name)
    image = TownImage(
        title="Náměstí",
        description="Náměstí s lavičkami",
        collection=town.files_collection,
        file=file,
        uploaded_by_user=uploader,
    )
    image._set_image_file_metadata()
    image.save()


def _add_document(town: TownSettings, uploader: User) -> TownDocument:
    file = ContentFile("Plán je vymyšlený.".encode(), "plan.txt")
    document = TownDocument(
        title="Plán sociálních služeb",
        language=town.default_language,
        collection=town.plan_collection,
        file=file,
        uploaded_by_user=uploader,
    )
    document._set_document_file_metadata()
    document.save()
    return document


def _add_pages(town: TownSettings, editor: User, document: TownDocument) -> None:
    home = town.site.root_page
    topic = Topic.objects.create(site=town.site, slug="setkani", name_cs="Setkání", name_sk="Stretnutia")
    news_index = NewsIndexPage.objects.child_of(home).get()
    for day, title in enumerate(NEWS, start=1):
        news = NewsPage(title=title, lead="Přijďte mezi nás.", date=date(2026, 3, day), topics=[topic])
        _publish(news_index, news, editor)
    plan = PlanPage(
        title="Komunitní plán 2025–2028",
        state=PlanState.IN_FORCE,
        period_from=date(2025, 1, 1),
        period_to=date(2028, 12, 31),
        files=[PlanDocument(document=document, sort_order=0)],
    )
    _publish(PlanIndexPage.objects.child_of(home).get(), plan, editor)
    for title in PAGES:
        _publish(home, StandardPage(title=title, show_in_menus=True), editor)


def _publish(parent: Page, page: BasePage, owner: User) -> None:
    page.locale, page.owner = parent.locale, owner
    if isinstance(page, NewsPage | PlanPage | StandardPage):
        text = {"block": "text", "text": f"<p>{page.title} v naší obci, kde se služby plánují společně.</p>"}
        page.body = BodyWriter(BodyBlock(), Keys(), f"scale/{page.title}").body([text])
    parent.add_child(instance=page)
    page.save_revision(user=owner).publish(user=owner, skip_permission_checks=True)
