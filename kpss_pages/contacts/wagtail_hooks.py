"""Puts the contacts into the admin."""

from wagtail.snippets.models import register_snippet

from kpss_pages.contacts.viewsets import ContactsGroup

register_snippet(ContactsGroup)
