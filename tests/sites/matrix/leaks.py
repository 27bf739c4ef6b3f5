"""What an answer says: its whole text, and what of it is another town's."""

import re
from typing import Any

from tests.sites.matrix.rows import FOREIGN_ID, NOWHERE
from tests.sites.matrix.world import SECRET

CHANGING = re.compile(
    r'csrfmiddlewaretoken\\?" value=\\?"\w*|"?csrf_?token"?: "\w*|nonce[=-][^" ]*'
    r"|\n(?:Expires|Last-Modified|Content-Length): [^\n]*|_\w{7}(?=\.[\w.-]*png)"
    r'|\bkey\\*(?:"|&quot;): \\*(?:"|&quot;)\w{5}'
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r"|\s+(?:Právě teď|(?:\d+(?:\\u00a0|\u00a0|&nbsp;|\s)\w+\s+)?zpět)"
    r"|\d+(?:\\u00a0|\u00a0|&nbsp;)(?:sekund|minut|hodin)\w*",
    re.IGNORECASE,
)
"""Tokens, keys of paragraphs and blocks, times and how long ago they are, and the random ends of the names of new files."""

UNREADABLE_COOKIES = ("csrftoken", "messages", "sessionid")
NEW_ID = re.compile(r"80000\d{4}")
AROUND = 60


def text_of(response: Any) -> str:
    """Return headers, cookies and body of an answer, in which files are read to their end."""
    body = b"".join(response) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    cookies = "\n".join(str(cookie) for name, cookie in response.cookies.items() if name not in UNREADABLE_COOKIES)
    return f"{headers}\n{cookies}\n{body.decode(errors='replace')}"


def leaks_in(text: str) -> list[str]:
    """Return the places of a text where the other town is named, by its words or by the id of an object."""
    found = [match.start() for match in re.finditer(SECRET, text, re.IGNORECASE)]
    found += [match.start() for match in FOREIGN_ID.finditer(text)]
    return [" ".join(text[max(0, at - AROUND) : at + AROUND].split()) for at in found[:3]]


def likeness(response: Any) -> tuple[int, str]:
    """Return status and text without what differs from answer to answer: the ids sent, those of new rows, tokens."""
    text = CHANGING.sub("", text_of(response)).replace(str(NOWHERE), "#")
    return response.status_code, NEW_ID.sub("+", FOREIGN_ID.sub("#", text))


def first_difference(one: str, other: str) -> tuple[str, str]:
    """Return the beginning of what two texts do not share, nothing when they are the same."""
    if one == other:
        return "", ""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[max(0, at - 20) : at + AROUND], other[max(0, at - 20) : at + AROUND]
