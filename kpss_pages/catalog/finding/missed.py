"""Searches that found nothing, counted per town as material for the analysis of needs: words, and nobody's."""

import re
from hashlib import blake2b

from dateutil.relativedelta import relativedelta
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from kpss_pages.catalog.models import SearchWithoutResult
from sites.limits import client_address

LONGEST = 80
MOST_DIGITS = 5
"""More may be a telephone number or a birth number."""
MOST_ROWS = 5000
"""Of one town; whoever invents words does not fill the table."""
KEPT_MONTHS = 13
SAME_SECONDS = 3600
"""For so long the same words from one address count once."""

_MACHINES = re.compile("bot|crawl|spider|slurp|preview|monitor|python|curl|wget|http", re.IGNORECASE)


def words_to_keep(query: str) -> str:
    """Return a query as it is counted, "" for one that may say who somebody is or is no text."""
    text = " ".join(query.lower().split()).strip(" .,;:!?…„“\"'()")
    if len(text) > LONGEST or "@" in text or "://" in text or "www." in text:
        return ""
    if sum(character.isdigit() for character in text) > MOST_DIGITS or not any(map(str.isalpha, text)):
        return ""
    return text


def count_missed(request: HttpRequest, site_id: int, query: str) -> None:
    """Count words that somebody has looked for and not found; what machines ask for does not count."""
    words = words_to_keep(query)
    agent = request.headers.get("User-Agent", "")
    if request.method != "GET" or not words or not agent or _MACHINES.search(agent):
        return
    asked = blake2b(f"{site_id}\n{words}\n{client_address(request)}".encode(errors="replace"), digest_size=16)
    if cache.add(f"kpss:missed:{asked.hexdigest()}", 1, SAME_SECONDS):
        _write(site_id, words)


def forget_old() -> int:
    """Delete what nobody has looked for in 13 months; return how many rows that were."""
    long_ago = timezone.localdate() - relativedelta(months=KEPT_MONTHS)
    return SearchWithoutResult.objects.filter(last_on__lt=long_ago).delete()[0]


def _write(site_id: int, words: str) -> None:
    rows = SearchWithoutResult.objects.filter(site=site_id)
    today = timezone.localdate()
    if rows.filter(words=words).update(count=F("count") + 1, last_on=today) or rows.count() >= MOST_ROWS:
        return
    try:
        with transaction.atomic():
            SearchWithoutResult.objects.create(site_id=site_id, words=words, last_on=today)
    except IntegrityError:
        # Somebody else has looked for the same at the same moment.
        rows.filter(words=words).update(count=F("count") + 1, last_on=today)
