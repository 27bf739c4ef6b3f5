import sys
from email import message_from_bytes
from email.errors import MessageError
from typing import Any

from django.core.management.base import BaseCommand

from sites.returned_mails import hand_over, report_in

LARGEST = 5 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Take a mail that came back from standard input, as a mail server's alias hands it over "
        '("bounces: |/srv/kpss/.venv/bin/python /srv/kpss/manage.py take_bounce"). '
        "Always ends well: a mail server would send a failure back to where the mail came from."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = report_in(message_from_bytes(sys.stdin.buffer.read(LARGEST)))
        except (MessageError, ValueError, LookupError, RecursionError):
            report = None
        if report is None:
            self.stderr.write("This is no report of a mail that could not be delivered.")
        elif hand_over(report):
            self.stdout.write("Counted.")
        else:
            self.stderr.write("The report is of no mail of ours.")
