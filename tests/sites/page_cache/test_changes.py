"""What a change empties, and what it leaves; the other town's pages always stay."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site, get_page_models
from wagtail.rich_text import RichText

from kpss_pages.core.models import BasePage, Topic
from kpss_pages.news.models import NewsIndexPage, NewsPage
from kpss_pages.plans.models import PlanIndexPage, PlanPage
from kpss_pages.standard.choices import Purpose
from kpss_pages.standard.models import StandardPage
from sites.models import PartnerLink, TownDocument, TownImage, TownLanguage, TownSettings
from sites.page_cache.tags import ADDRESSES
from sites.removal import remove_town
from tests.builders import (
    home_of,
    make_document,
    make_image,
    make_news,
    make_page,
    make_plan,
    make_topic,
    make_town,
    publish_language,
    section_of,
)
from tests.sites.page_cache.conftest import Visitor

LookAt = Callable[[TownSettings], Visitor]

HOME, NEWS, FEED, ARTICLE = "/", "/aktuality/", "/aktuality/feed/", "/aktuality/zprava/"
PLANS, PLAN, MAP, SEARCH, SITEMAP = "/plany/", "/plany/plan/", "/mapa/", "/hledani/?q=slovo", "/sitemap.xml"
ABOUT, BELOW, LINKING = "/o-nas/", "/o-nas/tym/", "/jinde/odkaz/"
ALL = {HOME, NEWS, FEED, ARTICLE, PLANS, PLAN, MAP, SEARCH, SITEMAP, ABOUT, BELOW, LINKING}


class Town:
    """A town with a page of every sort, all of them kept."""

    def __init__(self, settings: TownSettings, visitor: Visitor) -> None:
        self.settings = settings
        self.visitor = visitor
        self.home = home_of(settings)
        self.image = TownImage.objects.get(title="Obrázek")
        self.document = TownDocument.objects.get(title="Příloha")
        self.topic = Topic.objects.get(site=settings.site)
        self.news = NewsPage.objects.get(slug="zprava")
        self.plan = PlanPage.objects.get(slug="plan")
        self.about, self.below, self.linking, self.map = (
            StandardPage.objects.get(slug=slug) for slug in ("o-nas", "tym", "odkaz", "mapa")
        )
        self.settle()

    def settle(self) -> None:
        """Have everything kept; pages that cannot be are found out here."""
        for path in ALL:
            self.look(path)
        assert self.kept() == ALL

    def look(self, path: str) -> bool:
        """Whether an address is answered from what is kept."""
        return self.visitor.is_kept(path)

    def kept(self) -> set[str]:
        return {path for path in ALL if self.look(path)}

    def dropped(self) -> set[str]:
        return ALL - self.kept()


@pytest.fixture(scope="module", autouse=True)
def pages(towns: tuple[TownSettings, TownSettings], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the pages once for all tests of the module; what a test changes is rolled back."""
    settings = towns[0]
    with django_db_blocker.unblock(), transaction.atomic():
        home = home_of(settings)
        for section, slug in ((NewsIndexPage, "aktuality"), (PlanIndexPage, "plany")):
            page = section_of(settings, section)
            page.slug = slug
            page.save_revision().publish()
        image, document = make_image(settings, "Obrázek"), make_document(settings, "Příloha")
        topics = [make_topic(settings)]
        make_news(settings, "Zpráva", slug="zprava", image=image, documents=[document], topics=topics)
        make_plan(settings, "Plán", slug="plan", files=[make_document(settings, "Plán v PDF")])
        about = make_page(home, "O nás", slug="o-nas")
        make_page(about, "Tým", slug="tym")
        link = RichText(f'<a linktype="page" id="{about.pk}">o nás</a>')
        elsewhere = make_page(home, "Jinde", slug="jinde")
        make_page(elsewhere, "Odkaz", slug="odkaz", body=[("text", {"heading": "", "text": link})])
        make_page(home, "Mapa", slug="mapa", purpose=Purpose.SITE_MAP)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def town(prerov: TownSettings, look_at: LookAt) -> Town:
    return Town(prerov, look_at(prerov))


