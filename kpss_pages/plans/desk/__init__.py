"""The desk of those who keep plans: goals, measures, yearly progress and files in the admin; editors only read."""
