"""The views below the contacts page register themselves here (``@contacts.register("role")``)."""

from kpss_pages.core.answering import Answers

contacts = Answers()
