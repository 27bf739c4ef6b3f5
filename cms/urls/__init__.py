"""URLconfs: the landing page's and one per default language of a town."""
