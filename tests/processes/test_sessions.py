"""Somebody who signs in at one process is known at the other, until the session ends at either."""

from tests.processes.conftest import Browser
from tests.processes.pair import HOST, Pair


def test_session_of_one_process_lives_and_ends_at_the_other(pair: Pair, at: Browser) -> None:
    editor = at(HOST)
    assert editor.get(pair.b, "/admin/").status == 302
    assert editor.sign_in(pair.a, "prostejov-editor").status == 302
    for port in (pair.b, pair.a):
        assert editor.get(port, "/admin/").status == 200
    stolen = at(HOST)
    stolen.cookies |= editor.cookies
    assert editor.post(pair.a, "/account/logout/", []).status == 302
    for port in (pair.b, pair.a):
        assert stolen.get(port, "/admin/").status == 302
