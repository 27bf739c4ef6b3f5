"""Where clerks keep a town's catalogue: lists and forms, searches that found nothing, the import of tables."""
