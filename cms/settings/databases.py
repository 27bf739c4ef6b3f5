"""What each kind of database needs from us, beyond where it is."""

from pathlib import Path
from typing import Any

SQLITE_OPTIONS: dict[str, Any] = {
    # A transaction that reads and then writes must queue for the lock at its start: SQLite
    # refuses to upgrade it later, at once and without waiting.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000",
}


def sqlite(path: Path | str, **changes: Any) -> dict[str, Any]:
    """Describe a SQLite file that one writer and many readers use at a time."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": SQLITE_OPTIONS,
        **changes,
    }


def postgresql(database: dict[str, Any]) -> dict[str, Any]:
    """Keep connections between requests, and replace those that the server has closed."""
    return {**database, "CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}


def cache_folder(database: dict[str, Any], otherwise: Path) -> Path:
    """Return a folder for what is kept of a database: beside an SQLite file, else in another place."""
    name = str(database["NAME"])
    return Path(f"{name}.cache") if database["ENGINE"].endswith("sqlite3") else otherwise / f"{name}.cache"
