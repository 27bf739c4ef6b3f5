"""The home page of a town, the landing page of the installation and the starter tree of a new town."""
