"""A town that one process adds, moves or removes is one for the other at once."""

import re

from tests.processes.conftest import Browser
from tests.processes.pair import GONE_HOST, OTHER_HOST, Pair

LANDING = "plans.example"
NEW, RENAMED, FURTHER = "ostrov.example", "novy-ostrov.example", "www.prerov.example"


def test_town_is_added_and_renamed_for_both_at_once(pair: Pair, at: Browser) -> None:
    admin = at(LANDING, "admin")
    for port in (pair.a, pair.b):
        assert at(NEW).get(port, "/").status == 404

    assert admin.submit(pair.a, "/admin/towns/add/", name="Ostrov", hostname=NEW).status == 302
    for port in (pair.b, pair.a):
        page = at(NEW).get(port, "/")
        assert (page.status, b"Ostrov" in page.data) == (200, True)
        assert at(RENAMED).get(port, "/").status == 404

    listed = admin.get(pair.b, "/admin/towns/?q=ostrov").data
    site = int(re.findall(rb"/admin/towns/(\d+)/remove/", listed)[0])
    assert admin.submit(pair.b, f"/admin/sites/edit/{site}/", hostname=RENAMED).status == 302
    for port in (pair.a, pair.b):
        former = at(NEW).get(port, "/")
        assert (former.status, former.headers["Location"]) == (301, f"https://{RENAMED}/")
        page = at(RENAMED).get(port, "/")
        assert page.status == 200
        assert f"//{NEW}".encode() not in page.data


def test_further_host_is_added_and_removed_for_both_at_once(pair: Pair, at: Browser) -> None:
    admin = at(LANDING, "admin")
    listed = admin.get(pair.b, "/admin/towns/?q=prerov").data
    hosts = re.findall(rb"/admin/town-hosts/\d+/", listed)[0].decode()
    for port in (pair.a, pair.b):
        assert at(FURTHER).get(port, "/").status == 404
    assert admin.submit(pair.a, f"{hosts}add/", hostname=FURTHER).status == 302
    for port in (pair.b, pair.a):
        assert at(FURTHER).get(port, "/x/?y=1").headers["Location"] == f"https://{OTHER_HOST}/x/?y=1"
    removal = re.findall(rb"/admin/town-hosts/\d+/\d+/remove/", admin.get(pair.b, hosts).data)[0].decode()
    assert admin.post(pair.b, removal, []).status == 302
    for port in (pair.a, pair.b):
        assert at(FURTHER).get(port, "/").status == 404


def test_removed_town_is_gone_for_both_at_once_with_its_files(pair: Pair, at: Browser) -> None:
    admin, folder = at(LANDING, "admin"), str(pair.loaded["folder"])
    for port in (pair.a, pair.b):
        assert at(GONE_HOST).get(port, "/").status == 200
    assert sum(name.startswith(folder) for name in pair.stored_files()) == 3  # a document, a picture and its rendition

    listed = admin.get(pair.b, "/admin/towns/?q=benesov").data
    removal = re.findall(rb"/admin/towns/\d+/remove/", listed)[0].decode()
    assert admin.submit(pair.a, removal, confirmation=GONE_HOST).status == 302
    for port in (pair.b, pair.a):
        assert at(GONE_HOST).get(port, "/").status == 404
    assert not [name for name in pair.stored_files() if name.startswith(folder)]
