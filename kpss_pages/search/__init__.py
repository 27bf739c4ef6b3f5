"""Search in the pages and documents of one town in one language; the page is made once a home page."""
