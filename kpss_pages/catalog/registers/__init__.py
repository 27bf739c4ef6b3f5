"""Reading the state's registers of social services: files in, proposals to a town's catalogue out.

``czech`` reads one of the items that ``json_items`` cuts out of a file of any size, ``slovak`` one element of XML after the
other; neither knows of towns. ``codes`` explains the register's codes, ``running`` reads for any number of towns at once.
Nothing of a secret place and nobody's name is ever read. ``synthetic`` invents registers in the true format.
"""
