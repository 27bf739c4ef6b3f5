"""The inbox: what a clerk sees of proposals, and what becomes of them there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kpss_pages.catalog.choices import Origin
from kpss_pages.catalog.models import Proposal, Service
from kpss_pages.catalog.proposing import propose_end, suggest
from sites.models import Role, TownSettings
from tests.builders import make_service, make_user, signed_in
from tests.kpss_pages.catalog.proposing.proposals import make_change, make_new

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(prerov: TownSettings) -> Client:
    return signed_in(make_user(prerov, Role.EDITOR), "prerov.example")


def address(town: TownSettings, name: str = "kpss_catalog_proposals", *more: Any) -> str:
    return reverse(name, args=[town.site_id, *more])


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_towns_inbox_has_its_own_proposals_alone(prerov: TownSettings, bbsk: TownSettings, editor: Client) -> None:
    make_new(prerov, name="Noclehárna naše")
    theirs = make_new(bbsk, name="Nocľaháreň ich")

    page = said(editor.get(address(prerov)))

    assert "Noclehárna naše" in page
    assert "Nocľaháreň ich" not in page
    assert editor.get(address(bbsk)).status_code in (302, 404)
    for name in ("kpss_catalog_proposal", "kpss_catalog_proposals_decide"):
        arguments = (theirs.pk,) if name == "kpss_catalog_proposal" else ()
        answer = editor.post(address(prerov, name, *arguments), {"action": "accept", "number": [theirs.pk]})
        assert answer.status_code in (302, 404)
    theirs.refresh_from_db()
    assert theirs.state == "open"


def test_the_inbox_asks_no_more_the_more_there_is(
    prerov: TownSettings, editor: Client, django_assert_max_num_queries: Any
) -> None:
    service = make_service(prerov)
    for number in range(3):
        suggest(service, "price", "zdarma")
        make_new(prerov, f"rpss:{number}")
    editor.get(address(prerov))
    with django_assert_max_num_queries(29) as few:
        editor.get(address(prerov))
    for number in range(10, 30):
        suggest(make_service(prerov, f"Služba {number}"), "price", "zdarma")
        make_new(prerov, f"rpss:{number}")
    with django_assert_max_num_queries(len(few)):
        assert editor.get(address(prerov)).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["state=nic&origin=%00&kind=x&p=-1", "service=99999999999999999999", "provider=%27%3Cb%3E&p=99", "state=any"],
)
def test_junk_in_the_address_is_left_out(prerov: TownSettings, editor: Client, query: str) -> None:
    make_new(prerov)

    assert editor.get(f"{address(prerov)}?{query}").status_code == 200


def test_filters_keep_those_that_are_asked_for(prerov: TownSettings, editor: Client) -> None:
    service = make_service(prerov, "Služba ukončená")
    propose_end(service, timezone.localdate(), Origin.REGISTER, "rpss:end")
    make_new(prerov, name="Noclehárna nová", facilities=[{"municipality": "Hranice"}])

    ends = said(editor.get(f"{address(prerov)}?kind=end"))
    there = said(editor.get(f"{address(prerov)}?municipality=Hranice"))

    assert ("Služba ukončená" in ends, "Noclehárna nová" in ends) == (True, False)
    assert ("Služba ukončená" in there, "Noclehárna nová" in there) == (False, True)


def test_a_change_is_shown_in_words_and_taken_in_part(prerov: TownSettings, editor: Client) -> None:
    service = make_service(prerov, waiting="měsíc", forms=[{"form": "ter", "capacities": [[5, "klient", ""]]}])
    forms = [{"form": "ter", "capacities": [[7, "klient", ""]], "is_nonstop": True}]
    proposal = make_change(service, Origin.PROVIDER, waiting="týden", forms=forms)
    url = address(prerov, "kpss_catalog_proposal", proposal.pk)

    answer = editor.get(url)
    page = said(answer)
    forms_row = next(row for row in answer.context["rows"] if row.name == "forms")
    assert next((line.text, line.mark, line.is_below) for line in forms_row.now) == ("terénní", "", False)
    assert [line.mark for line in forms_row.proposed] == ["", "added", "added"]
    assert "<del>" in page
    assert "<ins>" in page

    sent = {"action": "accept", "chooses": "yes", "field": ["forms"], "seen": answer.context["seen"]}
    assert editor.post(url, sent).status_code == 302
    service = Service.objects.get(pk=service.pk)
    assert (service.waiting, service.forms.get().is_nonstop) == ("měsíc", True)


def test_what_has_changed_since_somebody_looked_is_not_taken(prerov: TownSettings, editor: Client) -> None:
    service = make_service(prerov, price="paid")
    proposal = make_change(service, price="free")
    url = address(prerov, "kpss_catalog_proposal", proposal.pk)
    seen = editor.get(url).context["seen"]
    Service.objects.filter(pk=service.pk).update(price="partly")

    editor.post(url, {"action": "accept", "seen": seen})
    assert Service.objects.get(pk=service.pk).price == "partly"

    answer = editor.get(url)
    assert answer.context["rows"][0].then is not None, "what it said then is shown too"
    editor.post(url, {"action": "accept", "seen": answer.context["seen"]})
    assert Service.objects.get(pk=service.pk).price == "free"


def test_words_of_the_public_are_text(prerov: TownSettings, editor: Client) -> None:
    service = make_service(prerov, phones=[])
    proposal = suggest(service, "phones", "<script>alert(1)</script>", "<b>viděla</b> jsem")
    url = address(prerov, "kpss_catalog_proposal", proposal.pk)

    for page in (said(editor.get(url)), said(editor.get(address(prerov)))):
        assert "<script>alert(1)" not in page
        assert "<b>viděla" not in page
    editor.post(url, {"action": "accept"})
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


def test_all_of_a_filter_is_decided_once_it_was_confirmed_and_not_what_came_since(
    prerov: TownSettings, bbsk: TownSettings, editor: Client
) -> None:
    make_new(bbsk)
    suggest(make_service(prerov), "price", "zdarma")
    for number in range(3):
        make_new(prerov, f"rpss:{number}", name=f"Služba {number}")
    url = address(prerov, "kpss_catalog_proposals_all")
    every = editor.get(f"{url}?action=accept").context
    assert (every["count"], every["in_words"]) == (3, 1)  # the list says 4
    told = editor.get(f"{url}?origin=public&action=accept", follow=True).context["messages"]
    assert [message.level_tag for message in told] == ["warning"]

    asked = editor.get(f"{url}?kind=new&action=accept")
    assert asked.context["count"] == 3
    make_new(prerov, "rpss:9", name="Přišla později")
    sent = {"action": "accept", "filters": "kind=new", "last": asked.context["last"]}
    editor.post(url, sent)

    assert Service.objects.filter(site=prerov.site, name__startswith="Služba").count() == 3
    assert set(Proposal.objects.filter(state="open").values_list("title", "site_id")) == {
        ("Přišla později", prerov.site_id),
        ("Pečovatelská služba Vzorov", prerov.site_id),
        ("Noclehárna Vzorov", bbsk.site_id),
    }

    inbox = editor.get(address(prerov))
    assert inbox.context["decided_count"] == 3
    editor.post(address(prerov, "kpss_catalog_proposals_undo"), {"decided": inbox.context["decided"].pk})
    assert not Service.objects.filter(site=prerov.site, name__startswith="Služba").exists()


def test_ticked_ones_are_rejected_and_one_is_opened_again(prerov: TownSettings, editor: Client) -> None:
    first, second = make_new(prerov, "rpss:1"), make_new(prerov, "rpss:2")

    sent = {"action": "reject", "number": [first.pk, "x", "9" * 30]}
    editor.post(address(prerov, "kpss_catalog_proposals_decide"), sent)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("rejected", "open")

    editor.post(address(prerov, "kpss_catalog_proposal", first.pk), {"action": "undo"})
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("open", None)


def test_the_start_page_says_how_many_wait(prerov: TownSettings, bbsk: TownSettings, editor: Client) -> None:
    make_new(bbsk)
    assert address(prerov) not in said(editor.get("/admin/"))

    make_new(prerov)
    assert f'href="{address(prerov)}"' in said(editor.get("/admin/"))
