"""What all page kinds share: the base page, blocks, chrome of a town's pages, typography; imports no kind."""
