import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import Environment


def test_missing_variable_is_named_with_an_example() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY is not set\. Example: SECRET_KEY=random"):
        Environment({}).text("SECRET_KEY", example="random")


def test_variable_of_spaces_counts_as_missing() -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        Environment({"SECRET_KEY": "  "}).text("SECRET_KEY", example="random")


def test_missing_variable_may_have_a_default() -> None:
    assert Environment({}).flag("DEBUG", default=False, example="yes") is False


@pytest.mark.parametrize(("value", "flag"), [("yes", True), ("1", True), ("No", False), ("off", False)])
def test_flag_reads_the_usual_words(value: str, flag: bool) -> None:
    assert Environment({"DEBUG": value}).flag("DEBUG", example="yes") is flag


def test_names_are_separated_by_commas() -> None:
    environment = Environment({"HOSTS": "a.example, .b.example"})
    assert environment.names("HOSTS", example="a.example") == ["a.example", ".b.example"]


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("flag", "perhaps", "yes or no"),
        ("number", "-1", "whole number"),
        ("number", "many", "whole number"),
        ("names", "a.example,,b.example", "empty member"),
        ("address", "plans.example", "whole address"),
        ("address", "https://", "whole address"),
        ("tiles", "//tiles.example/{z}/{x}/{y}.png", "whole address"),
        ("tiles", "https://{s}.tiles.example/{z}/{x}/{y}.png", "whole address"),
        ("tiles", "https://tiles.example/{z}/{x}.png", "must have"),
        ("folder", "media", "absolute path"),
        ("database", "kpss", "scheme that is known"),
        ("database", "oracle://kpss:pass@host/kpss", "only postgresql"),
        ("database", "postgresql://kpss:pass@host/", "no database after the host"),
        ("database", "postgresql://kpss:pa/ss@host/kpss", "host or port"),
        ("database", "postgresql://kpss:pass@[host/kpss", "host or port"),
        ("cache", "localhost:6379", "scheme that is known"),
        ("email", "smtp+tls:///", "no mail server"),
        ("email", "mail.example", "scheme that is known"),
    ],
)
def test_broken_variable_is_named_with_the_reason_and_an_example(kind: str, value: str, reason: str) -> None:
    environment = Environment({"VARIABLE": value})
    with pytest.raises(ImproperlyConfigured, match=rf"^VARIABLE is not usable: .*{reason}.*Example: VARIABLE=it$"):
        getattr(environment, kind)("VARIABLE", example="it")


@pytest.mark.parametrize("kind", ["database", "cache", "email"])
@pytest.mark.parametrize("value", ["nonsense://kpss:pass@host/", "smtp://kpss:pass@host:port/", "postgres://pass@["])
def test_message_never_quotes_the_value(kind: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        getattr(Environment({"VARIABLE": value}), kind)("VARIABLE", example="it")
    assert "pass" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_postgresql_on_a_private_socket_is_read() -> None:
    database = Environment({"URL": "postgresql:///kpss?host=/run/kpss&user=web"}).database("URL", example="")
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["NAME"] == "kpss"
    assert database["OPTIONS"] == {"host": "/run/kpss", "user": "web"}
    assert database["CONN_HEALTH_CHECKS"] is True


def test_password_in_a_database_url_may_be_escaped() -> None:
    database = Environment({"URL": "postgresql://web:p%40ss%2F@db:5433/kpss"}).database("URL", example="")
    assert (database["PASSWORD"], database["HOST"], database["PORT"]) == ("p@ss/", "db", 5433)


def test_sqlite_gets_what_several_processes_need() -> None:
    database = Environment({"URL": "sqlite:////srv/kpss.sqlite3"}).database("URL", example="")
    assert database["NAME"] == "/srv/kpss.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("value", "location"),
    [
        ("redis://:secret@valkey.example:6379/1", "redis://:secret@valkey.example:6379/1"),
        ("valkey://localhost:6379/1", "redis://localhost:6379/1"),
        ("valkeys://localhost:6379/1", "rediss://localhost:6379/1"),
    ],
)
def test_redis_and_valkey_are_the_same_cache(value: str, location: str) -> None:
    cache = Environment({"URL": value}).cache("URL", example="")
    assert cache == {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}


def test_options_of_a_cache_are_found_by_django() -> None:
    cache = Environment({"URL": "dbcache://kpss_cache?key_prefix=kpss&timeout=60"}).cache("URL", example="")
    assert (cache["LOCATION"], cache["KEY_PREFIX"], cache["TIMEOUT"]) == ("kpss_cache", "kpss", 60)


def test_email_url_becomes_djangos_settings() -> None:
    email = Environment({"URL": "smtp+tls://web:p%40ss@mail.example:587"}).email("URL", example="")
    assert email["EMAIL_HOST"] == "mail.example"
    assert email["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert email["EMAIL_USE_TLS"] is True


@pytest.mark.parametrize("value", ["tcp://localhost:3310", "tcp://[::1]:3310", "unix:///run/clamav/clamd.ctl"])
def test_daemon_is_named_by_its_port_or_its_socket(value: str) -> None:
    assert Environment({"URL": value}).daemon("URL", example="") == value


@pytest.mark.parametrize(
    "value",
    [
        "localhost:3310",
        "tcp://localhost",
        "tcp://:3310",
        "tcp://localhost:x",
        "unix://clamd.ctl",
        "unix:///",
        "http://a:1",
    ],
)
def test_daemon_that_cannot_be_reached_by_its_address_stops_the_start(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="URL is not usable"):
        Environment({"URL": value}).daemon("URL", example="tcp://localhost:3310")
