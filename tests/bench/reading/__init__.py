"""The list and its search, against Datasette on the same rows and a page of plain django-filter."""
