"""A checked upload, kept signed in the form that confirms it: nothing of it is stored until then."""

from dataclasses import dataclass

from django.core import signing

from kpss_pages.core.tables.outcomes import Checked
from kpss_pages.core.tables.reading import Reading

KEPT_FOR = 3 * 60 * 60
"""Seconds for which a checked upload can be applied."""


@dataclass(frozen=True)
class Kept:
    """A checked upload, and the digest of what it was said to do."""

    reading: Reading
    digest: str


def sign(checked: Checked, salt: str) -> str:
    """Return a checked upload signed; the salt names who may send it back, and for which town."""
    kept = {"reading": checked.reading.to_json(), "digest": checked.digest}
    return signing.dumps(kept, salt=salt, compress=True)


def signed_upload(signed: str, salt: str) -> Kept | None:
    """Return what ``sign`` signed; None when it is too old, somebody else's, of another town or tampered with."""
    try:
        kept = signing.loads(signed, salt=salt, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return Kept(Reading.from_json(kept["reading"]), kept["digest"])
