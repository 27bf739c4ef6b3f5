"""A file that is read piece by piece and never further than it may be; what it is packed in is taken off on the way."""

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kpss_pages.catalog.registers.refusing import MOST_BYTES, MOST_OF_ENTRY, RegisterRefused
from kpss_pages.core.packed import DAMAGED, BadPack, members_of, open_member, open_zip

_GZIP, _ZIP = b"\x1f\x8b", b"PK"
_MARK = b"\xef\xbb\xbf"


class Measured:
    """Reads and counts; between two calls of ``entry_ended`` it reads no more than one entry may have.

    ``fingerprint`` is the SHA-256 of what was read so far, in hexadecimal digits.
    """

    def __init__(self, file: IO[bytes], most_bytes: int = MOST_BYTES, most_of_entry: int = MOST_OF_ENTRY) -> None:
        self.file = file
        self.most_bytes, self.most_of_entry = most_bytes, most_of_entry
        self.bytes_read = self._since_entry = 0
        self._hash = hashlib.sha256()

    @property
    def fingerprint(self) -> str:
        return self._hash.hexdigest()

    def entry_ended(self) -> None:
        self._since_entry = 0

    def read(self, size: int = -1) -> bytes:
        if size == 0:  # a parser asks whether it gets bytes or text
            return b""
        try:
            piece = self.file.read(size if 0 <= size <= 65_536 else 65_536)
        except EOFError as error:
            raise cut_off() from error
        except DAMAGED as error:
            raise damaged() from error
        if self.bytes_read == 0:
            piece = piece.removeprefix(_MARK)
            _check_beginning(piece)
        self.bytes_read += len(piece)
        self._since_entry += len(piece)
        if self.bytes_read > self.most_bytes:
            size_ = filesizeformat(self.most_bytes)
            raise RegisterRefused(
                _("The file has more than %(size)s when it is unpacked. That is no register.") % {"size": size_}
            )
        if self._since_entry > self.most_of_entry:
            raise RegisterRefused(_("An entry of the file is longer than any service could be. That is no register."))
        self._hash.update(piece)
        return piece


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Measured]:
    """Give a file to be read from its beginning; one that is packed (gzip, a ZIP of one file) is unpacked on the way."""
    file.seek(0)
    beginning = file.read(2)
    file.seek(0)
    if beginning == _GZIP:
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield Measured(unpacked)  # type: ignore[arg-type]
    elif beginning == _ZIP:
        with _only_member(file) as member:
            yield Measured(member)
    else:
        yield Measured(file)


@contextmanager
def _only_member(file: IO[bytes]) -> Iterator[IO[bytes]]:
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(open_zip(file))
            members = members_of(archive)
            if len(members) != 1:
                raise RegisterRefused(_("The ZIP file must hold one file alone, the register. Pack that one only."))
            member = stack.enter_context(open_member(archive, members[0]))
        except BadPack as error:
            raise damaged() from error
        yield member


def _check_beginning(piece: bytes) -> None:
    if not piece.strip():
        raise RegisterRefused(_("The file is empty."))
    if piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in piece[:64]:
        raise badly_encoded()


def damaged() -> RegisterRefused:
    return RegisterRefused(_("The packed file is damaged. Download it once more."))


def badly_encoded() -> RegisterRefused:
    return RegisterRefused(
        _("The file is not encoded in UTF-8. Take it as the ministry publishes it, without saving it anew.")
    )


def cut_off() -> RegisterRefused:
    return RegisterRefused(_("The file breaks off in the middle. Download it once more; nothing was used of this one."))
