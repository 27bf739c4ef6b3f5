from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from kpss_pages.core.models import Topic
from kpss_pages.news.models import NewsIndexPage, NewsPage
from sites.models import Role, TownSettings
from tests.builders import make_topic, make_user, section_of, signed_in

pytestmark = pytest.mark.django_db


def screen(name: str, *arguments: Any) -> str:
    return reverse(f"wagtailsnippets_kpss_core_topic:{name}", args=arguments)


def test_two_towns_may_have_topics_of_the_same_name(prerov: TownSettings, bbsk: TownSettings) -> None:
    assert make_topic(prerov, "Aktuality").slug == make_topic(bbsk, "Aktuality").slug == "aktuality"


def test_town_has_one_topic_of_a_name(prerov: TownSettings) -> None:
    make_topic(prerov, "Aktuality")

    with pytest.raises(ValidationError):
        Topic(site=prerov.site, name_cs="Aktuality").full_clean()


def test_topic_needs_a_name_in_one_language_and_makes_its_address_of_it(bbsk: TownSettings) -> None:
    with pytest.raises(ValidationError):
        Topic(site=bbsk.site).full_clean()
    topic = Topic(site=bbsk.site, name_sk="Žiadosti a súhlasy")

    topic.full_clean()

    assert topic.slug == "ziadosti-a-suhlasy"


def test_topic_is_named_in_the_language_of_the_page() -> None:
    topic, czech_only = Topic(name_cs="Akce", name_sk="Podujatia"), Topic(name_cs="Akce")

    with override("sk"):
        assert (topic.name, czech_only.name) == ("Podujatia", "Akce")
    with override("cs"):
        assert topic.name == "Akce"


@pytest.mark.parametrize("role", Role)
def test_people_of_a_town_keep_its_topics_and_see_no_others(
    prerov: TownSettings, bbsk: TownSettings, role: Role
) -> None:
    own, foreign = make_topic(prerov, "Vlastní téma"), make_topic(bbsk, "Cudzia téma")
    browser = signed_in(make_user(prerov, role))

    listing = browser.get(screen("list")).content.decode()

    assert own.name in listing
    assert foreign.name not in listing
    assert browser.get(screen("edit", own.pk)).status_code == 200
    for name in ("edit", "delete", "history", "usage"):
        assert browser.get(screen(name, foreign.pk)).status_code != 200


def test_new_topic_belongs_to_the_town_of_its_author(prerov: TownSettings, bbsk: TownSettings) -> None:
    browser = signed_in(make_user(prerov, Role.EDITOR))

    browser.post(screen("add"), {"name_cs": "Akce", "name_sk": "", "kind": "topic", "slug": "", "site": bbsk.site.pk})

    assert [topic.site for topic in Topic.objects.filter(slug="akce")] == [prerov.site]


def test_author_of_two_towns_chooses_between_them_only(prerov: TownSettings, bbsk: TownSettings) -> None:
    user = make_user(prerov, Role.EDITOR)
    browser = signed_in(user)
    user.groups.add(bbsk.site.town_roles.get(role=Role.EDITOR).group)

    browser.post(screen("add"), {"name_cs": "Akce", "name_sk": "", "kind": "topic", "slug": "", "site": bbsk.site.pk})

    assert [topic.site for topic in Topic.objects.filter(slug="akce")] == [bbsk.site]


def test_topic_changed_by_post_must_be_the_towns_own(prerov: TownSettings, bbsk: TownSettings) -> None:
    foreign = make_topic(bbsk, "Akce")
    browser = signed_in(make_user(prerov, Role.MANAGER))

    browser.post(screen("edit", foreign.pk), {"name_cs": "Změněno", "name_sk": "", "kind": "topic", "slug": "akce"})
    browser.post(screen("delete", foreign.pk))

    foreign.refresh_from_db()
    assert foreign.name_cs == "Akce"


def test_page_offers_topics_of_its_town_and_refuses_others(prerov: TownSettings, bbsk: TownSettings) -> None:
    own, foreign = make_topic(prerov, "Akce"), make_topic(bbsk, "Granty")
    index = section_of(prerov, NewsIndexPage)
    browser = signed_in(make_user(prerov, Role.EDITOR))
    address = reverse("wagtailadmin_pages:add", args=["kpss_news", "newspage", index.pk])
    fields = nested_form_data(
        {
            "title": "Setkání",
            "date": "2024-05-01",
            "body": streamfield([]),
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
        }
    )

    refused = browser.post(address, {**fields, "slug": "a", "topics": [own.pk, foreign.pk]})
    accepted = browser.post(address, {**fields, "slug": "b", "topics": [own.pk]})

    offered = browser.get(address).context["form"].fields["topics"].queryset
    assert list(offered) == [own]
    assert (refused.status_code, accepted.status_code) == (200, 302)
    assert "topics" in refused.context["form"].errors
    assert "Granty" not in refused.content.decode()
    assert [(page.slug, list(page.topics.all())) for page in NewsPage.objects.child_of(index)] == [("b", [own])]