@pytest.fixture(autouse=True)
def other_town_is_left_alone(bbsk: TownSettings, look_at: LookAt, request: pytest.FixtureRequest) -> Iterator[None]:
    """Hold, in every test, that both languages of the other town stay kept."""
    visitor = look_at(bbsk)
    for path in ("/", "/cs/"):
        visitor.client.get(path)
    yield
    assert visitor.kept("/", "/cs/") == {"/", "/cs/"}


def test_every_page_kind_says_what_it_lists() -> None:
    for kind in get_page_models():
        if issubclass(kind, BasePage):
            assert "shown_kinds" in vars(kind), f"{kind._meta.label} does not say which kinds it lists."
            for label in kind.shown_kinds or ():
                assert label == ADDRESSES or apps.get_model(label)


def test_content_of_a_page_shows_on_the_page_and_in_results_of_the_search(town: Town) -> None:
    town.about.lead = "Jiná slova"
    town.about.save_revision().publish()
    assert town.dropped() == {ABOUT, SEARCH, SITEMAP}
    assert "Jiná slova" in town.visitor.text(ABOUT)


def test_draft_shows_nowhere(town: Town) -> None:
    town.about.title = "Rozepsané"
    town.about.save_revision()
    make_page(town.about, "Nový návrh", live=False).save_revision()
    assert town.dropped() == set()


def test_title_shows_below_in_menus_and_where_it_is_linked_to(town: Town) -> None:
    page = town.below
    page.title = "Náš tým"
    page.save_revision().publish()
    assert town.dropped() == {BELOW, MAP, SEARCH, SITEMAP}


def test_section_shows_on_every_page_of_its_language(town: Town) -> None:
    town.about.title = "Kdo jsme"
    town.about.save_revision().publish()
    assert town.dropped() == ALL
    assert "Kdo jsme" in town.visitor.text(BELOW)


def test_address_of_what_is_below_follows_and_links_lead_there(town: Town) -> None:
    inner = make_page(town.below, "Vnitřní", slug="vnitrni")
    link = RichText(f'<a linktype="page" id="{inner.pk}">uvnitř</a>')
    town.linking.body = [("text", {"heading": "", "text": link})]
    town.linking.save_revision().publish()
    town.settle()
    town.below.slug = "lide"
    town.below.save_revision().publish()
    assert town.dropped() >= {BELOW, LINKING, MAP, SITEMAP, SEARCH}
    assert '/o-nas/lide/vnitrni/"' in town.visitor.text(LINKING)
    assert town.visitor.client.get("/o-nas/tym/vnitrni/").status_code == 404


def test_news_show_in_the_list_on_the_home_page_and_in_the_feed(town: Town) -> None:
    make_news(town.settings, "Nová zpráva")
    assert town.dropped() == {HOME, NEWS, FEED, MAP, SEARCH, SITEMAP}
    town.settle()
    town.news.title = "Opravená zpráva"
    town.news.save_revision().publish()
    assert town.dropped() == {HOME, NEWS, FEED, ARTICLE, MAP, SEARCH, SITEMAP}
    assert "Opravená zpráva" in town.visitor.text(HOME)


def test_plan_shows_in_its_section_on_the_home_page_and_beside_other_plans(town: Town) -> None:
    make_plan(town.settings, "Nový plán", predecessor=town.plan)
    assert town.dropped() == {HOME, PLANS, PLAN, MAP, SEARCH, SITEMAP}
    assert "Nový plán" in town.visitor.text(PLAN)


def test_unpublished_page_is_gone_at_once(town: Town) -> None:
    town.news.unpublish()
    assert town.visitor.client.get(ARTICLE).status_code == 404
    assert town.dropped() >= {HOME, NEWS, FEED, MAP, SEARCH, SITEMAP}
    assert "Zpráva" not in town.visitor.text(NEWS)


