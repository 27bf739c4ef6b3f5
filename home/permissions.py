"""Who may do what with a home page."""

from wagtail.models import Site

from kpss_pages.core.permissions import TownPagePermissionTester


class HomePermissionTester(TownPagePermissionTester):
    """A town's home page stays where it is: with it would go its site, its settings and everything below.

    A town is removed on the administrator's own screen, which takes its files, groups and people along. That holds for
    administrators too. Home pages of further languages may be deleted by those who may delete whole branches.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self._is_root_of_town() and bool(super().can_delete(ignore_bulk=ignore_bulk))

    def can_unpublish(self) -> bool:
        """Taking a town off line is suspending it, which shows the public a notice."""
        return not self._is_root_of_town() and bool(super().can_unpublish())

    def _is_root_of_town(self) -> bool:
        # Asked for by several buttons of a row, each with a tester of its own.
        if not hasattr(self.page, "_is_root_of_town"):
            self.page._is_root_of_town = Site.objects.filter(root_page=self.page.pk).exists()
        return bool(self.page._is_root_of_town)
