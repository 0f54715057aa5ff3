"""A list as django-filter's documentation makes one: the same filters and lines, no counts."""
