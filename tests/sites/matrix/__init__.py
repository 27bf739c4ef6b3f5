"""The matrix of isolation: every screen, list, form and file of the registries, tried with what is another town's.

`world.py` builds two towns that hold one of everything. The numbers (`FIRST_FOREIGN_ID` onwards) and the words
(`SECRET`) of the second one are found wherever they turn up, so nothing has to be expected screen by screen.
"""
