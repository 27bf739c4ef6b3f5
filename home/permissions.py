"""Who may do what with a home page."""

from wagtail.models import PagePermissionTester, Site


class HomePermissionTester(PagePermissionTester):
    """A town's home page stays where it is: with it would go its site, its settings and everything below.

    A town is removed on the administrator's own screen, which takes its files, groups and people along. That holds for
    administrators too. Home pages of further languages may be deleted by those who may delete whole branches.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if Site.objects.filter(root_page=self.page.pk).exists():
            return False
        return bool(super().can_delete(ignore_bulk=ignore_bulk))
