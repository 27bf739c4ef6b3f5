"""Mails that come back: what a report of delivery says, and who is told of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True)
class Report:
    """What a report of delivery says (RFC 3464): of which mail, and with which status (RFC 3463)."""

    message_id: str
    status: str


_takers: list[Callable[[Report], bool]] = []


def hand_reports_to(taker: Callable[[Report], bool]) -> None:
    """Have ``taker`` told of mails that came back; it says whether the mail is one of its own. Called by apps."""
    if taker not in _takers:
        _takers.append(taker)


def hand_over(report: Report) -> bool:
    """Tell whoever has sent the mail; return whether anybody has."""
    return any(taker(report) for taker in _takers)


def report_in(mail: Message) -> Report | None:
    """Return what a mail reports, None for one that reports no failure of delivery."""
    status = message_id = ""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = status or next(_failures(part), "")
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/global-headers", "message/global"):
            message_id = message_id or _message_id_in(part)
    if not status or not message_id or "\0" in message_id:  # PostgreSQL refuses to look for a NUL
        return None
    return Report(message_id, status)


def _failures(part: Message) -> Iterator[str]:
    """Yield the status of every recipient that was not reached."""
    groups = part.get_payload()
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, Message) and str(group.get("Action", "")).strip().lower() == "failed":
            yield (str(group.get("Status", "")).split() or ["5.0.0"])[0][:20]


def _message_id_in(part: Message) -> str:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return str(inner[0].get("Message-ID", "")).strip()[:200]
    lines = inner if isinstance(inner, str) else ""
    for line in lines.splitlines():
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "message-id":
            return value.strip()[:200]
    return ""
