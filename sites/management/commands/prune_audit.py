"""Remove the entries of the audit trail whose time is over; run daily."""

from typing import Any

from django.core.management.base import BaseCommand

from sites.audit.retention import prune_audit


class Command(BaseCommand):
    help = "Remove the entries of the audit trail that have been kept for AUDIT_KEPT_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prune_audit()} entries removed.")
