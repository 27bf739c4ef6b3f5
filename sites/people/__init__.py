"""A town's people: a manager invites colleagues into the town's roles, changes their roles and removes them."""