def test_deleted_branch_is_gone_at_once(town: Town) -> None:
    Page.objects.get(pk=town.about.pk).delete()
    assert town.visitor.client.get(ABOUT).status_code == 404
    assert town.visitor.client.get(BELOW).status_code == 404
    assert "O nás" not in town.visitor.text(HOME)


def test_moved_page_leaves_one_menu_and_enters_another(town: Town) -> None:
    town.about.move(town.map, "last-child")
    assert town.visitor.client.get(ABOUT).status_code != 200
    assert town.visitor.client.get("/mapa/o-nas/tym/").status_code == 200
    assert '/mapa/o-nas/"' in town.visitor.text(LINKING)
    assert 'href="/o-nas/"' not in town.visitor.text(HOME)


def test_order_of_the_menu_shows_everywhere(town: Town) -> None:
    town.map.move(town.about, "left")
    assert town.dropped() == ALL
    shown = town.visitor.text(PLANS)
    assert shown.index('href="/mapa/"') < shown.index('href="/o-nas/"')


def test_copied_branch_shows_at_once(town: Town) -> None:
    town.about.copy(recursive=True, update_attrs={"slug": "kopie", "title": "Kopie"})
    assert town.visitor.client.get("/kopie/tym/").status_code == 200
    assert "Kopie" in town.visitor.text(PLANS)


@pytest.mark.parametrize("path", [ABOUT, BELOW])
def test_page_that_becomes_private_is_not_shown_any_more(path: str, town: Town) -> None:
    restriction = PageViewRestriction.objects.create(
        page=town.about, restriction_type=PageViewRestriction.PASSWORD, password="tajemstvi"
    )
    for _ in range(2):
        response = town.visitor.client.get(path)
        assert "Tým" not in response.content.decode()
        assert 'type="password"' in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]
    assert "O nás" not in town.visitor.text(MAP)
    restriction.delete()
    town.visitor.client.cookies.clear()
    town.settle()


def test_topic_shows_on_its_news_and_their_lists(town: Town) -> None:
    town.topic.name_cs = "Události"
    town.topic.save()
    assert town.dropped() == {HOME, NEWS, FEED, ARTICLE, SEARCH, SITEMAP}
    town.topic.delete()
    assert "Události" not in town.visitor.text(ARTICLE)


def test_picture_shows_where_it_is_used_and_in_lists(town: Town) -> None:
    town.image.description = "Jiný popis"
    town.image.save()
    assert town.dropped() == {HOME, NEWS, FEED, ARTICLE, SEARCH, SITEMAP}
    town.image.delete()
    assert "<figure" not in town.visitor.text(ARTICLE)


def test_document_shows_where_it_is_offered(town: Town) -> None:
    town.document.title = "Přejmenovaná"
    town.document.save()
    assert ARTICLE in town.dropped()
    assert "Přejmenovaná" in town.visitor.text(ARTICLE)
    town.settle()
    town.document.delete()
    assert "Přejmenovaná" not in town.visitor.text(ARTICLE)
    assert town.kept() >= {PLANS, PLAN, ABOUT, BELOW, LINKING, MAP}


