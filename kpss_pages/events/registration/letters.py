"""What the mails to those who have signed up say; plain text, in the language in which they signed up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kpss_pages.events.choices import Letter
from kpss_pages.events.models import EventPage, Registration, RegistrationMail
from kpss_pages.events.recurrence import EventDate
from kpss_pages.events.registration.calendar_file import NAME, TYPE, calendar_of_date
from kpss_pages.events.registration.dates import (
    day_of_deletion,
    event_of,
    find_date,
    page_in_language,
)
from kpss_pages.events.registration.tokens import CONFIRM_HOURS, cancel_token, confirm_token
from kpss_pages.events.where import where_of
from kpss_pages.events.wording import moment_text, when_text
from sites.mails import town_mail
from sites.models import TownSettings
from sites.towns import town_of_site

WITH_CALENDAR = (Letter.PLACE, Letter.PROMOTED, Letter.EVENT_MOVED, Letter.EVENT_ON)


@dataclass(frozen=True)
class About:
    """What a mail is about. ``date`` is None for a date that the event no longer has; then its time is ``told_start``."""

    registration: Registration
    town: TownSettings
    page: EventPage
    date: EventDate | None
    former_start: datetime | None

    def link(self, name: str, token: str) -> str:
        """Return the address of a page below that of the event."""
        return f"{self.page.full_url}{self.page.reverse_subpage(name, args=[token])}"

    @property
    def cancel_link(self) -> str:
        return self.link("sign_up_cancel", cancel_token(self.registration))

    @property
    def when(self) -> str:
        if self.date is not None:
            return when_text(self.date)
        return moment_text(timezone.localtime(self.registration.told_start or self.registration.rule_start))


def mail_of(row: RegistrationMail) -> EmailMultiAlternatives | None:
    """Return a mail ready to be sent; None when the event or its town is no longer there."""
    registration = row.registration
    town = town_of_site(registration.site_id)
    if town is None:
        return None
    with translation.override(registration.language), timezone.override(town.zone):
        page = page_in_language(town.site, registration.event, registration.language)
        page = page or event_of(town.site, registration.event, is_live=False)
        if page is None:
            return None
        about = About(registration, town, page, find_date(page, registration.rule_start), row.former_start)
        subject, paragraphs = LETTERS[Letter(row.letter)](about)
        text = "\n\n".join([_("Good day,"), *paragraphs, town.name, ""]).replace("\xa0", " ")
        headers = {"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"}
        mail = town_mail(town, registration.email, subject, text, headers=headers)
        if row.letter in WITH_CALENDAR and about.date is not None:
            mail.attach(NAME, calendar_of_date(page, about.date), TYPE)
        return mail


def message_id(row: RegistrationMail) -> str:
    """Return the mail's id, the same for every attempt to send it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<kpss-registration-{row.pk}-{int(row.created_at.timestamp())}@{domain}>"


def facts(about: About) -> str:
    """Return what the event is, when and where."""
    lines = [about.page.title, _("When: %(when)s") % {"when": about.when}]
    place = where_of(about.page).line
    if place:
        lines.append(_("Where: %(place)s") % {"place": place})
    if about.page.live and about.page.full_url:
        lines.append(about.page.full_url)
    return "\n".join(lines)


def how_to_cancel(about: About) -> str:
    sentence = _("If you cannot come, please cancel here, so that somebody else can have the place:")
    return f"{sentence}\n{about.cancel_link}"


def deletion(about: About) -> str:
    day = day_of_deletion(about.date) if about.date is not None else about.registration.delete_on
    return _("We delete your name and e-mail on %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}


def note(about: About) -> Iterator[str]:
    """Yield what the editors have written about the change, if anything."""
    written = (about.date.note if about.date is not None else "") or about.page.state_note
    if written:
        yield written


Content = tuple[str, list[str]]
"""Subject and paragraphs of a mail."""


def _confirm(about: About) -> Content:
    # Nobody knows yet whose address it is, so nothing of what was typed into the form is passed on to it.
    hours = {"hours": CONFIRM_HOURS}
    please = _("Please confirm it on this page:")
    return _("Please confirm your registration: %(event)s") % {"event": about.page.title}, [
        _("somebody, most likely you, has signed up with this address for:"),
        facts(about),
        f"{please}\n{about.link('sign_up_confirm', confirm_token(about.registration))}",
        _("The link works for %(hours)d hours. Only then do you have a place.") % hours,
        _("If it was not you, you need not do anything: without a confirmation the address is deleted."),
    ]


def _again(about: About) -> Content:
    return _("You have signed up already: %(event)s") % {"event": about.page.title}, [
        _("somebody, most likely you, has signed up once more with this address. You need not do anything more."),
        facts(about),
        how_to_cancel(about),
    ]


def _place(about: About) -> Content:
    return _("You have a place: %(event)s") % {"event": about.page.title}, [
        _("%(name)s has a place. We look forward to seeing you.") % {"name": about.registration.name},
        facts(about),
        how_to_cancel(about),
        deletion(about),
    ]


def _waiting(about: About) -> Content:
    return _("You are on the waiting list: %(event)s") % {"event": about.page.title}, [
        _("all places are taken; %(name)s is on the waiting list. As soon as a place is free, we write to you.")
        % {"name": about.registration.name},
        facts(about),
        how_to_cancel(about),
        deletion(about),
    ]


def _promoted(about: About) -> Content:
    return _("A place is free for you: %(event)s") % {"event": about.page.title}, [
        _("a place has become free, and it is yours: %(name)s has moved up from the waiting list.")
        % {"name": about.registration.name},
        facts(about),
        how_to_cancel(about),
        deletion(about),
    ]


def _cancelled(about: About) -> Content:
    return _("Your registration is cancelled: %(event)s") % {"event": about.page.title}, [
        _("the registration of %(name)s is cancelled.") % {"name": about.registration.name},
        facts(about),
    ]


def _event_cancelled(about: About) -> Content:
    return _("The event is cancelled: %(event)s") % {"event": about.page.title}, [
        _("the event for which you have signed up does not take place."),
        facts(about),
        *note(about),
    ]


def _event_moved(about: About) -> Content:
    former = about.former_start
    changed = (
        [_("It was to be on %(when)s.") % {"when": moment_text(timezone.localtime(former))}]
        if former is not None
        else []
    )
    return _("The event has been moved: %(event)s") % {"event": about.page.title}, [
        _("the event for which you have signed up has been moved. This is how it is now:"),
        facts(about),
        *changed,
        *note(about),
        how_to_cancel(about),
    ]


def _event_on(about: About) -> Content:
    return _("The event takes place after all: %(event)s") % {"event": about.page.title}, [
        _("the event for which you have signed up takes place after all. Your registration still counts."),
        facts(about),
        *note(about),
        how_to_cancel(about),
    ]


LETTERS: dict[Letter, Callable[[About], Content]] = {
    Letter.CONFIRM: _confirm,
    Letter.AGAIN: _again,
    Letter.PLACE: _place,
    Letter.WAITING: _waiting,
    Letter.PROMOTED: _promoted,
    Letter.CANCELLED: _cancelled,
    Letter.EVENT_CANCELLED: _event_cancelled,
    Letter.EVENT_MOVED: _event_moved,
    Letter.EVENT_ON: _event_on,
}
