"""Merge old visit counts into one row a day; run daily."""

from typing import Any

from django.core.management.base import BaseCommand

from sites.visits import merge_old_windows


class Command(BaseCommand):
    help = "Merge visit counts older than eight days into one row a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{merge_old_windows()} rows merged.")
