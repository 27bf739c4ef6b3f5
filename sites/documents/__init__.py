"""Documents of towns: who may read them, their earlier files, what is found in them, and the proof that they hung.

A document is public while a public page of its town refers to it (``public``); replacing its file keeps the address and
the file of before (``versions``); when which file hung where is written down for good (``proof``). Its own page is at
/documents/<number>/ (``views``).
"""
