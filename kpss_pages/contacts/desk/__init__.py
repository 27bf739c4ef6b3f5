"""Where clerks keep a town's contacts: lists, where a contact is used, what is to be repaired, the import and the export."""
