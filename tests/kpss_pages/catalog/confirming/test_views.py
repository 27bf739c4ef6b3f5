"""What a provider sees and does behind its link, and what nobody else does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from kpss_pages.catalog.choices import Origin, ProposalKind, ProposalState
from kpss_pages.catalog.facts import Fact, Facts
from kpss_pages.catalog.models import CatalogIndexPage, ConfirmationRequest, Proposal, Provider, Service
from kpss_pages.core.ways import Phone, Phones
from sites.models import TownSettings
from tests.builders import make_provider, make_service, publish_language
from tests.kpss_pages.catalog.confirming.asked import (
    LONG_AGO,
    address,
    let_ask,
    make_asked,
    make_request,
    services_of,
    work,
)

pytestmark = pytest.mark.django_db

At = Callable[[str], Client]
FACT = Fact(Origin.REGISTER, LONG_AGO)


@pytest.fixture
def provider(prerov: TownSettings) -> Provider:
    """Return a provider of Přerov with two entries that are filled in."""
    let_ask(prerov)
    provider = make_asked(prerov, services=2)
    for service in services_of(provider):
        service.phones = Phones((Phone("+420581268111", "vedoucí"),))
        service.activities = "vaření\r\nnákupy"
        service.facts = Facts({"phones": FACT, "price": FACT, "forms": FACT})
        form = service.forms.get()
        form.capacities = type(form.capacities).from_json([[45, "klient", ""]])
        form.save()
        service.save(update_fields=["phones", "activities", "facts"])
    return provider


def form_of(browser: Client, url: str, service: Service) -> dict[str, Any]:
    """Return what a browser would send of the form of an entry as it is."""
    form = (answer := browser.get(f"{url}?service={service.pk}")).context["form"]
    sent: dict[str, Any] = {"version": answer.context["version"]}
    for field in form:
        value = field.value()
        if isinstance(value, dict):
            sent |= {f"{field.name}-{part}": text for part, text in value.items() if text}
        elif value is True:
            sent[field.name] = "on"
        elif value not in (None, False, ""):
            sent[field.name] = value
    return sent


def test_reading_changes_nothing_and_one_click_confirms_everything(
    prerov: TownSettings, bbsk: TownSettings, provider: Provider, at: At, django_assert_max_num_queries: Any
) -> None:
    make_service(prerov, "Cizí služba", provider=make_provider(prerov, "Cizí"), confirmed_on=LONG_AGO)
    make_asked(bbsk)
    url = address(prerov, asked := make_request(provider))
    browser = at("prerov.example")

    with django_assert_max_num_queries(40):
        answer = browser.get(url)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Služba 1 Příkladová pomoc" in text
    assert "Cizí" not in text
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert browser.head(url).status_code == 200
    assert {service.confirmed_on for service in services_of(provider)} == {LONG_AGO}

    assert browser.post(url, {"version": answer.context["version"]}).status_code == 302
    today = timezone.localdate()
    for service in services_of(provider):
        assert (service.confirmed_on, service.confirmed_by) == (today, Origin.PROVIDER)
        assert service.facts.of("phones") == Fact(Origin.REGISTER, LONG_AGO, today)
    asked.refresh_from_db()
    assert (asked.answered_at is not None, asked.outcome) == (True, "confirmed")
    assert not Proposal.objects.exists()
    assert Service.objects.filter(confirmed_on=LONG_AGO).count() == 2
    # Pressed once more on the page that stayed open, the button says the same.
    assert browser.post(url, {"version": answer.context["version"]})["Location"] == f"{url}?said=all"
    # Answered, it says so and lets them change again.
    assert browser.get(url).context["progress"].left == 0
    assert browser.get(f"{url}?service={services_of(provider)[0].pk}").status_code == 200


def test_untouched_form_confirms_and_proposes_nothing(prerov: TownSettings, provider: Provider, at: At) -> None:
    url = address(prerov, asked := make_request(provider))
    browser = at("prerov.example")
    first, second = services_of(provider)
    answer = browser.post(f"{url}?service={first.pk}", form_of(browser, url, first))
    assert answer["Location"] == f"{url}?service={second.pk}&said=yes"
    assert not Proposal.objects.exists()
    first.refresh_from_db()
    assert first.confirmed_on == timezone.localdate()
    asked.refresh_from_db()
    assert asked.answered_at is None
    answer = browser.post(f"{url}?service={second.pk}", form_of(browser, url, second))
    assert answer["Location"] == f"{url}?said=all"
    asked.refresh_from_db()
    assert (asked.answered_at is not None, asked.outcome) == (True, "confirmed")


def test_what_differs_is_proposed_and_free_places_are_taken_over_at_once(
    prerov: TownSettings, provider: Provider, at: At
) -> None:
    url = address(prerov, asked := make_request(provider))
    browser = at("prerov.example")
    first = services_of(provider)[0]
    sent = form_of(browser, url, first) | {
        "phones": "581 268 999 – příjem",
        "price": "free",
        "waiting": "dva měsíce",
        "form_0-capacity_0": "50",
        "form_0-free": "3",
        "form_0-hours-0": "8-12",
        "more_forms": ["amb"],
        "place_0-access": "partly",
        "words": "Přestěhovali jsme se.",
    }
    browser.post(f"{url}?service={first.pk}", sent)

    change = Proposal.objects.get(words="")
    assert (change.origin, change.kind, change.site_id) == (Origin.PROVIDER, ProposalKind.CHANGE, prerov.site_id)
    assert set(change.values) == {"phones", "price", "waiting", "forms", "facilities"}
    assert change.values["phones"] == [["+420581268999", "příjem"]]
    given, added = change.values["forms"]
    assert given["capacities"] == [[50, "klient", ""]]
    assert given["hours"]["week"][0] == [[["08:00", "12:00", False, ""]], ""]
    assert added["form"] == "amb"
    assert change.values["facilities"][0]["access"] == "partly"
    assert change.values["facilities"][0]["street"] == "Příkladná 12/3"
    assert Proposal.objects.get(field="", words__startswith="Přestěhovali").service_id == first.pk
    first = Service.objects.get(pk=first.pk)
    assert first.phones.to_json() == [["+420581268111", "vedoucí"]]
    form = first.forms.get()
    assert (form.free_places, form.free_places_on) == (3, timezone.localdate())
    assert first.facts.of("phones") == FACT
    asked.refresh_from_db()
    assert asked.outcome == "changed"

    # Coming back, they find what they have proposed; taken back, it is proposed no more.
    again = form_of(browser, url, first)
    assert again["phones"] == "+420 581 268 999 – příjem"
    assert again["words"] == "Přestěhovali jsme se."
    browser.post(f"{url}?service={first.pk}", again)
    assert Proposal.objects.filter(state=ProposalState.OPEN).count() == 2
    back = again | {"phones": "+420 581 268 111 – vedoucí", "words": ""}
    browser.post(f"{url}?service={first.pk}", back)
    [open_one] = Proposal.objects.filter(state=ProposalState.OPEN)
    assert "phones" not in open_one.values
    assert "price" in open_one.values


def test_free_places_alone_are_told_in_a_short_form(
    prerov: TownSettings, bbsk: TownSettings, provider: Provider, at: At
) -> None:
    url = address(prerov, make_request(provider))
    browser = at("prerov.example")
    foreign = make_service(bbsk, forms=[{"form": "ter", "free_places": 1}]).forms.get()
    first, second = (service.forms.get() for service in services_of(provider))
    assert [part.name for part in browser.get(f"{url}?places=1").context["form"].parts()] == [
        str(service) for service in services_of(provider)
    ]
    faulty = browser.post(f"{url}?places=1", {f"free_{first.pk}": "4", f"free_{second.pk}": "moc"})
    assert faulty.status_code == 422
    sent = {f"free_{first.pk}": "4", f"free_{second.pk}": "", f"free_{foreign.pk}": "9"}
    assert browser.post(f"{url}?places=1", sent).status_code == 302
    for form in (first, second, foreign):
        form.refresh_from_db()
    assert (first.free_places, first.free_places_on) == (4, timezone.localdate())
    assert (second.free_places, second.free_places_on) == (None, None)
    assert foreign.free_places == 1
    assert {service.confirmed_on for service in services_of(provider)} == {LONG_AGO}


def test_end_of_a_service_is_proposed(prerov: TownSettings, provider: Provider, at: At) -> None:
    url = address(prerov, make_request(provider))
    browser = at("prerov.example")
    first = services_of(provider)[0]
    browser.post(f"{url}?service={first.pk}", form_of(browser, url, first) | {"ended_on": "2026-06-30"})
    [proposal] = Proposal.objects.all()
    assert (proposal.kind, proposal.values) == (ProposalKind.END, {"ended_on": "2026-06-30"})
    assert Service.objects.get(pk=first.pk).ended_on is None


@pytest.mark.parametrize(
    "faulty",
    [
        {"phones": "dvě stě"},
        {"form_0-hours-2": "od rána"},
        {"form_0-free": "9" * 400},
        {"form_0-capacity_0": "-3"},
        {"words": "a\0b"},
        {"ended_on": "brzy"},
        {"waiting": "x" * 201},
        {"version": "older"},
    ],
)
def test_mistakes_are_said_at_the_field_and_nothing_is_lost(
    prerov: TownSettings, provider: Provider, at: At, faulty: dict[str, str]
) -> None:
    url = address(prerov, make_request(provider))
    browser = at("prerov.example")
    first = services_of(provider)[0]
    sent = form_of(browser, url, first) | {"how_to_apply": "Zavolejte nám."} | faulty
    answer = browser.post(f"{url}?service={first.pk}", sent)
    assert answer.status_code == 422
    assert "Zavolejte nám." in answer.content.decode()
    assert not Proposal.objects.exists()
    assert Service.objects.get(pk=first.pk).confirmed_on == LONG_AGO
    assert answer.context["is_outdated"] == ("version" in faulty)


def test_entry_of_another_provider_is_not_there_and_nothing_changes(
    prerov: TownSettings, bbsk: TownSettings, provider: Provider, at: At
) -> None:
    url = address(prerov, make_request(provider))
    browser = at("prerov.example")
    neighbour = make_service(prerov, "Cizí", provider=make_provider(prerov, "Cizí"), confirmed_on=LONG_AGO)
    foreign = make_service(bbsk, "Cudzia", provider=make_provider(bbsk, "Cudzí"), confirmed_on=LONG_AGO)
    sent = form_of(browser, url, services_of(provider)[0])
    for number in (neighbour.pk, foreign.pk, "0", "x", "9" * 300, "%00"):
        assert browser.get(f"{url}?service={number}").status_code == 404
        assert browser.post(f"{url}?service={number}", sent).status_code == 404
    assert not Proposal.objects.exists()
    assert set(Service.objects.values_list("confirmed_on", flat=True)) == {LONG_AGO}


def test_link_opens_under_its_own_host_and_unaltered_only(
    prerov: TownSettings, bbsk: TownSettings, provider: Provider, at: At
) -> None:
    let_ask(bbsk)
    asked = make_request(provider)
    url = address(prerov, asked)
    theirs = make_request(make_asked(bbsk, "Vzorová pomoc"))
    token = url.rstrip("/").rpartition("/")[2]
    their_url = address(bbsk, theirs)
    under_b = their_url.replace(their_url.rstrip("/").rpartition("/")[2], token)
    assert at("bbsk.example").get(their_url).status_code == 200
    for tampered in (
        token.replace(f"{asked.pk}-", f"{theirs.pk}-", 1),
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token.partition("_")[0],
        "x",
    ):
        assert at("prerov.example").post(url.replace(token, tampered)).status_code == 404
    foreign = at("bbsk.example").get(under_b)
    assert foreign.status_code == 404
    assert provider.name not in foreign.text
    assert "kpss_catalog/confirm_broken.html" in [template.name for template in foreign.templates]
    assert "no-store" in foreign["Cache-Control"]
    assert at("bbsk.example").post(under_b).status_code == 404
    assert {service.confirmed_on for service in services_of(provider)} == {LONG_AGO}
    provider.delete()
    assert at("prerov.example").get(url).status_code == 404


def test_expired_link_says_so_and_has_a_new_one_sent_to_the_same_address_only(
    prerov: TownSettings, provider: Provider, at: At
) -> None:
    expired = timezone.now() - timedelta(days=1)
    asked = make_request(provider, expires_at=expired)
    url = address(prerov, asked)
    browser = at("prerov.example")
    assert browser.get(url).status_code == 410
    assert browser.get(f"{url}?service={services_of(provider)[0].pk}").status_code == 410

    assert browser.post(url, {"email": "other@thief.example"}).context["renewal"] == "sent"
    work()
    assert [each.to for each in mail.outbox] == [["first@provider.example"]]
    assert token_in(str(mail.outbox[0].body)) not in url
    assert {service.confirmed_on for service in services_of(provider)} == {LONG_AGO}
    assert browser.post(url).context["renewal"] == "under-way"
    work()
    assert len(mail.outbox) == 1
    statuses = [browser.post(url).status_code for _number in range(5)]
    assert statuses[-1] == 429
    # The old link stays what it is, the new one opens the same entries.
    assert browser.get(url).status_code == 410
    assert (
        browser.get(url.replace(url.rstrip("/").rpartition("/")[2], token_in(str(mail.outbox[0].body)))).status_code
        == 200
    )
    assert ConfirmationRequest.objects.count() == 1


def token_in(text: str) -> str:
    return text.partition("/confirm/")[2].partition("/")[0]


def test_many_entries_are_gone_through_one_by_one_and_the_rest_in_one_click(
    prerov: TownSettings, at: At, django_assert_max_num_queries: Any
) -> None:
    let_ask(prerov)
    provider = make_asked(prerov, "Velký poskytovatel", services=40)
    url = address(prerov, asked := make_request(provider))
    browser = at("prerov.example")
    with django_assert_max_num_queries(40):
        browser.get(url)
    first = services_of(provider)[0]
    following = browser.post(f"{url}?service={first.pk}", form_of(browser, url, first))["Location"]
    answer = browser.get(following)
    assert (answer.context["position"], answer.context["progress"].done) == (2, 1)
    browser.post(url, {"version": browser.get(url).context["version"]})
    assert {service.confirmed_on for service in services_of(provider)} == {timezone.localdate()}
    asked.refresh_from_db()
    assert asked.answered_at is not None


def test_what_was_changed_since_it_was_seen_is_not_confirmed(prerov: TownSettings, provider: Provider, at: At) -> None:
    url = address(prerov, make_request(provider))
    browser = at("prerov.example")
    version = browser.get(url).context["version"]
    changed = services_of(provider)[0]
    changed.price_note = "Nově 200 Kč za hodinu."
    changed.save()

    for seen in (version, ""):
        answer = browser.post(url, {"version": seen})
        assert (answer.status_code, answer.context["is_outdated"]) == (422, True)
    assert {service.confirmed_on for service in services_of(provider)} == {LONG_AGO}

    assert browser.post(url, {"version": answer.context["version"]}).status_code == 302
    assert {service.confirmed_on for service in services_of(provider)} == {timezone.localdate()}


def test_page_cache_leaves_the_parameters_of_the_form_in_its_address() -> None:
    assert {"service", "places", "said"} <= set(CatalogIndexPage.query_parameters)


def test_both_languages_of_a_town_show_the_form(bbsk: TownSettings, at: At) -> None:
    let_ask(bbsk)
    publish_language(bbsk, "cs")
    provider = make_asked(bbsk)
    url = address(bbsk, make_request(provider))
    answer = at("bbsk.example").get(f"{url}?service={services_of(provider)[0].pk}")
    assert '<html lang="sk">' in answer.content.decode()
    assert answer.status_code == 200
