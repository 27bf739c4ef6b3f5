"""Reading the state's registers of social services: files in, proposals to a town's catalogue out.

``czech`` and ``slovak`` read one entry each and know nothing of towns; ``streaming`` cuts files of any size into entries,
``codes`` explains the register's codes, ``running`` reads for any number of towns at once. Nothing of a secret place and
nobody's name is ever read. ``synthetic`` invents registers in the true format.
"""
