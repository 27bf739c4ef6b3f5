"""What is published or set at one process is read at the other at once."""

from redis import Redis

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
    pair.run("-m", "tests.processes.jobs", "schedule", "Tonight")
    for port in (pair.a, pair.b):
        assert b"Tonight" not in visitor.get(port, "/aktuality/").data
    pair.run("manage.py", "publish_scheduled")
    for port in (pair.a, pair.b):
        assert b"Tonight" in visitor.get(port, "/aktuality/").data


def test_change_is_read_at_once_after_the_processes_lost_the_connections_on_which_they_are_told(
    pair: Pair, at: Browser
) -> None:
    visitor, manager = at(HOST), at(HOST, "manager")
    for port in (pair.a, pair.b) * 2:
        assert b"Untold" not in visitor.get(port, "/aktuality/").data
    with Redis.from_url(pair.variables["CACHE_URL"]) as shared:
        told = [client["id"] for client in shared.client_list() if "t" in client["flags"]]
        assert len(told) >= 2
        for number in told:
            shared.client_kill_filter(_id=number)
    sent = manager.submit(
        pair.a,
        f"/admin/pages/{pair.loaded['changing_news']}/edit/",
        **{"title": "Untold", "body-count": "0", "action-publish": "action-publish"},
    )
    assert sent.status == 302
    for port in (pair.b, pair.a):
        assert b"Untold" in visitor.get(port, "/aktuality/").data
