"""The form of a service, which tells of positions that its places were given."""

from wagtail.snippets.views.snippets import CreateView, EditView

from kpss_pages.core.addresses.filling import TellsPositions


class ServiceCreateView(TellsPositions, CreateView):
    pass


class ServiceEditView(TellsPositions, EditView):
    pass
