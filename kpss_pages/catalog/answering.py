"""The views below the catalogue's page register themselves here (``@catalog.register("service")``)."""

from kpss_pages.core.answering import Answers

catalog = Answers()
