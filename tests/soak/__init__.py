"""`make soak`: kills in the middle of an import, two editors at once, many readers, damaged files.

Imports run in processes of their own, on copies of a database that this run alone uses; some behind
a running site.
"""
