from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.log_actions import log

from sites.accounts.second_factor import reset_second_factor
from sites.models import User


class Command(BaseCommand):
    help = "Take the second factor from somebody who lost it, end their sessions and tell them by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("Nobody has this e-mail address.")
        if not reset_second_factor(user):
            raise CommandError("The account has no second factor.")
        log(instance=user, action="kpss_sites.reset_second_factor")
        self.stdout.write("The second factor was taken away and the person's sessions were ended.")
