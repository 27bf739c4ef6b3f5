"""Tables of contacts as text and as uploaded bytes."""

from collections.abc import Mapping
from typing import Any

from kpss_pages.contacts.importing.applying import CONTACTS_IMPORT
from kpss_pages.contacts.importing.proposing import Proposal, propose
from kpss_pages.contacts.importing.reading import read
from kpss_pages.core.tables.keeping import Kept
from kpss_pages.core.tables.reading import Reading
from sites.models import Role, TownSettings, User
from tests.builders import make_user


def csv(*lines: Mapping[str, str], separator: str = ";") -> bytes:
    """Return a table whose columns are all that the lines fill in."""
    names = list(dict.fromkeys(name for line in lines for name in line))
    rows = [names, *([_quoted(line.get(name, "")) for name in names] for line in lines)]
    return "\r\n".join(separator.join(row) for row in rows).encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(';,"\n') else text


def proposed(town: TownSettings, content: bytes) -> Proposal:
    return propose(town.site_id, town.country, read(content))


def imported(town: TownSettings, content: bytes, user: User | None = None) -> Proposal:
    """Check and apply a table."""
    proposal = proposed(town, content)
    assert not proposal.troubles, proposal.troubles
    reading = Reading.from_json(proposal.reading.to_json())
    person = (
        user or User.objects.filter(username="importer").first() or make_user(town, Role.EDITOR, username="importer")
    )
    done, _is_saved = CONTACTS_IMPORT.apply(town, Kept(reading, proposal.digest), person)
    return done


def fates(proposal: Proposal) -> list[str]:
    return [outcome.fate.value for outcome in proposal.outcomes]


def wrong(proposal: Any) -> list[tuple[int, str]]:
    """Return the row and the header of everything that is wrong."""
    return [(trouble.line, trouble.header) for trouble in proposal.troubles]
