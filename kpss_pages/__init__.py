"""Page kinds, each a small Django app with the same file names; none imports another, all stand on ``core``."""
