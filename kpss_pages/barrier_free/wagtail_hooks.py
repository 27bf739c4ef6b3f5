"""Puts the barrier-free map into the admin."""

from wagtail.snippets.models import register_snippet

from kpss_pages.barrier_free.desk import hooks as desk_hooks  # noqa: F401 -- hooks register themselves
from kpss_pages.barrier_free.importing import hooks as importing_hooks  # noqa: F401 -- hooks register themselves
from kpss_pages.barrier_free.surveying import hooks as surveying_hooks  # noqa: F401 -- hooks register themselves
from kpss_pages.barrier_free.viewsets import BarrierFreeGroup

register_snippet(BarrierFreeGroup)