def test_document_of_a_collection_that_becomes_private_leaves_the_search_and_where_it_is_named(town: Town) -> None:
    restriction = CollectionViewRestriction.objects.create(
        collection=town.settings.plan_collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert town.dropped() >= {SEARCH, SITEMAP, PLAN, ARTICLE}
    town.settle()
    restriction.delete()
    assert town.dropped() >= {SEARCH, SITEMAP, PLAN, ARTICLE}
    assert town.kept() >= {ABOUT, BELOW, LINKING, MAP}


def test_collection_without_documents_that_becomes_private_ends_no_page(town: Town) -> None:
    files = town.settings.files_collection
    assert files is not None
    collection = files.add_child(name="Prázdná")
    town.settle()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    assert town.dropped() == {SEARCH, SITEMAP}


@pytest.mark.parametrize("change", ["settings", "row", "language", "coat of arms"])
def test_what_surrounds_every_page_shows_everywhere(change: str, town: Town) -> None:
    settings = town.settings
    if change == "settings":
        settings.phone = "+420 111 222 333"
        settings.save()
    elif change == "row":
        PartnerLink.objects.create(town=settings, title="Partner", url="https://partner.example/")
    elif change == "language":
        TownLanguage.objects.create(town=settings, language="sk")
    else:
        settings.coat_of_arms, settings.coat_of_arms_text = make_image(settings, "Znak"), "Znak"
        settings.save()
        town.settle()
        settings.coat_of_arms.save()
    assert town.dropped() == ALL


def test_suspended_town_is_closed_and_opened_at_once(town: Town) -> None:
    town.settings.is_suspended = True
    town.settings.save()
    assert town.visitor.client.get(ABOUT).status_code == 503
    town.settings.is_suspended = False
    town.settings.save()
    assert town.visitor.client.get(ABOUT).status_code == 200


def test_renamed_host_answers_at_once_and_the_former_one_leads_there(town: Town) -> None:
    site = Site.objects.get(pk=town.settings.site_id)
    site.hostname = "kpss.prerov.example"
    site.save()
    assert town.visitor.client.get(ABOUT).headers["Location"] == f"http://kpss.prerov.example{ABOUT}"
    answer = town.visitor.client.get(ABOUT, headers={"host": "kpss.prerov.example"})
    assert "kpss.prerov.example/o-nas/" in answer.content.decode()


def test_removed_town_is_gone_at_once(look_at: LookAt) -> None:
    benesov = make_town("benesov")
    visitor = look_at(benesov)
    assert visitor.client.get("/").status_code == 200
    remove_town(benesov)
    assert visitor.client.get("/").status_code == 404


def test_scheduled_page_shows_when_its_time_has_come(town: Town) -> None:
    past = timezone.now() - timedelta(minutes=1)
    page = make_page(town.home, "Plánovaná", slug="planovana", live=False, go_live_at=past)
    page.save_revision(approved_go_live_at=past)
    assert town.visitor.client.get("/planovana/").status_code == 404
    town.settle()
    call_command("publish_scheduled")
    assert town.visitor.client.get("/planovana/").status_code == 200
    assert "Plánovaná" in town.visitor.text(PLANS)


def test_page_is_gone_when_its_time_is_over(town: Town) -> None:
    town.news.expire_at = timezone.now() - timedelta(minutes=1)
    town.news.save()
    town.settle()
    call_command("publish_scheduled")
    assert town.visitor.client.get(ARTICLE).status_code == 404
    assert "Zpráva" not in town.visitor.text(HOME)


def test_redirect_leads_on_at_once_from_where_nothing_was(town: Town) -> None:
    assert town.visitor.client.get("/stara/").status_code == 404
    Redirect.add_redirect("/stara/", town.about, site=town.settings.site)
    assert town.visitor.client.get("/stara/").status_code == 301
    assert town.dropped() == set()


def test_new_language_and_translation_are_linked_to_at_once(look_at: LookAt) -> None:
    ostrov = make_town("ostrov", other_languages=("sk",))
    page = make_page(home_of(ostrov), "Kontakt", slug="kontakt")
    visitor = look_at(ostrov)
    assert "hreflang" not in visitor.text("/kontakt/")
    publish_language(ostrov, "sk")
    assert 'lang="sk"' in visitor.text("/kontakt/")
    assert 'href="/sk/kontakt/"' not in visitor.text("/kontakt/")
    translated = page.copy_for_translation(home_of(ostrov, "sk").locale)
    translated.slug = "kontakt"
    translated.save_revision().publish()
    assert 'href="/sk/kontakt/"' in visitor.text("/kontakt/")
    visitor.client.get("/sk/kontakt/")
    translated.lead = "Iné slová"
    translated.save_revision().publish()
    assert visitor.kept("/kontakt/", "/sk/kontakt/") == {"/kontakt/"}


def test_row_of_a_page_that_is_saved_by_itself_shows(town: Town) -> None:
    row = PlanPage.objects.get(pk=town.plan.pk).files.get()
    row.note = "Konečné znění"
    row.save()
    assert "Konečné znění" in town.visitor.text(PLAN)
