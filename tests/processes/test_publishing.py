"""What is published or set at one process is read at the other at once."""

from tests.processes.conftest import Browser
from tests.processes.pair import HOST, OTHER_HOST, Pair


def test_change_is_read_at_the_other_process_at_once(pair: Pair, at: Browser) -> None:
    visitor, manager = at(HOST), at(HOST, "manager")
    for port in (pair.a, pair.b, pair.a, pair.b):  # the second time from what each process keeps
        for path in ("/", "/aktuality/"):
            assert b"Before" in visitor.get(port, path).data
    sent = manager.submit(
        pair.a,
        f"/admin/pages/{pair.loaded['changing_news']}/edit/",
        **{"title": "After", "body-count": "0", "action-publish": "action-publish"},
    )
    assert sent.status == 302
    for port in (pair.b, pair.a):
        for path in ("/", "/aktuality/", "/aktuality/feed/"):
            page = visitor.get(port, path).data
            assert b"After" in page, (port, path)
            assert b"Before" not in page, (port, path)
        assert b"After" in visitor.get(port, "/aktuality/before/").data


def test_change_of_the_settings_is_read_at_the_other_process_at_once(pair: Pair, at: Browser) -> None:
    visitor, manager = at(HOST), at(HOST, "manager")
    settings = str(manager.get(pair.a, "/admin/settings/kpss_sites/townsettings/").headers["Location"])
    for port in (pair.b, pair.b):
        assert b"radnice@prostejov.example" not in visitor.get(port, "/").data
    sent = manager.submit(pair.a, settings, filing_email="radnice@prostejov.example")
    assert sent.status == 302
    for port in (pair.b, pair.a):
        assert b"radnice@prostejov.example" in visitor.get(port, "/").data
        assert b"radnice@prostejov.example" not in at(OTHER_HOST).get(port, "/").data


def test_task_of_the_night_is_seen_at_both_processes_at_once(pair: Pair, at: Browser) -> None:
    visitor = at(HOST)
    for port in (pair.a, pair.b):
        assert b"Tonight" not in visitor.get(port, "/aktuality/").data
    pair.run("manage.py", "publish_scheduled")
    for port in (pair.a, pair.b):
        assert b"Tonight" in visitor.get(port, "/aktuality/").data
