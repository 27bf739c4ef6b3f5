"""The views below the map's page register themselves here (``@barrier_free.register("place")``)."""

from kpss_pages.core.answering import Answers

barrier_free = Answers()
"""Puts views to the names of their addresses."""
