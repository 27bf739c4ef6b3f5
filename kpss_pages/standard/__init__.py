"""Standard pages: text made of blocks, edited by editors; the legal pages of a town are standard pages too."""
