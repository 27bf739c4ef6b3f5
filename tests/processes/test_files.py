"""What is uploaded at one process lies in the store and is served by the other, through the check of the town."""

import re

from tests.files import samples
from tests.processes.conftest import Browser
from tests.processes.pair import BUCKET, HOST, OTHER_HOST, Pair

EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers"


def test_document_of_one_process_is_served_by_the_other(pair: Pair, at: Browser) -> None:
    manager = at(HOST, "manager")
    plan = samples.pdf()
    sent = manager.submit(pair.a, "/admin/documents/add/", title="Shared plan", file=("plan.pdf", plan))
    assert sent.status == 302, sent.data.decode()
    number = re.search(rb"/admin/documents/edit/(\d+)/", manager.get(pair.b, "/admin/documents/").data)
    assert number is not None
    path = f"/documents/{int(number[1])}/plan.pdf"
    for port in (pair.b, pair.a):
        assert at(HOST).get(port, path).status == 404, "no page carries it yet"
        assert manager.get(port, path).data == plan
    attached = {"TOTAL_FORMS": "1", "0-id": "", "0-document": number[1].decode(), "0-title": "", "0-ORDER": "1"}
    sent = manager.submit(
        pair.a,
        f"/admin/pages/{pair.loaded['news']}/edit/",
        **{"title": "News", "body-count": "0", "action-publish": "action-publish"},
        **{f"attachments-{name}": value for name, value in attached.items()},
    )
    assert sent.status == 302, sent.data.decode()
    for port in (pair.b, pair.a):
        served = at(HOST).get(port, path)
        assert (served.status, served.data) == (200, plan)
        assert at(OTHER_HOST).get(port, path).status == 404
    assert [name for name in pair.stored_files() if name.endswith("plan.pdf")]


def test_same_document_is_refused_at_the_other_process(pair: Pair, at: Browser) -> None:
    manager = at(HOST, "manager")
    notes = ("notes.txt", b"The same notes")
    assert manager.submit(pair.a, "/admin/documents/add/", title="Notes", file=notes).status == 302
    refused = manager.submit(pair.b, "/admin/documents/add/", title="Notes again", file=notes)
    assert refused.status == 200
    assert "“Notes”" in refused.data.decode() or "„Notes“" in refused.data.decode()


def test_picture_of_one_process_is_served_by_the_other_in_every_size(pair: Pair, at: Browser) -> None:
    manager = at(HOST, "manager")
    sent = manager.submit(
        pair.a,
        "/admin/images/add/",
        title="Square",
        description="The square",
        file=("square.png", samples.picture("PNG")),
    )
    assert sent.status == 302, sent.data.decode()
    sizes = re.findall(rb'src="(/media/[^"]+square[^"]+)"', manager.get(pair.b, "/admin/images/").data)
    assert sizes, "the other process made no rendition"
    for port in (pair.a, pair.b):
        served = at(HOST).get(port, sizes[0].decode())
        assert (served.status, served.data[:4]) == (200, b"\x89PNG")
        assert at(OTHER_HOST).get(port, sizes[0].decode()).status == 404


def test_store_gives_nothing_to_strangers(pair: Pair, at: Browser) -> None:
    sent = at(HOST, "manager").submit(
        pair.a, "/admin/documents/add/", title="Private", file=("private.txt", b"Nobody's but ours")
    )
    assert sent.status == 302
    names = pair.stored_files()
    assert names
    for name in names:
        grants = pair.store.get_object_acl(Bucket=BUCKET, Key=name)["Grants"]
        assert EVERYBODY not in [grant["Grantee"].get("URI") for grant in grants]
