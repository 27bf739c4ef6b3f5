"""What the public reads below a town's contacts page: the directory, a role, the offices, files for address books."""
