"""The views of signing up register themselves here (``@sign_up_views.register("form")``)."""

from kpss_pages.core.answering import Answers

sign_up_views = Answers()
