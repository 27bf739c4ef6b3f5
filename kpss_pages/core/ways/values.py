"""Telephone numbers and e-mail addresses as values; what reads and writes them is in ``numbers`` and ``lines``."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Phone:
    """A number with its country code and without spaces ("+420581268111", E.164), and what it is for.

    A short number of the country ("112", "116111") has no country code.
    """

    number: str
    purpose: str = ""

    def __str__(self) -> str:
        return f"{self.number} – {self.purpose}" if self.purpose else self.number


@dataclass(frozen=True)
class Email:
    """An address and what it is for."""

    address: str
    purpose: str = ""

    def __str__(self) -> str:
        return f"{self.address} – {self.purpose}" if self.purpose else self.address


@dataclass(frozen=True)
class Phones:
    """Telephone numbers in their order."""

    all: tuple[Phone, ...] = ()

    def __iter__(self) -> Iterator[Phone]:
        return iter(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)

    def __str__(self) -> str:
        return ", ".join(map(str, self.all))

    def to_json(self) -> list[list[str]]:
        return [[phone.number, phone.purpose] for phone in self.all]

    @classmethod
    def from_json(cls, value: Any) -> Self:
        return cls(tuple(Phone(str(number), str(purpose)) for number, purpose in value or ()))


@dataclass(frozen=True)
class Emails:
    """E-mail addresses in their order."""

    all: tuple[Email, ...] = ()

    def __iter__(self) -> Iterator[Email]:
        return iter(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)

    def __str__(self) -> str:
        return ", ".join(map(str, self.all))

    def to_json(self) -> list[list[str]]:
        return [[email.address, email.purpose] for email in self.all]

    @classmethod
    def from_json(cls, value: Any) -> Self:
        return cls(tuple(Email(str(address), str(purpose)) for address, purpose in value or ()))
