"""Where clerks keep a town's barrier-free map: places in lists and forms, links for volunteers, reports of the public."""
