"""What the workers do for the guide (``manage.py work``)."""

from django_tasks import task

from kpss_pages.catalog.guide.making import make


@task(backend="workers")
def make_guide(edition_id: int) -> None:
    """Make a guide that was begun; done once more, it changes nothing."""
    make(edition_id)
