"""Two people who edit the same page at different processes know of each other."""

import re

from tests.processes.conftest import Browser
from tests.processes.pair import HOST, Pair


def test_page_locked_at_one_process_is_not_saved_at_the_other(pair: Pair, at: Browser) -> None:
    manager, editor = at(HOST, "manager"), at(HOST, "editor")
    page = f"/admin/pages/{pair.loaded['page']}"
    for port in (pair.a, pair.b):
        assert manager.get(port, f"{page}/edit/").status == 200
    assert manager.post(pair.a, f"{page}/lock/", []).status == 302
    editor.submit(pair.b, f"{page}/edit/", **{"title": "Overwritten", "body-count": "0"})
    assert b"Overwritten" not in manager.get(pair.a, f"{page}/edit/").data
    assert manager.post(pair.b, f"{page}/unlock/", []).status == 302
    editor.submit(pair.a, f"{page}/edit/", **{"title": "Overwritten", "body-count": "0"})
    assert b"Overwritten" in manager.get(pair.b, f"{page}/edit/").data


def test_editor_sees_who_edits_the_page_at_the_other_process(pair: Pair, at: Browser) -> None:
    manager, editor = at(HOST, "manager"), at(HOST, "editor")
    page = f"/admin/pages/{pair.loaded['contested_page']}/edit/"
    # The address that the editor's browser asks every ten seconds.
    asked = re.search(rb'"(/admin/editing-sessions/ping/[^"]+)"', editor.get(pair.b, page).data)
    assert asked is not None
    assert b"prostejov-manager" not in editor.post(pair.b, asked[1].decode(), []).data
    assert manager.get(pair.a, page).status == 200
    assert b"prostejov-manager" in editor.post(pair.b, asked[1].decode(), []).data
