"""Tables that people fill in in their spreadsheet programs, as CSV or XLSX.

``cells`` takes rows of texts out of a file, ``columns`` names what stands in them, ``reading`` finds the header and says
what is wrong with a cell. What the rows mean is the business of whoever reads them.
"""
